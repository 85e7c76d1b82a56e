"""Waiting files: seen by their owner only, gone after a day or when applied."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Forbidden, NotFound, Refused
from portfolio.imports.choices import Choices, SheetChoices
from portfolio.persistence import models as m
from portfolio.services.permissions import Actor
from portfolio.services.uploads import (
    choices_of,
    choose,
    drop_upload,
    find_upload,
    first_choices,
    keep_upload,
    list_uploads,
)
from tests import rows
from tests.factories import ADMIN

FILE = b"Title,Budget\nAlpha,5\n"


@pytest.fixture
def owner(session: Session, round_row: m.Round) -> Actor:
    user = rows.user(session, name="Owner", email="owner@example.org")
    session.flush()
    return Actor(user.id, "Owner", roles={round_row.id: "owner"})


def test_a_file_waits_for_its_owner_and_nobody_else(session: Session, round_row: m.Round, owner: Actor) -> None:
    kept = keep_upload(session, owner, round_row, "C:\\lists\\my list.csv", FILE, Choices())
    assert kept.filename == "my list.csv" and find_upload(session, owner, round_row, kept.token).content == FILE
    assert [u.id for u in list_uploads(session, owner, round_row)] == [kept.id]
    other = replace(owner, user_id=owner.user_id + 999)  # type: ignore[operator]
    with pytest.raises(NotFound):
        find_upload(session, other, round_row, kept.token)


def test_choices_are_kept_with_the_file(session: Session, round_row: m.Round, owner: Actor) -> None:
    kept = keep_upload(session, owner, round_row, "a.csv", FILE, Choices())
    choices = Choices(blank_clears=True, sheets={"a": SheetChoices(decimal=",")}, left_out=frozenset({"a:2"}))
    choose(session, owner, round_row, kept.token, choices)
    assert choices_of(find_upload(session, owner, round_row, kept.token)) == choices


def test_a_file_is_forgotten_when_asked_and_after_a_day(session: Session, round_row: m.Round, owner: Actor) -> None:
    first = keep_upload(session, owner, round_row, "a.csv", FILE, Choices())
    drop_upload(session, owner, round_row, first.token)
    old = keep_upload(session, owner, round_row, "b.csv", FILE, Choices())
    old.uploaded_at -= timedelta(days=1, minutes=1)
    session.flush()
    with pytest.raises(NotFound):
        find_upload(session, owner, round_row, old.token)
    assert not list_uploads(session, owner, round_row)
    kept = keep_upload(session, owner, round_row, "c.csv", FILE, Choices())
    assert session.scalars(select(m.Upload.id)).all() == [kept.id]


def test_a_bad_file_does_not_wait_and_the_command_line_has_no_waiting_files(
    session: Session, round_row: m.Round, owner: Actor
) -> None:
    with pytest.raises(Refused, match="PDF"):
        first_choices(session, owner, round_row, "a.csv", b"%PDF-1.4")
    with pytest.raises(Forbidden):
        keep_upload(session, ADMIN, round_row, "a.csv", FILE, Choices())
