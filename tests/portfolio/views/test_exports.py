"""Board deck and workbook under the address of the proposal page."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pptx
import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session

from portfolio.persistence.models import Round, Score

ClientOf = Callable[[str], FlaskClient]
BOARD = "/rounds/fy2027/proposal/board"


@pytest.mark.parametrize(
    ("kind", "mimetype"), [("pptx", "presentationml.presentation"), ("xlsx", "spreadsheetml.sheet")]
)
def test_a_file_comes_as_a_download_with_its_name_and_kind(client_of: ClientOf, kind: str, mimetype: str) -> None:
    answer = client_of("viewer").get(f"{BOARD}.{kind}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f"attachment; filename=fy2027-board.{kind}"
    assert str(answer.mimetype).endswith(mimetype)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_round_without_scores_gives_files_that_say_so(client_of: ClientOf, session: Session, a_round: Round) -> None:
    session.execute(delete(Score))
    session.commit()
    client = client_of("owner")
    deck = pptx.Presentation(io.BytesIO(client.get(f"{BOARD}.pptx").data))
    assert "the only initiative has no scores" in deck.slides[1].shapes.title.text_frame.text
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{BOARD}.xlsx").data))
    assert "the only initiative has no scores" in book["Summary"]["A1"].value


def test_a_stranger_learns_nothing_of_the_round(client_of: ClientOf) -> None:
    assert client_of("stranger").get(f"{BOARD}.pptx").status_code == 404
