"""Ideas in one line: added by anyone who may see the round, adopted as an initiative or declined with a reason."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portfolio.domain.errors import Invalid, NotFound
from portfolio.domain.ideas import DeclineReason
from portfolio.domain.patches import InitiativePatch
from portfolio.persistence import models as m
from portfolio.services.audit import record
from portfolio.services.initiatives import NEW, apply_patch
from portfolio.services.permissions import Actor, require

LONGEST = 300


def add_idea(session: Session, actor: Actor, round_row: m.Round, line: str, proposed_by: str = "") -> m.Idea:
    """Keep an idea; `proposed_by` is the actor unless somebody enters it for another."""
    require(actor, "add_idea", round_row.id)
    tidy = " ".join(line.split())
    if not tidy or len(tidy) > LONGEST:
        raise Invalid({"line": f"Say the idea in one line of at most {LONGEST} characters."})
    idea = m.Idea(round_id=round_row.id, line=tidy, proposed_by=(proposed_by.strip() or actor.name)[:120])
    session.add(idea)
    session.flush()
    _record(session, actor, idea, "created", {"line": (None, tidy), "proposed_by": (None, idea.proposed_by)})
    return idea


def decline_idea(
    session: Session, actor: Actor, round_row: m.Round, idea_id: int, kind: str, reason: str = ""
) -> m.Idea:
    """Decline an open idea with a kind of reason (`DeclineReason`) and words; the idea stays on the list."""
    require(actor, "edit", round_row.id)
    idea = _open_idea(session, round_row, idea_id)
    if kind not in tuple(DeclineReason):
        raise Invalid({"reason_kind": "Choose the kind of reason why it is declined."})
    if kind == DeclineReason.OTHER and not reason.strip():
        raise Invalid({"reason": "Say the reason in words."})
    idea.status, idea.reason_kind, idea.reason, idea.decided_by = "declined", kind, reason.strip(), actor.name[:120]
    said = {"status": ("open", "declined"), "reason_kind": (None, kind), "reason": (None, idea.reason or None)}
    _record(session, actor, idea, "declined", said)
    return idea


def adopt_idea(session: Session, actor: Actor, round_row: m.Round, idea_id: int, key: str, title: str = "") -> m.Idea:
    """Make an initiative of an open idea; its title is the idea's line unless one is given."""
    require(actor, "edit", round_row.id)
    idea = _open_idea(session, round_row, idea_id)
    fields = {"title": title.strip() or idea.line, "description": idea.line if title.strip() else ""}
    apply_patch(session, actor, round_row, InitiativePatch(key, fields), NEW)
    made = session.scalars(
        select(m.Initiative).where(m.Initiative.round_id == round_row.id, m.Initiative.key == key)
    ).one()
    idea.status, idea.initiative_id, idea.decided_by = "adopted", made.id, actor.name[:120]
    _record(session, actor, idea, "adopted", {"status": ("open", "adopted"), "initiative": (None, key)})
    return idea


def reopen_idea(session: Session, actor: Actor, round_row: m.Round, idea_id: int) -> m.Idea:
    """Think again about a declined idea; why it was declined stays in the history."""
    require(actor, "edit", round_row.id)
    idea = _find(session, round_row, idea_id)
    if idea.status != "declined":
        raise Invalid({"status": "Only a declined idea can be opened again."})
    said = {
        "status": ("declined", "open"),
        "reason_kind": (idea.reason_kind, None),
        "reason": (idea.reason or None, None),
    }
    idea.status, idea.reason_kind, idea.reason, idea.decided_by = "open", "", "", ""
    _record(session, actor, idea, "reopened", said)
    return idea


def _find(session: Session, round_row: m.Round, idea_id: int) -> m.Idea:
    idea = session.get(m.Idea, idea_id, with_for_update=True)
    if idea is None or idea.round_id != round_row.id:
        raise NotFound("idea", str(idea_id))
    return idea


def _open_idea(session: Session, round_row: m.Round, idea_id: int) -> m.Idea:
    idea = _find(session, round_row, idea_id)
    if idea.status != "open":
        raise Invalid({"status": f"This idea is {idea.status} already, by {idea.decided_by}."})
    return idea


def _record(
    session: Session, actor: Actor, idea: m.Idea, action: str, said: dict[str, tuple[str | None, str | None]]
) -> None:
    if action != "created":
        idea.version += 1
    record(session, actor, idea.round_id, "idea", str(idea.id), action, said)
    session.flush()


def list_ideas(session: Session, actor: Actor, round_row: m.Round) -> list[m.Idea]:
    """Every idea of the round, newest first, with the initiative that became of it."""
    require(actor, "view", round_row.id)
    query = select(m.Idea).where(m.Idea.round_id == round_row.id).options(joinedload(m.Idea.initiative))
    return list(session.scalars(query.order_by(m.Idea.created_at.desc(), m.Idea.id.desc())))
