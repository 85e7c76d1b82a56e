"""Why an idea was declined, in words that are honest about it."""

from __future__ import annotations

from enum import StrEnum


class DeclineReason(StrEnum):
    """The kinds of reason; which one is a statement about us as often as about the idea."""

    NOT_MY_JOB = "not_my_job"
    NO_EVIDENCE = "no_evidence"
    NO_MONEY = "no_money"
    DONE_ALREADY = "done_already"
    PART_OF_ANOTHER = "part_of_another"
    NOT_NOW = "not_now"
    OTHER = "other"


DECLINE_WORDS = {
    DeclineReason.NOT_MY_JOB: "Not my job",
    DeclineReason.NO_EVIDENCE: "No evidence that anybody needs it",
    DeclineReason.NO_MONEY: "No money for it",
    DeclineReason.DONE_ALREADY: "Done already",
    DeclineReason.PART_OF_ANOTHER: "Part of another initiative",
    DeclineReason.NOT_NOW: "Not in this round",
    DeclineReason.OTHER: "Another reason",
}
