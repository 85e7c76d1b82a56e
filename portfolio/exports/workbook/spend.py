"""Spend by year and kind against limits, added up from the options that are taken; and the summary on top of it."""

from __future__ import annotations

from portfolio.exports.workbook import lists
from portfolio.exports.workbook.book import Book, Head, Sheet, block, cell
from portfolio.exports.workbook.places import FIRST, HEAD, LIST, SPEND, SUMMARY, Places
from portfolio.reports import formats, palette
from portfolio.reports.deck_decision import SPEND_KINDS
from portfolio.reports.deck_money import spend_title
from portfolio.reports.deck_values import Extras
from portfolio.reports.proposal_values import SpendRow
from portfolio.reports.sheets import AmountColumn, in_sheet

RESOURCE, YEAR, KIND, UNIT, USED, LIMIT, LEFT = range(7)


def write_spend(book: Book, places: Places) -> None:
    """Each resource and year: used, limit, left over."""
    report = places.report
    sheet = book.sheet(SPEND, colour=palette.ACCENT)
    sheet.top(
        spend_title(report), " ".join(s for s in (report.unusable_sentence, report.beyond_sentence) if s), width=8
    )
    heads = (
        Head("Resource", 34, "bold"), Head("Year", 10), Head("Kind", 14), Head("Unit", 10), Head("Used", 14, "money"),
        Head("Limit", 14, "money"), Head("Left over", 14, "money"), Head("Part used", 11, "percent"), Head("Binds", 10),
    )  # fmt: skip
    sheet.heads(HEAD, heads, freeze=1, filtered=len(report.spend))
    columns = {c.name: (at, c) for at, c in enumerate(places.details.columns, lists.FIRST_AMOUNT)}
    for row, spent in enumerate(report.spend, FIRST):
        at, column = columns[spent.name]
        _row(sheet, row, spent, column, places, at)


def _row(sheet: Sheet, row: int, spent: SpendRow, column: AmountColumn, places: Places, at: int) -> None:
    year = "" if spent.year is None else f"FY{spent.year}"
    for place, text in enumerate((spent.resource_name, year, spent.kind, column.unit)):
        sheet.text(row, place, text, "bold" if place == RESOURCE else "text")
    style = "money" if spent.kind in (*SPEND_KINDS, "commitment") else "amount"
    used = in_sheet(spent.used, column.scale)
    if _adds_up(spent, places):
        sums = f'=SUMIFS({places.options(at)},{places.options(lists.CHOSEN)},"{lists.TAKEN}")'
        sheet.formula(row, USED, sums, used, style)
    else:
        sheet.number(row, USED, used, style)
    if spent.limit is None or spent.left_over is None:
        sheet.text(row, LIMIT, "not limited", "muted")
    else:
        sheet.number(row, LIMIT, in_sheet(spent.limit, column.scale), style)
        left = f"={cell(row, LIMIT, fixed=False)}-{cell(row, USED, fixed=False)}"
        sheet.formula(row, LEFT, left, in_sheet(spent.left_over, column.scale), style)
        if spent.limit:
            part = f"={cell(row, USED, fixed=False)}/{cell(row, LIMIT, fixed=False)}"
            sheet.formula(row, LEFT + 1, part, spent.used / spent.limit, "percent")
    sheet.text(row, LEFT + 2, "binds" if spent.binding else "", "bold")


def _adds_up(spent: SpendRow, places: Places) -> bool:
    """Whether the taken options add up to what is reported; a formula with another number is worse than none."""
    return spent.used == sum(line.amounts.get(spent.name, 0) for line in places.details.lines if line.chosen)


