"""The slides of what insisting costs: the price of mandates and wishes, and each mandate with its claimant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portfolio.reports import formats
from portfolio.reports.deck_values import BarChart, Cell, Column, Paragraph, Series, Slide, Table
from portfolio.reports.deck_words import count_word, listed, options, sentence, short, stop
from portfolio.reports.explanation_values import MandateRow
from portfolio.reports.proposal_values import ProposalReport

MOST_BARS = 10
WORTH_SAYING = 0.05
"""Prices in points below this show as 0.0."""

PRICE_NOTES = (
    "Price: points that the best portfolio loses by the mandate or wish, every other choice made again under the "
    "same limits. "
    "Each bar adds up to what the portfolio is worth without it. Prices of several mandates together do not add up. "
    "Source: one further solve for each bar; the same figures stand on the proposal page."
)


@dataclass(frozen=True)
class _Price:
    label: str
    title: str
    kept: float
    price: float
    displaced: tuple[str, ...]


def mandates(report: ProposalReport) -> list[Slide]:
    """The chart of prices, then each mandate with its claimant and evidence; nothing where there are neither."""
    prices = _prices(report)
    rows = report.explanations.mandates
    slides = [_price_slide(report, prices)] if prices else []
    return [*slides, *([_mandate_slide(rows)] if rows else [])]


def _prices(report: ProposalReport) -> list[_Price]:
    """Dearest first: what-ifs keep value minus price; a mandate in the proposal keeps the proposal's own value."""
    wishes = [
        _Price(w.name, w.name, report.value - w.price, w.price, w.leaves)
        for w in report.explanations.what_ifs
        if w.key and w.feasible and w.price is not None and w.price > WORTH_SAYING
    ]
    held = [
        _Price(f"{short(m.title, 30)} (mandate)", m.title, report.value, m.price, m.enters_without)
        for m in report.explanations.mandates
        if m.price is not None
    ]
    return sorted([*wishes, *held], key=lambda p: -p.price)[:MOST_BARS]


def _price_slide(report: ProposalReport, prices: Sequence[_Price]) -> Slide:
    labels = tuple(p.label if len(p.label) <= 40 else short(p.label, 40) for p in prices)
    whole = [p.kept + max(p.price, 0.0) for p in prices]
    chart = BarChart(
        categories=labels,
        series=(
            Series("Portfolio without it", tuple(whole), "line", tuple(formats.points(w) for w in whole)),
            Series(
                "Portfolio with it", tuple(p.kept for p in prices), "accent", tuple(_price_label(p) for p in prices)
            ),
        ),
        axis="Points of value over doing nothing",
        description="Points of the best portfolio without and with each mandate or wish: "
        + "; ".join(
            f"{p.label} {formats.points(w)} and {formats.points(p.kept)}" for p, w in zip(prices, whole, strict=True)
        ),
        horizontal=True,
        maximum=max(whole) * 1.3,
    )
    return Slide(
        "chart",
        price_title(report, prices),
        "What the best portfolio is worth without and with each mandate or wish, in points over doing nothing",
        paragraphs=tuple(_displaced(report, prices)),
        chart=chart,
        notes=PRICE_NOTES,
    )


def _price_label(price: _Price) -> str:
    cost = f"price {formats.points(price.price)}" if price.price > WORTH_SAYING else "costs nothing"
    return f"{formats.points(price.kept)}, {cost}"


def price_title(report: ProposalReport, prices: Sequence[_Price]) -> str:
    """The dearest of them, with what it displaces; or that none costs anything."""
    if report.price_line:
        return sentence(report.price_line.split(": ")[0] if len(report.price_line) > 140 else report.price_line)
    dearest = prices[0]
    if dearest.price <= WORTH_SAYING:
        return "No mandate costs value: all would be funded on merit"
    base = formats.points(dearest.kept + dearest.price)
    return sentence(f"{short(dearest.title, 70)} costs {formats.points(dearest.price)} of {base} points")


def _displaced(report: ProposalReport, prices: Sequence[_Price]) -> Iterable[Paragraph]:
    yield Paragraph("What has to give way", "heading")
    for price in [p for p in prices if p.displaced and p.price > WORTH_SAYING][:4]:
        what = listed(price.displaced, 3, 44)
        yield Paragraph(stop(f"{short(price.title, 60)} displaces {what}"))
    if report.explanations.all_mandates_sentence:
        yield Paragraph(report.explanations.all_mandates_sentence, "key")


def _mandate_slide(rows: Sequence[MandateRow]) -> Slide:
    costly = sum(1 for m in rows if (m.price or 0) > WORTH_SAYING)
    noun = "mandate" if len(rows) == 1 else "mandates"
    said = (
        "none of them costs value"
        if not costly
        else f"{count_word(costly)} of them cost{'s' if costly == 1 else ''} value that others would bring"
    )
    if len(rows) == 1:
        said = "it costs value that others would bring" if costly else "it costs no value"
    table = Table(
        columns=(
            Column("Mandate", 2.6, lines=2),
            Column("Kind and claimant", 1.75, lines=2),
            Column("Deadline", 1.05, lines=1),
            Column("Price, points", 0.7, right=True, lines=1),
            Column("Evidence", 3.1, lines=4),
            Column("Without it", 3.2, lines=4),
        ),
        rows=tuple(_mandate_cells(m) for m in rows),
        description=(
            f"{len(rows)} mandates with kind, claimant, deadline, price in points, evidence and what "
            "would change without them"
        ),
    )
    return Slide(
        "table",
        sentence(f"{count_word(len(rows))} {noun} {'binds' if len(rows) == 1 else 'bind'} this proposal; {said}"),
        "Every “must”, who claims it, and what the portfolio would be without it",
        table=table,
        notes=PRICE_NOTES,
    )


def _mandate_cells(row: MandateRow) -> tuple[Cell, ...]:
    return (
        Cell(row.title, row.option_title, bold=True),
        Cell(row.kind or formats.NONE, row.claimant),
        Cell(row.deadline or formats.NONE),
        Cell(formats.points(row.price)),
        Cell(row.evidence or "none given", muted=not row.evidence),
        Cell(_without(row)),
    )


def _without(row: MandateRow) -> str:
    moves = [f"Enters: {listed(row.enters_without, 3, 40)}"] if row.enters_without else []
    moves += [f"Leaves: {listed(row.leaves_without, 3, 40)}"] if row.leaves_without else []
    moves += [f"Other option: {options(row.other_option_without, 3, 40)}"] if row.other_option_without else []
    return "; ".join(moves) or "Nothing changes"
