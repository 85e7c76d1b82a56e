"""The controls show what holds now beside what the round says, and every link is a scenario."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portfolio.domain.rounds import WeightProfile
from portfolio.domain.scenario_address import read, read_query
from portfolio.domain.scenarios import Scenario
from portfolio.reports.proposal_controls import controls_of
from tests.small_rounds import M_EUR, initiative, must, small_round

ROUND = small_round(initiative("A"), initiative("B"), capex=2, opex=None, rules=(must("A"),))


def test_each_weight_shows_its_share_and_both_anchors() -> None:
    customers, continuity = controls_of(ROUND, Scenario(weights={"CUS": Decimal(75), "CON": Decimal(25)})).weights
    assert (customers.value, customers.own, customers.share[:2], customers.moved) == ("75", "50", "75", True)
    assert (continuity.anchor_0, continuity.anchor_100) == ("as today", "always")


@pytest.mark.parametrize(
    ("own", "most", "step"), [("24", "50", "1"), ("0.4", "1", "0.01"), ("3", "5", "0.05"), ("60", "100", "1")]
)
def test_a_slider_has_room_above_its_weight(own: str, most: str, step: str) -> None:
    points = {"CUS": Decimal(own), "CON": Decimal(0)}
    round_ = small_round(profiles=(WeightProfile("Room", points, is_room=True),))
    assert (controls_of(round_, Scenario()).weights[0].most, controls_of(round_, Scenario()).weights[0].step) == (
        most,
        step,
    )


def test_limits_are_in_the_unit_that_people_enter() -> None:
    capex, opex = controls_of(ROUND, Scenario(limits={("capex", 2027): 150_000_000})).limits
    assert (capex.name, capex.unit) == ("Capex", "k€")
    assert [(c.year, c.value, c.own, c.moved) for c in capex.limits] == [
        (2027, "1500", "2,000", True),
        (2028, "0", "0", False),
    ]
    assert (opex.limits[0].value, opex.limits[0].own) == ("", "not limited")


def test_the_fields_of_the_form_say_the_scenario_again() -> None:
    scenario = Scenario(
        weights={"CUS": Decimal(75), "CON": Decimal(25)}, limits={("capex", 2027): M_EUR}, at_face_value=True,
        dropped_rules=frozenset({"must-A"}), pinned={"B": "do"},
    )  # fmt: skip
    controls = controls_of(ROUND, scenario)
    pairs = [*controls.fields.items(), *controls.kept_fields]
    assert read(ROUND, pairs).scenario == scenario
    assert read_query(ROUND, controls.address).scenario == scenario


def test_money_goes_down_and_up_by_a_tenth_and_back() -> None:
    less, own, more = controls_of(ROUND, Scenario()).money
    assert (less.chosen, own.chosen, more.chosen) == (False, True, False)
    assert read_query(ROUND, less.address).scenario.limits == {("capex", 2027): 180_000_000}
    assert read_query(ROUND, more.address).scenario.limits == {("capex", 2027): 220_000_000}
    again = controls_of(ROUND, read_query(ROUND, less.address).scenario)
    assert again.money[1].address == "" and again.money[0].chosen
    assert controls_of(small_round(capex=None, opex=None), Scenario()).money == ()


def test_what_is_kept_can_be_taken_back() -> None:
    controls = controls_of(ROUND, Scenario(dropped_rules=frozenset({"must-A"}), pinned={"B": "do"}))
    assert [read_query(ROUND, wish.address).scenario for wish in controls.kept] == [
        Scenario(pinned={"B": "do"}),
        Scenario(dropped_rules=frozenset({"must-A"})),
    ]


def test_a_name_alone_is_no_change() -> None:
    assert not controls_of(ROUND, Scenario(name="Lean")).is_changed
