"""Pages of initiatives: the list and its filter, one initiative, editing, archiving, two edits at once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portfolio.persistence.models import Initiative, Option, Round
from tests import rows
from tests.pages import resubmit, submit, text

HERE = "/rounds/fy2027/initiatives/"
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def owner(client_of: ClientOf) -> FlaskClient:
    """A browser of the round's owner."""
    return client_of("owner")


@pytest.fixture
def three(session: Session, a_round: Round) -> None:
    """Beside CRM: one under way with a tag, one without options, one archived."""
    erp = rows.initiative(session, a_round, "ERP", title="Complete the ERP", stage="under_way", change="transform")
    rows.tag(session, erp, "platform")
    bare = rows.initiative(session, a_round, "BARE", title="Nothing known yet", business_owner="CFO")
    for option in list(bare.options):
        session.delete(option)
    rows.initiative(session, a_round, "OLD", title="Put aside", archived=True)
    session.commit()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"CRM", "ERP", "BARE"}),
        ("?q=erp", {"ERP"}),
        ("?q=cfo", {"BARE"}),
        ("?q=customer+VIEW", {"CRM"}),
        ("?change=transform", {"ERP"}),
        ("?tag=platform", {"ERP"}),
        ("?stage=under_way", {"ERP"}),
        ("?owner=CFO", {"BARE"}),
        ("?lacks=scores", {"BARE"}),
        ("?lacks=cost", {"BARE"}),
        ("?show=archived", {"OLD"}),
        ("?show=all", {"CRM", "ERP", "BARE", "OLD"}),
        ("?q=nothing+of+the+kind", set()),
        ("?page=99&sort=nonsense&change=nonsense", set()),
    ],
)
def test_the_filter_stands_in_the_address(owner: FlaskClient, three: None, query: str, found: set[str]) -> None:
    page = owner.get(HERE + query).get_data(as_text=True)
    assert {key for key in ("CRM", "ERP", "BARE", "OLD") if f'href="{HERE}{key}"' in page} == found


def test_the_list_is_sorted_by_its_heads(owner: FlaskClient, three: None) -> None:
    def order(query: str) -> list[int]:
        page = owner.get(HERE + query).get_data(as_text=True)
        return [page.index(f'href="{HERE}{key}"') for key in ("ERP", "CRM", "BARE")]

    assert order("?sort=title") == sorted(order("?sort=title"))
    assert order("?sort=title&down=1") == sorted(order("?sort=title&down=1"), reverse=True)


def test_the_filter_asks_for_the_list_alone(owner: FlaskClient, three: None) -> None:
    part = owner.get(HERE + "?q=erp", headers={"HX-Request": "true"}).get_data(as_text=True)
    assert part.lstrip().startswith('<section id="list"') and "<html" not in part


def test_run_cost_and_what_may_be_capitalised_are_shown_with_each_option(
    owner: FlaskClient, session: Session, a_round: Round
) -> None:
    assert "Run a year after" not in text(owner.get(HERE + "CRM"))
    option = session.scalars(select(Option).where(Option.key == "full")).one()
    option.run_cost_tail, option.uses[0].basis = 410_000_00, "saas_configuration"
    session.commit()
    page = text(owner.get(HERE + "CRM")).replace("\N{NO-BREAK SPACE}", " ")
    assert "Run a year after, k€" in page and "410" in page
    assert "Run cost a year after FY2029 410 k€" in page and "Capex SaaS configuration" in page


def test_what_is_closed_cannot_be_chosen_from_and_is_counted_apart(
    owner: FlaskClient, three: None, session: Session, a_round: Round
) -> None:
    assert "3 initiatives can be chosen from." in text(owner.get(HERE))
    rows.initiative(session, a_round, "DONE", stage="closed")
    session.commit()
    assert "3 initiatives can be chosen from, one is closed." in text(owner.get(HERE))


def test_evidence_that_nobody_stated_is_not_shown_as_a_judgement(
    owner: FlaskClient, session: Session, a_round: Round
) -> None:
    rows.initiative(session, a_round, "IMP", evidence_strength=Decimal(1), evidence_note="")
    rows.initiative(session, a_round, "SURE", evidence_strength=Decimal(1), evidence_note="Measured in a pilot")
    rows.initiative(session, a_round, "WEAK", evidence_strength=Decimal("0.5"), evidence_note="")
    session.commit()
    tree = html.fromstring(owner.get(HERE).get_data(as_text=True))
    cells = {
        key: " ".join(tree.xpath(f'//tr[.//a[@href="{HERE}{key}"]]/td[5]')[0].text_content().split())
        for key in ("IMP", "SURE", "WEAK")
    }
    assert cells == {"IMP": "not stated", "SURE": "100 %", "WEAK": "50 %"}


def test_an_unscored_initiative_is_told_from_one_with_scores(owner: FlaskClient, three: None) -> None:
    page = text(owner.get(HERE))
    assert "Unscored" in page and "all 2" in page


