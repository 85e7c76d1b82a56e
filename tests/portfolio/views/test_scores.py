"""The grid of scores: saved as a whole or row by row, unscored is not zero, and nobody's score is lost."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portfolio.persistence.models import Round
from portfolio.persistence.queries.rounds import load_initiatives
from tests import rows
from tests.pages import resubmit, submit, text

HERE = "/rounds/fy2027/scores/"
ClientOf = Callable[[str], FlaskClient]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def owner(client_of: ClientOf, session: Session, a_round: Round) -> FlaskClient:
    """A browser of the round's owner, with a second initiative in the round."""
    rows.initiative(session, a_round, "ERP")
    session.commit()
    return client_of("owner")


@pytest.fixture
def scores(session: Session, a_round: Round) -> Callable[[str, str], dict[str, Decimal]]:
    """The scores of an option as they are stored now."""

    def load(initiative: str, option: str = "full") -> dict[str, Decimal]:
        session.rollback()
        session.expire_all()
        return dict(load_initiatives(session, a_round, initiative)[0].option(option).scores)

    return load


def cell(initiative: str, criterion: str, option: str = "full") -> str:
    return f"s|{initiative}|{option}|{criterion}"


def test_the_whole_grid_is_saved_at_once(owner: FlaskClient, scores: Callable[..., dict[str, Decimal]]) -> None:
    typed = {cell("CRM", "CUS"): "12,5", cell("ERP", "CON"): "", cell("ERP", "CON", "status_quo"): "−26"}
    done = submit(owner, HERE, **typed)
    assert done.status_code == 303
    assert "3 scores are saved." in text(owner.get(done.headers["Location"]))
    assert scores("CRM") == {"CUS": Decimal("12.5"), "CON": Decimal(10)}
    assert scores("ERP") == {"CUS": Decimal(10)}
    assert scores("ERP", "status_quo") == {"CON": Decimal(-26)}


def test_unscored_looks_other_than_zero(owner: FlaskClient) -> None:
    submit(owner, HERE, **{cell("CRM", "CUS"): "", cell("CRM", "CON"): "0"})
    page = owner.get(HERE).get_data(as_text=True)
    assert f'name="{cell("CRM", "CUS")}" value="" placeholder="?"' in page
    assert f'name="{cell("CRM", "CON")}" value="0"' in page


def test_one_wrong_score_saves_none_and_keeps_what_was_typed(
    owner: FlaskClient, scores: Callable[..., dict[str, Decimal]]
) -> None:
    for wrong, sentence in (("many", "“many” is not a number"), ("340", "340 is outside −100 to 100")):
        answer = submit(owner, HERE, **{cell("CRM", "CUS"): "99", cell("ERP", "CUS"): wrong})
        assert answer.status_code == 422 and sentence in text(answer)
        assert f'value="{wrong}"' in answer.get_data(as_text=True) and 'value="99"' in answer.get_data(as_text=True)
        assert scores("CRM")["CUS"] == Decimal(10)


def test_a_row_is_saved_alone_and_comes_back_alone(
    owner: FlaskClient, scores: Callable[..., dict[str, Decimal]]
) -> None:
    part = submit_part(owner, "CRM", **{cell("CRM", "CUS"): "44", cell("ERP", "CUS"): "55"})
    assert "saved" in part and "CRM" in part and "ERP" not in part
    assert (scores("CRM")["CUS"], scores("ERP")["CUS"]) == (Decimal(44), Decimal(10))
    assert 'name="v|CRM" value="2"' in part


def submit_part(client: FlaskClient, only: str, **typed: str) -> str:
    """Save a row as the page does, and give the part that comes back."""
    from tests.pages import form_data

    data = {**form_data(client.get(HERE).get_data(as_text=True), HERE), **typed, "only": only}
    answer = client.post(HERE, data=data, headers=HTMX)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_fault_in_a_row_comes_back_with_the_row(owner: FlaskClient) -> None:
    part = submit_part(owner, "CRM", **{cell("CRM", "CUS"): "x"})
    assert "is not a number" in part and 'value="x"' in part


