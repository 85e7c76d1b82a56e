"""Pages of rules: each type is entered, read as a sentence, edited, removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portfolio.persistence.models import Round
from tests import rows
from tests.pages import resubmit, sides, submit, text

HERE = "/rounds/fy2027/rules/"
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def owner(client_of: ClientOf, session: Session, a_round: Round) -> FlaskClient:
    """A browser of the round's owner; beside CRM there is INT with a tag and two options."""
    made = rows.initiative(session, a_round, "INT", title="Integration")
    rows.option(session, a_round, made, "small")
    rows.tag(session, made, "platform")
    session.commit()
    return client_of("owner")


@pytest.mark.parametrize(
    ("rule_type", "typed", "sentence"),
    [
        ("must", {"subject": "INT|small", "kind": "law", "claimant": "CFO", "deadline": "2028-12-31"},
         "“Integration” must be done, as “Small”. Law, claimed by CFO, until 31 December 2028."),
        ("never", {"subject": "CRM"}, "“Customer view” must not be done."),
        ("requires", {"subject": "CRM", "needs": "INT", "needs_options": ["full", "small"]},
         "“Customer view” needs “Integration”, as “Full” or “Small”."),
        ("excludes", {"initiatives": ["CRM", "INT"]}, "At most one of “Customer view” and “Integration”."),
        ("count", {"tag": "platform", "least": "1"}, "At least 1 initiative tagged “platform” is funded."),
        ("share", {"tag": "platform", "most_share": "37.5"},
         "At most 37.5 % of the spend (Capex and Opex) goes to initiatives tagged “platform”."),
    ],
)  # fmt: skip
def test_a_rule_of_each_type_is_entered_and_read(
    owner: FlaskClient, rule_type: str, typed: dict[str, Any], sentence: str
) -> None:
    done = submit(owner, f"{HERE}new/{rule_type}", **typed)
    assert done.headers["Location"] == HERE
    assert sentence in text(owner.get(HERE))


@pytest.mark.parametrize(
    ("rule_type", "typed", "said"),
    [
        ("must", {}, "Choose the initiative."),
        ("requires", {"subject": "CRM", "needs": "CRM"}, "An initiative cannot need itself"),
        ("excludes", {"initiatives": ["CRM"]}, "at least two initiatives"),
        ("count", {"tag": "platform"}, "Give the least, the most, or both."),
        ("count", {"tag": "platform", "least": "1.5"}, "A count must be a whole number"),
        ("share", {"tag": "platform", "most_share": "120"}, "120 is outside of 0 to 100"),
        ("must", {"subject": "NONE"}, "There is no initiative “NONE”"),
    ],
)
def test_a_wrong_rule_is_told_at_its_field(
    owner: FlaskClient, rule_type: str, typed: dict[str, Any], said: str
) -> None:
    answer = submit(owner, f"{HERE}new/{rule_type}", **typed)
    assert answer.status_code == 422 and said in text(answer)
    assert "No rule yet" in text(owner.get(HERE))


def test_a_rule_is_edited_and_two_edits_at_once_lose_nothing(owner: FlaskClient, client_of: ClientOf) -> None:
    submit(owner, HERE + "new/must", subject="CRM", claimant="CFO")
    address = HERE + "must-CRM/edit"
    mine = owner.get(address)
    submit(client_of("administrator"), address, claimant="CEO")
    conflict = resubmit(owner, mine, address, claimant="CIO", reason="mine")
    assert conflict.status_code == 409 and "Yours CIO Theirs, saved now CEO" in text(conflict)
    assert resubmit(owner, conflict, address, **sides(conflict, claimant="theirs")).status_code == 302
    page = text(owner.get(HERE))
    assert "Claimed by CEO." in page and "mine" in page


def test_a_second_rule_of_a_kind_gets_a_key_of_its_own(owner: FlaskClient) -> None:
    for _ in range(2):
        assert submit(owner, HERE + "new/never", subject="CRM").status_code == 302
    page = owner.get(HERE).get_data(as_text=True)
    assert "never-CRM/edit" in page and "never-CRM-2/edit" in page


def test_a_removed_rule_is_told_in_the_history(owner: FlaskClient) -> None:
    submit(owner, HERE + "new/never", subject="CRM")
    submit(owner, HERE, HERE + "never-CRM/remove")
    assert "No rule yet" in text(owner.get(HERE))
    assert "removed the rule “never-CRM”" in text(owner.get("/rounds/fy2027/history/"))


def test_the_options_of_the_needed_initiative_come_as_a_part(owner: FlaskClient) -> None:
    part = owner.get(HERE + "needed-options?needs=INT", headers={"HX-Request": "true"}).get_data(as_text=True)
    assert 'value="small"' in part and "<html" not in part


def test_a_type_that_does_not_exist_is_not_found(owner: FlaskClient) -> None:
    assert owner.get(HERE + "new/wish").status_code == 404


def test_names_made_of_titles_are_not_shown_behind_them(owner: FlaskClient, session: Session, a_round: Round) -> None:
    rows.initiative(session, a_round, "renew-the-whole-case-management-8c6f1", title="Renew the case management")
    session.commit()
    offered = text(owner.get(HERE + "new/must"))
    assert "Customer view (CRM)" in offered and "Integration (INT): any of its options" in offered
    assert "Renew the case management" in offered and "8c6f1" not in offered
    submit(owner, HERE + "new/must", subject="CRM")
    assert "“Customer view” must be done. " in text(owner.get(HERE))
