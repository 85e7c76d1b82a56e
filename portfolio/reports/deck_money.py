"""The slides of money: spend by year against limits, every limit in figures, and who gets which share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from portfolio.reports import formats
from portfolio.reports.deck_decision import SPEND_KINDS, key_share, spend_rows
from portfolio.reports.deck_values import BarChart, Cell, Column, Paragraph, Series, Slide, Table
from portfolio.reports.deck_words import (
    KIND_NAMES,
    count_word,
    listed,
    money,
    scale,
    scaled,
    sentence,
    share_work,
    short,
    stop,
    unit_name,
)
from portfolio.reports.proposal_values import ProposalReport, ShareRow, SpendRow

MOST_TAGS = 10
MOST_WORDY = 8
"""Columns up to which labels have room for words."""

SPEND_NOTES = (
    "Spend is incremental to the run baseline. A limit binds when nothing that is left out would still fit under "
    "it together "
    "with the other limits; what other limits leave over can then not be used. Source: spend table of the "
    "proposal page."
)
SHARE_NOTES = (
    "Share of the spend inside the round's years. An initiative with several tags counts under each, so tags do "
    "not add up to "
    "100 %; run, grow and transform do where every initiative has one. Run keeps the established order going, "
    "grow extends it, "
    "transform replaces it."
)


def amount(report: ProposalReport, row: SpendRow, units: int | None) -> str:
    """An amount of the row's resource with its unit: money as `18.4 M€`, others as `54.5 months`."""
    if units is None:
        return formats.NONE
    return formats.money(units, report.currency) if is_money(row) else formats.quantity(units, row.digits, row.unit)


def is_money(row: SpendRow) -> bool:
    """Whether the resource is counted in the round's currency."""
    return row.kind in ("capex", "opex", "commitment")


def spend(report: ProposalReport) -> list[Slide]:
    """Used and left over by year, with the sentences on what binds; then every limit in a table."""
    rows = spend_rows(report)
    slides = []
    if rows:
        chart = spend_chart(report, rows)
        paragraphs = tuple(_reading(report))
        slides.append(
            Slide(
                "chart", spend_title(report), _lead(report, rows), paragraphs=paragraphs, chart=chart, notes=SPEND_NOTES
            )
        )
    return [*slides, *([limits_slide(report)] if report.spend else [])]


def _lead(report: ProposalReport, rows: Sequence[SpendRow]) -> str:
    unit = unit_name(report, scale(report, [_top(r) for r in rows]))
    return f"Spend by fiscal year against its limit, {unit}; above it the limit, the pale part is unused"


def _top(row: SpendRow) -> int:
    return max(row.used, row.limit or 0)


def spend_title(report: ProposalReport) -> str:
    """Which limit binds, and how much is left over for that reason."""
    binding = [r.label for r in report.spend if r.binding]
    unused = report.unusable_sentence.split(" (")[0]
    verb = "binds" if len(binding) == 1 else "bind"
    said = f"{listed(binding, 3, 30)} {verb}" if binding else "No single limit binds"
    return sentence(f"{said}; {unused}" if unused else f"{said} this proposal")


def spend_chart(report: ProposalReport, rows: Sequence[SpendRow]) -> BarChart:
    """Stacked columns of used and left over, years within kind."""
    unit = scale(report, [_top(r) for r in rows])
    names = list(dict.fromkeys(r.resource_name for r in rows))
    ordered = [r for name in names for r in rows if r.resource_name == name]
    used = tuple(scaled(report, r.used, unit) for r in ordered)
    limits = tuple(None if r.limit is None else scaled(report, r.limit, unit) for r in ordered)
    return BarChart(
        categories=tuple(f"FY{r.year}" for r in ordered),
        groups=tuple((name, sum(1 for r in ordered if r.resource_name == name)) for name in names),
        series=(
            Series("Limit", limits, "line", tuple(_limit_label(report, r, unit, len(ordered)) for r in ordered)),
            Series(
                "Used",
                used,
                "accent",
                tuple(formats.number(u, 1) for u in used),
                tuple("ink" if r.binding else "accent" for r in ordered),
            ),
        ),
        axis=f"{unit_name(report, unit)} a year",
        description="Spend against limits: "
        + "; ".join(
            f"{r.label} {amount(report, r, r.used)} of {amount(report, r, r.limit)}{', binds' if r.binding else ''}"
            for r in ordered
        ),
        overlaid=True,
        legend=False,
        maximum=max([*used, *(v for v in limits if v is not None)]) * 1.2,
    )


def _limit_label(report: ProposalReport, row: SpendRow, unit: int, columns: int) -> str:
    """The limit and what is left of it, in as many words as so many columns leave room for."""
    if row.limit is None or row.left_over is None:
        return ""
    rest = "binds" if row.binding else f"{formats.number(scaled(report, row.left_over, unit), 1)} left"
    limit = formats.number(scaled(report, row.limit, unit), 1)
    if columns > MOST_WORDY:
        return limit if columns > 2 * MOST_WORDY else f"{limit}\n{rest}"
    return f"limit {limit}\n{rest}"


def _reading(report: ProposalReport) -> Iterable[Paragraph]:
    yield Paragraph("What it means", "heading")
    said = (report.binding_sentence, report.unusable_sentence, report.beyond_sentence)
    for text in said:
        if text:
            yield Paragraph(text)
    people = [r for r in report.spend if r.kind not in (*SPEND_KINDS, "commitment") and r.year is not None]
    for name in dict.fromkeys(r.resource_name for r in people):
        yield Paragraph(stop(_by_year(report, [r for r in people if r.resource_name == name])))
    if not any(said) and report.available is not None:
        yield Paragraph(f"{money(report, report.used)} of {money(report, report.available)} is used.")


