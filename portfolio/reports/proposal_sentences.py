"""The sentences that open a proposal: what comes out, how sure that is, and what moved."""

from __future__ import annotations

from math import ceil

from optimizer import Result
from portfolio.domain.rounds import Round
from portfolio.domain.rules import RuleType
from portfolio.domain.scenarios import Scenario
from portfolio.reports import formats
from portfolio.reports.proposal_answer import Answer
from portfolio.reports.proposal_spend import available, used
from portfolio.reports.proposal_values import FundedRow, Proof, ShareRow
from portfolio.reports.proposal_words import all_names, money_of, moves, names, tag_label, tag_work


def headline(answer: Answer, shares: tuple[ShareRow, ...]) -> str:
    """How many of how many, for how much of how much, and the share that the round watches."""
    count = f"{len(answer.funded)} of {formats.counted(len(answer.running), 'initiative')}"
    money = money_of(used(answer), available(answer), answer.round.currency)
    watched = _watched(answer, shares)
    tail = f"; {tag_work(watched.tag)} gets {formats.percent(watched.share)}" if watched else ""
    return f"{count} for {money}{tail}."


def _watched(answer: Answer, shares: tuple[ShareRow, ...]) -> ShareRow | None:
    """The tag of the first share rule of the round, otherwise the tag that gets most."""
    ruled = next((r.tag for r in answer.round.rules if r.type is RuleType.SHARE), None)
    found = next((row for row in shares if row.tag == ruled), None)
    return found or max((row for row in shares if row.share), key=lambda row: row.share, default=None)


def certainty(result: Result) -> str:
    """How sure the answer is: proven best, within how much, tied with how many."""
    if result.value is None or result.gap is None:
        return ""
    if result.status == "optimal":
        return f"Proven best{_tied(result)}."
    return f"Within {gap_text(result.gap)} of the best possible value; the proof was not finished in the time."


def gap_text(gap: float) -> str:
    """A relative gap as a percentage that never looks smaller than it is: `0.3 %`."""
    return formats.percent(ceil(gap * 1000 - 1e-9) / 1000 if gap > 0.001 else 0.001, 1)


def _tied(result: Result) -> str:
    if not result.ties:
        return ""
    count = result.ties
    more = "at least " if result.ties_complete is False else ""
    return f", tied with {more}{formats.counted(count, 'other')}"


def proof(result: Result, problem_hash: str) -> Proof:
    """How the answer was found and checked."""
    return Proof(
        status=str(result.status), value=result.value, value_over_status_quo=result.value_over_status_quo,
        bound=result.bound, gap=result.gap, solver=result.solver, seconds=result.seconds,
        verified=result.verified, problem_hash=problem_hash, ties=result.ties or 0,
        ties_complete=result.ties_complete is not False, sentence=certainty(result),
    )  # fmt: skip


def movement_sentence(answer: Answer) -> str:
    """What enters, leaves or changes its option against the answer before; empty without one."""
    if answer.before is None or not answer.has_portfolio:
        return ""
    moved = moves(answer.before, answer.selected)
    words = {"enters": "Enters", "leaves": "Leaves", "other option": "Other option"}
    parts = [f"{words[kind]}: {names([answer.title(k) for k in keys], 5)}." for kind, keys in moved.items() if keys]
    against = f"Against {answer.before_name}: " if answer.before_name else ""
    return against + (" ".join(parts) or "nothing enters or leaves.")


def weights_sentence(round_: Round, scenario: Scenario) -> str:
    """That equal weights stand in for the room's, where nobody has set them; else nothing."""
    said = any(p.is_room and any(p.points.values()) for p in round_.profiles)
    if said or scenario.weights is not None or not round_.criteria:
        return ""
    return "Nobody has set the room’s weights yet: every criterion counts alike."


def unscored_sentence(answer_unscored: tuple[str, ...]) -> str:
    """How many candidates are not in the running."""
    count = len(answer_unscored)
    if not count:
        return ""
    verb = "has no scores and is" if count == 1 else "have no scores and are"
    return f"{formats.counted(count, 'initiative')} {verb} not in the running."


def empty_headline(candidates: int, has_criteria: bool) -> str:
    """What is missing before there can be a proposal."""
    if not has_criteria:
        return "Nothing can be proposed yet: this round has no criteria to score on."
    if not candidates:
        return "Nothing can be proposed yet: this round has no initiatives."
    if candidates == 1:
        return "Nothing can be proposed yet: the only initiative has no scores."
    return f"Nothing can be proposed yet: none of the {formats.counted(candidates, 'initiative')} has scores."


def infeasible_headline(clashes: int) -> str:
    """That no portfolio keeps everything."""
    if clashes == 1:
        return "No portfolio keeps all limits and rules: these clash."
    return "No portfolio keeps all limits and rules at once."


def not_found_headline(result: Result) -> str:
    """That the time ended before anything was found."""
    return f"No answer yet: {formats.number(result.seconds, 1)} seconds were not enough to find a portfolio. Try again."


def bubble_title(funded: tuple[FundedRow, ...]) -> str:
    """How few carry half of the value, as the title of the chart."""
    values = sorted((row.value for row in funded if row.value > 0), reverse=True)
    total, half = sum(values), 0.0
    for count, value in enumerate(values, 1):
        half += value
        if half >= total / 2:
            carry = "carries" if count == 1 else "carry"
            return f"{count} of {formats.counted(len(funded), 'initiative')} {carry} half of the value"
    return "Value against risk"


def share_title(shares: tuple[ShareRow, ...]) -> str:
    """What the shares say, as the title of their chart."""
    kinds = [row for row in shares if row.tag in ("run", "grow", "transform") and row.share]
    if not kinds:
        return "Share of spend by tag"
    return all_names([f"{tag_label(row.tag)} {formats.percent(row.share)}" for row in kinds]) + " of the spend"
