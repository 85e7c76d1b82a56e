"""A scenario survives its address, and an address never breaks a page."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.domain.initiatives import STATUS_QUO
from portfolio.domain.scenario_address import address, read, read_query, write
from portfolio.domain.scenarios import Scenario, canonical
from tests.small_rounds import M_EUR, initiative, must, option, small_round

ROUND = small_round(
    initiative("ERP", option("full"), option("hold")), initiative("CRM"), rules=(must("ERP"), must("CRM"))
)

points = st.decimals(0, 1000, places=2)
scenarios = st.builds(
    Scenario,
    name=st.text(st.characters(exclude_categories=["C", "Z"]), max_size=30),
    weights=st.none() | st.fixed_dictionaries({"CUS": points, "CON": points.filter(bool)}),
    limits=st.dictionaries(
        st.sampled_from([("capex", 2027), ("opex", 2028)]), st.none() | st.integers(0, 10**14).map(lambda n: n * 100)
    ),
    at_face_value=st.booleans(),
    dropped_rules=st.frozensets(st.sampled_from(["must-ERP", "must-CRM"])),
    pinned=st.dictionaries(st.just("ERP"), st.sampled_from(["full", "hold", STATUS_QUO])),
)


@given(scenarios)
def test_a_scenario_survives_its_address(scenario: Scenario) -> None:
    reading = read_query(ROUND, address(ROUND, scenario))
    assert reading.faults == ()
    assert reading.scenario == canonical(ROUND, scenario)


@given(scenarios)
def test_equal_questions_have_equal_addresses(scenario: Scenario) -> None:
    again = read_query(ROUND, address(ROUND, scenario)).scenario
    assert address(ROUND, again) == address(ROUND, scenario)


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_address_breaks_anything(name: str, text: str) -> None:
    read(
        ROUND, [(name, text), (f"w.{name}", text), ("w.CUS", text), (f"limit.{name}", text), ("limit.capex.2027", text)]
    )


@given(st.text(max_size=100))
def test_no_query_breaks_anything(query: str) -> None:
    read_query(ROUND, query)


def test_the_round_itself_has_no_address() -> None:
    assert address(ROUND, Scenario()) == ""
    assert address(ROUND, Scenario(weights=dict(ROUND.weights), limits={("capex", 2027): 2 * M_EUR})) == ""


def test_an_address_reads_like_what_people_type() -> None:
    scenario = Scenario(
        weights={"CUS": Decimal(30), "CON": Decimal("12.50")},
        limits={("opex", 2027): 1_500_000_00, ("capex", 2027): None},
        at_face_value=True,
        dropped_rules=frozenset({"must-ERP"}),
        pinned={"ERP": "full"},
    )
    assert write(ROUND, scenario) == [
        ("w.CUS", "30"),
        ("w.CON", "12.5"),
        ("limit.capex.2027", "none"),
        ("limit.opex.2027", "1500"),
        ("scores", "claimed"),
        ("without", "must-ERP"),
        ("pin.ERP", "full"),
    ]


def test_weights_that_are_not_said_stay_as_they_are() -> None:
    assert read_query(ROUND, "w.CUS=10").scenario.weights == {"CUS": Decimal(10), "CON": Decimal(50)}


def test_an_emptied_field_says_nothing() -> None:
    assert read_query(ROUND, "w.CUS=&limit.capex.2027=").scenario == Scenario()


def test_fields_of_others_are_not_looked_at() -> None:
    assert read_query(ROUND, "before=w.CUS%3D3&explain=1&csrf_token=x").scenario == Scenario()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("w.XXX=3", "no criterion “XXX”"),
        ("w.CUS=many", "“many” is not a weight for CUS"),
        ("w.CUS=-1", "must be a number of 0 or more"),
        ("w.CUS=1e99", "is not a weight"),
        ("w.CUS=nan", "is not a weight"),
        ("w.CUS=0&w.CON=0", "At least one weight must be above zero"),
        ("limit.capex.1999=3", "no limit “capex 1999”"),
        ("limit.capex.2027=-3", "“-3” is not an amount for capex 2027"),
        ("limit.capex.2027=99999999999999999999", "is not an amount"),
        ("without=nothing", "no rule “nothing”"),
        ("pin.XXX=full", "no initiative “XXX”"),
        ("pin.ERP=gold", "no option “ERP: gold”"),
    ],
)
def test_what_cannot_be_taken_is_said_and_left_aside(query: str, said: str) -> None:
    reading = read_query(ROUND, query)
    assert said in " ".join(reading.faults)
    assert reading.scenario == Scenario()


def test_thousands_may_be_separated() -> None:
    assert read_query(ROUND, "limit.capex.2027=1,500").scenario.limits == {("capex", 2027): 1_500_000_00}


def test_pairs_of_a_form_read_like_its_address() -> None:
    query = "w.CUS=1&w.CON=3&pin.CRM=status_quo"
    assert read(ROUND, parse_qsl(query)) == read_query(ROUND, query)
