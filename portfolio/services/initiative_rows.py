"""From a checked patch to the rows of an initiative; who may do it and the audit entry belong to `initiatives`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portfolio.domain.initiatives import STATUS_QUO, Initiative
from portfolio.domain.patches import InitiativePatch, OptionPatch, UseKey, new_option_value, new_value
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import with_options

_CHUNK = 500
_TITLES = {"do": "Do it", STATUS_QUO: "Not doing it"}


class RowWriter:
    """Writes patches into the rows of one round; reads in bulk, so that a thousand patches take few queries."""

    def __init__(self, session: Session, round_row: m.Round) -> None:
        self._session, self._round = session, round_row
        self._resources = {r.key: r.id for r in round_row.resources}
        self._criteria = {c.key: c.id for c in round_row.criteria}
        self._positions: Iterator[int] | None = None

    def find(self, keys: Iterable[str]) -> dict[str, m.Initiative]:
        """The rows of these initiatives by key, held until the transaction ends."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, m.Initiative] = {}
        for start in range(0, len(wanted), _CHUNK):
            query = select(m.Initiative).where(
                m.Initiative.round_id == self._round.id, m.Initiative.key.in_(wanted[start : start + _CHUNK])
            )
            fresh = with_options(query).with_for_update(of=m.Initiative).execution_options(populate_existing=True)
            rows = self._session.scalars(fresh)
            found |= {row.key: row for row in rows}
        return found

    def write(self, row: m.Initiative | None, current: Initiative | None, patch: InitiativePatch) -> m.Initiative:
        """Apply the patch to the row, a new one (of version 0) for None."""
        if row is None:
            row = m.Initiative(round_id=self._round.id, key=patch.key, position=self._position(), version=0)
            self._session.add(row)
        for name, given in patch.fields.items():
            _set_field(row, name, new_value(current, name, given))
        row.options = [o for o in row.options if o.key not in patch.dropped_options]
        for option in patch.options:
            self._write_option(row, option)
        return row

    def _position(self) -> int:
        if self._positions is None:
            highest = select(func.max(m.Initiative.position)).where(m.Initiative.round_id == self._round.id)
            self._positions = count((self._session.scalar(highest) or 0) + 1)
        return next(self._positions)

    def _write_option(self, row: m.Initiative, patch: OptionPatch) -> None:
        option = next((o for o in row.options if o.key == patch.key), None)
        if option is None:
            title = _TITLES.get(patch.key, patch.key.replace("_", " ").replace("-", " ").capitalize())
            option = m.Option(key=patch.key, title=title, position=_after(row.options), probability=Decimal(1))
            row.options.append(option)
        for name, given in patch.fields.items():
            setattr(option, name, new_option_value(name, given))
        self._write_scores(option, patch.scores)
        self._write_uses(option, patch.uses)

    def _write_scores(self, option: m.Option, scores: Mapping[str, Decimal | None]) -> None:
        rows = {s.criterion_id: s for s in option.scores}
        for key, value in scores.items():
            row = rows.get(self._criteria[key])
            if value is None:
                if row is not None:
                    option.scores.remove(row)
            elif row is None:
                option.scores.append(m.Score(criterion_id=self._criteria[key], value=value))
            else:
                row.value = value

    def _write_uses(self, option: m.Option, uses: Mapping[UseKey, int | None]) -> None:
        rows = {(u.resource_id, u.year, u.basis): u for u in option.uses}
        for (key, year, basis), amount in uses.items():
            row = rows.get((self._resources[key], year, basis))
            if amount is None:
                if row is not None:
                    option.uses.remove(row)
            elif row is None:
                use = m.Use(resource_id=self._resources[key], year=year, basis=basis, amount=amount)
                option.uses.append(use)
            else:
                row.amount = amount


def _after(options: list[m.Option]) -> int:
    return max((o.position for o in options), default=0) + 1


def _set_field(row: m.Initiative, name: str, value: Any) -> None:
    if name == "tags":
        kept = [t for t in row.tags if t.tag in value]
        there = {t.tag for t in kept}
        row.tags = [*kept, *(m.InitiativeTag(tag=tag) for tag in value if tag not in there)]
    elif name in ("change", "stage"):
        setattr(row, name, str(value) if value else "")
    else:
        setattr(row, name, dict(value) if name == "notes" else value)
