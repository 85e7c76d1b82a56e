"""Pages of criteria: both ends of each scale in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.pages import resubmit, submit, text

HERE = "/rounds/fy2027/settings/criteria/"
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def owner(client_of: ClientOf) -> FlaskClient:
    """A browser of the round's owner."""
    return client_of("owner")


def test_a_criterion_is_added_and_shown_with_both_anchors(owner: FlaskClient) -> None:
    submit(owner, HERE + "new", name="Growth", key="GRO", lens="business", anchor_0="none", anchor_100="5 M€ a year")
    assert "Growth GRO Business 0 none 100 5 M€ a year" in text(owner.get(HERE))
    assert "There is a criterion “GRO” already" in text(submit(owner, HERE + "new", name="Growth", key="GRO"))
    assert submit(owner, HERE + "new", name="", key="X").status_code == 422


def test_two_who_word_the_same_anchor_lose_neither(owner: FlaskClient, client_of: ClientOf) -> None:
    mine, other = owner.get(HERE + "CUS"), owner.get(HERE + "CON")
    submit(client_of("administrator"), HERE + "CUS", anchor_100="theirs")
    conflict = resubmit(owner, mine, HERE + "CUS", anchor_100="mine")
    assert conflict.status_code == 409 and "100 means You both changed this. Yours mine" in text(conflict)
    assert resubmit(owner, conflict, HERE + "CUS", **{"conflict-take-1": "mine"}).status_code == 302
    assert "100 mine" in text(owner.get(HERE))
    assert resubmit(owner, other, HERE + "CON", anchor_100="another one").status_code == 302, "no conflict"


def test_a_criterion_with_scores_stays(owner: FlaskClient) -> None:
    submit(owner, HERE, HERE + "CUS/remove")
    assert "1 scores are given on “Customer gets it done”" in text(owner.get(HERE))
    submit(owner, HERE + "new", name="Growth", key="GRO")
    submit(owner, HERE, HERE + "GRO/remove")
    assert "Growth" not in text(owner.get(HERE)).replace("removed", "")


def test_everybody_reads_the_criteria_and_only_the_owner_changes_them(client_of: ClientOf) -> None:
    viewer = client_of("viewer")
    assert "Customer gets it done" in text(viewer.get(HERE)) and "Add a criterion" not in text(viewer.get(HERE))
    assert viewer.get(HERE + "CUS").status_code == 403
    assert client_of("owner").get(HERE + "NONE").status_code == 404
