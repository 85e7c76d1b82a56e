"""Files that wait between upload and apply: kept in the database for a day at most, each seen by its owner only."""

from __future__ import annotations

import secrets

from sqlalchemy.orm import Session

from portfolio.domain.errors import Forbidden, NotFound
from portfolio.imports.choices import Choices, from_json, to_json
from portfolio.imports.drafts import read_draft
from portfolio.imports.files import read_file, refuse_empty
from portfolio.persistence import models as m
from portfolio.persistence.queries import imports as queries
from portfolio.persistence.queries.rounds import load_round
from portfolio.services.column_memory import recall
from portfolio.services.permissions import Actor, require

_LONGEST_NAME = 255


def first_choices(session: Session, actor: Actor, round_row: m.Round, file_name: str, content: bytes) -> Choices:
    """The choices made for such columns last time; Refused when the file is no table.

    This reads the whole file: do it before a transaction begins, so that nobody waits for it."""
    require(actor, "import_", round_row.id)
    file = read_file(file_name, content)
    refuse_empty(file)
    draft = read_draft(file, load_round(session, round_row), Choices())
    return recall(session, round_row.id, draft.readings)


def keep_upload(
    session: Session, actor: Actor, round_row: m.Round, file_name: str, content: bytes, choices: Choices
) -> m.Upload:
    """Keep a file until it is applied. Files of anybody that waited for longer than a day go on this occasion."""
    require(actor, "import_", round_row.id)
    if actor.user_id is None:
        raise Forbidden("import_", "A file can wait only for somebody who is signed in.")
    queries.forget_old_uploads(session)
    upload = m.Upload(
        round_id=round_row.id,
        user_id=actor.user_id,
        token=secrets.token_urlsafe(16),
        filename=_short(file_name),
        content=content,
        choices=to_json(choices),
    )
    session.add(upload)
    session.flush()
    return upload


def _short(file_name: str) -> str:
    name = file_name.replace("\\", "/").rpartition("/")[2].strip() or "file"
    return name if len(name) <= _LONGEST_NAME else name[-_LONGEST_NAME:]


def find_upload(session: Session, actor: Actor, round_row: m.Round, token: str) -> m.Upload:
    """The waiting file of that token; NotFound when there is none of this person's."""
    require(actor, "import_", round_row.id)
    found = queries.find_upload(session, round_row.id, actor.user_id, token)
    if found is None:
        raise NotFound("waiting file", token[:12])
    return found


def list_uploads(session: Session, actor: Actor, round_row: m.Round) -> list[m.Upload]:
    """This person's waiting files in the round, newest first."""
    require(actor, "import_", round_row.id)
    return queries.waiting_uploads(session, round_row.id, actor.user_id)


def choices_of(upload: m.Upload) -> Choices:
    """How the waiting file is to be read."""
    return from_json(upload.choices)


def choose(session: Session, actor: Actor, round_row: m.Round, token: str, choices: Choices) -> None:
    """Keep how the waiting file is to be read, and which of its rows are left out."""
    find_upload(session, actor, round_row, token).choices = to_json(choices)
    session.flush()


def drop_upload(session: Session, actor: Actor, round_row: m.Round, token: str) -> None:
    """Forget a waiting file."""
    session.delete(find_upload(session, actor, round_row, token))
    session.flush()
