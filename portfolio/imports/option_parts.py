"""The cells of a row that describe an option: its name, chance of success, scores and costs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from portfolio.domain.initiatives import STATUS_QUO, Option
from portfolio.domain.money import to_units
from portfolio.domain.patches import OptionPatch, UseKey
from portfolio.domain.rounds import Resource, Round
from portfolio.imports.choices import Share
from portfolio.imports.known import DEFAULT_OPTION, DEFAULT_TITLE, Known
from portfolio.imports.rows import Row
from portfolio.imports.spread import spread_total

_PARTS = ("option_title", "option_description", "probability", "run_cost_tail", "total")
_FAMILIES = ("score", "use", "total", "basis")
_BASES = {"own asset": "own_asset", "SaaS configuration": "saas_configuration", "internal labour": "internal_labour"}


class OptionReader:
    """Makes the patch of an option; `shares` say where a single total goes."""

    def __init__(self, frame: Round, known: Known, shares: Sequence[Share]) -> None:
        self.frame, self.known, self.shares = frame, known, shares
        self.criteria = {c.key for c in frame.criteria}

    def has_parts(self, row: Row) -> bool:
        """Whether the row says anything about an option."""
        return any(
            row.has(t) and t != "option" and (t in _PARTS or t.partition(" ")[0] in _FAMILIES) for t in row.values
        )

    def read(self, row: Row, initiative: str, option: str) -> OptionPatch | None:
        """The patch of the row's option, None where the row is about none."""
        if not option:
            return None
        current = self._current(initiative, option)
        fields = self._fields(row, initiative, option)
        scores = {t.removeprefix("score "): row.get(t) for t in row.values if t.startswith("score ")}
        return OptionPatch(option, fields, scores, self._uses(row, current))

    def _current(self, initiative: str, option: str) -> Option | None:
        there = self.known.by_key.get(initiative)
        if there is None or option not in {o.key for o in (*there.options, there.status_quo)}:
            return None
        return there.option(option)

    def _fields(self, row: Row, initiative: str, option: str) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for target, name in (("option_title", "title"), ("option_description", "description")):
            if row.has(target) or (target in row.values and name != "title"):
                fields[name] = row.get(target)
        if "probability" in row.values and (row.has("probability") or option != STATUS_QUO):
            fields["probability"] = row.get("probability")
        if "run_cost_tail" in row.values:
            tail = row.get("run_cost_tail")
            fields["run_cost_tail"] = None if tail is None else to_units(tail, self.frame.digits)
        if option not in self.known.options(initiative) and "title" not in fields:
            fields["title"] = DEFAULT_TITLE if option == DEFAULT_OPTION else option.replace("_", " ").capitalize()
        return fields

    def _uses(self, row: Row, current: Option | None) -> dict[UseKey, int | None]:
        amounts = self._spread(row)
        for target in row.values:
            if target.startswith("use "):
                resource, year = self._use(target)
                value: Decimal | None = row.get(target)
                amounts[(resource.key, year)] = None if value is None else to_units(value, resource.digits)
        uses: dict[UseKey, int | None] = {}
        for place, amount in amounts.items():
            uses |= self._with_basis(row, place, amount, current)
        return uses

    def _use(self, target: str) -> tuple[Resource, int | None]:
        name = target.removeprefix("use ")
        key, _, year = name.rpartition(" ")
        if key in self.frame.resource_by_key and year.isdigit():
            return self.frame.resource_by_key[key], int(year)
        return self.frame.resource_by_key[name], None

    def _spread(self, row: Row) -> dict[tuple[str, int | None], int | None]:
        found: dict[tuple[str, int | None], int | None] = {}
        for target in row.values:
            if target == "total" or target.startswith("total "):
                kind = target.partition(" ")[2]
                shares = self._shares(kind)
                value = row.get(target)
                parts = spread_total(to_units(value, self.frame.digits), shares) if value is not None else {}
                for share in shares:
                    found[(share.resource, share.year)] = parts.get((share.resource, share.year))
        return found

    def _shares(self, resource: str) -> list[Share]:
        """The stated shares; of one resource, those years; where none is stated for it, its first year."""
        given = [s for s in self.shares if s.points > 0]
        if not resource:
            return given
        own = [s for s in given if s.resource == resource]
        return own or [Share(resource, self.frame.first_year, Decimal(1))]

    def _with_basis(
        self, row: Row, place: tuple[str, int | None], amount: int | None, current: Option | None
    ) -> dict[UseKey, int | None]:
        """The line with the basis that the row states, which takes the place of what stood there; without one the
        basis that is there stays."""
        resource, year = place
        lines = [u for u in current.uses if (u.resource, u.year) == place] if current else []
        stated = row.get(f"basis {resource}")
        if stated is None and len(lines) > 1:
            if amount is not None and amount != sum(u.amount for u in lines):
                row.fault("the amount is split by basis already: change it on the page of the initiative.", _use(place))
            return {}
        basis = _BASES[stated] if stated else (lines[0].basis if lines else "")
        found: dict[UseKey, int | None] = {(resource, year, u.basis): None for u in lines if u.basis != basis}
        found[(resource, year, basis)] = amount
        return found


def _use(place: tuple[str, int | None]) -> str:
    resource, year = place
    return f"use {resource}" if year is None else f"use {resource} {year}"
