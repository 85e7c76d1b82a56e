"""Initiatives: created and changed by patches, archived and restored; never deleted, so that no history is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Invalid, NotFound
from portfolio.domain.initiatives import Initiative
from portfolio.domain.patch_faults import patch_faults
from portfolio.domain.patches import Changes, InitiativePatch, changes
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import initiative_values, load_frame
from portfolio.services.audit import record
from portfolio.services.initiative_rows import RowWriter
from portfolio.services.permissions import Actor, allowed, require
from portfolio.services.versions import refuse_stale, version_step

NEW = 0
"""The expected version of an initiative that must not exist yet."""


def apply_patch(
    session: Session, actor: Actor, round_row: m.Round, patch: InitiativePatch, expected_version: int | None = None
) -> Changes:
    """Create or change one initiative and give what changed; nothing is written or recorded when nothing does.

    `expected_version` is the one that the form was made from (`NEW`: must not exist; None: whatever is there).
    Raises Invalid with a sentence for each field, Conflict with both sides, Forbidden."""
    return apply_patches(session, actor, round_row, [patch], [expected_version])[0]


def apply_patches(
    session: Session,
    actor: Actor,
    round_row: m.Round,
    patches: Sequence[InitiativePatch],
    expected_versions: Sequence[int | None] | None = None,
) -> list[Changes]:
    """Many patches as one, each initiative named at most once; faults of all of them are raised together."""
    writer = RowWriter(session, round_row)
    rows = writer.find(p.key for p in patches)
    current = {i.key: i for i in initiative_values(round_row, rows.values())}
    _require_some_right(actor, round_row.id)
    _refuse_faults(session, round_row, current, patches)
    found = [changes(current.get(p.key), p) for p in patches]
    _require_rights(actor, round_row.id, found)
    versions = expected_versions or [None] * len(patches)
    for patch, version, changed in zip(patches, versions, found, strict=True):
        if changed or version == NEW:
            _refuse_stale(session, round_row.id, current.get(patch.key), patch.key, version, changed)
    for patch, changed in zip(patches, found, strict=True):
        if changed:
            row = writer.write(rows.get(patch.key), current.get(patch.key), patch)
            action = "changed" if patch.key in current else "created"
            record(session, actor, round_row.id, "initiative", patch.key, action, {**changed, **version_step(row)})
    session.flush()
    return found


def archive_initiative(session: Session, actor: Actor, round_row: m.Round, key: str) -> None:
    """Put an initiative aside: it stays readable with its history and is no longer decided about."""
    _set_archived(session, actor, round_row, key, True)


def restore_initiative(session: Session, actor: Actor, round_row: m.Round, key: str) -> None:
    """Bring an archived initiative back."""
    _set_archived(session, actor, round_row, key, False)


def _set_archived(session: Session, actor: Actor, round_row: m.Round, key: str, archived: bool) -> None:
    require(actor, "edit", round_row.id)
    row = RowWriter(session, round_row).find([key]).get(key)
    if row is None:
        raise NotFound("initiative", key)
    if row.archived == archived:
        return
    row.archived = archived
    step = {"archived": (not archived, archived), **version_step(row)}
    record(session, actor, round_row.id, "initiative", key, "archived" if archived else "restored", step)
    session.flush()


def _require_some_right(actor: Actor, round_id: int) -> None:
    if not allowed(actor, "score", round_id):
        require(actor, "edit", round_id)


def _require_rights(actor: Actor, round_id: int, found: Iterable[Changes]) -> None:
    """Scores are the scorers'; everything else is the editors'."""
    paths = [path for changed in found for path in changed]
    scores = [path for path in paths if ".score " in path]
    if scores:
        require(actor, "score", round_id)
    if len(paths) > len(scores):
        require(actor, "edit", round_id)


def _refuse_faults(
    session: Session, round_row: m.Round, current: dict[str, Initiative], patches: Sequence[InitiativePatch]
) -> None:
    frame = load_frame(round_row)
    named = Counter(p.key for p in patches)
    faults = {f"{key}.key": f"“{key}” is named twice: name it once." for key, times in named.items() if times > 1}
    for patch in patches:
        own = patch_faults(frame, current.get(patch.key), patch) | _named_by_rules(session, round_row, patch)
        faults |= own if len(patches) == 1 else {f"{patch.key}.{path}": text for path, text in own.items()}
    if faults:
        raise Invalid(faults)


def _named_by_rules(session: Session, round_row: m.Round, patch: InitiativePatch) -> dict[str, str]:
    """An option that a rule names cannot go: the rule would quietly mean something else."""
    if not patch.dropped_options:
        return {}
    query = (
        select(m.Option.key, m.Option.title, m.Rule.key)
        .join(m.RuleMember, m.RuleMember.option_id == m.Option.id)
        .join(m.Rule, m.Rule.id == m.RuleMember.rule_id)
        .join(m.Initiative, m.Initiative.id == m.Option.initiative_id)
        .where(m.Initiative.round_id == round_row.id, m.Initiative.key == patch.key)
        .where(m.Option.key.in_(patch.dropped_options))
    )
    return {
        f"options.{option}": f"The rule “{rule}” names the option “{title}”: change or remove the rule first."
        for option, title, rule in session.execute(query)
    }


def _refuse_stale(
    session: Session, round_id: int, current: Initiative | None, key: str, version: int | None, changed: Changes
) -> None:
    if version is None:
        return
    if version == NEW:
        _refuse_taken(session, round_id, key)
        return
    if current is None:
        raise NotFound("initiative", key)
    refuse_stale(session, round_id, ("initiative", key), (current.version, version), changed)


def _refuse_taken(session: Session, round_id: int, key: str) -> None:
    query = select(m.Initiative.key, m.Initiative.title).where(m.Initiative.round_id == round_id)
    taken = session.execute(query.where(func.lower(m.Initiative.key) == key.lower())).first()
    if taken is not None:
        raise Invalid({"key": f"There is an initiative “{taken.key}” already ({taken.title}): choose another key."})
