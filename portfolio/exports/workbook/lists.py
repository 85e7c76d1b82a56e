"""The list of initiatives, and every option with its amounts: what is taken can be changed and adds up again."""

from __future__ import annotations

from portfolio.exports.workbook.book import Book, Head, Sheet, block, cell
from portfolio.exports.workbook.places import FIRST, HEAD, LIST, OPTIONS, SCORES, Places
from portfolio.exports.workbook.scores import value_column
from portfolio.reports import palette
from portfolio.reports.deck_lists import funded_title
from portfolio.reports.deck_words import KIND_NAMES
from portfolio.reports.proposal_values import FundedRow, LeftOutRow
from portfolio.reports.sheets import OptionLine, in_sheet

DECISION, COST, POINTS = 0, 6, 8
CHOSEN, SPEND, FIRST_AMOUNT = 4, 5, 6
STYLES_OF_LIST = {1: "key", 2: "bold"}
STYLES_OF_OPTIONS = {0: "key", 2: "key", 3: "bold"}
TAKEN, FUNDED, LEFT_OUT = "yes", "Funded", "Left out"


def write_list(book: Book, places: Places) -> None:
    """Funded initiatives, then left-out ones, each with its reason."""
    report, unit = places.report, places.details.money_unit
    sheet = book.sheet(LIST, colour=palette.ACCENT, wide=True)
    sheet.top(funded_title(report) if report.funded else report.headline, report.headline, width=9)
    heads = (
        Head("Decision", 10), Head("Key", 10), Head("Initiative", 38, "bold"), Head("Option", 28), Head("Kind", 11),
        Head("Tags", 18), Head(f"Cost, {unit}", 12, "money"), Head(f"Beyond the horizon, {unit}", 12, "money"),
        Head("Points over not doing", 11, "points fine"), Head("Chance of success", 10, "percent"),
        Head("Evidence strength", 10, "percent"), Head("Mandate", 10),
        Head("Points lost if forced in or out", 13, "points fine"),
        Head("Why", 60), Head("What would get it in, and what that costs", 60), Head("Moved", 12),
    )  # fmt: skip
    sheet.heads(HEAD, heads, freeze=3, filtered=len(report.funded) + len(report.left_out))
    _sums(sheet, places)
    for row, funded in enumerate(report.funded, FIRST):
        _funded(sheet, row, funded, places.details.tail_scale)
    for row, left in enumerate(report.left_out, FIRST + len(report.funded)):
        _left_out(sheet, row, left, places.details.tail_scale)


def _sums(sheet: Sheet, places: Places) -> None:
    report = places.report
    sheet.text(HEAD - 1, 2, "Funded", "bold", total=True)
    cost = sum(in_sheet(f.cost, places.details.tail_scale) for f in report.funded)
    for column, value, style in ((COST, cost, "money"), (POINTS, sum(f.value for f in report.funded), "points fine")):
        inside = block(LIST, FIRST, places.last_listed, column)
        formula = f'=SUMIFS({inside},{places.listed(DECISION)},"{FUNDED}")'
        sheet.formula(HEAD - 1, column, formula, value, style, total=True)


def _funded(sheet: Sheet, row: int, funded: FundedRow, scale: int) -> None:
    _common(sheet, row, FUNDED, funded, scale)
    sheet.number(row, 7, in_sheet(funded.beyond, scale), "money")
    sheet.number(row, POINTS, funded.value, "points fine")
    sheet.number(row, 9, funded.probability, "percent")
    sheet.number(row, 10, funded.evidence_strength, "percent")
    sheet.text(row, 11, "mandate" if funded.is_mandate else "")
    sheet.number(row, 12, funded.replacement_cost, "points fine")
    sheet.text(row, 14, "")


