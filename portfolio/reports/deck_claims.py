"""The slide of face value against supported claims: what enters and leaves when claims are counted the other way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from portfolio.reports import formats
from portfolio.reports.deck_lists import kind_cell
from portfolio.reports.deck_values import Cell, Column, Paragraph, Slide, Table
from portfolio.reports.deck_words import in_unit, listed, scale, unit_name
from portfolio.reports.explanation_values import FaceValue
from portfolio.reports.proposal_values import FundedRow, LeftOutRow, ProposalReport

FACE_NOTES = (
    "Supported: positive claims count with their evidence strength (0 to 100 %), harm counts in full. Face "
    "value: every claim "
    "counts in full. The two values are on different yardsticks and are not compared; what moves is. Source: a "
    "second solve."
)
MOST_MOVES, OF_EACH = 14, 4
"""Above that many moves a slide shows the first few of each kind, and the whole list goes to the appendix."""
_Move = tuple[str, str]
_QUOTES = str.maketrans("", "", "“”")


def face_value(report: ProposalReport) -> list[Slide]:
    """What the other way of counting claims would bring in and drop; nothing where it was not computed."""
    other = report.explanations.face_value
    if other is None:
        return []
    rows = _moves(report, other)
    title, lead = face_title(report, other), _face_lead(report, other)
    if not rows:
        return [Slide("text", title, lead, paragraphs=(Paragraph(other.sentence),), notes=FACE_NOTES)]
    slide = Slide("table", title, lead, table=_moves_table(report, rows), notes=FACE_NOTES)
    if len(rows) <= MOST_MOVES:
        return [slide]
    first = _moves_table(report, [r for group in _groups(rows) for r in _dearest(report, group)])
    whole = replace(slide, title=f"All {len(rows)} moves between the two ways of counting", appendix=True)
    return [replace(slide, lead=f"{lead}; the dearest of each, all in the appendix", table=first), whole]


def _groups(rows: Sequence[_Move]) -> list[list[_Move]]:
    return [[r for r in rows if r[0] == name] for name in dict.fromkeys(name for name, _ in rows)]


def _dearest(report: ProposalReport, rows: Sequence[_Move]) -> list[_Move]:
    """The first few by cost: what moves most money is what a board asks about."""

    def cost(move: _Move) -> int:
        row = named(report.funded, move[1]) or named(report.left_out, move[1])
        return row.cost if row else 0

    return sorted(rows, key=cost, reverse=True)[:OF_EACH]


def _face_lead(report: ProposalReport, other: FaceValue) -> str:
    """What the other view would claim, and how good the evidence of what enters and leaves is on average."""
    entering, leaving = (_evidence(report, titles) for titles in (other.enters, other.leaves))
    claim = other.sentence.split(". ")[0].rstrip(".")
    if entering is None or leaving is None:
        return claim
    return (
        f"{claim}; mean evidence: {formats.percent(entering)} of what enters, {formats.percent(leaving)} of what leaves"
    )


def _evidence(report: ProposalReport, titles: Sequence[str]) -> float | None:
    """Mean evidence strength of told initiatives; None where it is not known of all of them."""
    rows = [named(report.funded, t) or named(report.left_out, t) for t in titles]
    known = [r.evidence_strength for r in rows if r is not None and r.evidence_strength is not None]
    return sum(known) / len(known) if known and len(known) == len(titles) else None


def face_title(report: ProposalReport, other: FaceValue) -> str:
    """How many enter and leave when claims are counted the other way."""
    way = (
        "Counting claims as far as evidence supports them"
        if report.at_face_value
        else "Taking every claim at face value"
    )
    if not (other.enters or other.leaves or other.other_option):
        return f"{way} would fund the same portfolio"
    moves = [f"bring in {listed(other.enters, 2, 46)}"] if other.enters else []
    moves += [f"push out {listed(other.leaves, 2, 46)}"] if other.leaves else []
    return f"{way} would {' and '.join(moves) or 'only change options'}"


def _moves(report: ProposalReport, other: FaceValue) -> list[_Move]:
    """(movement, title), in reading order."""
    way = "on evidence" if report.at_face_value else "at face value"
    groups = (
        (f"Enters {way}", other.enters),
        (f"Leaves {way}", other.leaves),
        ("Takes another option", other.other_option),
    )
    return [(name, title) for name, titles in groups for title in titles]


def _moves_table(report: ProposalReport, rows: Sequence[_Move]) -> Table:
    unit = scale(report, [*(f.cost for f in report.funded), *(r.cost for r in report.left_out)], fine=True)
    return Table(
        columns=(
            Column("If counted the other way", 2.2, lines=1),
            Column("Initiative", 3.6, lines=2),
            Column("Kind", 1.15, lines=1),
            Column(f"Cost, {unit_name(report, unit)}", 0.95, right=True, lines=1),
            Column("Evidence", 0.95, right=True, lines=1),
            Column("In this proposal", 3.3, lines=3),
        ),
        rows=tuple(_move_cells(report, r, unit) for r in rows),
        description="Initiatives that enter, leave or change option when claims are counted the other way",
    )


def _move_cells(report: ProposalReport, move: _Move, unit: int) -> tuple[Cell, ...]:
    movement, title = move
    inside, outside = named(report.funded, title), named(report.left_out, title)
    row = inside or outside
    evidence = formats.percent(row.evidence_strength if row else None)
    if inside is not None:
        state = f"Funded{inside.option_title and f': {inside.option_title}'}, {formats.points(inside.value)} points"
    else:
        state = f"Left out. {outside.reason}" if outside else formats.NONE
    return (
        Cell(movement),
        Cell(title, bold=True),
        kind_cell(row.change if row else ""),
        Cell(in_unit(report, row.cost if row else None, unit)),
        Cell(evidence),
        Cell(state),
    )


Named = TypeVar("Named", FundedRow, LeftOutRow)


def named(rows: Sequence[Named], told: str) -> Named | None:
    """The row that a told name is about: sentences add the option to a title, and quotation marks."""
    plain = told.translate(_QUOTES)
    found = [r for r in rows if plain.startswith(r.title.translate(_QUOTES))]
    return max(found, key=lambda r: len(r.title), default=None)
