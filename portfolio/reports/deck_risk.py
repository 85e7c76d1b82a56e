"""The slide of value against risk: one bubble an initiative, its area the cost."""

from __future__ import annotations

from collections.abc import Iterable

from portfolio.reports import formats
from portfolio.reports.deck_values import BubbleChart, BubblePoint, BubbleSeries, Paragraph, Slide
from portfolio.reports.deck_words import KIND_NAMES, money, sentence, short
from portfolio.reports.proposal_values import Bubble, FundedRow, ProposalReport

SOUND = 0.8
"""Chance of success from which an initiative counts as likely."""
MOST_LABELS = 16

NOTES = (
    "Across: risk, that is 100 % minus the chance of success. Up: expected points over not doing it. Area: spend "
    "within the round. "
    "Filled bubbles are funded, hollow ones left out. A failed initiative leaves things as they are without it. "
    "The chart is native: select a bubble to see its figures, edit data to see all."
)


def value_against_risk(report: ProposalReport) -> list[Slide]:
    """The native bubble chart with its reading; nothing where there is nothing to draw, or nobody said a chance."""
    drawn = [b for b in report.bubbles if b.cost > 0]
    if not drawn or all(b.risk == 0 for b in drawn):
        return []
    chart = BubbleChart(
        series=tuple(_series(drawn)),
        x_axis="Risk: 100 % minus chance of success",
        y_axis="Expected points over not doing it",
        description=f"Value against risk of {len(drawn)} initiatives, area for cost; "
        + "; ".join(
            f"{short(b.label, 30)} {formats.points(b.value)} points at {formats.percent(b.risk)}"
            for b in _labelled(drawn)
        ),
    )
    lead = f"Each bubble is an initiative, its area the spend; the largest is {_largest(drawn)}"
    return [Slide("chart", title(report), lead, paragraphs=tuple(_reading(report)), chart=chart, notes=NOTES)]


def _largest(drawn: list[Bubble]) -> str:
    dearest = max(drawn, key=lambda b: b.cost)
    return short(dearest.label, 50) + ("" if dearest.funded else " (left out)")


def _labelled(drawn: list[Bubble]) -> list[Bubble]:
    """Those worth naming on the chart: the funded by value, then by cost."""
    funded = [b for b in drawn if b.funded]
    chosen = sorted(funded, key=lambda b: -b.value)[: MOST_LABELS - 4] + sorted(funded, key=lambda b: -b.cost)[:6]
    chosen += sorted((b for b in drawn if not b.funded), key=lambda b: -b.value)[:4]
    return list({b.key: b for b in chosen}.values())[:MOST_LABELS]


def _series(drawn: list[Bubble]) -> Iterable[BubbleSeries]:
    named = {b.key for b in _labelled(drawn)}
    left = tuple(_point(b, named) for b in drawn if not b.funded)
    if left:
        yield BubbleSeries("Left out", "muted", left, hollow=True)
    rest = "Other" if any(b.funded and b.change in KIND_NAMES for b in drawn) else "Funded"
    for kind in (*KIND_NAMES, ""):
        inside = [b for b in drawn if b.funded and (b.change == kind if kind else b.change not in KIND_NAMES)]
        if inside:
            yield BubbleSeries(KIND_NAMES.get(kind, rest), kind or "accent", tuple(_point(b, named) for b in inside))


def _point(bubble: Bubble, named: set[str]) -> BubblePoint:
    label = short(bubble.label, 34) if bubble.key in named else ""
    return BubblePoint(bubble.risk * 100, bubble.value, float(bubble.cost), label)


def title(report: ProposalReport) -> str:
    """How much of the value is likely to come."""
    total = sum(f.value for f in report.funded)
    if total <= 0:
        return "The proposal holds what there is rather than adding value"
    likely = sum(f.value for f in report.funded if f.probability >= SOUND) / total
    return sentence(
        f"{formats.percent(likely)} of the value comes from initiatives with a chance of success of "
        f"{formats.percent(SOUND)} or more"
    )


def _reading(report: ProposalReport) -> Iterable[Paragraph]:
    yield Paragraph("How to read it", "heading")
    yield Paragraph("Upper left is what one wants: much value at little risk.")
    for kind, name in KIND_NAMES.items():
        inside = [f for f in report.funded if f.change == kind]
        if inside:
            yield Paragraph(f"{name}: {formats.counted(len(inside), 'initiative')}, {_value_of(inside)}.", marker=kind)
    risky = sorted((f for f in report.funded if f.probability < SOUND), key=lambda f: f.probability)
    if risky:
        at_risk = money(report, sum(f.cost for f in risky))
        yield Paragraph(
            f"{at_risk} goes to {formats.counted(len(risky), 'initiative')} less likely than that, the riskiest "
            f"{short(risky[0].title, 34)} ({formats.percent(risky[0].probability)}).",
            "key",
        )


def _value_of(rows: list[FundedRow]) -> str:
    return f"{formats.points(sum(f.value for f in rows))} points"