def _left_out(sheet: Sheet, row: int, left: LeftOutRow, scale: int) -> None:
    _common(sheet, row, LEFT_OUT, left, scale)
    for column in (7, POINTS, 9, 11):
        sheet.text(row, column, "")
    sheet.number(row, 10, left.evidence_strength, "percent")
    sheet.number(row, 12, left.gap, "points fine")
    sheet.text(row, 14, " ".join(p for p in (left.entry, left.price) if p))


def _common(sheet: Sheet, row: int, decision: str, item: FundedRow | LeftOutRow, scale: int) -> None:
    texts = (decision, item.key, item.title, item.option_title, KIND_NAMES.get(item.change, ""), ", ".join(item.tags))
    for column, text in enumerate(texts):
        sheet.text(row, column, text, STYLES_OF_LIST.get(column, "text"))
    sheet.number(row, COST, in_sheet(item.cost, scale), "money")
    sheet.text(row, 13, item.reason)
    sheet.text(row, 15, item.movement)


def write_options(book: Book, places: Places) -> None:
    """All options with their amounts; the column “Taken” decides what the spend sheet adds up."""
    details = places.details
    sheet = book.sheet(OPTIONS, wide=True)
    count = sum(1 for line in details.lines if not line.is_status_quo)
    sheet.top(
        f"{count} options of {len(places.report.funded) + len(places.report.left_out)} initiatives, costs to go",
        "Change “Taken” (one yes for each initiative) and the sheet “Spend” adds up again. It checks limits, not "
        "rules.",
    )
    amounts = [Head(f"{c.label}, {c.unit}", 12, _style(c.kind)) for c in details.columns]
    heads = (
        Head("Key", 10), Head("Initiative", 36), Head("Option key", 12), Head("Option", 32, "bold"), Head("Taken", 8),
        Head(f"Spend, {details.money_unit}", 12, "money"), *amounts, Head("Chance of success", 10, "percent"),
        Head("Evidence strength", 10, "percent"), Head("Points over not doing", 11, "points fine"),
        Head(f"Run cost a year after the horizon, {details.money_unit}", 14, "money"),
    )  # fmt: skip
    sheet.heads(HEAD, heads, freeze=4, filtered=len(details.lines))
    for row, line in enumerate(details.lines, FIRST):
        _option(sheet, row, line, places)
    if details.lines:
        chosen = (FIRST, CHOSEN, places.last_line, CHOSEN)
        sheet.made.data_validation(*chosen, {"validate": "list", "source": [TAKEN]})


def _style(kind: str) -> str:
    return "money" if kind in ("capex", "opex", "commitment") else "amount"


def _option(sheet: Sheet, row: int, line: OptionLine, places: Places) -> None:
    columns = places.details.columns
    for column, text in enumerate((line.key, line.title, line.option, line.option_title, TAKEN if line.chosen else "")):
        sheet.text(row, column, text, STYLES_OF_OPTIONS.get(column, "text"))
    spent = [at for at, c in enumerate(columns, FIRST_AMOUNT) if c.kind in ("capex", "opex")]
    total = sum(in_sheet(line.amounts.get(c.name, 0), c.scale) for c in columns if c.kind in ("capex", "opex"))
    cells = ",".join(cell(row, at, fixed=False) for at in spent)
    if cells:
        sheet.formula(row, SPEND, f"=SUM({cells})", total, "money")
    for at, amount in enumerate(columns, FIRST_AMOUNT):
        units = line.amounts.get(amount.name)
        sheet.number(row, at, None if units is None else in_sheet(units, amount.scale), _style(amount.kind))
    after = FIRST_AMOUNT + len(columns)
    sheet.number(row, after, line.probability, "percent")
    sheet.number(row, after + 1, line.evidence, "percent")
    points = f"='{SCORES}'!{cell(row, value_column(places))}"
    sheet.formula(row, after + 2, points, line.value, "points fine")
    tail = None if line.run_cost_tail is None else in_sheet(line.run_cost_tail, places.details.tail_scale)
    sheet.number(row, after + 3, tail, "money")