def test_two_who_score_at_once_lose_neither_score(
    owner: FlaskClient, client_of: ClientOf, scores: Callable[..., dict[str, Decimal]]
) -> None:
    mine = owner.get(HERE)
    submit(client_of("technology"), HERE, **{cell("CRM", "CUS"): "21", cell("ERP", "CUS"): "31"})
    typed = {cell("CRM", "CUS"): "22", cell("ERP", "CUS"): "32"}
    first = resubmit(owner, mine, HERE, **typed)
    assert first.status_code == 409 and "Full: score on Customer gets it done" in text(first)
    second = resubmit(owner, first, HERE, **{"conflict-take-1": "theirs"})
    assert second.status_code == 409
    assert resubmit(owner, second, HERE, **{"conflict-take-1": "mine"}).status_code == 303
    assert (scores("CRM")["CUS"], scores("ERP")["CUS"]) == (Decimal(21), Decimal(32))


def test_a_conflict_in_a_row_shows_theirs_beside_mine(
    owner: FlaskClient, client_of: ClientOf, scores: Callable[..., dict[str, Decimal]]
) -> None:
    from tests.pages import form_data

    stale = form_data(owner.get(HERE).get_data(as_text=True), HERE)
    submit(client_of("technology"), HERE, **{cell("CRM", "CUS"): "21"})
    part = owner.post(HERE, data={**stale, cell("CRM", "CUS"): "22", "only": "CRM"}, headers=HTMX).get_data(
        as_text=True
    )
    assert "Somebody else saved 21 meanwhile" in part and 'value="22"' in part
    assert scores("CRM")["CUS"] == Decimal(21)


def test_those_without_scores_can_be_shown_alone(owner: FlaskClient, session: Session, a_round: Round) -> None:
    submit(owner, HERE, **{cell("ERP", "CUS"): "", cell("ERP", "CON"): ""})
    page = text(owner.get(HERE))
    assert "2 of 4 scores are given; 1 initiative has none" in page
    only = owner.get(HERE + "?lacks=scores").get_data(as_text=True)
    assert cell("ERP", "CUS") in only and cell("CRM", "CUS") not in only


def test_who_may_not_score_reads_only(client_of: ClientOf) -> None:
    page = client_of("viewer").get(HERE).get_data(as_text=True)
    assert 'name="s|' not in page and "Save all" not in page


def test_a_round_without_criteria_says_what_comes_first(client_of: ClientOf, session: Session, a_round: Round) -> None:
    for criterion in list(a_round.criteria):
        session.delete(criterion)
    session.commit()
    assert "No criteria yet" in text(client_of("owner").get(HERE))


def test_the_scores_can_be_taken_along_and_come_back_filled_in(owner: FlaskClient, session: Session) -> None:
    assert "Sheet to fill in" in text(owner.get(HERE))
    answer = owner.get(f"{HERE}scores.xlsx")
    assert answer.headers["Content-Disposition"] == "attachment; filename=remit-fy2027-scores.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data))["initiatives"]
    assert [cell.value for cell in sheet[1]][:4] == ["title", "option title", "score CUS", "score CON"]
    assert {row[-2].value for row in sheet.iter_rows(min_row=2)} == {"CRM", "ERP"}


def test_an_initiative_without_any_option_says_so_and_leads_to_the_first(
    owner: FlaskClient, session: Session, a_round: Round
) -> None:
    bare = rows.initiative(session, a_round, "BARE")
    session.delete(bare.options[0])
    session.commit()
    page = owner.get(f"{HERE}?q=BARE")
    assert "Nobody has said yet what it takes" in text(page)
    assert "/initiatives/BARE/options/new" in page.get_data(as_text=True)
    assert "Nobody has said yet what it takes" not in text(owner.get(f"{HERE}?q=ERP"))
