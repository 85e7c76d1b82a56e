"""Where a round stands and what is to be done next: the first page of a round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portfolio.domain.rounds import Round
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_frame, load_profiles, load_rules
from portfolio.reports.formats import counted
from portfolio.reports.round_figures import BaselineFigures, LimitRow, available, baseline_figures, limit_rows
from portfolio.services.initiative_list import LACKS, InitiativeRow, all_rows
from portfolio.services.permissions import Actor, require


@dataclass(frozen=True)
class Todo:
    """A step of preparing the round: its sentence, whether it is done, and where (`place`, narrowed by `lacks`)."""

    sentence: str
    done: bool
    place: str
    lacks: str = ""


@dataclass(frozen=True)
class Overview:
    """A round in figures. `asked`: dearest option of each candidate, `available`: limits of spend, in minor units."""

    frame: Round
    candidates: int
    scored: int
    ready: int
    archived: int
    closed: int
    rules: int
    mandates: int
    asked: int
    available: int | None
    limits: tuple[LimitRow, ...]
    baseline: BaselineFigures
    todo: tuple[Todo, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has entered an initiative."""
        return not (self.candidates or self.archived or self.closed)


def show_round(session: Session, actor: Actor, round_row: m.Round) -> Overview:
    """Where the round stands."""
    require(actor, "view", round_row.id)
    frame, rows = load_frame(round_row), all_rows(session, round_row)
    candidates = [row for row in rows if not row.archived and row.stage != "closed"]
    rules = load_rules(session, round_row)
    has_room = any(p.is_room for p in load_profiles(session, round_row))
    return Overview(
        frame=frame,
        candidates=len(candidates),
        scored=sum("scores" not in row.lacks for row in candidates),
        ready=sum("ready" in row.lacks for row in candidates),
        archived=sum(row.archived for row in rows),
        closed=sum(row.stage == "closed" and not row.archived for row in rows),
        rules=len(rules),
        mandates=sum(rule.type == "must" for rule in rules),
        asked=sum(row.dearest or 0 for row in candidates),
        available=available(frame),
        limits=limit_rows(frame),
        baseline=baseline_figures(frame),
        todo=(*_frame_todo(frame, has_room), *_candidates_todo(candidates)),
    )


def _frame_todo(frame: Round, has_room: bool) -> Iterator[Todo]:
    yield _criteria_todo(frame)
    steps = (
        (available(frame) is not None, "limits", "Limits of spend are set", "Set the limits of capex and opex"),
        (bool(frame.baseline), "baseline", "The run baseline is entered", "Enter what running takes anyway"),
        (has_room, "weights", "The room’s weights are set", "Set the room’s weights: now all criteria count alike"),
    )
    for is_done, place, said, asked in steps:
        yield Todo(said if is_done else asked, is_done, place)


def _criteria_todo(frame: Round) -> Todo:
    if not frame.criteria:
        return Todo("Say what counts as value, with both ends of each scale in words", False, "criteria")
    lacking = sum(not (c.anchor_0 and c.anchor_100) for c in frame.criteria)
    if lacking:
        said = counted(lacking, "criterion lacks", "criteria lack")
        return Todo(f"{said} an end of the scale in words", False, "criteria")
    said = counted(len(frame.criteria), "criterion", "criteria")
    return Todo(f"{said} with both ends of the scale in words", True, "criteria")


def _candidates_todo(rows: Sequence[InitiativeRow]) -> Iterator[Todo]:
    if not rows:
        yield Todo("Bring the initiatives: import the list there is, or enter the first", False, "import")
        return
    for name in ("cost", "scores", "some_scores", "promise", "evidence", "owners"):
        count = sum(name in row.lacks for row in rows)
        if count:
            place = "scores" if name in ("scores", "some_scores") else "initiatives"
            yield Todo(f"{counted(count, 'initiative')} {LACKS[name]}", False, place, name)
    if all("ready" in row.lacks for row in rows):
        yield Todo(f"All {counted(len(rows), 'initiative')} are ready to be decided about", True, "initiatives")
