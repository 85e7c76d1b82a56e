"""`simulate` against closed forms, hand-made examples and laws."""

from __future__ import annotations

import json
from math import log, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

import optimizer
from optimizer.solving.clock import Clock
from optimizer.uncertainty.exposure import exposures
from optimizer.uncertainty.inputs import Uncertainty
from optimizer.uncertainty.outlook import Outlook
from optimizer.uncertainty.reference import IT_COST_OVERRUNS
from optimizer.uncertainty.simulation import Hooks, drawn_changes, simulate
from optimizer.uncertainty.spreads import Percentiles, ThreePoint
from tests.laws import law
from tests.optimizer.uncertainty.rounds import CAPEX, OPEX, done, plain

COST = Percentiles(40, 60)


def costs(ids: str, spread: Any = COST) -> dict[tuple[str, str, str], Any]:
    return {(id, "do", CAPEX): spread for id in ids}


def run(problem: optimizer.Problem, uncertainty: Uncertainty, draws: int = 20_000, **more: Any) -> Outlook:
    return simulate(problem, more.pop("selection", done(problem)), uncertainty, seed=2027, draws=draws, **more)


def test_one_lognormal_cost_has_its_percentiles_its_mean_and_its_chance_of_breaking_the_limit() -> None:
    """Chance = 1 - Phi(ln(70 / 40) / sigma) with sigma = ln 1.5 / 0.8416."""
    found = run(plain(70, "a"), Uncertainty(uses=costs("a"))).resource(CAPEX)
    assert (found.p50, found.p80) == (pytest.approx(40, rel=0.02), pytest.approx(60, rel=0.02))
    assert found.mean == pytest.approx(COST.mean)
    chance = 1 - ndtr(log(70 / 40) / COST.sigma)
    assert found.broken is not None
    assert found.broken.low < chance < found.broken.high
    assert found.broken.share == pytest.approx(chance, abs=4 * sqrt(chance * (1 - chance) / 20_000))


def test_independent_costs_add_their_means_and_variances() -> None:
    """Eight triangular costs: their sum is all but normal, with mean 8 x 50 and variance 8 x 1400 / 18."""
    ids, spread = "abcdefgh", ThreePoint(30, 40, 80)
    found = run(plain(None, ids), Uncertainty(uses=costs(ids, spread))).resource(CAPEX)
    deviation = sqrt(8 * spread.variance)
    assert found.mean == pytest.approx(400)
    assert found.p50 == pytest.approx(400, abs=0.1 * deviation)
    assert found.p80 == pytest.approx(400 + 0.8416 * deviation, abs=0.1 * deviation)


def test_p80s_do_not_add_unless_all_rise_together() -> None:
    apart = run(plain(None, "abcd"), Uncertainty(uses=costs("abcd"))).resource(CAPEX)
    together = run(plain(None, "abcd"), Uncertainty(uses=costs("abcd"), shock=1)).resource(CAPEX)
    assert apart.sum_of_p80 == together.sum_of_p80 == pytest.approx(4 * 60)
    assert apart.p80 < 0.95 * apart.sum_of_p80
    assert together.p80 == pytest.approx(together.sum_of_p80, rel=0.02)


def test_a_common_shock_makes_the_careful_figure_larger_and_leaves_the_mean() -> None:
    p80, mean = [], []
    for shock in (0, 0.3, 0.6):
        found = run(plain(None, "abcdef"), Uncertainty(uses=costs("abcdef"), shock=shock)).resource(CAPEX)
        p80.append(found.p80)
        mean.append(found.mean)
    assert p80[0] < p80[1] < p80[2]
    assert len(set(mean)) == 1


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    problem, uncertainty = plain(), Uncertainty(uses=costs("ab"), shock=0.3)
    first = run(problem, uncertainty, 1_500)
    assert run(problem, uncertainty, 1_500) == first
    assert simulate(problem, done(problem), uncertainty, seed=1, draws=1_500) != first


