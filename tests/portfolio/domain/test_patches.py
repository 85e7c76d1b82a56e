"""What a partial change would change, before anything is changed."""

from __future__ import annotations

from decimal import Decimal

from portfolio.domain.initiatives import Approval, Change, Initiative, Option, Use
from portfolio.domain.patches import InitiativePatch, OptionPatch, changes, use_label, without

ERP = Initiative(
    "ERP",
    "Complete the ERP",
    options=(
        Option("full", "full", (Use("capex", 2027, 15_400_00),), {"CON": Decimal(34)}, probability=Decimal("0.55")),
    ),
    change=Change.RUN,
    tags=("platform",),
    approval=Approval(cost=96_000_00),
)


def test_a_patch_that_repeats_what_is_there_changes_nothing() -> None:
    same = InitiativePatch(
        "ERP",
        {"title": "Complete the ERP", "change": Change.RUN, "tags": ["platform"], "approved_cost": 96_000_00},
        (
            OptionPatch(
                "full", {"probability": Decimal("0.55")}, {"CON": Decimal("34.0")}, {("capex", 2027, ""): 1540000}
            ),
        ),
    )
    assert changes(ERP, same) == {}


def test_every_kind_of_field_is_found_with_its_old_and_new_value() -> None:
    patch = InitiativePatch(
        "ERP",
        {"approved_promise": "live in 2026"},
        (
            OptionPatch("full", {}, {"CON": None, "CUS": Decimal(4)}, {("capex", 2028, "own_asset"): 5}),
            OptionPatch("hold", {"title": "hold"}),
        ),
    )
    assert changes(ERP, patch) == {
        "approved_promise": ("", "live in 2026"),
        "options.full.score CON": (Decimal(34), None),
        "options.full.score CUS": (None, Decimal(4)),
        "options.full.capex 2028 (own_asset)": (None, 5),
        "options.hold": (None, "hold"),
        "options.hold.title": (None, "hold"),
    }


def test_what_a_patch_does_not_name_stays() -> None:
    assert changes(ERP, InitiativePatch("ERP")) == {}


def test_dropping_an_option_that_is_not_there_changes_nothing() -> None:
    assert changes(ERP, InitiativePatch("ERP", dropped_options=("later",))) == {}
    assert changes(ERP, InitiativePatch("ERP", dropped_options=("full",))) == {"options.full": ("full", None)}


def test_a_new_initiative_changes_everything_that_is_said_of_it() -> None:
    assert changes(None, InitiativePatch("X", {"title": "X"})) == {"title": (None, "X")}


def test_a_use_is_named_by_resource_year_and_basis() -> None:
    assert use_label(("capex", 2027, "")) == "capex 2027"
    assert use_label(("beyond", None, "own_asset")) == "beyond (own_asset)"


def test_taking_their_side_of_a_field_leaves_it_out_of_the_patch() -> None:
    patch = InitiativePatch(
        "ERP",
        {"title": "Mine", "promise": "mine"},
        (
            OptionPatch("full", {"probability": Decimal("0.9")}, {"CON": Decimal(1)}, {("capex", 2027, ""): 1}),
            OptionPatch("new", {"title": "New"}),
        ),
        ("hold",),
    )
    found = changes(ERP, patch)
    left = without(patch, ["title", "options.full.score CON", "options.full.capex 2027", "options.new"])
    assert set(changes(ERP, left)) == set(found) - {
        "title", "options.full.score CON", "options.full.capex 2027", "options.new", "options.new.title",
    }  # fmt: skip
    assert without(patch, ["options.hold"]).dropped_options == ()


def test_notes_are_added_to_those_there_are_and_none_removes_one() -> None:
    noted = Initiative("X", "X", notes={"source": "audit", "old": "x"})
    patch = InitiativePatch("X", {"notes": {"old": None, "new": "y"}})
    assert changes(noted, patch) == {"notes": ({"source": "audit", "old": "x"}, {"source": "audit", "new": "y"})}
