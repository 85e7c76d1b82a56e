"""Settings of a round: its fields, limits, resources and run baseline."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portfolio.domain.rounds import BaselineLine, Round
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_frame
from tests.pages import resubmit, submit, text

HERE = "/rounds/fy2027/settings/"
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def owner(client_of: ClientOf) -> FlaskClient:
    """A browser of the round's owner."""
    return client_of("owner")


@pytest.fixture
def stored(session: Session, a_round: m.Round) -> Callable[[], Round]:
    """The round as it is stored now."""

    def load() -> Round:
        session.rollback()
        session.expire_all()
        return load_frame(session.get_one(m.Round, a_round.id))

    return load


def test_the_fields_of_a_round_are_changed(owner: FlaskClient, stored: Callable[[], Round]) -> None:
    assert submit(owner, HERE, money_unit="1000000", discount_rate="7.5", prices="real").status_code == 302
    frame = stored()
    assert (frame.money_unit, str(frame.discount_rate), frame.nominal) == (1_000_000, "0.075", False)
    assert "Amounts are entered in 2027" in text(submit(owner, HERE, first_year="2028"))


def test_limits_are_typed_in_the_rounds_unit_and_emptied_to_lift_them(
    owner: FlaskClient, stored: Callable[[], Round]
) -> None:
    before = len(stored().limits)
    assert submit(owner, HERE + "limits", limit0_2027="18,500", limit1_2028="").status_code == 302
    limits = {(x.resource, x.year): x.amount for x in stored().limits}
    assert limits["capex", 2027] == 1_850_000_000 and ("opex", 2028) not in limits and len(limits) == before - 1
    answer = submit(owner, HERE + "limits", limit0_2027="-1")
    assert answer.status_code == 422 and "-1 is outside of 0 or more" in text(answer)


def test_two_who_set_limits_at_once_decide_by_resource(
    owner: FlaskClient, client_of: ClientOf, stored: Callable[[], Round]
) -> None:
    address = HERE + "limits"
    mine = owner.get(address)
    submit(client_of("administrator"), address, limit0_2027="1000", limit1_2027="1000")
    first = resubmit(owner, mine, address, limit0_2027="2000", limit1_2027="2000")
    assert first.status_code == 409 and "Yours 2,000 k€ Theirs, saved now 1,000 k€" in text(first)
    second = resubmit(owner, first, address, **{"conflict-take-1": "theirs"})
    assert second.status_code == 409
    assert resubmit(owner, second, address, **{"conflict-take-1": "mine"}).status_code == 302
    limits = {(x.resource, x.year): x.amount for x in stored().limits}
    assert (limits["capex", 2027], limits["opex", 2027]) == (100_000_000, 200_000_000)


def test_a_resource_is_added_renamed_and_removed(owner: FlaskClient, stored: Callable[[], Round]) -> None:
    new = HERE + "resources/new"
    assert submit(owner, new, name="Architects", key="architects", kind="people", unit="months").status_code == 302
    submit(owner, HERE + "resources/architects", name="Integration architects")
    found = stored().resource_by_key["architects"]
    assert (found.name, found.unit, found.digits, found.per_year) == ("Integration architects", "months", 1, True)
    assert "There is a resource “architects” already" in text(
        submit(owner, new, name="X", key="architects", kind="people", unit="months")
    )
    submit(owner, HERE + "resources/architects", HERE + "resources/architects/remove")
    assert "architects" not in stored().resource_by_key
    assert owner.get(HERE + "resources/none").status_code == 404


def test_the_baseline_says_who_is_free_for_change(owner: FlaskClient, stored: Callable[[], Round]) -> None:
    people = {f"people0_{y}": "228" for y in (2027, 2028, 2029)}
    done = submit(
        owner, HERE + "baseline", opex0_label="Licences", opex0_2027="10,400", opex0_2028="10,500",
        people0_label="Everybody", people0_free="18", **people,
    )  # fmt: skip
    assert done.status_code == 302
    assert stored().baseline == (
        BaselineLine("opex", "Licences", 2027, 1_040_000_000),
        BaselineLine("opex", "Licences", 2028, 1_050_000_000),
        BaselineLine("people", "Everybody", None, 22800, 1800),
    )
    assert "18 of 228 people are free for change: 8 %." in text(owner.get(HERE + "baseline"))
    before = stored()
    assert submit(owner, HERE + "baseline").status_code == 302
    assert stored() == before, "saving what is there changes nothing"


def test_a_wrong_line_of_the_baseline_is_told(owner: FlaskClient, stored: Callable[[], Round]) -> None:
    answer = submit(owner, HERE + "baseline", people0_label="Two", people0_2027="2", people0_free="3")
    assert answer.status_code == 422 and "cannot be more than there is" in text(answer)
    assert stored().baseline == ()
