"""A proposal as text for a terminal: sentences, then tables. Colour and lines only where a person is looking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from portfolio.reports.proposal_values import ProposalReport

SHOWN_CLASHES = 3
PLAIN_WIDTH = 140
"""Columns of a file or pipe; a terminal has its own."""


def tell(report: ProposalReport, file: IO[str] | None = None) -> None:
    """Print the proposal to a file, standard output unless told."""
    from rich.console import Console

    console = Console(file=file, highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console = Console(file=file, highlight=False, width=PLAIN_WIDTH, no_color=True)
    _opening(console, report)
    if report.funded or report.left_out:
        _lists(console, report)
        _spend(console, report)
        _explanations(console, report)


def _opening(console: Console, report: ProposalReport) -> None:
    console.print(report.headline, style="bold")
    value = f"{_points(report.value)} points over doing nothing. {report.certainty}" if report.funded else ""
    lines = (report.price_line, value, report.explanations.near_ties_sentence, report.movement_sentence)
    _print(console, (*lines, report.unscored_sentence, *report.notices))
    _clashes(console, report)
    if report.repairs:
        console.print("\nThe smallest changes that help:")
        _print(console, (f"  - {repair.sentence}   --address '{repair.address or '?'}'" for repair in report.repairs))


def _clashes(console: Console, report: ProposalReport) -> None:
    for clash in report.clashes[:SHOWN_CLASHES]:
        console.print("\nThese cannot all hold:")
        _print(console, (f"  - {sentence}" for sentence in clash.sentences))
    if len(report.clashes) > SHOWN_CLASHES:
        console.print(f"\nAnd {len(report.clashes) - SHOWN_CLASHES} more clashes.")
    if report.clash_core:
        console.print("\nPart of every clash, so that giving up one of these ends them all:")
        _print(console, (f"  - {sentence}" for sentence in report.clash_core))


def _print(console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        if line:
            console.print(line, markup=False, soft_wrap=not console.is_terminal)


def _points(value: float | None) -> str:
    from portfolio.reports import formats

    return formats.points(value)


def _table(console: Console, title: str, *columns: str) -> Table:
    from rich import box
    from rich.table import Table

    made = Table(title=title, title_justify="left", box=box.SIMPLE if console.is_terminal else None)
    for column in columns:
        made.add_column(column.strip(), justify="right" if column.startswith(" ") else "left")
    return made


def _lists(console: Console, report: ProposalReport) -> None:
    from portfolio.reports import formats

    funded = _table(console, f"\nFunded ({len(report.funded)})", "", "Initiative", "Option", " Cost", " Points", "Why")
    for row in report.funded:
        cost = formats.money(row.cost, report.currency)
        funded.add_row(*_plain(row.movement, row.title, row.option_title, cost, _points(row.value), row.reason))
    console.print(funded)
    left = _table(console, f"\nLeft out ({len(report.left_out)})", "", "Initiative", " Asks for", " Short by", "Why")
    for out in report.left_out:
        why = " ".join(filter(None, (out.reason, out.price, out.entry)))
        cost = formats.money(out.cost, report.currency)
        left.add_row(*_plain(out.movement, out.title, cost, _points(out.gap), why))
    console.print(left)


def _plain(*cells: str) -> Sequence[str]:
    from rich.markup import escape

    return [escape(cell) for cell in cells]


def _spend(console: Console, report: ProposalReport) -> None:
    spend = _table(console, "\nSpend", "Resource", "Used", "Left", "")
    for row in report.spend:
        spend.add_row(*_plain(row.label, row.text, row.left_text or "not limited", "binds" if row.binding else ""))
    console.print(spend)
    _print(
        console, (report.binding_sentence, report.unusable_sentence, report.beyond_sentence, report.not_doing_sentence)
    )


def _explanations(console: Console, report: ProposalReport) -> None:
    more = report.explanations
    groups = (
        ("Mandates", (more.all_mandates_sentence, *(f"{row.title}: {row.sentence}" for row in more.mandates))),
        ("What a little more would buy", tuple(step.sentence for step in more.next_steps)),
        ("What if", tuple(what.sentence for what in more.what_ifs)),
        ("Face value and support", (more.face_value.sentence,) if more.face_value else ()),
        ("Near ties", more.near_ties),
    )
    for title, sentences in groups:
        if any(sentences):
            console.print(f"\n{title}", style="bold")
            _print(console, (f"  - {sentence}" for sentence in sentences if sentence))
    _print(console, (f"\n{more.not_computed}" if more.not_computed else "",))
