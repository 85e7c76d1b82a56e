"""The slides of what is funded and what is left out, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from portfolio.reports import formats
from portfolio.reports.deck_values import Cell, Column, Slide, Table
from portfolio.reports.deck_words import (
    KIND_NAMES,
    count_word,
    in_unit,
    listed,
    money,
    scale,
    sentence,
    short,
    unit_name,
)
from portfolio.reports.proposal_values import FundedRow, LeftOutRow, ProposalReport

LONG_LIST = 40
"""Above this many rows one slide shows the first `FIRST` and the whole list goes to the appendix."""
LONG_LEFT_OUT = 16
"""The same for what is left out: its reasons are longer, and it is not what is asked for."""
FIRST = 7
SMALL = 9.5
"""Points of the type of whole lists in the appendix."""

FUNDED_NOTES = (
    "Cost: spend within the round's years, incremental to the run baseline. Value: expected points over not "
    "doing it, that is "
    "chance of success times the weighted, supported scores. Evidence: strength from 0 to 100 %, multiplies "
    "positive claims "
    "and never harm. Source: the list of the proposal page, which has every initiative's record behind it."
)
LEFT_OUT_NOTES = (
    "Points lost: what the whole portfolio would be worth less with this initiative forced in, everything else "
    "chosen again; "
    "a dash means that it was not computed or that nothing can make room for it. A left-out initiative stays on "
    "the list."
)


def funded(report: ProposalReport) -> list[Slide]:
    """The funded initiatives, most valuable first; a long list is led by its first rows and follows in the appendix."""
    rows = sorted(report.funded, key=lambda f: -f.value)
    if not rows:
        return []
    title = funded_title(report)
    if len(rows) <= LONG_LIST:
        return [Slide("table", title, _funded_lead(rows), table=_funded_table(report, rows), notes=FUNDED_NOTES)]
    part = sum(f.value for f in rows[:FIRST]) / (sum(f.value for f in rows) or 1)
    first = f"The {count_word(FIRST)} most valuable, {formats.percent(part)} of the value"
    lead = f"{first}; all {len(rows)} are in the appendix"
    head = Slide("table", title, lead, table=_funded_table(report, rows[:FIRST], total=False), notes=FUNDED_NOTES)
    whole = sentence(f"All {len(rows)} funded initiatives take {money(report, sum(f.cost for f in rows))} together")
    table = replace(_funded_table(report, rows), size=SMALL)
    return [head, Slide("table", whole, _funded_lead(rows), table=table, notes=FUNDED_NOTES, appendix=True)]


def _funded_lead(rows: Sequence[FundedRow]) -> str:
    must = sum(1 for f in rows if f.is_mandate)
    said = f"; {count_word(must)} of them under a mandate" if must else ""
    return f"Funded, most valuable first{said}. Value in expected points over not doing it"


def funded_title(report: ProposalReport) -> str:
    """How few initiatives carry half of the value."""
    values = sorted((f.value for f in report.funded), reverse=True)
    if len(values) == 1:
        return sentence(f"One initiative is funded: {short(report.funded[0].title, 60)}")
    half = sum(values) / 2
    if half <= 0:
        return sentence(f"{count_word(len(values))} initiatives are funded for {money(report, report.used)}")
    n = next(n for n, sum_ in enumerate(accumulate(values), 1) if sum_ >= half - 1e-9)
    verb = "carries" if n == 1 else "carry"
    return sentence(f"{count_word(n)} of the {len(values)} funded initiatives {verb} half of the value")


def _funded_table(report: ProposalReport, rows: Sequence[FundedRow], *, total: bool = True) -> Table:
    unit = scale(report, [f.cost for f in report.funded], fine=True)
    closing = (
        Cell(f"Sum of {len(rows)}", bold=True),
        Cell(""),
        Cell(in_unit(report, sum(f.cost for f in rows), unit), bold=True),
        Cell(formats.points(sum(f.value for f in rows)), bold=True),
        *(Cell("") for _ in range(3)),
    )
    return Table(
        columns=(
            Column("Initiative and option", 3.5, lines=2),
            Column("Kind", 1.15, lines=1),
            Column(f"Cost, {unit_name(report, unit)}", 0.95, right=True, lines=1),
            Column("Points", 0.75, right=True, lines=1),
            Column("Success", 0.85, right=True, lines=1),
            Column("Evidence", 0.95, right=True, lines=1),
            Column("Why it is in", 4.0, lines=3),
        ),
        rows=tuple(_funded_cells(report, f, unit) for f in rows),
        total=closing if total else (),
        description=(
            f"{len(rows)} funded initiatives with option, kind, cost, value, chance of success, evidence and reason"
        ),
    )


def _funded_cells(report: ProposalReport, row: FundedRow, unit: int) -> tuple[Cell, ...]:
    return (
        Cell(row.title, _option_note(row.option_title, row.movement), bold=True),
        kind_cell(row.change),
        Cell(in_unit(report, row.cost, unit)),
        Cell(formats.points(row.value)),
        Cell(formats.percent(row.probability)),
        Cell(formats.percent(row.evidence_strength)),
        Cell(row.reason),
    )


def _option_note(option: str, movement: str) -> str:
    return " · ".join(p for p in (option, movement) if p)


def kind_cell(change: str) -> Cell:
    """Run, grow or transform with its colour; a dash for none."""
    return Cell(KIND_NAMES[change], marker=change) if change in KIND_NAMES else Cell(formats.NONE, muted=True)


def left_out(report: ProposalReport) -> list[Slide]:
    """The left-out initiatives, nearest to the proposal first; a long list follows whole in the appendix."""
    rows = sorted(report.left_out, key=lambda r: (r.gap is None, r.gap or 0.0))
    if not rows:
        return []
    title = left_out_title(report)
    lead = "Left out, nearest first. Points lost: what the whole portfolio loses if this one is forced in"
    if len(rows) <= LONG_LEFT_OUT:
        return [Slide("table", title, lead, table=_left_out_table(report, rows), notes=LEFT_OUT_NOTES)]
    first = f"The {count_word(FIRST)} nearest to the proposal; all {len(rows)} are in the appendix"
    whole = sentence(f"All {len(rows)} left-out initiatives stay on the list, each with its reason")
    return [
        Slide("table", title, first, table=_left_out_table(report, rows[:FIRST]), notes=LEFT_OUT_NOTES),
        Slide(
            "table",
            whole,
            lead,
            table=replace(_left_out_table(report, rows), size=SMALL),
            notes=LEFT_OUT_NOTES,
            appendix=True,
        ),
    ]


def left_out_title(report: ProposalReport) -> str:
    """How many stay out, and how near the nearest one is."""
    rows = report.left_out
    known = [r for r in rows if r.gap is not None]
    stay = f"{count_word(len(rows))} initiatives stay out" if len(rows) > 1 else "one initiative stays out"
    if not report.funded:
        return sentence(f"{stay}, each with its reason" if len(rows) > 1 else f"{stay}, with its reason")
    if not known:
        return sentence(f"{stay}, because what is funded gives more within the same limits")
    nearest = min(known, key=lambda r: r.gap or 0.0)
    return sentence(f"{stay}; the nearest, {short(nearest.title, 46)}, {_entrance(nearest.gap or 0.0)} to bring in")


def _entrance(gap: float) -> str:
    """What forcing one in costs: a price too small to show is told apart from none."""
    if gap <= 0:
        return "costs nothing"
    shown = formats.points(gap)
    return f"would cost {shown if shown != formats.points(0) else 'less than 0.1'} points"


def _left_out_table(report: ProposalReport, rows: Sequence[LeftOutRow]) -> Table:
    unit = scale(report, [r.cost for r in report.left_out], fine=True)
    return Table(
        columns=(
            Column("Initiative and best option", 2.9, lines=2),
            Column("Kind", 1.1, lines=1),
            Column(f"Cost, {unit_name(report, unit)}", 0.85, right=True, lines=2),
            Column("Points lost", 0.75, right=True, lines=2),
            Column("Why it is out", 3.3, lines=3),
            Column("What would get it in", 3.3, lines=3),
        ),
        rows=tuple(_left_out_cells(report, r, unit) for r in rows),
        description=(
            f"{len(rows)} left-out initiatives with cost, points lost if forced in, reason and what would get them in"
        ),
    )


def _left_out_cells(report: ProposalReport, row: LeftOutRow, unit: int) -> tuple[Cell, ...]:
    return (
        Cell(row.title, _option_note(row.option_title, row.movement), bold=True),
        kind_cell(row.change),
        Cell(in_unit(report, row.cost, unit)),
        Cell(formats.points(row.gap)),
        Cell(row.reason),
        Cell(row.entry or _makes_room(row)),
    )


def _makes_room(row: LeftOutRow) -> str:
    """Who has to give way; the points that it costs stand in their own column."""
    if row.displaces:
        return f"Pushes out {listed(row.displaces, 3, 34)}"
    rest = row.price.partition("; ")[2]
    return rest[:1].upper() + rest[1:] or formats.NONE
