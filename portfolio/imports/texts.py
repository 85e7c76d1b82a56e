"""Text files as sheets: delimiter found or chosen, quoted newlines kept, every record with the line it begins in."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from itertools import islice

from portfolio.domain.errors import Refused
from portfolio.imports.encodings import decode, detect
from portfolio.imports.limits import MAX_CELL_TEXT, MAX_COLUMNS, MAX_ROWS
from portfolio.imports.values import RawSheet, TextFormat

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SAMPLE_ROWS = 200

csv.field_size_limit(10 * MAX_CELL_TEXT)


def read_text(name: str, content: bytes, encoding: str = "", delimiter: str = "") -> RawSheet:
    """One sheet; empty `encoding` and `delimiter` are detected. Refused when it cannot be a table."""
    found, sure = (encoding, True) if encoding else detect(content)
    text = decode(content, found)
    text, told = _told_delimiter(text)
    sign = delimiter or told or find_delimiter(text)
    rows, lines, gaps = _records(text, sign)
    return RawSheet(name, tuple(rows), tuple(lines), format=TextFormat(found, sign, sure), gaps=frozenset(gaps))


def _told_delimiter(text: str) -> tuple[str, str]:
    """Some programs write `sep=;` as the first line; it is blanked so that the lines after it keep their numbers."""
    first, newline, rest = text.partition("\n")
    told = first.strip().lower()
    if told.startswith("sep=") and len(told) == 5 and told[4] in DELIMITERS:
        return newline + rest, told[4]
    return (newline + rest, "\t") if first.lower().rstrip("\r") == "sep=\t" else (text, "")


def find_delimiter(text: str) -> str:
    """The sign that cuts most records into the same number of cells, more cells counting a little more."""
    return max(DELIMITERS, key=lambda sign: _regularity(text[:400_000], sign))


def _regularity(sample: str, sign: str) -> float:
    widths: Counter[int] = Counter()
    try:
        for index, row in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=sign)):
            if any(cell.strip() for cell in row):
                widths[len(row)] += 1
            if index >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0
    cut = {width: count for width, count in widths.items() if width > 1}
    if not cut:
        return 0.0
    width, count = max(cut.items(), key=lambda item: (item[1], item[0]))
    return count / widths.total() * (1 + math.log(width) / 4)


def _records(text: str, delimiter: str) -> tuple[list[tuple[str, ...]], list[int], list[int]]:
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    gaps: list[int] = []
    was_empty = False
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    try:
        for row in reader:
            is_empty = not any(cell and not cell.isspace() for cell in row)
            if not is_empty:
                rows.append(tuple(row))
                lines.append(begins)
                gaps += [begins] * was_empty
            was_empty = is_empty
            if len(rows) > MAX_ROWS + 50:
                raise Refused(f"The file has more than {MAX_ROWS:,} rows. Split it, or leave out what is not needed.")
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Refused(f"Line {begins} cannot be read: {error}. A cell there may lack its closing quote.") from error
    _refuse_unclosed(text, delimiter, lines)
    if any(len(row) > MAX_COLUMNS for row in rows):
        raise Refused(f"A line has more than {MAX_COLUMNS:,} columns: the delimiter is wrong, or it is no table.")
    return rows, lines, gaps


def _refuse_unclosed(text: str, delimiter: str, lines: list[int]) -> None:
    """A quote that never closes swallows the rest of the file into one cell: better said than imported."""
    if not lines:
        return
    last_record = islice(io.StringIO(text, newline=""), lines[-1] - 1, None)
    try:
        list(csv.reader(last_record, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise Refused(
                f"A quote that opens in line {lines[-1]} is never closed, so everything after it would be "
                "one cell. Close it or remove it."
            ) from error
