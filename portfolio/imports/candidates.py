"""Rows of the sheets `initiatives` and `options` as patches: what a row does not say stays as it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from portfolio.domain.initiatives import STATUS_QUO, Change, Stage
from portfolio.domain.money import to_units
from portfolio.domain.patches import InitiativePatch
from portfolio.domain.rounds import Round
from portfolio.domain.sheet_columns import INITIATIVES
from portfolio.domain.sheets import SheetKind
from portfolio.imports.choices import Choices, Share
from portfolio.imports.entries import Entry
from portfolio.imports.known import Known
from portfolio.imports.option_parts import OptionReader
from portfolio.imports.readings import SheetReading
from portfolio.imports.rows import Row, read_rows
from portfolio.imports.words import plain

FIELDS = tuple(c.field for c in INITIATIVES if c.field != "key")
_MONEY = ("spent_so_far", "approved_cost")
_SUMS = frozenset(("total", "totals", "grandtotal", "subtotal", "sum", "summe", "gesamt", "gesamtsumme", "overalltotal",
                   "sommetotale", "totalgeneral"))  # fmt: skip
_LAST_TITLE = 300


class CandidateReader:
    """Reads one sheet of candidates or options; `known` grows with what its rows bring."""

    def __init__(self, reading: SheetReading, frame: Round, choices: Choices, known: Known) -> None:
        self.reading, self.frame, self.choices, self.known = reading, frame, choices, known
        self.options = OptionReader(frame, known, default_spread(reading, frame, choices))
        self._first: dict[tuple[str, str], Row] = {}
        self._is_list = reading.kind is SheetKind.INITIATIVES

    def entries(self) -> list[Entry]:
        """One entry a row, in order."""
        rows = read_rows(self.reading, self.choices, self.frame.currency)
        found = [(row, self._entry(row, row.line in self.reading.sheet.gaps)) for row in rows]
        # A row learns of its double only when that is met, further down.
        return [replace(entry, problems=tuple(row.problems)) for row, entry in found]

    def _entry(self, row: Row, after_gap: bool) -> Entry:
        title, key = row.get("title", ""), self._key(row)
        self._refuse_what_is_no_candidate(row, title, key, after_gap)
        option = self._option(row, key)
        patch = None
        if not any(p.is_fault for p in row.problems):
            self._refuse_second(row, key, option if row.has("option") or not self._is_list else "")
        if not any(p.is_fault for p in row.problems):
            parts = self.options.read(row, key, option)
            patch = InitiativePatch(key, self._fields(row), (parts,) if parts else ())
            self.known.bring(key, parts.key if parts else "")
        current = self.known.by_key.get(key)
        shown = title or row.get("option_title", "") or (current.title if current else "") or key
        assert self.reading.kind is not None
        return Entry(self.reading.kind, self.reading.sheet.name, row.line, row.place, key, shown, patch,
                     tuple(row.problems), self._places(row, option))  # fmt: skip

    def _key(self, row: Row) -> str:
        if row.has("key"):
            return self.known.find(str(row.get("key")))
        if self.reading.of("key") is not None:
            return ""
        title = row.get("title", "")
        return self.known.key_for_title(title) if title else ""

    def _refuse_what_is_no_candidate(self, row: Row, title: str, key: str, after_gap: bool) -> None:
        said = {plain(title), plain(key), *(plain(text) for text in row.notes.values() if text and not title)}
        if said & _SUMS:
            row.fault("looks like the sum of the lines above, not like an initiative.", "title")
        elif after_gap and row.filled == 1 and len(self.reading.columns) > 2:
            row.fault("looks like a footnote: one cell alone, below an empty line.")
        elif not key and self.reading.of("key") is not None:
            row.fault("has no key: later imports could not find it again.", "key")
        elif not key:
            row.fault("has no title.", "title")
        elif len(title) > _LAST_TITLE:
            row.fault(f"The title has {len(title)} characters; at most {_LAST_TITLE} are kept.", "title")
        elif self._is_list and not title and not self.known.has(key):
            row.fault(f"There is no initiative “{key}” yet, and a new one needs a title.", "key")
        elif not self._is_list and not self.known.has(key):
            row.fault(f"There is no initiative “{key}”, neither in the round nor in the sheet “initiatives”.", "key")

    def _refuse_second(self, row: Row, key: str, option: str) -> None:
        first = self._first.setdefault((key, option), row)
        if first is row:
            return
        same = f"The option “{option}” of “{key}”" if option else f"The key “{key}”"
        if self.reading.of("key") is None:
            same = f"The title “{row.get('title', key)}”"
        other = row.reading.sheet.place(first.line)
        row.fault(f"{same} stands in {other} already: say with a key which is which, or leave one out.", "key")
        if not any("stands in" in p.text for p in first.problems):
            first.fault(f"{same} stands in {row.place} again: say with a key which is which, or leave one out.", "key")

    def _option(self, row: Row, key: str) -> str:
        """The option that the row's costs and scores belong to, empty where it has none."""
        if row.has("option"):
            given = str(row.get("option"))
            return STATUS_QUO if plain(given) in ("statusquo", "notdoing", "notdoingit", "donothing") else given
        if not self._is_list:
            row.fault("has no option: name one, or “status_quo” for not doing it.", "option")
            return ""
        if not self.options.has_parts(row):
            return ""
        only = self.known.only_option(key)
        if only is None:
            row.fault(f"“{key}” has several options: say in a column “option” which one this line is about.", "key")
        return only or ""

    def _fields(self, row: Row) -> dict[str, Any]:
        if not self._is_list:
            return {}
        fields = {name: self._field(name, row) for name in FIELDS if name in row.values and self._counts(name, row)}
        if row.notes:
            fields["notes"] = dict(row.notes)
        return fields

    def _counts(self, name: str, row: Row) -> bool:
        """Whether a cell says something: given, or empty where an empty cell clears; a title is never cleared."""
        return row.has(name) or (self.choices.blank_clears and name != "title")

    def _field(self, name: str, row: Row) -> Any:
        value = row.get(name)
        if value is None:
            return None
        if name in _MONEY:
            return to_units(value, self.frame.digits)
        if name == "stage":
            return Stage(value.replace(" ", "_"))
        return Change(value) if name == "change" else value

    def _places(self, row: Row, option: str) -> dict[str, str]:
        """Header by the path that `domain.patches.changes` gives a field."""
        at = f"options.{option}."
        places = {}
        for target, header in row.headers.items():
            name, _, rest = target.partition(" ")
            path = {"use": f"{at}{rest}", "score": f"{at}score {rest}", "option_title": f"{at}title"}.get(name, target)
            places[f"{at}{target}" if target in ("probability", "run_cost_tail") else path] = header
        return places


def default_spread(reading: SheetReading, frame: Round, choices: Choices) -> tuple[Share, ...]:
    """Where a single total goes: as chosen, else all of it into the capex of the first year."""
    chosen = choices.sheet(reading.sheet.name).spread
    if chosen:
        return chosen
    first = next((r for r in frame.resources if r.kind.is_spend and r.per_year), None)
    return (Share(first.key, frame.first_year, Decimal(1)),) if first else ()
