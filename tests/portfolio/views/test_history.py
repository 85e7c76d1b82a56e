"""The history: every write with who, when and what, narrowed and paged."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from tests.pages import submit, text

HERE = "/rounds/fy2027/history/"
CRM = "/rounds/fy2027/initiatives/CRM"
ClientOf = Callable[[str], FlaskClient]


def test_each_write_is_told_with_who_and_what(client_of: ClientOf) -> None:
    submit(client_of("business"), CRM + "/edit", stage="under_way", spent_so_far="40,000")
    submit(client_of("technology"), "/rounds/fy2027/scores/", **{"s|CRM|full|CUS": "24"})
    page = text(client_of("viewer").get(HERE))
    assert "Technology changed the initiative Customer view Full: score on Customer gets it done: 10 became 24" in page
    assert (
        "Business changed the initiative Customer view Stage: Candidate became Under way Spent so far: 40,000 k€"
        in page
    )
    for machine in ("under_way", "status_quo", "spent_so_far"):
        assert machine not in page


def test_what_was_done_with_people_is_told_in_words(client_of: ClientOf) -> None:
    owner = client_of("owner")
    people = "/rounds/fy2027/people/"
    submit(owner, people, email="new@example.org", name="Newcomer", role="viewer")
    newest = re.findall(r"/people/(\d+)/link", owner.get(people).get_data(as_text=True))[-1]
    owner.post(f"{people}{newest}/link", data={"csrf_token": token(owner)})
    page = text(owner.get(HERE))
    assert "Owner added the role of “new@example.org” Role: viewer" in page
    assert re.search(
        r"made a one-time link for the person “new@example.org” Valid until: \d+ \w+ \d{4}, \d\d:\d\d UTC", page
    )
    assert "issue_link" not in page


def test_the_history_is_narrowed_by_the_address(client_of: ClientOf) -> None:
    owner = client_of("owner")
    submit(owner, CRM + "/edit", title="Renamed")
    submit(owner, "/rounds/fy2027/ideas/", line="An idea")
    assert "An idea" not in text(owner.get(HERE + "?kind=initiative"))
    assert "Renamed" not in text(owner.get(HERE + "?kind=idea"))
    assert text(owner.get(HERE + "?who=Nobody")).count("Nothing has changed yet") == 1
    assert "1 change of CRM" in text(owner.get(HERE + "?kind=initiative&key=CRM"))
    assert "1 change" in text(owner.get(HERE + "?q=cr"))
    part = owner.get(HERE, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert part.lstrip().startswith('<section id="list"')


def test_a_long_history_is_paged(client_of: ClientOf) -> None:
    owner = client_of("owner")
    for n in range(52):
        owner.post("/rounds/fy2027/ideas/", data={"line": f"Idea {n}", "csrf_token": token(owner)})
    assert "Page 1 of 2" in text(owner.get(HERE))
    last = text(owner.get(HERE + "?page=7"))
    assert "Page 2 of 2" in last and "Idea 0" in last


def token(client: FlaskClient) -> str:
    """The token of the client's session."""
    from tests.people import csrf_token

    return csrf_token(client)
