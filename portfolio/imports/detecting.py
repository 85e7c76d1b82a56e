"""From a sheet's cells and a user's choices to how it is read: kind, header, targets, decimal signs, units, words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from portfolio.domain.rounds import Round
from portfolio.domain.sheet_columns import CellKind, Column
from portfolio.domain.sheets import SheetKind, columns_for
from portfolio.imports.amounts import Found, read_amount
from portfolio.imports.cells import as_text
from portfolio.imports.choices import SheetChoices
from portfolio.imports.dates import day_comes_first, read_date
from portfolio.imports.decimals import DecimalSign, find_decimal
from portfolio.imports.header_units import HeaderUnit, split_unit, unit_above
from portfolio.imports.headers import column_names, find_header
from portfolio.imports.labels import names_with_commas
from portfolio.imports.mapping import IGNORE, NOTE, kind_by_headers, kind_by_name, known_names, propose
from portfolio.imports.meanings import meaning
from portfolio.imports.missing import is_missing_word
from portfolio.imports.money_columns import counted_twice
from portfolio.imports.readings import ColumnReading, SheetReading, WordCount
from portfolio.imports.values import Cell, Problem, RawSheet, is_blank
from portfolio.imports.words import one_line, plain, shorten

_SAMPLE = 2000
_MOST_WORDS = 200
_EXAMPLES = 3
Columns = Sequence[Sequence[Cell]]


def read_sheet(sheet: RawSheet, frame: Round, chosen: SheetChoices, is_only: bool = False) -> SheetReading:
    """How the sheet is read. `is_only`: nothing else is in the file, so that an unknown name means candidates."""
    if chosen.kind == IGNORE:
        return SheetReading(sheet, None)
    index = _header_index(sheet, frame, chosen)
    if index is None:
        return SheetReading(sheet, _named_kind(sheet, chosen), faults=(_no_header(sheet),))
    headers = column_names(sheet, index)
    kind = _kind(sheet, headers, frame, chosen, is_only)
    if kind is None:
        return SheetReading(sheet, None, index, tuple(ColumnReading(i, h, IGNORE) for i, h in enumerate(headers)))
    return _read_columns(sheet, kind, index, headers, frame, chosen)


def kind_of_sheet(sheet: RawSheet, frame: Round, chosen: SheetChoices, is_only: bool = False) -> SheetKind | None:
    """What the sheet holds: as chosen, by its name, else by its headers; None = it is not imported."""
    if chosen.kind == IGNORE:
        return None
    index = _header_index(sheet, frame, chosen)
    headers = () if index is None else column_names(sheet, index)
    return _kind(sheet, headers, frame, chosen, is_only)


def _kind(
    sheet: RawSheet, headers: Sequence[str], frame: Round, chosen: SheetChoices, is_only: bool
) -> SheetKind | None:
    return _named_kind(sheet, chosen) or kind_by_headers(headers, frame) or (SheetKind.INITIATIVES if is_only else None)


def _header_index(sheet: RawSheet, frame: Round, chosen: SheetChoices) -> int | None:
    if chosen.header_line in sheet.lines:
        return sheet.lines.index(chosen.header_line)
    return find_header(sheet, known_names(frame))


def _named_kind(sheet: RawSheet, chosen: SheetChoices) -> SheetKind | None:
    return SheetKind(chosen.kind) if chosen.kind in tuple(SheetKind) else kind_by_name(sheet.name)


def _no_header(sheet: RawSheet) -> Problem:
    text = "no row with column names was found. Put names such as “Title” above the columns, or say which row it is."
    return Problem(text, sheet=sheet.name)


def _read_columns(
    sheet: RawSheet, kind: SheetKind, index: int, headers: Sequence[str], frame: Round, chosen: SheetChoices
) -> SheetReading:
    body = sheet.rows[index + 1 :]
    cells = [[row[c] if c < len(row) else None for row in body] for c in range(len(headers))]
    offered = columns_for(kind, frame)
    fields = {c.field: c for c in offered}
    proposed = propose(kind, headers, frame, lambda c, field: _fits(cells[c], fields[field], kind, headers[c]))
    default = _default_decimal(sheet, cells)
    above = unit_above(as_text(cell) for row in sheet.rows[:index] for cell in row)
    columns = []
    for c, header in enumerate(headers):
        target = chosen.columns.get(header, proposed[c])
        if target not in fields and target not in (NOTE, IGNORE):
            target = NOTE if kind is SheetKind.INITIATIVES else IGNORE
        if target in (NOTE, IGNORE) and all(map(is_blank, cells[c])):
            target = IGNORE
        columns.append(_column(c, header, target, fields.get(target), cells[c], frame, chosen, default, above))
    return SheetReading(sheet, kind, index, tuple(columns), tuple(_faults(sheet, kind, columns, frame)), offered)


def _default_decimal(sheet: RawSheet, cells: Columns) -> str:
    """What the sheet as a whole tells about the decimal sign, for columns that do not tell themselves."""
    if sheet.format is None:
        return "."
    signs = Counter(found.sign for found in (find_decimal(c[:_SAMPLE]) for c in cells if _is_figures(c)) if found.cells)
    if signs["."] != signs[","]:
        return max(signs, key=lambda s: signs[s])
    return "," if sheet.format.delimiter == ";" else "."


def _is_figures(cells: Sequence[Cell]) -> bool:
    given = [c for c in cells[:200] if not is_blank(c)]
    return bool(given) and sum(_is_figure(c) for c in given) > len(given) / 2


def _is_figure(cell: Cell) -> bool:
    return any(read_amount(cell, sign).found is Found.NUMBER for sign in ".,")


def _is_like_money(cell: Cell) -> bool:
    """Whether a cell is a figure, says that there is none, or is a range or bound of figures."""
    found = read_amount(cell)
    return _is_figure(cell) or found.found is Found.MISSING or ("range" in found.reason or "bound" in found.reason)


def _fits(cells: Sequence[Cell], column: Column, kind: SheetKind, header: str) -> bool:
    """Whether most cells are of the kind that the field takes: a name alone does not make a column of figures."""
    given = [c for c in cells[:_SAMPLE] if not is_blank(c)]
    if not given:
        return True
    if column.field == "key" and kind is SheetKind.INITIATIVES and plain(header) != "key":
        return len(set(map(str, given))) >= 0.9 * len(given)
    if column.field in ("stage", "change"):
        said = [c for c in given if not is_missing_word(str(c))]
        return sum(bool(meaning(column.field, column.choices, str(c))) for c in said) >= 0.5 * max(len(said), 1)
    if column.kind in (CellKind.MONEY, CellKind.NUMBER) and column.field.startswith(
        ("total", "use", "spent", "approved")
    ):
        return 2 * sum(_is_like_money(c) for c in given) >= len(given)
    if column.field == "run_cost_tail":
        return 2 * sum(map(_is_figure, given)) >= len(given)
    if column.kind is CellKind.DATE:
        return 2 * sum(read_date(c) is not None for c in given) >= len(given)
    return True


def _column(
    index: int,
    header: str,
    target: str,
    column: Column | None,
    cells: Sequence[Cell],
    frame: Round,
    chosen: SheetChoices,
    default: str,
    above: HeaderUnit,
) -> ColumnReading:
    given = [c for c in cells if not is_blank(c)]
    examples = tuple(dict.fromkeys(shorten(as_text(c), 40) for c in given[:50]))[:_EXAMPLES]
    if column is None:
        return ColumnReading(index, header, target, examples=examples, filled=len(given))
    unit = _unit(header, above)
    decimal = DecimalSign(chosen.decimal) if chosen.decimal else find_decimal(given, default)
    is_money = column.kind is CellKind.MONEY
    told_words = chosen.words.get(header, {})
    told = is_money and (unit.scale is not None or header in chosen.units)
    scale = (chosen.units.get(header) or unit.scale or _usual_unit(given, frame)) if is_money else 1
    return ColumnReading(
        index=index,
        header=header,
        target=target,
        column=column,
        unit=scale,
        unit_told=told,
        decimal=decimal,
        day_first=day_comes_first(given),
        is_percent=_is_percent(column, [*given, *told_words.values()], decimal.sign),
        currency=unit.currency,
        words=(*_words(column, given, decimal.sign, told_words), *_empty(column, cells, told_words)),
        names=names_with_commas(map(as_text, given)) if column.kind is CellKind.WORDS else frozenset(),
        examples=examples,
        filled=len(given),
    )


def _unit(header: str, above: HeaderUnit) -> HeaderUnit:
    """What the header says of unit and currency, else what stands above the table."""
    own = split_unit(header)
    return HeaderUnit(own.name, own.scale or above.scale, own.currency or above.currency)


def _usual_unit(given: Sequence[Cell], frame: Round) -> int:
    """Without a word about it a column is in the round's unit, unless its figures show whole euros or dollars:
    they bear a currency sign, or the middle one would be 300 million and more."""
    read = [read_amount(c) for c in given[:_SAMPLE]]
    signed = any(a.currency and a.scale is None for a in read)
    large = sorted(abs(a.value) for a in read if a.found is Found.NUMBER)
    if signed or (large and large[len(large) // 2] * frame.money_unit >= 3 * 10**8):
        return 1
    return frame.money_unit


def _is_percent(column: Column, given: Sequence[Cell], sign: str) -> bool:
    """Whether shares are written as 80 rather than 0.8: some number lies above 1 without a per cent sign."""
    if column.kind is not CellKind.SHARE:
        return False
    read = (read_amount(c, sign) for c in given)
    return any(a.found is Found.NUMBER and not a.is_percent and a.value > 1 for a in read)


def _words(column: Column, given: Sequence[Cell], sign: str, chosen: Mapping[str, str]) -> tuple[WordCount, ...]:
    if not (column.kind.is_number or column.kind in (CellKind.CHOICE, CellKind.YES_NO)):
        return ()
    counts = Counter(one_line(c) for c in given if isinstance(c, str))
    if column.kind.is_number:
        counts = Counter({w: n for w, n in counts.items() if read_amount(w, sign).found is not Found.NUMBER})
        found = [WordCount(w, n, chosen.get(w, ""), is_missing_word(w)) for w, n in counts.most_common(_MOST_WORDS)]
        return tuple(found)
    return tuple(_choice_word(column, w, n, chosen) for w, n in counts.most_common(_MOST_WORDS))


def _empty(column: Column, cells: Sequence[Cell], chosen: Mapping[str, str]) -> tuple[WordCount, ...]:
    """Empty cells of a share as a word of their own: that nobody rated it is not that it is certain or proven."""
    blanks = sum(map(is_blank, cells))
    if column.kind is not CellKind.SHARE or not blanks or blanks == len(cells):
        return ()
    return (WordCount("", blanks, chosen.get("", "")),)


def _choice_word(column: Column, word: str, count: int, chosen: Mapping[str, str]) -> WordCount:
    if word in chosen:
        return WordCount(word, count, chosen[word], is_missing_word(word))
    found = meaning(column.field, column.choices, word)
    return WordCount(word, count, found, is_missing_word(word) and not found, proposed=True)


def _faults(sheet: RawSheet, kind: SheetKind, columns: Sequence[ColumnReading], frame: Round) -> list[Problem]:
    needed = {
        SheetKind.INITIATIVES: (("title", "key"), "a title or a key"),
        SheetKind.OPTIONS: (("key",), "the initiative that an option belongs to"),
        SheetKind.RULES: (("type",), "the type of a rule"),
        SheetKind.WEIGHTS: (("profile",), "whose weights they are"),
        SheetKind.IDEAS: (("line",), "the idea"),
        SheetKind.CRITERIA: (("key",), "the key of a criterion"),
        SheetKind.RESOURCES: (("key",), "the key of a resource"),
        SheetKind.BASELINE: (("label",), "what a line is for"),
        SheetKind.ROUND: (("name", "key"), "the name of the round"),
    }[kind]
    problems = []
    if not any(c.target in needed[0] for c in columns):
        names = ", ".join(f"“{c.header}”" for c in columns[:12])
        problems.append(Problem(f"no column is mapped to {needed[1]}. The columns are {names}.", sheet=sheet.name))
    for target, times in Counter(c.target for c in columns if c.is_field).items():
        if times > 1:
            named = " and ".join(f"“{c.header}”" for c in columns if c.target == target)
            problems.append(Problem(f"the columns {named} are both mapped to “{target}”: keep one.", sheet=sheet.name))
    if twice := counted_twice([c.target for c in columns], frame):
        total, part = (f"“{columns[i].header}”" for i in twice)
        text = f"{total} and {part} would count the same money twice: let one of them be a note, or not imported."
        problems.append(Problem(text, sheet=sheet.name))
    return problems
