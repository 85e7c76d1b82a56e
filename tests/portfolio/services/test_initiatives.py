"""Initiatives are created and changed by patches: all or nothing, recorded, guarded against others."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Conflict, Forbidden, Invalid, NotFound
from portfolio.domain.initiatives import Initiative
from portfolio.domain.patches import InitiativePatch, OptionPatch, changes
from portfolio.domain.rules import Rule, RuleType
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_initiatives
from portfolio.services import initiatives, rules
from portfolio.services.initiatives import NEW, apply_patch, apply_patches
from tests.factories import ADMIN, actor_in, erp, make_erp
from tests.laws import law


def load(session: Session, row: m.Round, key: str = "ERP") -> Initiative:
    """The initiative as it is stored, read afresh."""
    session.flush()
    session.expire_all()
    return load_initiatives(session, row, key)[0]


def entries(session: Session) -> list[m.AuditEntry]:
    return list(session.scalars(select(m.AuditEntry).order_by(m.AuditEntry.id)))


def test_a_patch_creates_an_initiative_with_all_that_it_says(session: Session, round_row: m.Round) -> None:
    found = apply_patch(session, ADMIN, round_row, erp())
    made = load(session, round_row)
    assert found["title"] == (None, "Complete the ERP")
    assert [o.key for o in made.options] == ["full", "hold"]
    assert made.option("full").scores == {"CUS": Decimal(4), "CON": Decimal(34)}
    assert made.option("full").probability == Decimal("0.55")
    assert {(u.resource, u.year, u.basis, u.amount) for u in made.option("full").uses} == {
        ("capex", 2027, "own_asset", 1_540_000_000),
        ("opex", 2028, "", 420_000_000),
        ("beyond", None, "", 5),
    }
    assert made.status_quo.scores == {"CON": Decimal(-26)}
    assert (made.version, made.all_tags) == (1, ("run", "platform"))


def test_a_patch_leaves_what_it_does_not_name_and_counts_the_version_up(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    before = load(session, round_row)
    apply_patch(session, ADMIN, round_row, InitiativePatch("ERP", {"promise": "live in 2028"}))
    assert load(session, round_row) == replace(before, promise="live in 2028", version=2)


def test_none_clears_and_an_absent_score_is_not_zero(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    option = OptionPatch("full", {}, {"CUS": None, "CON": Decimal(0)}, {("capex", 2027, "own_asset"): None})
    apply_patch(session, ADMIN, round_row, InitiativePatch("ERP", {"change": None, "tags": None}, (option,)))
    now = load(session, round_row)
    assert now.option("full").scores == {"CON": Decimal(0)}
    assert {u.resource for u in now.option("full").uses} == {"opex", "beyond"}
    assert (now.change, now.tags) == (None, ())


def test_options_are_added_and_dropped(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    patch = InitiativePatch("ERP", {}, (OptionPatch("later", {"title": "A year later"}),), ("full",))
    apply_patch(session, ADMIN, round_row, patch)
    assert [(o.key, o.title) for o in load(session, round_row).options] == [("hold", "Hold"), ("later", "A year later")]
    assert session.scalar(select(func.count()).select_from(m.Score)) == 2


def test_an_option_that_a_rule_names_cannot_be_dropped(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    rules.save_rule(session, ADMIN, round_row, Rule("must-ERP", RuleType.MUST, "ERP", "hold"))
    with pytest.raises(Invalid, match=r"must-ERP.*change or remove the rule"):
        apply_patch(session, ADMIN, round_row, InitiativePatch("ERP", dropped_options=("hold",)))


def test_one_entry_is_recorded_for_each_write_and_none_when_nothing_changes(
    session: Session, round_row: m.Round
) -> None:
    make_erp(session, round_row)
    before = len(entries(session))
    apply_patch(session, ADMIN, round_row, InitiativePatch("ERP", {"title": "Finish the ERP"}))
    apply_patch(session, ADMIN, round_row, InitiativePatch("ERP", {"title": " Finish the ERP "}))
    new = entries(session)[before:]
    assert [(e.subject_key, e.action) for e in new] == [("ERP", "changed")]
    assert new[0].changes == {"title": ["Complete the ERP", "Finish the ERP"], "version": [1, 2]}


def test_every_fault_is_named_by_its_field_and_nothing_is_written(session: Session, round_row: m.Round) -> None:
    wrong = InitiativePatch(
        "E RP",
        {"evidence_strength": Decimal(2), "stage": "asleep", "colour": "blue"},
        (
            OptionPatch(
                "full",
                {"title": " ", "probability": Decimal(-1)},
                {"XXX": Decimal(1), "CUS": Decimal(340)},
                {("capex", 2031, ""): 1, ("gold", 2027, ""): 1, ("beyond", 2027, ""): 1, ("opex", 2027, "x"): 1},
            ),
        ),
    )
    with pytest.raises(Invalid) as caught:
        apply_patch(session, ADMIN, round_row, wrong)
    assert set(caught.value.fields) == {
        "key",
        "title",
        "evidence_strength",
        "stage",
        "colour",
        "options.full.title",
        "options.full.probability",
        "options.full.score XXX",
        "options.full.score CUS",
        "options.full.capex 2031",
        "options.full.gold 2027",
        "options.full.beyond 2027",
        "options.full.opex 2027 (x)",
    }
    assert load_initiatives(session, round_row) == ()


def test_many_patches_are_one_all_or_nothing(session: Session, round_row: m.Round) -> None:
    with pytest.raises(Invalid) as caught:
        apply_patches(session, ADMIN, round_row, [erp("A"), InitiativePatch("B", {"title": ""})])
    assert caught.value.fields == {"B.title": "Give the initiative a title."}
    assert load_initiatives(session, round_row) == ()
    assert all(apply_patches(session, ADMIN, round_row, [erp("A"), erp("B")]))
    assert [i.key for i in load_initiatives(session, round_row)] == ["A", "B"]


def test_naming_an_initiative_twice_in_one_go_is_refused(session: Session, round_row: m.Round) -> None:
    with pytest.raises(Invalid, match="named twice"):
        apply_patches(session, ADMIN, round_row, [erp("A"), erp("A")])


def test_a_stale_version_is_a_conflict_that_keeps_both_sides(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    theirs = InitiativePatch("ERP", {"title": "Their title"}, (OptionPatch("full", {}, {"CUS": Decimal(9)}),))
    apply_patch(session, ADMIN, round_row, theirs, expected_version=1)
    mine = InitiativePatch(
        "ERP", {"title": "My title", "promise": "mine"}, (OptionPatch("full", {}, {"CUS": Decimal(4)}),)
    )
    with pytest.raises(Conflict) as caught:
        apply_patch(session, ADMIN, round_row, mine, expected_version=1)
    conflict = caught.value
    assert conflict.mine == {"title": "My title", "promise": "mine", "options.full.score CUS": Decimal(4)}
    assert conflict.theirs == {"title": "Their title", "promise": "", "options.full.score CUS": Decimal(9)}
    assert conflict.base == {"title": "Complete the ERP", "options.full.score CUS": "4"}
    assert conflict.version == 2
    assert load(session, round_row).title == "Their title"


def test_a_stale_form_that_asks_for_what_is_there_is_no_conflict(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    apply_patch(session, ADMIN, round_row, InitiativePatch("ERP", {"title": "Same"}), 1)
    assert apply_patch(session, ADMIN, round_row, InitiativePatch("ERP", {"title": "Same"}), 1) == {}


def test_creating_over_what_exists_is_refused(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    with pytest.raises(Invalid, match="There is an initiative “ERP” already"):
        apply_patch(session, ADMIN, round_row, erp(), NEW)
    with pytest.raises(Invalid, match="already"):
        apply_patch(session, ADMIN, round_row, erp("erp"), NEW)


def test_editing_what_is_not_there_is_not_found(session: Session, round_row: m.Round) -> None:
    with pytest.raises(NotFound):
        apply_patch(session, ADMIN, round_row, erp(), 3)
    with pytest.raises(NotFound):
        initiatives.archive_initiative(session, ADMIN, round_row, "ERP")


def test_archiving_keeps_everything_and_restoring_brings_it_back(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    before = load(session, round_row)
    initiatives.archive_initiative(session, ADMIN, round_row, "ERP")
    initiatives.archive_initiative(session, ADMIN, round_row, "ERP")
    assert load(session, round_row) == replace(before, archived=True, version=2)
    initiatives.restore_initiative(session, ADMIN, round_row, "ERP")
    assert load(session, round_row) == replace(before, version=3)
    assert [e.action for e in entries(session)][-2:] == ["archived", "restored"]


@pytest.mark.parametrize(
    ("role", "edits", "scores"),
    [
        ("owner", True, True),
        ("business", True, True),
        ("technology", True, True),
        ("finance", True, False),
        ("viewer", False, False),
    ],
)
def test_each_role_writes_what_it_may(
    session: Session, round_row: m.Round, role: str, edits: bool, scores: bool
) -> None:
    make_erp(session, round_row)
    text = InitiativePatch("ERP", {"promise": role})
    score = InitiativePatch("ERP", options=(OptionPatch("full", {}, {"CUS": Decimal(77)}),))
    for patch, may in ((text, edits), (score, scores)):
        if may:
            assert apply_patch(session, actor_in(round_row, role), round_row, patch)
        else:
            with pytest.raises(Forbidden):
                apply_patch(session, actor_in(round_row, role), round_row, patch)


def test_repeating_a_score_needs_no_right_to_score(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    patch = InitiativePatch("ERP", {"promise": "x"}, (OptionPatch("full", {}, {"CUS": Decimal("4.0")}),))
    assert set(apply_patch(session, actor_in(round_row, "finance"), round_row, patch)) == {"promise"}


def test_a_thousand_patches_take_few_questions_to_the_database(session: Session, round_row: m.Round) -> None:
    apply_patches(session, ADMIN, round_row, [erp(f"I{n}") for n in range(60)])
    asked: list[str] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *a: asked.append(str(a[2])))
    patches = [InitiativePatch(f"I{n}", {"title": f"Title {n}"}) for n in range(60)]
    session.expire_all()
    apply_patches(session, ADMIN, round_row, patches)
    assert len([text for text in asked if text.lstrip().upper().startswith("SELECT")]) < 20


amounts = st.none() | st.integers(-(10**12), 10**12)
scores = st.none() | st.decimals(-100, 100, places=1)
texts = st.none() | st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20)
fields: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"title": st.just("T")},
    optional={
        "description": texts,
        "approved_promise": texts,
        "business_owner": texts,
        "spent_so_far": amounts,
        "change": st.sampled_from([None, "", "run", "grow"]),
        "stage": st.sampled_from([None, "candidate", "closed"]),
        "tags": st.none() | st.lists(st.sampled_from(["customer", "Customer", "b ", "c"]), max_size=4),
        "evidence_strength": st.none() | st.decimals(0, 1, places=2),
        "notes": st.none() | st.dictionaries(st.sampled_from("ab"), st.none() | st.just("x"), max_size=2),
    },
)
uses = st.dictionaries(
    st.tuples(st.sampled_from(["capex", "opex"]), st.sampled_from([2027, 2029]), st.sampled_from(["", "own_asset"])),
    amounts,
    max_size=3,
)
options = st.builds(
    OptionPatch,
    st.sampled_from(["full", "status_quo", "extra"]),
    st.fixed_dictionaries({}, optional={"description": texts, "run_cost_tail": amounts}),
    st.dictionaries(st.sampled_from(["CUS", "CON"]), scores, max_size=2),
    uses,
)
patches = st.builds(
    InitiativePatch,
    st.just("ERP"),
    fields,
    st.lists(options, max_size=3, unique_by=lambda o: o.key).map(tuple),
    st.sampled_from([(), ("hold",)]),
)


@settings(law(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(patch=patches, exists=st.booleans())
def test_applying_a_patch_twice_changes_nothing_the_second_time(
    session: Session, round_row: m.Round, patch: InitiativePatch, exists: bool
) -> None:
    with session.begin_nested() as savepoint:
        if exists:
            make_erp(session, round_row)
        apply_patch(session, ADMIN, round_row, patch)
        assert changes(load(session, round_row), patch) == {}
        count = len(entries(session))
        assert apply_patch(session, ADMIN, round_row, patch) == {}
        assert len(entries(session)) == count
        savepoint.rollback()
    session.expire_all()
