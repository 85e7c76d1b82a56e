"""Pages of ideas: added by anyone, adopted, declined with a reason, kept."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.pages import resubmit, submit, text

HERE = "/rounds/fy2027/ideas/"
ClientOf = Callable[[str], FlaskClient]


def test_a_viewer_adds_an_idea_in_one_line(client_of: ClientOf) -> None:
    viewer = client_of("viewer")
    assert submit(viewer, HERE, line="Ask those who left").status_code == 302
    page = text(viewer.get(HERE))
    assert "Open · 1 Ask those who left Viewer" in page and "Make it an initiative" not in page
    assert submit(viewer, HERE, line=" ").status_code == 422


def test_an_idea_is_declined_with_a_reason_and_can_be_thought_about_again(client_of: ClientOf) -> None:
    owner = client_of("owner")
    submit(owner, HERE, line="Ask those who left")
    page = owner.get(HERE)
    action = page.get_data(as_text=True).split('/decline"')[0].rsplit('"', 1)[1] + "/decline"
    assert resubmit(owner, page, action).status_code == 303
    assert "Choose the kind of reason" in text(owner.get(HERE))
    resubmit(owner, owner.get(HERE), action, reason_kind="not_my_job", reason="Nobody’s yet")
    page = owner.get(HERE)
    assert "Declined · 1 Ask those who left Not my job : Nobody’s yet" in text(page)
    assert "declined the idea “Ask those who left”" in text(owner.get("/rounds/fy2027/history/"))
    resubmit(owner, page, action.replace("decline", "reopen"))
    assert "Open · 1" in text(owner.get(HERE))


def test_an_idea_becomes_an_initiative(client_of: ClientOf) -> None:
    owner = client_of("owner")
    submit(owner, HERE, line="Ask those who left")
    page = owner.get(HERE)
    action = page.get_data(as_text=True).split('/adopt"')[0].rsplit('"', 1)[1] + "/adopt"
    assert resubmit(owner, page, action, key="CRM").status_code == 303
    assert "There is an initiative “CRM” already" in text(owner.get(HERE))
    done = resubmit(owner, page, action, key="EXIT")
    assert done.headers["Location"].endswith("/initiatives/EXIT")
    assert "Became an initiative · 1 Ask those who left" in text(owner.get(HERE))
