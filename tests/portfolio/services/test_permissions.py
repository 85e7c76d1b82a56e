"""Permissions: the whole table, written out once more, so that a slip in one of the two is seen."""

from __future__ import annotations

import pytest

from portfolio.domain.errors import Forbidden
from portfolio.services.permissions import ACTIONS, ROLES, WORDING, Actor, allowed, command_line, require

ROUND, OTHER = 1, 2

#                owner bus  tech fin  view
TABLE = {
    "view":          "x   x    x    x    x",
    "add_idea":      "x   x    x    x    x",
    "edit":          "x   x    x    x    .",
    "score":         "x   x    x    .    .",
    "weigh":         "x   x    x    .    .",
    "import_":       "x   .    .    x    .",
    "manage_rules":  "x   .    .    .    .",
    "save_scenario": "x   x    x    x    .",
    "export":        "x   x    x    x    x",
    "manage_round":  "x   .    .    .    .",
    "manage_people": "x   .    .    .    .",
    "create_round":  "x   .    .    .    .",
    "manage_users":  ".   .    .    .    .",
    "own_account":   "x   x    x    x    x",
    "see_rounds":    "x   x    x    x    x",
}  # fmt: skip
CELLS = [
    (role, action, mark == "x") for action, row in TABLE.items() for role, mark in zip(ROLES, row.split(), strict=True)
]
IN_ROUND = sorted(ACTIONS - {"create_round", "manage_users", "own_account", "see_rounds"})


def member(role: str) -> Actor:
    return Actor(7, role.capitalize(), f"{role}@example.org", roles={ROUND: role})


def test_the_table_names_every_action() -> None:
    assert set(TABLE) == ACTIONS == set(WORDING)


@pytest.mark.parametrize(("role", "action", "expected"), CELLS)
def test_a_role_may_do_what_the_table_says(role: str, action: str, expected: bool) -> None:
    assert allowed(member(role), action, ROUND) is expected


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", IN_ROUND)
def test_a_role_in_one_round_gives_nothing_in_another(role: str, action: str) -> None:
    assert not allowed(member(role), action, OTHER)
    assert not allowed(member(role), action, None)


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_an_administrator_may_do_everything_and_nobody_nothing(action: str) -> None:
    admin = Actor(1, "Administrator", is_admin=True)
    assert all(allowed(admin, action, where) for where in (ROUND, OTHER, None))
    assert not any(allowed(None, action, where) for where in (ROUND, None))


def test_a_stranger_sees_a_list_of_rounds_and_the_own_account_only() -> None:
    stranger = Actor(9, "Stranger")
    assert {a for a in ACTIONS if allowed(stranger, a, ROUND)} == {"own_account", "see_rounds"}


def test_a_role_that_does_not_exist_gives_nothing() -> None:
    odd = Actor(3, "Odd", roles={ROUND: "superuser"})
    assert not any(allowed(odd, action, ROUND) for action in IN_ROUND)


def test_a_misspelt_action_is_an_error_even_for_an_administrator() -> None:
    with pytest.raises(KeyError):
        allowed(command_line(), "edti", ROUND)


def test_a_refusal_names_role_and_action() -> None:
    with pytest.raises(Forbidden) as caught:
        require(member("viewer"), "manage_rules", ROUND)
    assert caught.value.message == "Your role in this round is viewer; it does not let you change the rules."
    assert caught.value.action == "manage_rules"


def test_a_refusal_without_a_role_says_so() -> None:
    with pytest.raises(Forbidden, match=r"^You have no role that lets you score initiatives\.$"):
        require(Actor(9, "Stranger"), "score", ROUND)


def test_what_is_allowed_passes_in_silence() -> None:
    require(member("owner"), "manage_people", ROUND)