def test_a_candidate_that_is_not_chosen_changes_nothing() -> None:
    uncertainty = Uncertainty(uses=costs("abz"), shock=0.3)
    with_it = run(plain(100, "zab"), uncertainty, 1_500, selection={"a": "do", "b": "do"})
    without = run(plain(100, "ab"), Uncertainty(uses=costs("ab"), shock=0.3), 1_500)
    assert with_it == without


def test_without_uncertainty_every_figure_is_the_stated_one_exactly() -> None:
    tenths = [{"id": id, "uses": {CAPEX: use}} for id, use in (("a", 0.1), ("b", 0.2))]
    problem = optimizer.read_problem({"criteria": {"v": 1}, "resources": {CAPEX: 0.3}, "initiatives": tenths})
    found = run(problem, Uncertainty(), 100).resource(CAPEX)
    assert (found.stated, found.mean, found.p20, found.p80, found.sum_of_p80) == (0.3,) * 5
    assert found.broken is not None and found.broken.share == 0


def test_a_limit_that_is_broken_for_certain_breaks_in_all_draws() -> None:
    found = run(plain(79), Uncertainty(uses=costs("a", ThreePoint(40, 41, 50))), 1_000)
    assert found.any_limit is not None and found.any_limit.share == 1
    assert found.resource(CAPEX).broken == found.any_limit


def two_limits(**more: Any) -> optimizer.Problem:
    uses = {CAPEX: 40, OPEX: 40}
    return optimizer.read_problem(
        {"criteria": {"v": 1}, "resources": {CAPEX: 60, OPEX: 60}, "initiatives": [{"id": "a", "uses": uses}], **more}
    )


def test_any_limit_is_at_least_each_and_at_most_their_sum() -> None:
    """Costs of one initiative rise together: the wider spread decides, and the chance of any is the larger one."""
    spreads = {("a", "do", CAPEX): Percentiles(40, 60), ("a", "do", OPEX): Percentiles(40, 50)}
    found = run(two_limits(), Uncertainty(uses=spreads))
    wide, narrow = (found.resource(name).broken for name in (CAPEX, OPEX))
    assert wide is not None and narrow is not None and found.any_limit is not None
    assert narrow.share < wide.share == found.any_limit.share


def test_what_is_left_over_is_carried_in_each_draw() -> None:
    """Half of what capex leaves of 60 is added to opex' 60, so 40 < capex <= 50 lets opex use up to 65 to 70."""
    carry = {"type": "carry_over", "from": CAPEX, "to": OPEX, "share": 0.5}
    spreads = {("a", "do", OPEX): ThreePoint(60, 65, 70)}
    without = run(two_limits(), Uncertainty(uses=spreads), 1_000).resource(OPEX).broken
    with_it = run(two_limits(rules=[carry]), Uncertainty(uses=spreads), 1_000).resource(OPEX).broken
    assert without is not None and with_it is not None
    # Room is 60 + (60 - 40) / 2 = 70, which a spread up to 70 never exceeds.
    assert (without.share, with_it.share) == (1, 0)


def test_an_overrun_multiplies_positive_uses_of_chosen_options_only() -> None:
    options = [{"id": "do", "uses": {CAPEX: 40, OPEX: -10}}]
    initiatives = [{"id": id, "options": options, "status_quo": {"uses": {CAPEX: 5}}} for id in "ab"]
    resources = {CAPEX: None, OPEX: None}
    problem = optimizer.read_problem({"criteria": {"v": 1}, "resources": resources, "initiatives": initiatives})
    uncertainty = Uncertainty(overruns=dict.fromkeys("ab", ThreePoint(1, 1, 2)))
    found = run(problem, uncertainty, 1_000, selection={"a": "do"})
    assert found.resource(CAPEX).stated == 45
    assert found.resource(CAPEX).mean == pytest.approx(40 * 4 / 3 + 5)
    assert found.resource(OPEX).p20 == found.resource(OPEX).p80 == -10
    only = run(problem, Uncertainty(overruns=uncertainty.overruns, overrun_of=(OPEX,)), 1_000)
    assert only.resource(CAPEX).p20 == only.resource(CAPEX).p80 == 80


