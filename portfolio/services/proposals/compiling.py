"""From a round and a scenario to the optimiser's problem: supported scores, amounts in major units, rules by name.

What cannot be put to the optimiser is left out here and nowhere else, and said in a notice.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from optimizer import Problem, read_problem
from optimizer.faults import ProblemFaults
from portfolio.domain.errors import Invalid
from portfolio.domain.initiatives import Initiative, Option
from portfolio.domain.rounds import Round, resource_name
from portfolio.domain.scenarios import LimitKey, Scenario, limits_under, weights_under
from portfolio.domain.scoring import supported_score
from portfolio.services.proposals.compiling_rules import compile_rules

MOST_NAMED = 5


@dataclass(frozen=True)
class Compiled:
    """A problem and what stands behind it. `rule_keys` names, by index, the round's rule (`pin:KEY` for a pin);
    `unscored` are keys of candidates without any scored option; `notices` say what was left aside and why."""

    data: dict[str, Any]
    rule_keys: tuple[str, ...]
    unscored: tuple[str, ...]
    notices: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to choose from."""
        return not self.data["initiatives"] or not self.data["criteria"]

    @cached_property
    def problem(self) -> Problem:
        """The problem as a value; Invalid when the round's records contradict each other."""
        try:
            return read_problem(self.data)
        except ProblemFaults as error:
            raise Invalid({fault.path: fault.message for fault in error.faults}) from error


def compile_round(round_: Round, scenario: Scenario) -> Compiled:
    """Everything that the optimiser is asked, with what could not be asked."""
    limits = limits_under(round_, scenario)
    notices: list[str] = []
    running = [i for i in round_.candidates if i.choosable_options]
    notices += _cost_notices(round_)
    initiatives = [_initiative(round_, i, limits, scenario.at_face_value, notices) for i in running]
    rules = compile_rules(round_, scenario, {i["id"]: i for i in initiatives})
    data = {
        "format": 1,
        "name": " – ".join(filter(None, (round_.name, scenario.name))),
        "criteria": weights_under(round_, scenario),
        "resources": {resource_name(*key): _major(round_, key, amount) for key, amount in limits.items()},
        "initiatives": initiatives,
        "rules": list(rules.rules),
    }
    unscored = tuple(i.key for i in round_.candidates if not i.scored_options)
    return Compiled(data, rules.keys, unscored, (*dict.fromkeys(notices), *rules.notices))


def _cost_notices(round_: Round) -> list[str]:
    """Who is scored but not in the running, or not in every way, because an amount is missing."""
    lacking = [i for i in round_.candidates if len(i.choosable_options) < len(i.scored_options)]
    out = [i.title for i in lacking if not i.choosable_options]
    told = []
    if out:
        named = ", ".join(f"“{title}”" for title in out[:MOST_NAMED]) + (" and others" if len(out) > MOST_NAMED else "")
        have = "initiative has" if len(out) == 1 else "initiatives have"
        stay = "It stays" if len(out) == 1 else "They stay"
        told.append(f"{len(out)} {have} scores but no cost: {named}. {stay} out of the running until one is entered.")
    for initiative in lacking:
        if initiative.choosable_options:
            names = ", ".join(f"“{o.title}”" for o in initiative.scored_options if not o.is_costed)
            told.append(f"“{initiative.title}”: {names} has no cost and cannot be chosen until one is entered.")
    return told


def compile_problem(round_: Round, scenario: Scenario) -> Problem:
    """The problem alone; Invalid when the round's records contradict each other, or nothing can be chosen."""
    compiled = compile_round(round_, scenario)
    if compiled.is_empty:
        raise Invalid({"initiatives": "Nothing in this round has scores yet, so there is nothing to choose from."})
    return compiled.problem


def _major(round_: Round, key: LimitKey, amount: int | None) -> Decimal | None:
    return None if amount is None else round_.amount(key[0], amount)


def _initiative(
    round_: Round, initiative: Initiative, known: dict[LimitKey, int | None], at_face_value: bool, notices: list[str]
) -> dict[str, Any]:
    strength = Decimal(1) if at_face_value else initiative.evidence_strength
    criteria = {c.key for c in round_.criteria}

    def uses(option: Option) -> dict[str, Decimal]:
        return _uses(round_, initiative, option, known, notices)

    def option_entry(option: Option) -> dict[str, Any]:
        scores = {k: supported_score(s, strength) for k, s in option.scores.items() if k in criteria}
        return {
            "id": option.key, "title": option.title, "scores": scores, "uses": uses(option),
            "probability": option.probability,
        }  # fmt: skip

    quo = initiative.status_quo
    return {
        "id": initiative.key,
        "title": initiative.title,
        "tags": list(dict.fromkeys(initiative.all_tags)),
        "options": [option_entry(o) for o in initiative.choosable_options],
        "status_quo": {"scores": {k: s for k, s in quo.scores.items() if k in criteria}, "uses": uses(quo)},
    }


def _uses(
    round_: Round, initiative: Initiative, option: Option, known: dict[LimitKey, int | None], notices: list[str]
) -> dict[str, Decimal]:
    """Amounts by resource name, lines of different bases added up; what lies outside of the round's years is told."""
    totals: dict[str, Decimal] = {}
    for use in option.uses:
        if (use.resource, use.year) not in known:
            where = resource_name(use.resource, use.year)
            notices.append(
                f"“{initiative.title}” has amounts for {where}, outside of this round; they are not counted."
            )
            continue
        name = resource_name(use.resource, use.year)
        totals[name] = totals.get(name, Decimal(0)) + round_.amount(use.resource, use.amount)
    return {name: amount for name, amount in totals.items() if amount}
