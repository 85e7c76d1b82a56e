"""What a preview says about its rows, in words: subjects, fields, values before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from portfolio.domain.initiatives import STATUS_QUO
from portfolio.domain.sheet_columns import CellKind
from portfolio.domain.sheets import SheetKind
from portfolio.imports.candidates import default_spread
from portfolio.imports.comparing import Compared, RowKind
from portfolio.imports.known import DEFAULT_TITLE
from portfolio.imports.readings import ColumnReading, SheetReading
from portfolio.imports.values import Problem
from portfolio.imports.words import word_list
from portfolio.reports import formats
from portfolio.reports.record_words import ChangeLine, Words
from portfolio.services.imports import Applied, Preview

SUBJECTS = {
    SheetKind.ROUND: "round",
    SheetKind.CRITERIA: "criterion",
    SheetKind.RESOURCES: "resource",
    SheetKind.BASELINE: "baseline",
    SheetKind.INITIATIVES: "initiative",
    SheetKind.OPTIONS: "initiative",
    SheetKind.RULES: "rule",
    SheetKind.WEIGHTS: "profile",
    SheetKind.IDEAS: "idea",
}
KIND_WORDS = {
    RowKind.NEW: "New",
    RowKind.CHANGED: "Changed",
    RowKind.SAME: "Same",
    RowKind.FAULTY: "Faulty",
}


@dataclass(frozen=True)
class RowWords:
    """A row of the preview as a page or command shows it."""

    identity: str
    kind: RowKind
    sheet: str
    place: str
    key: str
    title: str
    lines: tuple[ChangeLine, ...]
    problems: tuple[Problem, ...]
    is_ticked: bool


def describe(preview: Preview, rows: Iterable[Compared]) -> list[RowWords]:
    """The rows in words; give only those that are shown."""
    words = _words(preview)
    ticked = {row.entry.identity for row in preview.ticked}
    return [_describe(row, words, row.entry.identity in ticked) for row in rows]


def _describe(row: Compared, words: Words, is_ticked: bool) -> RowWords:
    entry = row.entry
    key = "" if entry.kind in (SheetKind.IDEAS, SheetKind.BASELINE) else entry.key
    lines = _baseline_lines(row, words) if entry.kind is SheetKind.BASELINE else _lines(row, words)
    return RowWords(
        entry.identity, row.kind, entry.sheet, entry.place, key, entry.title, lines, row.problems, is_ticked
    )


def _lines(row: Compared, words: Words) -> tuple[ChangeLine, ...]:
    lines = words.lines(SUBJECTS[row.entry.kind], row.entry.key, _told(row))
    only = f"{DEFAULT_TITLE}: "
    return tuple(
        replace(x, label=_capital(x.label.removeprefix(only))) if x.label.startswith(only) else x for x in lines
    )


def _told(row: Compared) -> dict[str, tuple[Any, Any]]:
    """The changes without what the row says already: its own title, an option that its name tells to be there, and the
    name of the only option where nobody gave it one."""
    new = {path for path, (old, _) in row.changes.items() if path.count(".") == 1 and old is None}
    named = {path for path in new if f"{path}.title" in row.changes}
    said = {f"{path}.title" for path in new if row.changes.get(f"{path}.title", ("", ""))[1] == DEFAULT_TITLE}
    said |= {"title"} if row.kind is RowKind.NEW and row.entry.kind is SheetKind.INITIATIVES else set()
    return {path: pair for path, pair in row.changes.items() if path not in named | said}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _baseline_lines(row: Compared, words: Words) -> tuple[ChangeLine, ...]:
    """A baseline line is called by its kind and label, so what is left of a path is the year, or what is free."""
    found = []
    for path, (old, new) in row.changes.items():
        rest = path.removeprefix(row.entry.key).strip()
        label = " ".join(
            part for part in ("Free" if rest.endswith("free") else "Amount", rest.removesuffix("free")) if part
        )
        old_words, new_words = (words.value("baseline", row.entry.key, path, value) for value in (old, new))
        found.append(ChangeLine(label.strip(), old_words, new_words))
    return tuple(found)


def _words(preview: Preview) -> Words:
    frame = preview.draft.frame
    titles = {i.key: i.title for i in frame.initiatives}
    options = {(i.key, o.key): o.title for i in frame.initiatives for o in i.options if o.key != STATUS_QUO}
    for entry in preview.draft.entries:
        if entry.kind is SheetKind.INITIATIVES:
            titles[entry.key] = entry.title
        for option in getattr(entry.payload, "options", ()):
            if "title" in option.fields:
                options[(entry.key, option.key)] = option.fields["title"]
    return Words(frame, titles, options)


def rows_of(preview: Preview, kind: RowKind | None) -> Sequence[Compared]:
    """The rows of one kind, or all; faulty ones first where all are asked for, so that none is overlooked."""
    if kind is not None:
        return [row for row in preview.rows if row.kind is kind]
    order = (RowKind.FAULTY, RowKind.CHANGED, RowKind.NEW, RowKind.SAME)
    return sorted(preview.rows, key=lambda row: order.index(row.kind))


def applied_sentence(applied: Applied) -> str:
    """What was imported, in one sentence."""
    parts = [(applied.new, "new"), (applied.changed, "changed")]
    done = " and ".join(f"{formats.number(n)} {word}" for n, word in parts if n)
    rest = [
        (applied.same, "the same already"),
        (applied.left_out, "left out"),
        (applied.faulty, "faulty and not taken"),
    ]
    kept = ", ".join(f"{formats.number(n)} {word}" for n, word in rest if n)
    return f"Imported: {done}." + (f" Of the other rows, {kept}." if kept else "")


def noticed(preview: Preview) -> list[tuple[str, int]]:
    """What was noticed about cells, each saying once with the number of its rows, the most frequent first."""
    said = (f"column “{p.column}”: {p.text}" if p.column else p.text for p in preview.notices)
    return Counter(said).most_common()


def absent_titles(preview: Preview) -> list[str]:
    """The initiatives of the round that the file does not name, by title."""
    return [preview.current.initiative_by_key[key].title for key in preview.absent]


def hints(preview: Preview) -> list[str]:
    """What is to be done before the file can say all that it holds: scores need criteria to stand on."""
    frame = preview.draft.frame
    candidates = [r for r in preview.draft.readings if r.kind in (SheetKind.INITIATIVES, SheetKind.OPTIONS)]
    if frame.criteria or not candidates:
        return []
    lost = [c.header for r in candidates for c in r.columns if not c.is_field and "score" in word_list(c.header)]
    named = f": {', '.join(f'“{header}”' for header in lost[:5])} cannot become scores" if lost else ""
    return [_FIRST_CRITERIA.format(named)]


_FIRST_CRITERIA = (
    "The round has no criteria yet{}. Add some, on the page Settings, Criteria, or by a file criteria.csv with the "
    "columns key, name, anchor 0 and anchor 100; then import scores by key or title, in columns such as “score CUS”."
)


def reading_lines(preview: Preview) -> list[str]:
    """How each sheet was read, one line a sheet and one for every column that is a field."""
    found = []
    for reading in preview.draft.readings:
        text = reading.sheet.format
        how = f", {text.encoding}, delimiter {text.delimiter!r}" if text else ""
        found.append(f"{reading.sheet.name}: {reading.kind or 'not imported'}, names in row {reading.header_line}{how}")
        found += [f"  {c.header} -> {_column_words(c, reading, preview)}" for c in reading.columns if c.is_field]
    return found


def _column_words(column: ColumnReading, reading: SheetReading, preview: Preview) -> str:
    words = column.target.removeprefix("use ")
    if column.column and column.column.kind is CellKind.MONEY:
        places = (
            [
                f"{s.resource} {s.year or ''}".strip()
                for s in default_spread(reading, preview.draft.frame, preview.choices)
            ]
            if words == "total"
            else []
        )
        words += f" into {', '.join(places)}" if places else ""
        unit = f"in units of {column.unit:,} {preview.current.currency}"
        return f"{words} ({unit}, decimal sign “{column.decimal.sign}”)"
    return words


def as_json(preview: Preview, applied: Applied | None, is_dry: bool) -> dict[str, Any]:
    """The outcome for scripts: counts, how sheets were read, every row with its changes and problems."""
    return {
        "ok": applied is not None or not preview.faults,
        "round": preview.current.key,
        "dry_run": is_dry,
        "counts": {kind.value: count for kind, count in preview.counts.items()},
        "sheets": [_sheet_json(reading) for reading in preview.draft.readings],
        "rows": [_row_json(row) for row in describe(preview, preview.rows)],
        "not_in_file": list(preview.absent),
        "hints": hints(preview),
    }


def _sheet_json(reading: SheetReading) -> dict[str, Any]:
    text = reading.sheet.format
    return {
        "name": reading.sheet.name,
        "kind": reading.kind.value if reading.kind else None,
        "header_line": reading.header_line,
        "encoding": text.encoding if text else None,
        "delimiter": text.delimiter if text else None,
        "columns": [
            {"header": c.header, "target": c.target, "unit": c.unit, "decimal": c.decimal.sign} for c in reading.columns
        ],
    }


def _row_json(row: RowWords) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "place": row.place,
        "kind": row.kind.value,
        "key": row.key,
        "title": row.title,
        "changes": [{"field": line.label, "old": line.old, "new": line.new} for line in row.lines],
        "problems": [{"place": p.place, "text": p.text, "fault": p.is_fault} for p in row.problems],
    }
