"""The slides that look ahead: what to do next, what a little more money buys, the ways out when nothing fits."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portfolio.reports import formats
from portfolio.reports.deck_decision import spend_rows
from portfolio.reports.deck_prices import WORTH_SAYING
from portfolio.reports.deck_values import Cell, Column, Paragraph, Slide, Table
from portfolio.reports.deck_words import listed, money, moved, sentence, short, stop
from portfolio.reports.explanation_values import NextStep, WhatIf
from portfolio.reports.proposal_values import ProposalReport

NEXT_NOTES = (
    "What one more buys: the least extra amount of one kind of money at which a better portfolio exists, found "
    "by further solves; "
    "everything else stays as it is. It is not a price per unit: value comes in whole initiatives."
)
CLASH_NOTES = (
    "A clash is a smallest set of rules and limits that no portfolio keeps together: giving up any one of them ends it."
)


def next_steps(report: ProposalReport) -> list[Slide]:
    """What the next unit of each limit would buy, and what has to happen after the decision."""
    steps = report.explanations.next_steps
    paragraphs = tuple(_todo(report))
    if not steps:
        return [Slide("text", _plain_title(report), "What has to happen next", paragraphs=paragraphs, notes=NEXT_NOTES)]
    table = Table(
        columns=(
            Column("More or less", 1.7, lines=2),
            Column("Points", 0.8, right=True, lines=1),
            Column("Enters", 2.6, lines=4),
            Column("Leaves, or other option", 3.4, lines=5),
        ),
        rows=(*(_step_cells(s) for s in steps), *(_leeway_cells(w) for w in report.explanations.what_ifs if not w.key)),
        description="What more or less of each limit would buy or cost, in points and initiatives",
    )
    return [
        Slide(
            "table and text",
            next_title(report),
            "What a little more or less would buy or cost, and what has to happen after the decision",
            paragraphs,
            table=table,
            notes=NEXT_NOTES,
        )
    ]


def next_title(report: ProposalReport) -> str:
    """The step with the largest gain, and a limit for which more buys nothing."""
    steps = report.explanations.next_steps
    best = max(steps, key=lambda s: s.gain)
    if best.gain <= WORTH_SAYING:
        return "A little more of any single limit would buy nothing"
    idle = next((s for s in steps if s.gain <= WORTH_SAYING), None)
    nothing = f", {step_label(idle)} nothing" if idle else ""
    return sentence(f"{step_label(best)} would buy {formats.points(best.gain)} points{nothing}")


def step_label(step: NextStep) -> str:
    """`+500 k€ opex a year`: the step in words, without what comes in parentheses."""
    return short(re.split(r": | \(", step.what or step.sentence)[0] or step.label, 48)


def _plain_title(report: ProposalReport) -> str:
    first = _first_year(report)
    if first is not None:
        return f"Approval releases {money(report, first[1])} for FY{first[0]} first"
    return f"Approval releases {money(report, report.used)} for {formats.counted(len(report.funded), 'initiative')}"


def _first_year(report: ProposalReport) -> tuple[int, int] | None:
    rows = spend_rows(report)
    years = sorted({r.year for r in rows if r.year is not None})
    return (years[0], sum(r.used for r in rows if r.year == years[0])) if years else None


def _step_cells(step: NextStep) -> tuple[Cell, ...]:
    return (
        Cell(step_label(step), bold=True),
        Cell(formats.points(step.gain, signed=True) if step.gain > WORTH_SAYING else "nothing"),
        Cell(listed(step.enters, 4) or formats.NONE),
        Cell(moved(step.leaves, step.other_option, 3)),
    )


def _leeway_cells(what_if: WhatIf) -> tuple[Cell, ...]:
    gain = None if what_if.price is None else -what_if.price
    return (
        Cell(what_if.name, bold=True),
        Cell(formats.points(gain, signed=True) if what_if.feasible else "impossible"),
        Cell(listed(what_if.enters, 4) or formats.NONE),
        Cell(moved(what_if.leaves, what_if.other_option, 3)),
    )


def _todo(report: ProposalReport) -> Iterable[Paragraph]:
    yield Paragraph("After the decision", "heading")
    first = _first_year(report)
    if first is not None:
        yield Paragraph(
            f"Release {money(report, first[1])} for FY{first[0]}, the first year of {money(report, report.used)}."
        )
    costly = [m for m in report.explanations.mandates if (m.price or 0) > WORTH_SAYING]
    if costly:
        yield Paragraph(stop(f"Confirm the mandates that cost value: {listed((m.title for m in costly), 3, 60)}"))
    if report.left_out:
        known = sorted((r for r in report.left_out if r.gap is not None), key=lambda r: r.gap or 0)
        nearest = f", {listed((r.title for r in known[:3]), 3)} first" if known else ""
        yield Paragraph(f"Tell the sponsors of the {len(report.left_out)} left out why{nearest}.")
    if report.unscored:
        yield Paragraph(
            f"Score {formats.counted(len(report.unscored), 'initiative')} that nobody has scored yet: "
            f"{listed(report.unscored, 3)}."
        )
    if report.notices:
        said = formats.counted(len(report.notices), "thing was", "things were")
        yield Paragraph(f"Settle what the proposal could not count: {said} left aside, told in the appendix.", "key")
    if report.explanations.near_ties_sentence:
        yield Paragraph(report.explanations.near_ties_sentence, "key")


def impossible(report: ProposalReport) -> list[Slide]:
    """What stands in the way when no portfolio can be proposed, and the smallest ways out."""
    lines = [Paragraph("What clashes", "heading")]
    for clash in report.clashes:
        lines.append(Paragraph("; ".join(s.rstrip(".") for s in clash.sentences) + "."))
    if report.repairs:
        lines.append(Paragraph("Any one of these would do", "heading"))
        lines += [Paragraph(r.sentence) for r in report.repairs]
    return [
        Slide(
            "text",
            impossible_title(report),
            report.headline,
            paragraphs=tuple(lines) if len(lines) > 1 else tuple(_no_clash(report)),
            notes=CLASH_NOTES,
        )
    ]


def _no_clash(report: ProposalReport) -> Iterable[Paragraph]:
    """What else keeps everything out, in the sentences of the page."""
    said = [report.unscored_sentence, report.binding_sentence, *report.notices]
    yield from (Paragraph(text) for text in said if text)
    if not any(said):
        yield Paragraph(
            "Enter or import initiatives with costs and scores first."
            if report.status == "empty"
            else "What is left out follows, each with its reason."
        )


def impossible_title(report: ProposalReport) -> str:
    """Why there is nothing to decide yet."""
    if report.status == "infeasible":
        return "No portfolio satisfies all rules and limits together, so something must give"
    if report.status == "not_found":
        return "No portfolio was found in the time given; the question stays open"
    if report.status == "empty":
        return sentence(report.headline)
    return "Nothing is funded within these limits and rules"