def test_a_thousand_initiatives_take_as_many_questions_as_ten(
    session: Session, a_round: Round, client_of: ClientOf, app: object
) -> None:
    def questions(client: FlaskClient, path: str) -> int:
        asked: list[str] = []
        engine: Engine = client.application.extensions["remit.engine"]
        count = lambda *given: asked.append(given[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", count)
        assert client.get(path).status_code == 200
        event.remove(engine, "before_cursor_execute", count)
        return len(asked)

    client = client_of("owner")
    paths = (HERE, "/rounds/fy2027/scores/", "/rounds/fy2027/", "/rounds/fy2027/history/")
    few = [questions(client, path) for path in paths]
    for n in range(120):
        rows.initiative(session, a_round, f"X{n}")
    session.commit()
    assert [questions(client, path) for path in paths] == few


def test_an_initiative_is_created_and_shown(owner: FlaskClient) -> None:
    answer = submit(
        owner, HERE + "new", key="EXIT", title="Why they left", change="grow", tags="Customer, customer, evidence",
        evidence_strength="85", spent_so_far="1,200", business_owner="Marketing director", promise="12 interviews",
    )  # fmt: skip
    assert answer.headers["Location"] == HERE + "EXIT"
    page = text(owner.get(HERE + "EXIT"))
    for said in ("Why they left", "Grow", "85 %", "Marketing director", "12 interviews", "1.2 M€", "No option yet"):
        assert said in page, said
    assert "customer evidence Marketing" in page, "each tag once"


def test_what_is_wrong_stays_in_the_form_beside_its_sentence(owner: FlaskClient) -> None:
    answer = submit(owner, HERE + "new", key="C R M", title="X", evidence_strength="85", spent_so_far="twelve")
    assert answer.status_code == 422
    assert "“twelve” is not a number" in text(answer) and 'value="twelve"' in answer.get_data(as_text=True)
    answer = submit(owner, HERE + "new", key="C R M", title="X", evidence_strength="85")
    assert "The key “C R M” cannot be used" in text(answer)
    answer = submit(owner, HERE + "new", key="CRM", title="X", evidence_strength="850")
    assert "850 is outside of 0 to 100" in text(answer)
    answer = submit(owner, HERE + "new", key="crm", title="X", evidence_strength="50")
    assert "There is an initiative “CRM” already" in text(answer)


def test_editing_saves_and_saving_again_changes_nothing(owner: FlaskClient, session: Session) -> None:
    assert submit(owner, HERE + "CRM/edit", title="Customer view, renamed").status_code == 302
    assert submit(owner, HERE + "CRM/edit").status_code == 302
    session.expire_all()
    row = session.query(Initiative).filter_by(key="CRM").one()
    assert (row.title, row.version) == ("Customer view, renamed", 2)
    page = text(owner.get(HERE + "CRM"))
    assert "Title: Customer view became Customer view, renamed" in page


def test_two_edits_at_once_are_shown_side_by_side_and_nothing_is_lost(
    owner: FlaskClient, client_of: ClientOf, session: Session
) -> None:
    address = HERE + "CRM/edit"
    other = client_of("business")
    mine = owner.get(address)
    assert submit(other, address, title="Theirs", problem="theirs only").status_code == 302
    conflict = resubmit(owner, mine, address, title="Mine", promise="mine only")
    assert conflict.status_code == 409
    page = text(conflict)
    for said in ("Title You both changed this. Yours Mine Theirs, saved now Theirs", "Only you changed this",
                 "Only they changed this", "theirs only", "Business saved it"):  # fmt: skip
        assert said in page, said
    undecided = resubmit(owner, conflict, address)
    assert undecided.status_code == 409, "a field that both changed must be decided"
    done = resubmit(owner, undecided, address, **{"conflict-take-1": "mine"})
    assert done.status_code == 302
    session.expire_all()
    row = session.query(Initiative).filter_by(key="CRM").one()
    assert (row.title, row.problem, row.promise, row.version) == ("Mine", "theirs only", "mine only", 3)


def test_archiving_takes_it_from_the_list_and_restoring_brings_it_back(owner: FlaskClient) -> None:
    assert submit(owner, HERE + "CRM", HERE + "CRM/archive").status_code == 302
    assert "Archived" in text(owner.get(HERE + "CRM"))
    assert f'href="{HERE}CRM"' not in owner.get(HERE).get_data(as_text=True)
    assert submit(owner, HERE + "CRM", HERE + "CRM/restore").status_code == 302
    assert f'href="{HERE}CRM"' in owner.get(HERE).get_data(as_text=True)


def test_what_does_not_exist_is_not_found(owner: FlaskClient) -> None:
    assert owner.get(HERE + "NONE").status_code == 404
    assert owner.get(HERE + "CRM/options/none").status_code == 404


def test_an_empty_list_says_what_to_do_first(owner: FlaskClient, session: Session) -> None:
    session.query(Initiative).delete()
    session.commit()
    page = text(owner.get(HERE))
    assert "No initiative yet" in page and "Import a file" in page


def test_a_viewer_sees_no_buttons_that_would_refuse(client_of: ClientOf) -> None:
    page = client_of("viewer").get(HERE + "CRM").get_data(as_text=True)
    assert "/edit" not in page and "/archive" not in page and "options/new" not in page
