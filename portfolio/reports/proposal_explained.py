"""The findings of further solves put into a report: prices into its rows, explanations beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from optimizer import Result
from portfolio.reports import formats
from portfolio.reports import proposal_variations as words
from portfolio.reports.proposal_answer import Answer
from portfolio.reports.proposal_findings import Findings
from portfolio.reports.proposal_spend import binding_sentence
from portfolio.reports.proposal_values import Explanations, FundedRow, LeftOutRow, MandateRow, ProposalReport, SpendRow
from portfolio.reports.proposal_words import all_names, names, points, row

NEAR = Fraction(1, 200)
"""Portfolios within this part of the value are near ties."""
SHOWN_NEAR_TIES = 5


def explained(report: ProposalReport, answer: Answer, findings: Findings) -> ProposalReport:
    """The report with everything that the findings say."""
    insisted = tuple(words.insisting(answer, i.key, i.option, i.result, i.broken) for i in findings.insisted)
    leeways = tuple(words.what_if(answer, leeway.name, leeway.result) for leeway in findings.leeways)
    near = near_ties(answer, findings)
    return replace(
        with_binding(report, answer, findings.lifted),
        price_line=words.price_line(report, insisted, answer),
        funded=tuple(_funded(answer, f, findings.removed.get(f.key)) for f in report.funded),
        left_out=tuple(_left_out(answer, left, findings) for left in report.left_out),
        explanations=Explanations(
            mandates=mandates(answer, findings.mandates),
            all_mandates_price=_all_mandates(answer, findings.all_mandates),
            all_mandates_sentence=words.all_mandates_sentence(_all_mandates(answer, findings.all_mandates)),
            next_steps=tuple(
                words.next_step(answer, s.label, s.resource, s.units, s.years, s.result)
                for s in findings.steps
                if s.result is not None
            ),
            face_value=words.face_value(answer, findings.other_view) if findings.other_view else None,
            what_ifs=(*insisted, *leeways),
            near_ties=near,
            near_ties_sentence=_near_sentence(near, findings),
            complete=not findings.missing,
            not_computed=_not_computed(findings.missing),
        ),
    )


def with_binding(report: ProposalReport, answer: Answer, lifted: Mapping[str, Result | None]) -> ProposalReport:
    """The report with the limits that bind as they were found, by resource name, rather than guessed."""
    spend = tuple(_binding(answer, s, lifted.get(s.name)) for s in report.spend)
    return replace(report, spend=spend, binding_sentence=binding_sentence(spend))


def mandates(answer: Answer, without: Mapping[str, Result | None]) -> tuple[MandateRow, ...]:
    """Each must of the round that holds, dearest first, those without a price last."""
    held = [rule for rule in answer.rules if rule.key in without]
    rows = [words.mandate_row(answer, rule, without[rule.key]) for rule in held]
    return tuple(sorted(rows, key=lambda must: -1.0 if must.price is None else must.price, reverse=True))


def _binding(answer: Answer, spend: SpendRow, lifted: Result | None) -> SpendRow:
    """A limit binds when the best portfolio without it is worth more."""
    if lifted is None or lifted.value is None:
        return spend
    return replace(spend, binding=words.difference(answer, lifted) > 0)


def _all_mandates(answer: Answer, result: Result | None) -> float | None:
    return None if result is None or result.value is None else float(words.difference(answer, result))


def _funded(answer: Answer, funded: FundedRow, without: Result | None) -> FundedRow:
    if without is None or without.value is None:
        return funded
    return replace(funded, replacement_cost=float(-words.difference(answer, without)))


def _left_out(answer: Answer, left: LeftOutRow, findings: Findings) -> LeftOutRow:
    forced = findings.forced.get(left.key)
    entry = findings.entries.get(left.key, "")
    if forced is None:
        return replace(left, entry=entry)
    if forced.value is None:
        return replace(left, price="No portfolio within the limits and rules holds it.", entry=entry)
    gap, change = -words.difference(answer, forced), words.moved(answer, forced.selected)
    text = f"Having it costs {points(gap)}" if gap else "Having it costs nothing"
    moves = f" and displaces {names(change.leaves)}" if change.leaves else ""
    other = f"; other option: {names(change.other_option)}" if change.other_option else ""
    return replace(left, gap=float(gap), displaces=change.leaves, price=f"{text}{moves}{other}.", entry=entry)


def near_ties(answer: Answer, findings: Findings) -> tuple[str, ...]:
    """Other portfolios nearly as good, nearest first, found by forcing one initiative in or out."""
    limit = abs(words.difference(answer, _nothing(answer))) * NEAR
    found: dict[str, Fraction] = {}
    for result in (*findings.forced.values(), *findings.removed.values()):
        if result is not None and result.value is not None:
            gap = -words.difference(answer, result)
            if gap <= limit and (told := _instead(words.moved(answer, result.selected))):
                found.setdefault(told, gap)
    nearest = sorted(found.items(), key=lambda item: item[1])[:SHOWN_NEAR_TIES]
    return tuple(f"{told}: {_less(gap)}" for told, gap in nearest)


def _nothing(answer: Answer) -> Result:
    return replace(answer.result, value_over_status_quo=0.0)


def _less(gap: Fraction) -> str:
    return f"{formats.points(gap, 2)}{formats.THIN}points less" if gap else "exactly as good"


def _instead(change: words.Moved) -> str:
    """`Remote diagnosis instead of Test pipeline`."""
    comes = (*change.enters, *change.other_option)
    if comes and change.leaves:
        return f"{all_names(comes)} instead of {all_names(change.leaves)}"
    return all_names(comes) if comes else f"without {all_names(change.leaves)}" if change.leaves else ""


def _near_sentence(near: tuple[str, ...], findings: Findings) -> str:
    if near:
        count = formats.counted(len(near), "other portfolio is", "other portfolios are")
        return f"Nearly a tie: at least {count} within {formats.percent(NEAR, 1)} of this value."
    done = findings.forced and not findings.missing
    return f"No single change comes within {formats.percent(NEAR, 1)} of this value." if done else ""


def _not_computed(missing: Mapping[str, int]) -> str:
    return f"Not computed in the time: {row(tuple(_subjects(missing)))}." if missing else ""


def _subjects(missing: Mapping[str, int]) -> Iterator[str]:
    for subject, count in missing.items():
        yield f"{subject} ({count})" if count > 1 else subject