def test_the_it_reference_class_gives_its_own_percentiles() -> None:
    found = run(plain(55, "a"), Uncertainty(overruns={"a": IT_COST_OVERRUNS})).resource(CAPEX)
    p50, p80 = 40 * IT_COST_OVERRUNS.quantile(np.array([0.5, 0.8]))
    assert (found.p50, found.p80) == (pytest.approx(p50, rel=0.02), pytest.approx(p80, rel=0.02))
    assert found.mean == pytest.approx(40 * 1.73)


def test_failure_leaves_the_status_quo_and_costs_all_the_same() -> None:
    initiative = {
        "id": "a", "options": [{"id": "do", "scores": {"v": 10}, "uses": {CAPEX: 40}, "probability": 0.7}],
        "status_quo": {"scores": {"v": -5}},
    }  # fmt: skip
    problem = optimizer.read_problem({"criteria": {"v": 1}, "resources": {CAPEX: 50}, "initiatives": [initiative]})
    found = run(problem, Uncertainty())
    assert found.value.stated == found.value.mean == 5.5
    assert (found.value.p20, found.value.p50) == (pytest.approx(-5), pytest.approx(10))
    assert found.resource(CAPEX).p80 == 40


def test_uncertain_scores_have_their_mean_under_success_and_failure() -> None:
    """0.5 x mean(0, 30, 60) + 0.5 x mean(-9, 0, 0) = 15 - 1.5, halved by the weight."""
    initiative = {
        "id": "a", "options": [{"id": "do", "scores": {"v": 20}, "probability": 0.5}],
        "status_quo": {"scores": {"v": -1}},
    }  # fmt: skip
    problem = optimizer.read_problem({"criteria": {"v": 1, "w": 1}, "initiatives": [initiative]})
    spreads = {("a", "do", "v"): ThreePoint(0, 30, 60), ("a", "status_quo", "v"): ThreePoint(-9, 0, 0)}
    found = run(problem, Uncertainty(scores=spreads))
    assert found.value.stated == pytest.approx((0.5 * 20 - 0.5 * 1) / 2)
    assert found.value.mean == pytest.approx(13.5 / 2)
    assert found.criteria[0].mean == pytest.approx(13.5)
    assert found.criteria[1].p20 == found.criteria[1].p80 == 0
    assert found.any_limit is None


def test_groups_sum_resources_draw_by_draw() -> None:
    spreads = {("a", "do", CAPEX): Percentiles(40, 60), ("a", "do", OPEX): Percentiles(40, 50)}
    found = run(two_limits(), Uncertainty(uses=spreads), groups={"both": [CAPEX, OPEX]}).resource("both")
    assert found.stated == 80 and found.limit is None
    # Costs of one initiative rise together, so here, and only here, P80s do add.
    assert found.p80 == pytest.approx(found.sum_of_p80, rel=0.02)
    assert found.sum_of_p80 == pytest.approx(110)


spreads = st.tuples(st.floats(1, 50), st.floats(1.01, 3)).map(lambda pair: Percentiles(pair[0], pair[0] * pair[1]))
limits = st.floats(1, 400)


@given(st.lists(spreads, min_size=1, max_size=4), st.floats(0, 1), limits, limits)
@law(25)
def test_raising_a_limit_never_raises_the_chance_of_breaking_it(
    of: list[Percentiles], shock: float, one: float, other: float
) -> None:
    ids = "abcd"[: len(of)]
    uses = {(id, "do", CAPEX): spread for id, spread in zip(ids, of, strict=True)}
    low, high = (
        run(plain(limit, ids), Uncertainty(uses=uses, shock=shock), 1_000).any_limit for limit in sorted((one, other))
    )
    assert low is not None and high is not None and high.share <= low.share


