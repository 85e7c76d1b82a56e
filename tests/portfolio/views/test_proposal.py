"""The proposal page without a browser: whole page, answer to a move, problem file, and every state it can be in."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.persistence.models import Criterion, Round
from portfolio.services.proposals import solving
from tests import rows
from tests.people import People

ClientOf = Callable[[str], FlaskClient]
PAGE = "/rounds/fy2027/proposal/"


def text(client: FlaskClient, path: str, place: str) -> str:
    """The words of one place (an XPath) of a page, in plain blanks."""
    tree = html.fromstring(client.get(path).get_data(as_text=True))
    return " ".join(tree.xpath(place)[0].text_content().split())


def test_it_opens_with_the_answer(client_of: ClientOf) -> None:
    assert text(client_of("viewer"), PAGE, '//*[@id="headline"]').startswith("1 of 1")


def test_it_says_once_what_a_point_is_and_calls_nothing_else_so_beside_the_weights(client_of: ClientOf) -> None:
    client = client_of("viewer")
    value = text(client, PAGE, '//*[@class="fact-value"]')
    assert value.endswith("points over doing nothing: scores from 0 to 100, weighted and added up")
    assert "points" not in text(client, PAGE, '//*[@id="controls"]')


def test_every_part_of_the_page_is_in_an_answer(client_of: ClientOf) -> None:
    client = client_of("viewer")
    page = html.fromstring(client.get(PAGE).get_data(as_text=True))
    answer = html.fromstring(client.get(PAGE + "answer").get_data(as_text=True))
    parts = [p.get("data-part") for p in page.xpath("//*[@data-part]")]
    assert sorted(parts) == sorted(p.get("data-part") for p in answer.xpath("//*[@data-part]"))


def test_an_answer_says_its_own_address_and_every_field(client_of: ClientOf) -> None:
    answer = html.fromstring(client_of("viewer").get(PAGE + "answer?w.CUS=3&before=").get_data(as_text=True))
    assert answer.get("data-address") == "w.CUS=3&w.CON=1"
    fields = json.loads(answer.get("data-fields"))
    assert fields["w.CUS"] == "3" and fields["limit.capex.2027"] == "10000" and fields["scores"] == "supported"


def test_an_answer_is_never_taken_from_a_cache(client_of: ClientOf) -> None:
    assert client_of("viewer").get(PAGE + "answer").headers["Cache-Control"] == "no-store"


def test_an_impossible_limit_shows_clash_and_repairs(client_of: ClientOf, session: Session, a_round: Round) -> None:
    rows.rule(session, a_round, rows.initiative(session, a_round, "LAW"), reason="the law")
    session.commit()
    client = client_of("viewer")
    assert "(the law)" in text(client, PAGE + "?limit.capex.2027=1", '//*[@id="clashes"]')
    page = html.fromstring(client.get(PAGE + "?limit.capex.2027=1").get_data(as_text=True))
    for link in page.xpath('//*[@id="repairs"]//a'):
        assert " of 2" in text(client, link.get("href"), '//*[@id="headline"]')


def test_without_criteria_the_first_step_is_to_say_what_counts(client_of: ClientOf, session: Session) -> None:
    for criterion in session.scalars(select(Criterion)):
        session.delete(criterion)
    session.commit()
    page = html.fromstring(client_of("owner").get(PAGE).get_data(as_text=True))
    assert [a.get("href") for a in page.xpath('//main//a[contains(@class, "btn-primary")]')] == [
        "/rounds/fy2027/settings/criteria/"
    ]
    assert not page.xpath('//main//div[contains(@class, "empty-actions")]//a[contains(@href, "/scores/")]')


def test_an_empty_round_says_what_to_do_first(client_of: ClientOf, session: Session, people: People) -> None:
    row = rows.round_(session, key="empty")
    rows.membership(session, row, people["owner"], "owner")
    session.commit()
    assert "no initiatives" in text(client_of("owner"), "/rounds/empty/proposal/", '//*[@id="headline"]')


def test_unscored_initiatives_are_listed_as_such(client_of: ClientOf, session: Session, a_round: Round) -> None:
    blank = rows.initiative(session, a_round, "NEW", title="Not scored yet")
    session.delete(blank.options[0])
    session.commit()
    client = client_of("viewer")
    assert "Not scored yet" in text(client, PAGE, '//details[contains(@class, "unscored")]')
    assert "1 initiative has no scores" in text(client, PAGE, '//*[@data-part="opening"]').replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_time_that_is_too_short_is_said(client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    from optimizer import Result, Status

    solving.forget()
    monkeypatch.setattr(solving, "solve", lambda *_: Result(status=Status.NOT_FOUND, seconds=2.0))
    assert "2.0 seconds were not enough" in text(client_of("viewer"), PAGE, '//*[@id="headline"]')
    solving.forget()


def test_strange_addresses_are_shown_with_a_word(client_of: ClientOf) -> None:
    client = client_of("viewer")
    assert "no criterion “XXX”" in text(client, PAGE + "?w.XXX=1", '//*[@data-part="opening"]')
    for query in ("%", "w.CUS=%ff", "w.CUS=1&w.CUS=<script>", "name=" + "x" * 500, "limit.capex.2027=1e400"):
        assert client.get(f"{PAGE}?{query}").status_code == 200


def test_without_scripts_all_prices_can_be_asked_for(client_of: ClientOf) -> None:
    page = html.fromstring(client_of("viewer").get(PAGE + "?explain=all").get_data(as_text=True))
    assert page.xpath('//*[@id="proposal"]')[0].get("data-complete") == "yes"


def test_the_problem_file_is_a_download(client_of: ClientOf) -> None:
    answer = client_of("viewer").get(PAGE + "problem.json?scores=claimed")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="fy2027.json"'
    assert json.loads(answer.data)["format"] == 1


def test_only_who_may_save_is_offered_to_save(client_of: ClientOf) -> None:
    assert 'id="save"' in client_of("finance").get(PAGE).get_data(as_text=True)
    assert 'id="save"' not in client_of("viewer").get(PAGE).get_data(as_text=True)
