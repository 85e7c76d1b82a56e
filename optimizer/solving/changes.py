"""Single changes to a problem: a limit raised, a bound moved, a rule dropped; to apply, tell and measure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from optimizer.exact.evaluation import Source
from optimizer.numbers import for_people, plain
from optimizer.problem import Problem
from optimizer.rules import Count, Must
from optimizer.sentences import percent, sentence

Bound = Literal["limit", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Change:
    """`bound` moves to `to`; without a bound the rule goes, or (`any_option`) a must leaves the option open."""

    source: Source
    bound: Bound | None = None
    to: Fraction | None = None
    any_option: bool = False

    def applied(self, problem: Problem) -> Problem:
        """Rules keep their places: one that goes is replaced by one that says nothing."""
        if self.source.kind == "resource":
            limits = [replace(r, limit=self.to) if r.id == self.source.name else r for r in problem.resources]
            return replace(problem, resources=tuple(limits))
        rules = list(problem.rules)
        rule: Any = rules[self.source.place]
        if self.bound is not None:
            to = int(self.to or 0) if rule.type == "count" else self.to
            rules[self.source.place] = replace(rule, **{self.bound: to})
        elif self.any_option:
            rules[self.source.place] = replace(rule, option=None)
        else:
            rules[self.source.place] = Count(initiatives=(problem.initiatives[0].id,), at_least=0)
        return replace(problem, rules=tuple(rules))

    def by(self, problem: Problem) -> Fraction | None:
        """How far the bound moves, None for what has no measure."""
        old = self.old(problem)
        return None if old is None or self.to is None else abs(self.to - old)

    def old(self, problem: Problem) -> Fraction | None:
        if self.source.kind == "resource":
            return problem.limits[self.source.name]
        return None if self.bound is None else Fraction(getattr(problem.rules[self.source.place], self.bound))

    def size(self, problem: Problem) -> Fraction:
        """For comparison: the move against the old bound; dropping a rule counts as moving one by all of it."""
        by, old = self.by(problem), self.old(problem)
        if by is None:
            return Fraction(1, 2) if self.any_option else Fraction(1)
        return by / abs(old) if old else Fraction(1)

    def to_dict(self) -> dict[str, Any]:
        """What the limit or rule becomes, in words of the file: {"limit": 5}, {"option": None}, {"remove": True}."""
        if self.bound is not None and self.to is not None:
            return {self.bound: plain(self.to)}
        return {"option": None} if self.any_option else {"remove": True}

    def text(self, problem: Problem) -> str:
        by = self.by(problem)
        if self.source.kind == "resource" and self.to is not None and by is not None:
            return f"raise the limit of {self.source.name} by {for_people(by)} to {for_people(self.to)}"
        said = sentence(problem, self.source)
        if self.bound is not None and self.to is not None:
            write = percent if problem.rules[self.source.place].type in ("share", "risk") else for_people
            return f"change “{said}”: {'at least' if self.bound == 'at_least' else 'at most'} {write(self.to)}"
        if self.any_option:
            rule = problem.rules[self.source.place]
            assert isinstance(rule, Must)
            return f"accept any option of {problem.by_id[rule.initiative].name} (now: {said})"
        return f"drop the rule “{said}”"
