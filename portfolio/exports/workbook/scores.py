"""Scores as claimed, and what they are worth at the weights: change a weight or a score and values follow."""

from __future__ import annotations

from portfolio.exports.workbook.book import Book, Head, Sheet, cell
from portfolio.exports.workbook.places import FIRST, HEAD, SCORES, WEIGHTS, Places
from portfolio.reports import palette
from portfolio.reports.deck_appendix import weights_title
from portfolio.reports.sheets import OptionLine

SUCCESS, EVIDENCE, FIRST_SCORE = 4, 5, 6
POINTS, SHARE = 3, 4


def value_column(places: Places) -> int:
    """The column of points over not doing it."""
    return FIRST_SCORE + len(places.report.weights) + 1


def write_scores(book: Book, places: Places) -> None:
    """A row an option and one for not doing it; the row above the heads carries the weights."""
    weights = places.report.weights
    sheet = book.sheet(SCORES)
    sheet.top(
        "What each option claims, against today",
        "0 = today, 100 = the anchor on the sheet “Weights”. Counted: claims × evidence, harm in full, × chance "
        "of success.",
    )
    heads = (
        Head("Key", 10), Head("Initiative", 36), Head("Option", 32), Head("Taken", 8),
        Head("Chance of success", 10, "percent"), Head("Evidence strength", 10, "percent"),
        *(Head(w.name, 12, "points") for w in weights), Head("Weighted, supported", 12, "points fine"),
        Head("Points over not doing", 12, "points fine"),
    )  # fmt: skip
    sheet.heads(HEAD, heads, freeze=3, filtered=len(places.details.lines))
    sheet.text(HEAD - 1, EVIDENCE, "Weight", "muted")
    for at, weight in enumerate(weights):
        sheet.formula(
            HEAD - 1, FIRST_SCORE + at, f"='{WEIGHTS}'!{cell(FIRST + at, SHARE)}", weight.share, "percent fine"
        )
    home = _home_rows(places)
    for row, line in enumerate(places.details.lines, FIRST):
        _line(sheet, row, line, places, home[line.key])


def _home_rows(places: Places) -> dict[str, int]:
    """The row of each initiative's status quo."""
    return {line.key: row for row, line in enumerate(places.details.lines, FIRST) if line.is_status_quo}


def _line(sheet: Sheet, row: int, line: OptionLine, places: Places, home: int) -> None:
    weights = places.report.weights
    for column, text in enumerate((line.key, line.title, line.option_title, "yes" if line.chosen else "")):
        plain = "text" if column else "key"
        muted = "muted" if column else "muted key"
        sheet.text(row, column, text, muted if line.is_status_quo else plain)
    sheet.number(row, SUCCESS, line.probability, "percent")
    sheet.number(row, EVIDENCE, line.evidence, "percent")
    for at, weight in enumerate(weights):
        sheet.number(row, FIRST_SCORE + at, line.scores.get(weight.key), "points")
    if not weights:
        return
    value = value_column(places)
    worth = line.stays + (line.value / line.probability if line.probability else 0.0)
    sheet.formula(row, value - 1, _weighted(row, value - 2), worth, "points fine")
    gain = f"={cell(row, SUCCESS)}*({cell(row, value - 1)}-{cell(home, value - 1)})"
    sheet.formula(row, value, gain, line.value, "points fine")


def _weighted(row: int, last: int) -> str:
    """Weight times score, positive ones times evidence."""
    weights = f"{cell(HEAD - 1, FIRST_SCORE)}:{cell(HEAD - 1, last)}"
    scores = f"{cell(row, FIRST_SCORE)}:{cell(row, last)}"
    gains = f"SUMPRODUCT({weights}*({scores}>0)*{scores})"
    harms = f"SUMPRODUCT({weights}*({scores}<0)*{scores})"
    return f"={gains}*{cell(row, EVIDENCE)}+{harms}"


def write_weights(book: Book, places: Places) -> None:
    """Points and shares with both anchors."""
    rows = places.report.weights
    sheet = book.sheet(WEIGHTS, colour=palette.BUSINESS)
    title = weights_title(sorted(rows, key=lambda w: -w.share)) if rows else "No criteria"
    sheet.top(title, "Points say what going from 0 to 100 is worth; only their proportion counts.", width=6)
    heads = (
        Head("Key", 10), Head("Criterion", 30, "bold"), Head("Lens", 13), Head("Points", 10, "points"),
        Head("Share", 10, "percent fine"), Head("0 means", 50), Head("100 means", 60),
    )  # fmt: skip
    sheet.heads(HEAD, heads, freeze=2)
    total = f"SUM({cell(FIRST, POINTS)}:{cell(places.last_weight, POINTS)})"
    for row, weight in enumerate(rows, FIRST):
        for column, text in (
            (0, weight.key),
            (1, weight.name),
            (2, weight.lens),
            (5, weight.anchor_0),
            (6, weight.anchor_100),
        ):
            sheet.text(row, column, text, "bold" if column == 1 else "text")
        sheet.number(row, POINTS, weight.points, "points")
        sheet.formula(row, SHARE, f"={cell(row, POINTS)}/{total}", weight.share, "percent fine")
