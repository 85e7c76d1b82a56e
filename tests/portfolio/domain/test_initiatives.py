"""What an initiative says about itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portfolio.domain.initiatives import STATUS_QUO, Change, Initiative, Option, Stage, short_key

SELF = Initiative(
    "SELF",
    "Self-service",
    options=(Option("full", "full", scores={"CUS": Decimal(24)}), Option("part", "part")),
    change=Change.GROW,
    tags=("customer", "grow"),
)


def test_run_grow_transform_comes_first_among_the_tags_and_only_once() -> None:
    assert SELF.all_tags == ("grow", "customer")


def test_an_option_without_any_score_is_not_in_the_running() -> None:
    assert [o.key for o in SELF.scored_options] == ["full"]


def test_not_doing_it_is_always_an_option() -> None:
    assert SELF.option(STATUS_QUO).title == "Not doing it"
    with pytest.raises(KeyError):
        SELF.option("later")


@pytest.mark.parametrize(
    ("stage", "archived", "candidate"),
    [(Stage.CANDIDATE, False, True), (Stage.UNDER_WAY, False, True), (Stage.CLOSED, False, False),
     (Stage.CANDIDATE, True, False)],
)  # fmt: skip
def test_closed_and_archived_initiatives_are_not_decided_about(stage: Stage, archived: bool, candidate: bool) -> None:
    assert Initiative("A", "A", stage=stage, archived=archived).is_candidate is candidate


def test_a_key_is_a_name_only_while_people_can_say_it() -> None:
    assert [short_key(k) for k in ("ERP", "PRJ-0042", "secure-internet-gateway-transition")] == ["ERP", "PRJ-0042", ""]
