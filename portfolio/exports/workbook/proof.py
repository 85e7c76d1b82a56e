"""What insisting and a little more would cost or buy, and how the answer was proven and checked."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.exports.workbook.book import Book, Head, Sheet
from portfolio.exports.workbook.places import HEAD, PRICES, PROOF, Places
from portfolio.reports.deck_appendix import facts, proof_title
from portfolio.reports.deck_values import Extras

Line = tuple[str, str, float | None, str, str, str, str]

_HEADS = (
    Head("Question", 26), Head("What", 44, "bold"), Head("Price, points", 12, "points fine"), Head("Enters", 46),
    Head("Leaves", 46), Head("Takes another option", 46), Head("Says", 80),
)  # fmt: skip


def write_prices(book: Book, places: Places) -> None:
    """Mandates, what-ifs, next steps and the other view of the evidence, a row each; a negative price is a gain."""
    report = places.report
    sheet = book.sheet(PRICES, wide=True)
    sheet.top(
        report.price_line or "What insisting costs and what a little more buys",
        report.explanations.all_mandates_sentence,
    )
    rows = _lines(places)
    sheet.heads(HEAD, _HEADS, freeze=2, filtered=len(rows))
    for row, line in enumerate(rows, HEAD + 1):
        _write(sheet, row, line)


def _lines(places: Places) -> Sequence[Line]:
    told = places.report.explanations
    lines: list[Line] = []
    for m in told.mandates:
        what = f"{m.title}: {m.option_title}" if m.option_title else m.title
        moves = _moves(m.enters_without, m.leaves_without, m.other_option_without)
        lines.append((f"Without the mandate ({m.kind})", what, m.price, *moves, m.sentence))
    for w in told.what_ifs:
        lines.append(("What if", w.name, w.price, *_moves(w.enters, w.leaves, w.other_option), w.sentence))
    for s in told.next_steps:
        lines.append(("More of a limit", s.label, -s.gain, *_moves(s.enters, s.leaves, s.other_option), s.sentence))
    if told.face_value is not None:
        f = told.face_value
        view = "Supported claims" if places.report.at_face_value else "Claims at face value"
        lines.append(
            ("Other view of the evidence", view, None, *_moves(f.enters, f.leaves, f.other_option), f.sentence)
        )
    return lines


def _moves(*titles: Sequence[str]) -> tuple[str, str, str]:
    enters, leaves, other = (", ".join(group) for group in titles)
    return enters, leaves, other


def _write(sheet: Sheet, row: int, line: Line) -> None:
    question, what, price, *told = line
    for column, text in ((0, question), (1, what), *enumerate(told, 3)):
        sheet.text(row, column, text, "bold" if column == 1 else "text")
    sheet.number(row, 2, price, "points fine")


def write_proof(book: Book, places: Places, extras: Extras) -> None:
    """Status, bound, gap, solver, check and problem hash."""
    said = places.report.proof
    sheet = book.sheet(PROOF)
    sheet.top(proof_title(said), said.sentence, width=1)
    sheet.heads(HEAD, (Head("Question", 34), Head("Answer", 110)))
    rows = [(name, text) for name, text in facts(places.report, extras) if text]
    for row, (name, text) in enumerate(rows, HEAD + 1):
        sheet.text(row, 0, name, "muted")
        sheet.text(row, 1, text)
