"""The findings of further solves put into a report: prices into its rows, explanations beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from portfolio.reports import formats
from portfolio.reports import proposal_variations as words
from portfolio.reports.explanation_values import Explanations
from portfolio.reports.proposal_answer import Answer
from portfolio.reports.proposal_findings import Findings, Varied
from portfolio.reports.proposal_sentences import certainty
from portfolio.reports.proposal_spend import binding_sentence
from portfolio.reports.proposal_steps import entry_words, next_steps
from portfolio.reports.proposal_values import FundedRow, LeftOutRow, ProposalReport
from portfolio.reports.proposal_words import names, row

NEAR = 0.005
"""Near ties are within this part of the value."""
MOST_COUNTED = 5
"""Near ties are counted up to this number."""


def explained(report: ProposalReport, answer: Answer, findings: Findings) -> ProposalReport:
    """The report with everything that the findings say."""
    insisted = tuple(words.insisting(answer, wish) for wish in findings.insisted)
    leeways = tuple(words.leeway(answer, name, varied) for name, varied in findings.leeways.items())
    near = tuple(words.near_tie(answer, varied) for varied in findings.near or ())
    together = findings.all_mandates
    return replace(
        _with_ties(
            with_binding(report, {name: varied.gain > 0 for name, varied in findings.lifted.items()}), answer, findings
        ),
        price_line=words.price_line(report, insisted, answer),
        funded=tuple(_funded(f, findings.removed.get(f.key)) for f in report.funded),
        left_out=tuple(_left_out(answer, left, findings) for left in report.left_out),
        explanations=Explanations(
            mandates=words.mandate_rows(answer, findings.mandates),
            all_mandates_price=None if together is None else float(together.gain),
            all_mandates_sentence=words.all_mandates_sentence(together),
            next_steps=next_steps(answer, findings),
            face_value=words.face_value(answer, findings.other_view, findings.other_value),
            what_ifs=(*insisted, *leeways),
            near_ties=near,
            near_ties_sentence=_near_sentence(findings),
            complete=not findings.missing,
            not_computed=_not_computed(findings.missing),
            missing=sum(findings.missing.values()),
        ),
    )


def with_binding(report: ProposalReport, binds: Mapping[str, bool]) -> ProposalReport:
    """The report with the limits that bind as they were found, by resource name, rather than guessed."""
    spend = tuple(replace(s, binding=binds.get(s.name, s.binding)) for s in report.spend)
    return replace(report, spend=spend, binding_sentence=binding_sentence(spend))


def _with_ties(report: ProposalReport, answer: Answer, findings: Findings) -> ProposalReport:
    """Near ties that cost nothing are ties: the report says so where it did not know."""
    ties = sum(1 for varied in findings.near or () if not varied.gain)
    if report.proof.ties or not ties:
        return report
    sentence = certainty(replace(answer.result, ties=ties, ties_complete=ties < MOST_COUNTED))
    proof = replace(report.proof, ties=ties, ties_complete=ties < MOST_COUNTED, sentence=sentence)
    return replace(report, certainty=sentence, proof=proof)


def _funded(funded: FundedRow, without: Varied | None) -> FundedRow:
    if without is None or not without.possible:
        return funded
    return replace(funded, replacement_cost=float(-without.gain))


def _left_out(answer: Answer, left: LeftOutRow, findings: Findings) -> LeftOutRow:
    forced = findings.forced.get(left.key)
    entry = findings.entries.get(left.key)
    said = entry_words(answer, left.key, *entry) if entry else ""
    if forced is None:
        return replace(left, entry=said)
    if not forced.possible:
        return replace(left, price="No portfolio within the limits and rules holds it.")
    change = words.moved(answer, forced.selected)
    moves = f" and displaces {names(change.leaves)}" if change.leaves else ""
    count = formats.counted(len(change.other_option), "other changes its option", "others change their option")
    price = f"{words.gap_words(-forced.gain)}{moves}{f'; {count}' if change.other_option else ''}."
    gap, others = float(-forced.gain), change.other_option
    return replace(left, gap=gap, displaces=change.leaves, other_option=others, price=price, entry=said)


def _near_sentence(findings: Findings) -> str:
    near = findings.near
    if near is None:
        return ""
    within = formats.percent(NEAR, 1)
    if not near:
        return f"No other portfolio is within {within} of this value."
    least = "at least " if len(near) == MOST_COUNTED else ""
    count = formats.counted(len(near), "other portfolio is", "other portfolios are")
    return f"Nearly a tie: {least}{count} within {within} of this value."


def _not_computed(missing: Mapping[str, int]) -> str:
    return f"Not computed in the time: {row(tuple(_subjects(missing)))}." if missing else ""


def _subjects(missing: Mapping[str, int]) -> Iterator[str]:
    for subject, count in missing.items():
        yield f"{subject} ({count})" if count > 1 else subject