def write_summary(book: Book, places: Places, extras: Extras, title: str) -> None:
    """The decision: amounts by year and kind as live sums, and the sentences of the page."""
    report = places.report
    sheet = book.sheet(SUMMARY, colour=palette.INK)
    sheet.top(title, report.headline, width=6)
    sheet.made.set_column(0, 0, 44)
    sheet.made.set_column(1, 8, 14)
    row = _amounts(sheet, places, HEAD)
    row = _figures(sheet, places, row + 1)
    sentences = (
        report.certainty, report.price_line, report.binding_sentence, report.unusable_sentence, report.beyond_sentence,
        report.not_doing_sentence, report.explanations.all_mandates_sentence, report.explanations.near_ties_sentence,
    )  # fmt: skip
    row += 1
    for sentence in filter(None, sentences):
        row += 1
        sheet.made.merge_range(row, 0, row, 6, "", book.style("sentence"))
        sheet.text(row, 0, sentence, "sentence")
        sheet.made.set_row(row, 16 * (len(sentence) // 118 + 1))
    if extras.data_as_of:
        sheet.text(row + 2, 0, f"Data as of {formats.moment(extras.data_as_of)}", "muted")
    sheet.made.activate()


def _amounts(sheet: Sheet, places: Places, row: int) -> int:
    """The table of amounts; returns the row after it."""
    spent = [r for r in places.report.spend if r.kind in SPEND_KINDS and r.year is not None]
    years = sorted({r.year for r in spent if r.year is not None})
    scale = places.details.tail_scale
    names = list(dict.fromkeys(r.resource_name for r in spent))
    for at, head in enumerate((f"Amount asked, {places.details.money_unit}", *(f"FY{y}" for y in years), "Total")):
        sheet.text(row, at, head, "head right" if at else "head")
    first = row + 1
    for row_of, name in enumerate(names, first):
        sheet.text(row_of, 0, name)
        amounts = [
            in_sheet(sum(r.used for r in spent if r.resource_name == name and r.year == y), scale) for y in years
        ]
        for at, (year, amount) in enumerate(zip(years, amounts, strict=True), 1):
            same = f'{places.spend(RESOURCE)},{cell(row_of, 0)},{places.spend(YEAR)},"FY{year}"'
            formula = f"=SUMIFS({places.spend(USED)},{same})"
            sheet.formula(row_of, at, formula, amount, "money")
        total = f"=SUM({cell(row_of, 1, fixed=False)}:{cell(row_of, len(years), fixed=False)})"
        sheet.formula(row_of, len(years) + 1, total, sum(amounts), "money")
    last = first + len(names)
    sheet.text(last, 0, "Total", "bold", total=True)
    for at in range(1, len(years) + 2):
        rows = spent if at > len(years) else [r for r in spent if r.year == years[at - 1]]
        formula = f"=SUM({cell(first, at, fixed=False)}:{cell(last - 1, at, fixed=False)})"
        sheet.formula(last, at, formula, in_sheet(sum(r.used for r in rows), scale), "money", total=True)
    return last + 1


def _figures(sheet: Sheet, places: Places, row: int) -> int:
    """Counts, value and what is left, each a live formula; returns the last row used."""
    report, scale = places.report, places.details.tail_scale
    kinds = "+".join(f'SUMIFS({places.spend(USED)},{places.spend(KIND)},"{k}")' for k in SPEND_KINDS)
    lines: list[tuple[str, str, float, str]] = [
        (
            "Initiatives funded",
            f'=COUNTIF({places.listed(lists.DECISION)},"{lists.FUNDED}")',
            len(report.funded),
            "whole",
        ),
        (
            "Initiatives in the running",
            f"=COUNTA({block(LIST, FIRST, places.last_listed, 1)})",
            report.candidates,
            "whole",
        ),
        (
            "Points of value over doing nothing",
            f'=SUMIFS({places.listed(lists.POINTS)},{places.listed(lists.DECISION)},"{lists.FUNDED}")',
            report.value,
            "points fine",
        ),
        (f"Used, {places.details.money_unit}", f"={kinds}", in_sheet(report.used, scale), "money"),
    ]
    for at, (label, formula, value, style) in enumerate(lines, row):
        sheet.text(at, 0, label)
        sheet.formula(at, 1, formula, value, style)
    at = row + len(lines)
    if report.available is None:
        return at - 1
    sheet.text(at, 0, f"Available, {places.details.money_unit}")
    limits = "+".join(f'SUMIFS({places.spend(LIMIT)},{places.spend(KIND)},"{k}")' for k in SPEND_KINDS)
    sheet.formula(at, 1, f"={limits}", in_sheet(report.available, scale), "money")
    sheet.text(at + 1, 0, f"Left over, {places.details.money_unit}")
    left = f"={cell(at, 1, fixed=False)}-{cell(at - 1, 1, fixed=False)}"
    sheet.formula(at + 1, 1, left, in_sheet(report.available - report.used, scale), "money")
    return at + 1
