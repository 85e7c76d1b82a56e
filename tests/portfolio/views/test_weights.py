"""Pages of weights: shares side by side, each profile edited on its own page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portfolio.persistence.models import Round
from tests import rows
from tests.pages import resubmit, sides, submit, text

HERE = "/rounds/fy2027/weights/"
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def owner(client_of: ClientOf) -> FlaskClient:
    """A browser of the round's owner."""
    return client_of("owner")


def test_weights_are_shown_as_shares_whatever_their_scale(owner: FlaskClient) -> None:
    assert "every criterion counts the same" in text(owner.get(HERE))
    submit(owner, HERE + "new", name="Room", is_room="y", points0="100", points1="60")
    page = text(owner.get(HERE))
    assert "Room the proposal counts with these 63 % 100 points 38 % 60 points" in page
    assert "every criterion counts the same" not in page


def test_the_first_weights_are_offered_as_the_rooms_and_later_ones_are_not(owner: FlaskClient) -> None:
    def ticked() -> bool:
        page = owner.get(HERE + "new").get_data(as_text=True)
        return (
            " checked" in page.split('name="is_room"')[0].rsplit("<input", 1)[1] + page.split('name="is_room"')[1][:80]
        )

    assert ticked()
    submit(owner, HERE + "new", name="Room", points0="100")
    assert "the proposal counts with these" in text(owner.get(HERE))
    assert not ticked()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "CFO"}, "Give points to at least one criterion"),
        ({"name": "", "points0": "1"}, "Say whose weights"),
        ({"name": "CFO", "points0": "-1"}, "-1 is outside of 0 to 10000"),
        ({"name": "Taken", "points0": "1"}, "There are weights of “Taken” already"),
    ],
)
def test_wrong_weights_are_told_and_not_saved(
    owner: FlaskClient, session: Session, a_round: Round, typed: dict[str, str], said: str
) -> None:
    rows.weights(session, a_round, name="Taken")
    session.commit()
    answer = submit(owner, HERE + "new", **typed)
    assert answer.status_code == 422 and said in text(answer)


def test_two_who_edit_the_same_weights_lose_nothing(
    owner: FlaskClient, client_of: ClientOf, session: Session, a_round: Round
) -> None:
    profile = rows.weights(session, a_round, name="CFO")
    session.commit()
    address = f"{HERE}{profile.id}/edit"
    mine = owner.get(address)
    submit(client_of("business"), address, points0="10")
    conflict = resubmit(owner, mine, address, points0="20", points1="30")
    assert conflict.status_code == 409
    assert "Points for Customer gets it done You both changed this. Yours 20 Theirs, saved now 10" in text(conflict)
    resubmit(owner, conflict, address, **sides(conflict, points_CUS="theirs"))
    assert "CFO the proposal counts with these 25 % 10 points 75 % 30 points" in text(owner.get(HERE))


def test_removed_weights_are_gone(owner: FlaskClient, session: Session, a_round: Round) -> None:
    profile = rows.weights(session, a_round, name="CFO")
    session.commit()
    submit(owner, HERE, f"{HERE}{profile.id}/remove")
    assert "CFO" not in text(owner.get(HERE)).replace("removed", "")
    assert owner.get(f"{HERE}{profile.id}/edit").status_code == 404


def test_finance_reads_weights_and_sets_none(client_of: ClientOf) -> None:
    finance = client_of("finance")
    assert "Add weights" not in text(finance.get(HERE))
    assert finance.get(HERE + "new").status_code == 403
