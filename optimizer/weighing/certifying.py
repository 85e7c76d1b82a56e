"""Certifying the core region by region of the weights, with few solves: see `Certifying` for the argument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from math import inf

from optimizer.modelling.linear import Row
from optimizer.numbers import ONE
from optimizer.parts import STATUS_QUO
from optimizer.solving.clock import Clock
from optimizer.solving.crew import Crew
from optimizer.solving.questions import ANY, Answer, Found, Question
from optimizer.solving.telling import Progress
from optimizer.weighing.candidates import Candidate, Witness, candidate_of
from optimizer.weighing.polytope import Vector
from optimizer.weighing.regions import Region
from optimizer.weighing.viewing import Views
from optimizer.weighing.weight_sets import WeightSet

HAIR = Fraction(1, 10**7)
"""Differences smaller than this part of the value (or of 1) are within what a solver proves."""
ROUGH, ROUGHLY = 0.002, 0.3
"""Gap and seconds of the portfolio for a first look."""
AHEAD = 4
"""Initiatives that a crew asks about at a time: the answer about one may settle the next."""
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

    def __init__(self, crew: Crew, set: WeightSet, clock: Clock, tell: Progress) -> None:
        self.views, self.set, self.clock, self.tell = Views(crew, set.names, clock), set, clock, tell
        self.desk = crew.desk
        self.ids = [i.id for i in self.desk.problem.initiatives]
        self.witnesses: list[Witness] = []
        self.open: dict[str, None] = {}
        self.unsure: dict[str, None] = {}
        self._below: dict[tuple[str, bool, Vector], float] = {}
        self._best: dict[Vector, Candidate] = {}
        self._ready: dict[tuple[str, Vector], Answer] = {}

    def run(self) -> Verdict:
        """Regions by size, the largest first; what is left when the time ends is not decided."""
        whole = Region.of(self.set.corners)
        agreed: dict[str, set[bool]] = {id: set() for id in self.ids}
        self._first_look(whole, agreed)
        if not self._meet([whole.centre, *(_inwards(point, whole.centre) for point in whole.points)]):
            is_impossible = not self.clock.over and not self.witnesses and not any(agreed.values())
            return self._verdict(agreed, complete=is_impossible)
        waiting: list[tuple[float, int, Region, list[str]]] = []
        heappush(waiting, (-1.0, 0, whole, [id for id in self.ids if id not in self.open and not agreed[id]]))
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
            under_way = {id for _, _, _, several in waiting for id in several} - self.open.keys()
            self.tell(len(self.ids) - len(under_way), len(self.ids), "initiatives")
        rest = {id for _, _, _, several in waiting for id in several}
        self.unsure.update(dict.fromkeys(id for id in rest if id not in self.open))
        return self._verdict(agreed, complete=not self.unsure)

    def _first_look(self, whole: Region, agreed: dict[str, set[bool]]) -> None:
        """What one good portfolio and linear relaxations certify on all of the set: no search is needed for that."""
        glance = self.views.glance(whole.centre, ROUGH, ROUGHLY)
        if glance.selection is None:
            return
        good = candidate_of(self.desk, glance.selection)
        for id in self.ids:
            if not self._doubtful(id, good, whole):
                agreed[id].add(id in good.selected)

    def _meet(self, points: list[Vector]) -> bool:
        """Whether there is a proven optimum at each of the points."""
        if not self.views.crew.alone:
            for point, answer in zip(points, self.views.ask_all((p, Question()) for p in points), strict=True):
                self._keep(point, answer)
        return all(self.best_at(point) is not None for point in points)

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
        self._ready = {}
        doubtful = {id: self._doubtful(id, best, region) for id in ids}
        self._all_at_once(best, doubtful)
        failing: dict[tuple[Vector, Fraction], tuple[Candidate, list[str]]] = {}
        done: set[str] = set()
        coming = sorted(ids, key=lambda id: len(doubtful[id]))
        for place, id in enumerate(coming):
            if id in self.open or id in self.unsure:
                continue
            self._prepare(best, doubtful, coming[place:])
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
            answer = self.views.ask(corner, Question(forbidden=forbidden, least=least))
            if answer.selection is None:
                return found if answer.found is Found.NONE else None
            found.append(candidate_of(self.desk, answer.selection))
        return None

    def _doubtful(self, id: str, best: Candidate, region: Region) -> list[Vector]:
        """The corners at which neither what is known nor the linear relaxation shows that `best` wins."""
        side = id in best.selected
        doubtful = []
        for corner in region.points:
            least = _barely(best.worth(corner))
            key = (id, not side, corner)
            if key not in self._below and not self.clock.over:
                highest = self.views.at(corner).highest(Question(fix=self._turned(id, side)))
                self._below[key] = highest
            if self._below.get(key, inf) > least:
                doubtful.append(corner)
        return doubtful

    def _prepare(self, best: Candidate, doubtful: Mapping[str, list[Vector]], coming: list[str]) -> None:
        """A crew asks the first question about the next few initiatives side by side; some will not be needed."""
        next_one = (coming[0], *doubtful[coming[0]][:1])
        if self.views.crew.alone or len(next_one) == 1 or next_one in self._ready:
            return
        few = [id for id in coming if doubtful[id] and id not in self.open and id not in self.unsure][:AHEAD]
        asked = {(id, doubtful[id][0]): self._against(id, best, doubtful[id][0]) for id in few}
        answers = self.views.ask_all((corner, question) for (_, corner), question in asked.items())
        self._ready = dict(zip(asked, answers, strict=True))

    def _against(self, id: str, best: Candidate, corner: Vector) -> Question:
        """The best portfolio that treats the initiative the other way and is worth about as much."""
        return Question(fix=self._turned(id, id in best.selected), least=_barely(best.worth(corner)))

    def _turned(self, id: str, side: bool) -> dict[str, str]:
        return {id: STATUS_QUO if side else ANY}

    def _rival(self, id: str, best: Candidate, doubtful: list[Vector]) -> Candidate | None:
        """None when every optimum on the region agrees with `best` about the initiative, or the question is settled.

        Otherwise a portfolio that is better than `best` at some corner.
        """
        side = id in best.selected
        for corner in doubtful:
            mine = best.worth(corner)
            answer = self._ready.pop((id, corner), None) or self.views.ask(corner, self._against(id, best, corner))
            if answer.found is Found.NONE:
                self._below[id, not side, corner] = float(_barely(mine))
                continue
            if answer.selection is None or answer.found is not Found.PROVEN:
                self.unsure[id] = None
                return None
            turned, top = candidate_of(self.desk, answer.selection), self.best_at(corner)
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
            terms, constant = self.desk.model.valued_at(self.views.weights(point))
            rows.append(Row(terms, lower=candidate.worth(point) - constant))
        mine = candidate.worth(centre)
        answer = self.views.ask(centre, Question(rows=tuple(rows), least=mine))
        return answer.account is None or answer.account.value > mine

    def best_at(self, point: Vector) -> Candidate | None:
        """The proven optimum at these weights; None when there is none, or no time."""
        if point not in self._best:
            self._keep(point, self.views.ask(point, Question()))
        return self._best.get(point)

    def _keep(self, point: Vector, answer: Answer) -> None:
        if answer.selection is None or answer.found is not Found.PROVEN:
            return
        self._best[point] = candidate_of(self.desk, answer.selection)
        if point not in self.set.corners or len(self.set.corners) == 1:
            self._witness(self._best[point], point)

    def _witness(self, candidate: Candidate, point: Vector) -> None:
        """Takes up an optimal portfolio; what it treats differently from the first one is open."""
        self.witnesses.append(Witness(candidate, tuple(map(float, point))))
        first = self.witnesses[0].candidate.selected
        self.open.update(dict.fromkeys(id for id in self.ids if (id in first) != (id in candidate.selected)))


def _barely(value: Fraction) -> Fraction:
    """A little less than the value: what is above this may, for all that a solver proves, be as good."""
    return value - HAIR * max(ONE, abs(value))


def _inwards(point: Vector, centre: Vector) -> Vector:
    """A little towards the centre: an optimum there is dominated by nothing on the set."""
    part = Fraction(1, 1000)
    return tuple((1 - part) * x + part * y for x, y in zip(point, centre, strict=True))
