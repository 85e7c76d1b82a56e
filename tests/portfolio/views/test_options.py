"""Pages of options: costs as a table of resource and year, claimed scores, deleting."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portfolio.domain.initiatives import Initiative, Use
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_initiatives
from tests import rows
from tests.pages import resubmit, submit, text

HERE = "/rounds/fy2027/initiatives/CRM"
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def owner(client_of: ClientOf) -> FlaskClient:
    """A browser of the round's owner."""
    return client_of("owner")


@pytest.fixture
def stored(session: Session, a_round: m.Round) -> Callable[[], Initiative]:
    """The initiative as it is stored now."""

    def load() -> Initiative:
        session.rollback()
        session.expire_all()
        return load_initiatives(session, a_round, "CRM")[0]

    return load


def test_an_option_is_added_with_costs_basis_and_scores(owner: FlaskClient, stored: Callable[[], Initiative]) -> None:
    answer = submit(
        owner, HERE + "/options/new", title="A year later", probability="70", run_cost_tail="-120",
        line0_2028="1,250.5", line0_2029="1.250,5", line0_basis="own_asset", line2_2029="(30)",
        score0="12.5", score1="-3",
    )  # fmt: skip
    assert answer.headers["Location"] == HERE
    option = stored().option("a-year-later")
    assert option.uses == (
        Use("capex", 2028, 125_050_000, "own_asset"),
        Use("capex", 2029, 125_050_000, "own_asset"),
        Use("opex", 2029, -3_000_000),
    )  # fmt: skip
    assert (option.probability, option.run_cost_tail) == (Decimal("0.7"), -12_000_000)
    assert option.scores == {"CUS": Decimal("12.5"), "CON": Decimal(-3)}


def test_opening_and_saving_an_option_changes_nothing(owner: FlaskClient, stored: Callable[[], Initiative]) -> None:
    before = stored()
    assert submit(owner, HERE + "/options/full").status_code == 302
    assert stored() == before


def test_a_second_line_of_a_resource_takes_another_basis(owner: FlaskClient, stored: Callable[[], Initiative]) -> None:
    submit(owner, HERE + "/options/full", line1_2028="500", line1_basis="internal_labour")
    assert Use("capex", 2028, 50_000_000, "internal_labour") in stored().option("full").uses
    clash = submit(owner, HERE + "/options/full", line1_basis="", line1_2028="7")
    assert clash.status_code == 422 and "another line with this basis" in text(clash)


def test_a_changed_basis_moves_the_amounts_of_its_line(owner: FlaskClient, stored: Callable[[], Initiative]) -> None:
    submit(owner, HERE + "/options/full", line0_basis="saas_configuration")
    assert stored().option("full").uses == (Use("capex", 2027, 100_000_000, "saas_configuration"),)


def test_emptied_cells_remove_amounts_and_scores(owner: FlaskClient, stored: Callable[[], Initiative]) -> None:
    submit(owner, HERE + "/options/full", line0_2027="", score0="")
    option = stored().option("full")
    assert (option.uses, option.scores) == ((), {"CON": Decimal(10)})


def test_not_doing_it_has_costs_and_scores_but_neither_name_nor_chance(
    owner: FlaskClient, stored: Callable[[], Initiative]
) -> None:
    page = owner.get(HERE + "/options/status_quo").get_data(as_text=True)
    assert 'name="probability"' not in page and 'name="title"' not in page
    assert "status_quo" not in text(owner.get(HERE + "/options/status_quo"))
    submit(owner, HERE + "/options/status_quo", line2_2027="400", score1="-26")
    quo = stored().status_quo
    assert (quo.uses, quo.scores) == ((Use("opex", 2027, 40_000_000),), {"CON": Decimal(-26)})


def test_wrong_cells_are_named_and_nothing_is_saved(owner: FlaskClient, stored: Callable[[], Initiative]) -> None:
    before = stored()
    answer = submit(owner, HERE + "/options/full", line0_2027="12m", score0="340", probability="")
    page = text(answer)
    assert answer.status_code == 422
    assert "“12m” is not a number" in page and "340 is outside of -100 to 100" in page and "how probable" in page
    assert stored() == before


def test_two_who_edit_an_option_at_once_see_each_cell(
    owner: FlaskClient, client_of: ClientOf, stored: Callable[[], Initiative]
) -> None:
    address = HERE + "/options/full"
    mine = owner.get(address)
    submit(client_of("technology"), address, line0_2027="900", score1="20")
    conflict = resubmit(owner, mine, address, line0_2027="800")
    assert conflict.status_code == 409
    page = text(conflict)
    assert "Full: Capex FY2027" in page and "Yours 800 k€ Theirs, saved now 900 k€" in page
    assert "Full: score on Continuity Only they changed this" in page
    assert (
        resubmit(owner, conflict, address, **{"conflict-take-1": "mine", "conflict-take-2": "mine"}).status_code == 302
    )
    option = stored().option("full")
    assert option.uses == (Use("capex", 2027, 80_000_000),)


def test_deleting_an_option_asks_the_rules_first(
    owner: FlaskClient, session: Session, a_round: m.Round, stored: Callable[[], Initiative]
) -> None:
    initiative = session.query(m.Initiative).one()
    rule = rows.rule(session, a_round, initiative, key="must-crm")
    rule.members[0].option_id = initiative.options[0].id
    session.commit()
    refused = submit(owner, HERE + "/options/full", HERE + "/options/full/delete")
    assert "must-crm" in text(owner.get(refused.headers["Location"]))
    assert [o.key for o in stored().options] == ["full"]
    session.delete(session.get(m.Rule, rule.id))
    session.commit()
    submit(owner, HERE + "/options/full", HERE + "/options/full/delete")
    assert stored().options == ()


def test_finance_edits_the_money_and_leaves_the_scores(client_of: ClientOf, stored: Callable[[], Initiative]) -> None:
    finance = client_of("finance")
    page = finance.get(HERE + "/options/full").get_data(as_text=True)
    assert 'name="score0"' not in page
    assert submit(finance, HERE + "/options/full", line0_2027="950").status_code == 302
    assert stored().option("full").scores == {"CUS": Decimal(10), "CON": Decimal(10)}
