"""The list of a round's initiatives: filtered, sorted and paged, quick with a thousand of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from portfolio.persistence import models as m
from portfolio.persistence.queries.initiatives import InitiativeLine, OptionLine, initiative_lines
from portfolio.services.permissions import Actor, require

PAGE = 100
LACKS: Mapping[str, str] = {
    "scores": "without scores",
    "some_scores": "with some scores missing",
    "cost": "without cost",
    "promise": "without promise",
    "evidence": "without evidence note",
    "owners": "without an owner",
    "ready": "ready",
}
"""What the list can be narrowed to, in words; `ready` lacks nothing."""


@dataclass(frozen=True)
class InitiativeFilter:
    """What the list is narrowed to; an empty field narrows nothing. `show` is current, archived or all."""

    text: str = ""
    change: str = ""
    tag: str = ""
    stage: str = ""
    owner: str = ""
    lacks: str = ""
    show: str = "current"
    sort: str = "order"
    descending: bool = False
    page: int = 1


@dataclass(frozen=True)
class InitiativeRow:
    """A row of the list. `cheapest` and `dearest` are spend inside the round's years in minor units, None without any.

    `scored` of `wanted` scores are given; `lacks` are keys of `LACKS`."""

    key: str
    title: str
    change: str
    tags: tuple[str, ...]
    stage: str
    archived: bool
    owners: tuple[str, ...]
    options: tuple[OptionLine, ...]
    cheapest: int | None
    dearest: int | None
    scored: int
    wanted: int
    lacks: frozenset[str]
    evidence_strength: Any
    text: str
    position: int

    @property
    def evidence_stated(self) -> bool:
        """Whether somebody judged the evidence; claims count in full where nobody did."""
        return self.evidence_strength != 1 or "evidence" not in self.lacks


@dataclass(frozen=True)
class InitiativeList:
    """A page of rows, how many there are in all, before narrowing and closed, and what one can choose from."""

    rows: tuple[InitiativeRow, ...]
    found: int
    total: int
    closed: int
    page: int
    pages: int
    tags: tuple[str, ...]
    owners: tuple[str, ...]


_SORTS: Mapping[str, Callable[[InitiativeRow], Any]] = {
    "order": lambda r: r.position,
    "title": lambda r: r.title.casefold(),
    "change": lambda r: (r.change == "", r.change),
    "stage": lambda r: r.stage,
    "cost": lambda r: (r.dearest is None, r.dearest or 0),
    "scored": lambda r: r.scored / r.wanted if r.wanted else -1,
    "evidence": lambda r: r.evidence_strength,
}
SORTS = tuple(_SORTS)


def list_initiatives(session: Session, actor: Actor, round_row: m.Round, chosen: InitiativeFilter) -> InitiativeList:
    """The page of the list that was asked for; a page beyond the last is the last."""
    require(actor, "view", round_row.id)
    rows = all_rows(session, round_row)
    found = [row for row in rows if fits(row, chosen)]
    sort = _SORTS.get(chosen.sort, _SORTS["order"])
    found.sort(key=lambda row: row.position)
    found.sort(key=sort, reverse=chosen.descending)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, chosen.page), pages)
    return InitiativeList(
        rows=tuple(found[(page - 1) * PAGE : page * PAGE]),
        found=len(found),
        total=sum(not row.archived for row in rows),
        closed=sum(row.stage == "closed" and not row.archived for row in rows),
        page=page,
        pages=pages,
        tags=tuple(sorted({tag for row in rows for tag in row.tags})),
        owners=tuple(sorted({owner for row in rows for owner in row.owners})),
    )


def all_rows(session: Session, round_row: m.Round) -> list[InitiativeRow]:
    """Every initiative of the round as a row, in order."""
    criteria = len(round_row.criteria)
    return [_row(line, criteria) for line in initiative_lines(session, round_row.id)]


def _row(line: InitiativeLine, criteria: int) -> InitiativeRow:
    spends = [o.spend for o in line.options if o.spend is not None]
    scored, wanted = sum(o.scored for o in line.options), len(line.options) * criteria
    return InitiativeRow(
        key=line.key,
        title=line.title,
        change=line.change,
        tags=tuple(line.tags),
        stage=line.stage,
        archived=line.archived,
        owners=tuple(dict.fromkeys(o for o in (line.business_owner, line.technology_owner) if o)),
        options=tuple(line.options),
        cheapest=min(spends, default=None),
        dearest=max(spends, default=None),
        scored=scored,
        wanted=wanted,
        lacks=_lacks(line, scored, wanted, len(spends)),
        evidence_strength=line.evidence_strength,
        text=line.text,
        position=line.position,
    )


def _lacks(line: InitiativeLine, scored: int, wanted: int, costed: int) -> frozenset[str]:
    faults = {
        "scores": not scored,
        "some_scores": 0 < scored < wanted,
        "cost": costed < max(1, len(line.options)),
        "promise": not line.has_promise,
        "evidence": not line.has_evidence_note,
        "owners": not (line.business_owner or line.technology_owner),
    }
    found = frozenset(name for name, wrong in faults.items() if wrong)
    return found or frozenset({"ready"})


def fits(row: InitiativeRow, chosen: InitiativeFilter) -> bool:
    """Whether the filter leaves the row in."""
    if chosen.show != "all" and row.archived != (chosen.show == "archived"):
        return False
    pairs: Sequence[tuple[str, Any]] = (
        (chosen.change, (row.change,)),
        (chosen.tag, row.tags),
        (chosen.stage, (row.stage,)),
        (chosen.owner, row.owners),
        (chosen.lacks, row.lacks),
    )
    if any(wanted and wanted not in there for wanted, there in pairs):
        return False
    return all(word in row.text for word in chosen.text.lower().split())