def _by_year(report: ProposalReport, rows: Sequence[SpendRow]) -> str:
    """`Integration architects: FY2027 54.1 of 56 months, FY2028 …`."""
    parts = [f"FY{r.year} {r.text or used_of_limit(report, r)}" for r in rows]
    return f"{rows[0].resource_name}: {', '.join(parts)}"


def limits_slide(report: ProposalReport) -> Slide:
    """Every counted resource with used, limit and left over, in its own unit."""
    limited = [r for r in report.spend if r.limit is not None]
    tight = [r for r in limited if r.binding]
    verb = "binds" if len(tight) == 1 else "bind"
    tight_title = sentence(f"{count_word(len(tight))} of {len(limited)} limits {verb}, the others leave room")
    title = tight_title if tight else f"All {len(limited)} limits leave room"
    if not limited:
        title = "Nothing is limited in this round, everything is counted"
    table = Table(
        columns=(
            Column("Resource and year", 4.0, lines=1),
            Column("Used of limit", 3.4, right=True, lines=1),
            Column("Left over", 2.0, right=True, lines=1),
            Column("Part used", 1.3, right=True, lines=1),
            Column("", 1.6, lines=1),
        ),
        rows=tuple(_limit_cells(report, r) for r in report.spend),
        description="Used, limit and left over of every resource by year",
    )
    return Slide(
        "table",
        title,
        "Every resource that the round counts, in its own unit",
        table=table,
        notes=SPEND_NOTES,
        appendix=True,
    )


def used_of_limit(report: ProposalReport, row: SpendRow) -> str:
    """Used and limit in words, for a row that does not say so itself."""
    used = amount(report, row, row.used)
    return used if row.limit is None else f"{used} of {amount(report, row, row.limit)}"


def _limit_cells(report: ProposalReport, row: SpendRow) -> tuple[Cell, ...]:
    part = row.used / row.limit if row.limit else None
    state = "binds" if row.binding else ("not limited" if row.limit is None else "")
    return (
        Cell(row.label, bold=row.binding),
        Cell(row.text or used_of_limit(report, row)),
        Cell(row.left_text or amount(report, row, row.left_over)),
        Cell(formats.percent(part)),
        Cell(state, bold=row.binding, marker="ink" if row.binding else "", muted=row.limit is None),
    )


def shares(report: ProposalReport) -> list[Slide]:
    """Share of the spend by kind of change and by tag, with floors and ceilings."""
    kinds = [s for k in KIND_NAMES for s in report.shares if s.tag == k]
    tags = sorted((s for s in report.shares if s.tag not in KIND_NAMES), key=lambda s: -s.amount)[:MOST_TAGS]
    rows = [*kinds, *tags]
    if not rows:
        return []
    chart = BarChart(
        categories=tuple(short(s.label, 24) for s in rows),
        series=(
            Series(
                "Share of the spend",
                tuple(s.share * 100 for s in rows),
                "accent",
                tuple(_share_label(report, s) for s in rows),
                tuple(
                    s.tag if s.tag in KIND_NAMES else ("accent" if s is key_share(report) else "muted") for s in rows
                ),
            ),
        ),
        axis="% of the spend",
        description="Share of the spend: " + "; ".join(f"{s.label} {formats.percent(s.share)}" for s in rows),
        number_format="0",
        horizontal=True,
        legend=False,
        maximum=min(135.0, max(10.0, max(s.share for s in rows) * 140)),
    )
    paragraphs = tuple(_share_reading(report, rows))
    lead = "Share of the spend on what is funded, by kind of change and by tag; an initiative may carry several tags"
    return [Slide("chart", share_title(report), lead, paragraphs=paragraphs, chart=chart, notes=SHARE_NOTES)]


def _share_label(report: ProposalReport, row: ShareRow) -> str:
    return f"{formats.percent(row.share)} · {money(report, row.amount)}"


def share_title(report: ProposalReport) -> str:
    """The share people look for, with its floor or ceiling, or the largest kind of change."""
    row = key_share(report)
    if row is None:
        row = max(report.shares, key=lambda s: s.amount)
        return sentence(f"{row.label} takes {formats.percent(row.share)} of the spend")
    if row.floor is not None:
        return sentence(
            f"{share_work(row)} gets {formats.percent(row.share)} of the spend, at least "
            f"{formats.percent(row.floor)} is required"
        )
    if row.ceiling is not None:
        return sentence(
            f"{share_work(row)} gets {formats.percent(row.share)} of the spend, at most "
            f"{formats.percent(row.ceiling)} is allowed"
        )
    return sentence(f"{share_work(row)} gets {formats.percent(row.share)} of the spend")


def _share_reading(report: ProposalReport, rows: Sequence[ShareRow]) -> Iterable[Paragraph]:
    yield Paragraph("In figures", "heading")
    for row in rows[:6]:
        marker = row.tag if row.tag in KIND_NAMES else ""
        yield Paragraph(
            f"{row.label}: {formats.counted(row.count, 'initiative')}, {money(report, row.amount)}{_rule(row)}.",
            marker=marker,
        )


def _rule(row: ShareRow) -> str:
    parts = [f"at least {formats.percent(row.floor)} required"] if row.floor is not None else []
    parts += [f"at most {formats.percent(row.ceiling)} allowed"] if row.ceiling is not None else []
    return "; " + " and ".join(parts) if parts else ""
