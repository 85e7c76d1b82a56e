"""Certifying the core region by region of the weights, with few solves: see `Certifying` for the argument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from math import inf

import numpy as np

from optimizer.modelling.linear import Row
from optimizer.numbers import ONE
from optimizer.parts import STATUS_QUO
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.questions import ANY, Answer, Found, Question
from optimizer.weighing.polytope import Vector
from optimizer.weighing.regions import Region, dimension_of, sample
from optimizer.weighing.supported import Candidate, Share, Witness
from optimizer.weighing.weight_sets import WeightSet

HAIR = Fraction(1, 10**7)
"""Differences smaller than this part of the value (or of 1) are within what a solver proves."""
DRAWN = 20_000
NEAR = 12
"""Optima at one corner up to which all of them are looked at together."""


@dataclass(slots=True)
class Verdict:
    """`complete`: every initiative is decided."""

    in_: set[str] = field(default_factory=set)
    out: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    complete: bool = False


class Certifying:
    """Decides for each initiative whether all optimal portfolios over a set of weights fund it, none, or some.

    On a region T let p be the optimum at its centre. The best value with initiative i turned round (forced out if p
    has it, in if not) is convex in the weights, the value of p is linear: if the first is below the second at every
    corner of T, it is below everywhere on T, and every optimum on T agrees with p about i. Where it is not, either an
    optimum with i turned round has been met, or another portfolio with i as in p is better at that corner: T is split
    where the two are equal.
    """

    def __init__(self, desk: Desk, set: WeightSet, clock: Clock) -> None:
        self.desk, self.set, self.clock = desk, set, clock
        self.ids = [i.id for i in desk.problem.initiatives]
        self.witnesses: list[Witness] = []
        self.open: dict[str, None] = {}
        self.unsure: dict[str, None] = {}
        self._below: dict[tuple[str, bool, Vector], float] = {}
        self._best: dict[Vector, Candidate] = {}
        self._desks: dict[Vector, Desk] = {}

    def run(self) -> Verdict:
        """Regions by size, the largest first; what is left when the time ends is not decided."""
        whole = Region.of(self.set.corners)
        centre = whole.centre
        for point in (centre, *(_inwards(point, centre) for point in whole.points)):
            if self.best_at(point) is None:
                return self._verdict({}, complete=not self.clock.over and not self.witnesses)
        agreed: dict[str, set[bool]] = {id: set() for id in self.ids}
        waiting: list[tuple[float, int, Region, list[str]]] = []
        heappush(waiting, (-1.0, 0, whole, [id for id in self.ids if id not in self.open]))
        count = 0
        while waiting and not self.clock.over:
            size, _, region, ids = heappop(waiting)
            ids = [id for id in ids if id not in self.open and id not in self.unsure]
            if not ids:
                continue
            parts, undecided = self._look(region, ids, agreed)
            self.unsure.update(dict.fromkeys(undecided))
            for part, left in parts:
                count += 1
                heappush(waiting, (size / 2, count, part, left))
        rest = {id for _, _, _, several in waiting for id in several}
        self.unsure.update(dict.fromkeys(id for id in rest if id not in self.open))
        return self._verdict(agreed, complete=not self.unsure)

    def _verdict(self, agreed: Mapping[str, set[bool]], *, complete: bool) -> Verdict:
        verdict = Verdict(complete=complete, open=set(self.open))
        for id, sides in agreed.items():
            if id in self.open or id in self.unsure:
                continue
            if len(sides) == 1:
                (verdict.in_ if True in sides else verdict.out).add(id)
            elif len(sides) == 2:
                verdict.open.add(id)
        return verdict

    def _look(
        self, region: Region, ids: list[str], agreed: dict[str, set[bool]]
    ) -> tuple[list[tuple[Region, list[str]]], list[str]]:
        """Certifies what it can; gives the parts to look at for the rest, and what the time left undone."""
        best = self.best_at(region.centre)
        if best is None:
            return [], ids
        doubtful = {id: self._doubtful(id, best, region) for id in ids}
        self._all_at_once(best, doubtful)
        failing: dict[tuple[Vector, Fraction], tuple[Candidate, list[str]]] = {}
        done: set[str] = set()
        for id in sorted(ids, key=lambda id: len(doubtful[id])):
            rival = self._rival(id, best, doubtful[id]) if doubtful[id] else None
            if self.clock.over and doubtful[id]:
                return [], [i for i in ids if i not in done]
            if id in self.open or id in self.unsure:
                continue
            if rival is None:
                done.add(id)
                agreed[id].add(id in best.selected)
            else:
                failing.setdefault((rival.totals, rival.certain), (rival, []))[1].append(id)
        if not failing:
            return [], []
        rival, _ = max(failing.values(), key=lambda pair: len(pair[1]))
        left = [id for _, several in failing.values() for id in several]
        halves = [region.below(rival.worse_than(best)), region.below(best.worse_than(rival))]
        return [(half, left) for half in halves if half is not None], []

    def _all_at_once(self, best: Candidate, doubtful: dict[str, list[Vector]]) -> None:
        """Where `best` is optimal, the few other optima tell for every initiative whether all agree with it."""
        for corner in dict.fromkeys(corner for corners in doubtful.values() for corner in corners):
            top = self.best_at(corner)
            if top is None or best.worth(corner) < _barely(top.worth(corner)):
                continue
            others = self._near(corner, best)
            if others is None:
                continue
            for id, corners in doubtful.items():
                if corner in corners and all((id in o.selected) == (id in best.selected) for o in others):
                    corners.remove(corner)
                    self._below[id, id not in best.selected, corner] = float(_barely(best.worth(corner)))

    def _near(self, corner: Vector, best: Candidate) -> list[Candidate] | None:
        """All other portfolios worth as much at this corner, for all that a solver proves; None when they are many."""
        found: list[Candidate] = []
        least = _barely(best.worth(corner))
        while len(found) < NEAR:
            forbidden = (best.selected, *(other.selected for other in found))
            answer = self._ask(corner, Question(forbidden=forbidden, least=least))
            if answer.selection is None:
                return found if answer.found is Found.NONE else None
            found.append(self._candidate(answer.selection))
        return None

    def _doubtful(self, id: str, best: Candidate, region: Region) -> list[Vector]:
        """The corners at which neither what is known nor the linear relaxation shows that `best` wins."""
        side = id in best.selected
        doubtful = []
        for corner in region.points:
            least = _barely(best.worth(corner))
            key = (id, not side, corner)
            if key not in self._below and not self.clock.over:
                highest = self._desk_at(corner).highest(Question(fix=self._turned(id, side)))
                self._below[key] = highest
            if self._below.get(key, inf) > least:
                doubtful.append(corner)
        return doubtful

    def _turned(self, id: str, side: bool) -> dict[str, str]:
        return {id: STATUS_QUO if side else ANY}

    def _rival(self, id: str, best: Candidate, doubtful: list[Vector]) -> Candidate | None:
        """None when every optimum on the region agrees with `best` about the initiative, or the question is settled.

        Otherwise a portfolio that is better than `best` at some corner.
        """
        side = id in best.selected
        for corner in doubtful:
            mine = best.worth(corner)
            least = _barely(mine)
            answer = self._ask(corner, Question(fix=self._turned(id, side), least=least))
            if answer.found is Found.NONE:
                self._below[id, not side, corner] = float(least)
                continue
            if answer.selection is None or answer.found is not Found.PROVEN:
                self.unsure[id] = None
                return None
            turned, top = self._candidate(answer.selection), self.best_at(corner)
            if top is None:
                self.unsure[id] = None
                return None
            worth, highest = turned.worth(corner), max(top.worth(corner), turned.worth(corner))
            if worth == highest:
                self._settle(id, turned, corner)
                return None
            if worth >= _barely(highest):
                self.unsure[id] = None
                return None
            self._below[id, not side, corner] = answer.bound
            if highest > mine:
                return top
            self.unsure[id] = None
            return None
        return None

    def _settle(self, id: str, turned: Candidate, corner: Vector) -> None:
        """One with it turned round is optimal at this corner: open, unless it is dominated on the set."""
        if self._dominated(turned, corner):
            self.unsure[id] = None
        else:
            self._witness(turned, corner)

    def _dominated(self, candidate: Candidate, corner: Vector) -> bool:
        """Whether another portfolio is at least as good at every corner of the set and better at the centre."""
        centre = Region.of(self.set.corners).centre
        rows = []
        for point in self.set.corners:
            terms, constant = self.desk.model.valued_at(self._named(point))
            rows.append(Row(terms, lower=candidate.worth(point) - constant))
        mine = candidate.worth(centre)
        answer = self._ask(centre, Question(rows=tuple(rows), least=mine))
        return answer.account is None or answer.account.value > mine

    def best_at(self, point: Vector) -> Candidate | None:
        """The proven optimum at these weights; None when there is none, or no time."""
        if point not in self._best:
            answer = self._ask(point, Question())
            if answer.selection is None or answer.found is not Found.PROVEN:
                return None
            self._best[point] = self._candidate(answer.selection)
            if point not in self.set.corners or len(self.set.corners) == 1:
                self._witness(self._best[point], point)
        return self._best[point]

    def _witness(self, candidate: Candidate, point: Vector) -> None:
        """Takes up an optimal portfolio; what it treats differently from the first one is open."""
        self.witnesses.append(Witness(candidate, tuple(map(float, point))))
        first = self.witnesses[0].candidate.selected
        self.open.update(dict.fromkeys(id for id in self.ids if (id in first) != (id in candidate.selected)))

    def _desk_at(self, point: Vector) -> Desk:
        if point not in self._desks:
            self._desks[point] = self.desk.tilted(self._named(point))
        return self._desks[point]

    def _ask(self, point: Vector, question: Question) -> Answer:
        return self._desk_at(point).best(question, self.clock)

    def _named(self, point: Vector) -> dict[str, Fraction]:
        return dict(zip(self.set.names, point, strict=True))

    def _candidate(self, selection: Mapping[str, str]) -> Candidate:
        from optimizer.weighing.agreeing import candidate_of

        return candidate_of(self.desk, selection)

    def shares(self, ids: list[str]) -> dict[str, Share]:
        """Sampled with the portfolios met: two standard errors, and what a check by solving shows them to miss."""
        corners = np.array([[float(x) for x in point] for point in self.set.corners])
        drawn = sample(corners, DRAWN if dimension_of(corners) else 1)
        known = [witness.candidate for witness in self.witnesses]
        totals = np.array([[float(x) for x in c.totals] for c in known])
        certain = np.array([float(c.certain) for c in known])
        best = np.argmax(drawn @ totals.T + certain, axis=1)
        found = {}
        for id in ids:
            share = float(np.mean(np.array([id in c.selected for c in known])[best]))
            found[id] = Share(share, 2 * float(np.sqrt(share * (1 - share) / len(drawn))))
        return found


def _barely(value: Fraction) -> Fraction:
    """A little less than the value: what is above this may, for all that a solver proves, be as good."""
    return value - HAIR * max(ONE, abs(value))


def _inwards(point: Vector, centre: Vector) -> Vector:
    """A little towards the centre: an optimum there is dominated by nothing on the set."""
    part = Fraction(1, 1000)
    return tuple((1 - part) * x + part * y for x, y in zip(point, centre, strict=True))
