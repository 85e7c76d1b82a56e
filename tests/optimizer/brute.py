"""An oracle that enumerates every portfolio of a small problem, straight from the problem file's own words.

It shares no code with the optimiser: numbers are Fractions of the file's decimals, rules are read off the raw dicts.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

F = Fraction


@cache
def number(value: Any) -> Fraction:
    return F(str(value))


@dataclass(frozen=True)
class Portfolio:
    selected: dict[str, str]
    value: Fraction
    totals: dict[str, Fraction]
    uses: dict[str, Fraction]
    broken: tuple[tuple[str, Any], ...]

    @property
    def feasible(self) -> bool:
        return not self.broken


class Brute:
    """Every portfolio of a problem in the file format."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.initiatives = {i["id"]: i for i in data["initiatives"]}
        whole = sum(number(w) for w in data["criteria"].values())
        self.weights = {c: number(w) / whole for c, w in data["criteria"].items()}
        self.limits = {r: None if m is None else number(m) for r, m in data.get("resources", {}).items()}
        self.rules = data.get("rules", [])

    def options(self, id: str) -> dict[str, dict[str, Any]]:
        initiative = self.initiatives[id]
        return {o["id"]: o for o in initiative["options"]} if "options" in initiative else {"do": initiative}

    def all(self) -> Iterator[Portfolio]:
        choices = [[None, *self.options(id)] for id in self.initiatives]
        for picks in itertools.product(*choices):
            yield self.portfolio({id: o for id, o in zip(self.initiatives, picks, strict=True) if o is not None})

    def feasible(self) -> list[Portfolio]:
        return [p for p in self.all() if p.feasible]

    def best(self) -> Fraction | None:
        return max((p.value for p in self.feasible()), default=None)

    def portfolio(self, selected: dict[str, str]) -> Portfolio:
        totals = dict.fromkeys(self.weights, F(0))
        uses = dict.fromkeys(self.limits, F(0))
        for id in self.initiatives:
            stays = self.initiatives[id].get("status_quo", {})
            option = self.options(id)[selected[id]] if id in selected else stays
            p = number(option.get("probability", 1)) if id in selected else F(1)
            for c in totals:
                got, failed = (number(x.get("scores", {}).get(c, 0)) for x in (option, stays))
                totals[c] += p * got + (1 - p) * failed
            for r in uses:
                uses[r] += number(option.get("uses", {}).get(r, 0))
        value = sum((self.weights[c] * totals[c] for c in totals), F(0))
        for rule in self.rules:
            if rule["type"] == "synergy" and all(i in selected for i in rule["initiatives"]):
                value += number(rule.get("value", 0))
                for r, saved in rule.get("saves", {}).items():
                    uses[r] -= number(saved)
        return Portfolio(selected, value, totals, uses, tuple(self.broken(selected, totals, uses)))

    def broken(self, selected: dict[str, str], totals: Any, uses: Any) -> Iterator[tuple[str, Any]]:
        room = self.room(uses)
        for r, most in room.items():
            if most is not None and uses[r] > most:
                yield "resource", r
        for place, rule in enumerate(self.rules):
            if not getattr(self, "keeps_" + rule["type"])(rule, selected, totals, uses):
                yield "rule", place

    def room(self, uses: dict[str, Fraction]) -> dict[str, Fraction | None]:
        room = dict(self.limits)
        for _ in self.rules:  # as often as the longest chain needs
            room = dict(self.limits)
            before = getattr(self, "_room", room)
            for rule in self.rules:
                if rule["type"] == "carry_over":
                    left = max(F(0), before[rule["from"]] - uses[rule["from"]])
                    room[rule["to"]] += number(rule["share"]) * left
            self._room = room
        self.__dict__.pop("_room", None)
        return room

    def members(self, rule: dict[str, Any]) -> list[str]:
        if "initiatives" in rule:
            return list(rule["initiatives"])
        return [id for id, i in self.initiatives.items() if rule["tag"] in i.get("tags", [])]

    def count(self, rule: dict[str, Any], selected: dict[str, str]) -> int:
        return sum(id in selected for id in self.members(rule))

    def spend(self, rule: dict[str, Any], id: str, option: str) -> Fraction:
        return sum((max(F(0), number(self.options(id)[option].get("uses", {}).get(r, 0))) for r in rule["of"]), F(0))

    def keeps_must(self, rule: Any, selected: Any, *_: Any) -> bool:
        return rule["initiative"] in selected and rule.get("option") in (None, selected[rule["initiative"]])

    def keeps_never(self, rule: Any, selected: Any, *_: Any) -> bool:
        return rule["initiative"] not in selected

    def keeps_requires(self, rule: Any, selected: Any, *_: Any) -> bool:
        mine, other = selected.get(rule["initiative"]), selected.get(rule["needs"])
        if mine is None or rule.get("option") not in (None, mine):
            return True
        return other is not None and (rule.get("needs_options") is None or other in rule["needs_options"])

    def keeps_excludes(self, rule: Any, selected: Any, *_: Any) -> bool:
        return self.count(rule, selected) < 2

    def keeps_count(self, rule: Any, selected: Any, *_: Any) -> bool:
        return bool(rule.get("at_least", 0) <= self.count(rule, selected) <= rule.get("at_most", 10**9))

    def keeps_share(self, rule: Any, selected: Any, *_: Any) -> bool:
        everything = sum((self.spend(rule, *pick) for pick in selected.items()), F(0))
        tags = {id: self.initiatives[id].get("tags", []) for id in selected}
        tagged = sum((self.spend(rule, *pick) for pick in selected.items() if rule["tag"] in tags[pick[0]]), F(0))
        low, high = number(rule.get("at_least", 0)), number(rule.get("at_most", 1))
        return low * everything <= tagged <= high * everything

    def keeps_risk(self, rule: Any, selected: Any, *_: Any) -> bool:
        spends = [(self.spend(rule, *pick), self.options(pick[0])[pick[1]]) for pick in selected.items()]
        at_risk = sum((spend * (1 - number(option.get("probability", 1))) for spend, option in spends), F(0))
        return at_risk <= number(rule["at_most"]) * sum((spend for spend, _ in spends), F(0))

    def keeps_total(self, rule: Any, _: Any, totals: Any, uses: Any) -> bool:
        total = totals[rule["criterion"]] if "criterion" in rule else uses[rule["resource"]]
        low, high = rule.get("at_least"), rule.get("at_most")
        return (low is None or total >= number(low)) and (high is None or total <= number(high))

    def keeps_synergy(self, *_: Any) -> bool:
        return True

    keeps_carry_over = keeps_synergy