@given(st.lists(spreads, min_size=1, max_size=4), st.floats(0, 1))
@law(25)
def test_the_draws_lie_about_the_exact_mean_within_their_error(of: list[Percentiles], shock: float) -> None:
    """The mean of the draws is that of the drawn changes; six standard errors at the full correlation."""
    ids = "abcd"[: len(of)]
    uses = {(id, "do", CAPEX): spread for id, spread in zip(ids, of, strict=True)}
    problem, uncertainty = plain(None, ids), Uncertainty(uses=uses, shock=shock)
    mean = run(problem, uncertainty, 4_000).resource(CAPEX).mean
    open = exposures(problem, done(problem), uncertainty)
    changes, _ = drawn_changes(problem, open, uncertainty, (2027, 4_000), Hooks(None, None, Clock.start(None)))
    error = sum(spread.deviation for spread in of) / sqrt(4_000)
    assert 40 * len(of) + changes[:, 0].mean() == pytest.approx(mean, abs=6 * error)


def test_progress_is_told_and_cancelling_keeps_what_was_drawn() -> None:
    told: list[tuple[int, int, str]] = []
    problem, uncertainty = plain(), Uncertainty(uses=costs("ab"))
    found = run(
        problem, uncertainty, 5_000, progress=lambda *at: told.append(at), cancel=lambda: len(told) == 2
    )  # fmt: skip
    assert told == [(1_000, 5_000, "draws"), (2_000, 5_000, "draws")]
    assert (found.draws, found.complete) == (2_000, False)
    whole = run(problem, uncertainty, 2_000)
    assert whole.complete and whole.resources == found.resources


def test_a_time_limit_ends_it_after_a_thousand_at_the_least() -> None:
    found = run(plain(), Uncertainty(uses=costs("ab")), 1_000_000, time_limit=1e-9)
    assert (found.draws, found.complete) == (1_000, False)


TWICE = "it would be counted twice; leave one out, or list the others in overrun_of"


def test_wrong_names_and_numbers_are_all_told() -> None:
    wrong = Uncertainty(
        uses={("a", "do", "cash"): COST, ("z", "do", CAPEX): COST, ("a", "half", CAPEX): COST, **costs("b")},
        scores={("a", "do", CAPEX): COST},
        overruns={"b": COST, "y": COST},
    )
    with pytest.raises(optimizer.ProblemFaults) as raised:
        simulate(plain(), {"q": "do", "a": "full"}, wrong, seed=-1, draws=5, groups={"g": ["cash"]})
    assert [str(fault) for fault in raised.value.faults] == [
        "seed: must be a whole number from 0",
        "draws: must be from 100 to 1,000,000",
        "selection[\"q\"]: is not an initiative",
        "selection[\"a\"]: 'full' is not an option of 'a'",
        "groups[\"g\"]: 'cash' is not a resource",
        "uses[\"a\", \"do\", \"cash\"]: 'cash' is not a resource",
        "uses[\"z\", \"do\", \"capex 2027\"]: 'z' is not an initiative",
        "uses[\"a\", \"half\", \"capex 2027\"]: 'half' is not an option of 'a'",
        "scores[\"a\", \"do\", \"capex 2027\"]: 'capex 2027' is not a criterion",
        "overruns[\"y\"]: is not an initiative",
        "uses[\"b\", \"do\", \"capex 2027\"]: has an overrun as well; " + TWICE,
    ]  # fmt: skip


def test_a_shock_beyond_its_range_is_refused() -> None:
    with pytest.raises(optimizer.ProblemFaults, match="benefit_shock: must be from 0 to 1"):
        Uncertainty(benefit_shock=1.1)


def test_an_outlook_prints_itself() -> None:
    told = str(run(plain(), Uncertainty(uses=costs("ab")), 1_000))
    assert told.startswith("1,000 draws, seed 2027\ncapex 2027: stated 80, mean")
    assert "limit 100 broken in" in told and told.splitlines()[-1].startswith("any limit broken in")


def test_an_outlook_is_plain_data_too_and_names_what_it_does_not_know() -> None:
    found = run(plain(), Uncertainty(uses=costs("ab")), 1_000)
    told = json.loads(json.dumps(found.to_dict()))
    assert told["resources"][0]["limit"] == 100 and 0 < told["any_limit"]["share"] < 1
    with pytest.raises(KeyError):
        found.resource("cash")
