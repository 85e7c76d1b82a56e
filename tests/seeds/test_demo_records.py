"""What the files of the demo round hold: complete, readable, and adding up to what its story says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portfolio.domain.initiatives import Change, Initiative, Stage
from portfolio.domain.rounds import ResourceKind
from portfolio.domain.rules import MandateKind, RuleType
from tests.seeds.asking import K_EURO, Demo

VAGUE = {"LAKE", "CRM", "WEB", "MOB", "BOT"}
"""Those whose promise names no effect that can be measured: the story wants them so."""


def test_thirty_six_initiatives_have_fifty_eight_options(demo: Demo) -> None:
    assert len(demo.round.initiatives) == 36
    assert sum(len(i.options) for i in demo.round.initiatives) == 58


def test_every_option_and_every_status_quo_is_scored_on_all_criteria(demo: Demo) -> None:
    keys = {c.key for c in demo.round.criteria}
    assert keys == {"CUS", "SRV", "GRO", "CON", "PRO", "CHG"}
    for initiative in demo.round.initiatives:
        for option in (*initiative.options, initiative.status_quo):
            assert set(option.scores) == keys, (initiative.key, option.key)


def test_every_criterion_says_both_ends_of_its_scale(demo: Demo) -> None:
    assert [c.lens for c in demo.round.criteria] == ["business"] * 3 + ["technology"] * 3
    assert all(c.anchor_0 and c.anchor_100 for c in demo.round.criteria)


def test_asking_for_the_dearest_of_everything_takes_twice_and_a_half_of_what_is_there(demo: Demo) -> None:
    dearest = [max((_spend(i, o.key) for o in i.options), key=sum) for i in demo.round.initiatives]
    capex, opex = (sum(part) for part in zip(*dearest, strict=True))
    assert (capex, opex) == (129_100, 48_600)
    limits = {
        kind: sum(lim.amount or 0 for lim in demo.round.limits if lim.resource == kind) for kind in ("capex", "opex")
    }
    assert limits == {"capex": 53_500 * K_EURO, "opex": 20_000 * K_EURO}


def _spend(initiative: Initiative, option: str) -> tuple[Decimal, Decimal]:
    uses = initiative.option(option).uses
    capex, opex = (Decimal(sum(u.amount for u in uses if u.resource == kind)) / K_EURO for kind in ("capex", "opex"))
    return capex, opex


def test_running_it_takes_thirty_one_million_a_year_and_leaves_eight_percent_of_the_people(demo: Demo) -> None:
    opex = sum(line.amount for line in demo.round.baseline if line.kind == "opex" and line.year in (None, 2027))
    people = [line for line in demo.round.baseline if line.kind == "people"]
    assert opex == 31_000 * K_EURO
    assert (sum(p.amount for p in people), sum(p.free for p in people)) == (228_00, 18_00)


def test_what_is_committed_after_the_last_year_is_counted_and_limited_once(demo: Demo) -> None:
    beyond = demo.round.resource_by_key["beyond"]
    assert beyond.kind is ResourceKind.COMMITMENT
    assert not beyond.per_year
    assert [(lim.year, lim.amount) for lim in demo.round.limits if lim.resource == "beyond"] == [(None, 8_000 * K_EURO)]
    committed = {
        (i.key, o.key) for i in demo.round.initiatives for o in i.options for u in o.uses if u.resource == "beyond"
    }
    assert committed == {("BILL", "later"), ("MOB", "later"), ("INST", "later"), ("MES", "later")}


def test_the_erp_is_under_way_with_what_was_approved_and_what_is_spent(demo: Demo) -> None:
    erp = demo.round.initiative_by_key["ERP"]
    assert erp.stage is Stage.UNDER_WAY
    assert (erp.approval.cost, erp.spent_so_far) == (96_000 * K_EURO, 40_000 * K_EURO)
    assert erp.approval.date is not None
    assert erp.approval.promise
    assert sum(_spend(erp, "full")) == 96_000 - 40_000
    others = {i.key: i.spent_so_far for i in demo.round.initiatives if i.spent_so_far and i.key != "ERP"}
    assert others == {"MDM": 300 * K_EURO, "LAKE": 600 * K_EURO, "EINV": 200 * K_EURO, "IOT": 400 * K_EURO}


def test_only_the_five_sound_claims_are_musts_and_the_others_are_told_as_claims(demo: Demo) -> None:
    musts = {r.initiative: r for r in demo.round.rules if r.type is RuleType.MUST}
    law, end = MandateKind.LAW, MandateKind.END_OF_SUPPORT
    assert {key: rule.kind for key, rule in musts.items()} == dict.fromkeys(["PAM", "EINV", "CRA", "ESG"], law) | {
        "ERP": end
    }
    assert all(r.claimant and r.evidence and r.deadline and not r.option for r in musts.values())
    claimed = {i.key for i in demo.round.initiatives if i.notes.get("claimed as a must")}
    assert claimed == {"ERP", "SOC", "WORK", "CALL", "DCX", "DCR", "ESG", "LAKE"}


def test_the_room_and_nine_people_weigh_out_of_a_hundred_each_from_a_side(demo: Demo) -> None:
    room, *people = demo.round.profiles
    assert room.is_room
    assert len(people) == 9
    assert all(sum(p.points.values()) == 100 for p in demo.round.profiles)
    assert {p.lens for p in people} == {"business", "technology"}


def test_every_initiative_reads_as_a_problem_a_promise_and_its_evidence(demo: Demo) -> None:
    for initiative in demo.round.initiatives:
        assert initiative.problem
        assert 2 <= initiative.description.count(". ") + 1 <= 4, initiative.key
        assert len(initiative.evidence_note) > 60, initiative.key
        assert initiative.business_owner or initiative.technology_owner
        has_figure = any(character.isdigit() for character in initiative.promise)
        assert has_figure or initiative.key in VAGUE, initiative.key


@pytest.mark.parametrize("key", ["LAKE", "CRM", "WEB"])
def test_the_vague_ones_promise_without_a_figure_and_on_thin_evidence(demo: Demo, key: str) -> None:
    initiative = demo.round.initiative_by_key[key]
    assert not any(character.isdigit() for character in initiative.promise)
    assert initiative.evidence_strength <= Decimal("0.25")


def test_run_grow_and_transform_are_told_apart(demo: Demo) -> None:
    counts = {change: sum(i.change is change for i in demo.round.initiatives) for change in Change}
    assert counts == {Change.RUN: 14, Change.GROW: 13, Change.TRANSFORM: 9}
