"""What holds under a scenario is the round's own unless it says otherwise."""

from __future__ import annotations

from decimal import Decimal

from portfolio.domain.scenarios import (
    Scenario,
    canonical,
    limit_keys,
    limits_under,
    scaled_money,
    weights_under,
    with_more_money,
)
from tests.small_rounds import M_EUR, initiative, small_round

ROUND = small_round(initiative("CRM"), capex=2, opex=None)


def test_every_resource_and_year_can_carry_a_limit() -> None:
    assert limit_keys(ROUND) == (("capex", 2027), ("capex", 2028), ("opex", 2027), ("opex", 2028))


def test_a_scenario_changes_only_what_it_says() -> None:
    own, now = limits_under(ROUND, Scenario()), limits_under(ROUND, Scenario(limits={("opex", 2027): 5}))
    assert own["opex", 2027] is None
    assert now == {**own, ("opex", 2027): 5}


def test_a_criterion_without_points_weighs_nothing() -> None:
    assert weights_under(ROUND, Scenario(weights={"CUS": Decimal(3)})) == {"CUS": Decimal(3), "CON": Decimal(0)}


def test_a_scenario_that_says_what_the_round_says_is_empty() -> None:
    said = Scenario(weights=dict(ROUND.weights), limits={("capex", 2027): 2 * M_EUR, ("opex", 2027): None})
    assert canonical(ROUND, said) == Scenario()


def test_a_tenth_less_money_leaves_open_limits_open() -> None:
    tenth = scaled_money(ROUND, Scenario(at_face_value=True), Decimal("0.9"))
    assert tenth == Scenario(limits={("capex", 2027): 180_000_000}, at_face_value=True)
    assert scaled_money(ROUND, tenth, Decimal(1)) == Scenario(at_face_value=True)


def test_a_tenth_more_money_is_a_tenth_of_what_the_scenario_allows() -> None:
    asked = Scenario(limits={("capex", 2027): M_EUR})
    assert with_more_money(ROUND, asked, Decimal("0.1")).limits == {("capex", 2027): M_EUR + M_EUR // 10}
    assert with_more_money(ROUND, Scenario(), Decimal(0)) == Scenario()
