"""A new round, where one stands, and the sample."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portfolio.persistence.models import Initiative, Option, Round
from tests.pages import submit, text

ClientOf = Callable[[str], FlaskClient]


def test_a_round_is_created_with_sensible_defaults_by_pressing_one_button(
    client_of: ClientOf, session: Session
) -> None:
    owner, year = client_of("owner"), datetime.now(UTC).year + 1
    done = submit(owner, "/rounds/new", name="Next", key="next")
    assert done.headers["Location"] == "/rounds/next/"
    row = session.query(Round).filter_by(key="next").one()
    assert (row.first_year, row.last_year, row.currency, row.money_unit) == (year, year + 2, "EUR", 1000)
    assert str(row.discount_rate) == "0.08" and row.nominal


def test_an_empty_round_says_what_to_do_first(client_of: ClientOf) -> None:
    owner = client_of("owner")
    submit(owner, "/rounds/new", name="Next", key="next")
    page = text(owner.get("/rounds/next/"))
    for said in ("Begin with the list there is", "Import a file", "Enter the first initiative", "Open the sample round",
                 "Say what counts as value", "Set the limits"):  # fmt: skip
        assert said in page


def test_a_round_that_is_wrong_is_told_at_its_fields(client_of: ClientOf) -> None:
    owner = client_of("owner")
    answer = submit(owner, "/rounds/new", key="FY2027", currency="euro", first_year="2027", last_year="2020")
    page = text(answer)
    assert answer.status_code == 422
    for said in ("There is a round “FY2027” already", "is not a currency code", "must lie between 2027 and 2041"):
        assert said in page, said


def test_where_a_round_stands_is_told_in_figures(client_of: ClientOf) -> None:
    page = text(client_of("viewer").get("/rounds/fy2027/"))
    assert "1 initiative asks for up to 1.0 M€, 45.0 M€ are there. All have scores." in page
    assert "1 initiative without promise" in page and "1 initiative without an owner" in page


def test_the_sample_is_made_once_for_each_who_asks(client_of: ClientOf) -> None:
    owner = client_of("owner")
    submit(owner, "/rounds/new", name="Next", key="next")
    first = submit(owner, "/rounds/next/", "/rounds/sample")
    again = submit(owner, "/rounds/next/", "/rounds/sample")
    assert first.headers["Location"] == again.headers["Location"] == "/rounds/sample/"
    assert "36 initiatives ask for up to 177.7 M€, 73.5 M€ are there." in text(owner.get("/rounds/sample/"))


def test_a_viewer_creates_no_round(client_of: ClientOf) -> None:
    assert client_of("viewer").get("/rounds/new").status_code == 403


def test_a_round_that_nobody_has_scored_says_so_in_words(client_of: ClientOf, session: Session, a_round: Round) -> None:
    for option in session.query(Option).join(Initiative).filter(Initiative.round_id == a_round.id):
        option.scores.clear()
    session.commit()
    assert "None of them has scores yet." in text(client_of("viewer").get("/rounds/fy2027/"))
