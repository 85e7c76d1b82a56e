"""What a round says about itself."""

from __future__ import annotations

from decimal import Decimal

from portfolio.domain.rounds import Criterion, Resource, ResourceKind, Round, WeightProfile, resource_name

BASE = {"key": "FY27", "name": "FY2027", "currency": "EUR", "first_year": 2027, "last_year": 2029}
CRITERIA = (Criterion("CUS", "Customer"), Criterion("CON", "Continuity"))


def test_the_fiscal_years_run_from_first_to_last() -> None:
    assert Round(**BASE).years == (2027, 2028, 2029)


def test_without_a_profile_of_the_room_all_criteria_weigh_the_same() -> None:
    stranger = WeightProfile("CEO", {"CUS": Decimal(9), "CON": Decimal(1)})
    assert Round(**BASE, criteria=CRITERIA, profiles=(stranger,)).weights == {"CUS": 1, "CON": 1}


def test_the_profile_of_the_room_is_what_counts() -> None:
    room = WeightProfile("Room", {"CUS": Decimal(9), "CON": Decimal(1)}, is_room=True)
    assert Round(**BASE, criteria=CRITERIA, profiles=(room,)).weights == room.points


def test_amounts_come_back_in_major_units_of_their_resource() -> None:
    architects = Resource("architects", "Architects", ResourceKind.PEOPLE, "months", 2)
    assert Round(**BASE, resources=(architects,)).amount("architects", 1890) == Decimal("18.90")


def test_a_resource_without_a_year_is_named_by_itself() -> None:
    assert (resource_name("capex", 2027), resource_name("beyond", None)) == ("capex 2027", "beyond")


def test_only_capex_and_opex_are_spend_and_commitments_are_money_too() -> None:
    assert [k for k in ResourceKind if k.is_spend] == [ResourceKind.CAPEX, ResourceKind.OPEX]
    assert ResourceKind.COMMITMENT.is_money and not ResourceKind.PEOPLE.is_money
