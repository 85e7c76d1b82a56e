"""One problem looked at from many weights: a desk for each, and questions asked there, alone or by a crew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from optimizer.solving.clock import Clock
from optimizer.solving.crew import Crew
from optimizer.solving.desk import Desk
from optimizer.solving.questions import Answer, Found, Question
from optimizer.weighing.polytope import Vector


@dataclass(frozen=True, slots=True)
class Asked:
    """A question at some weights."""

    weights: dict[str, Fraction]
    question: Question
    clock: Clock


def answered(desk: Desk, asked: Asked) -> Answer:
    """By a worker's own desk. Once the time is over no solver is begun: many such starts would add up."""
    if asked.clock.over:
        return Answer(Found.UNKNOWN)
    return desk.tilted(asked.weights).best(asked.question, asked.clock)


class Views:
    """`names` are the criteria in the order of the points' coordinates."""

    def __init__(self, crew: Crew, names: tuple[str, ...], clock: Clock) -> None:
        self.crew, self.names, self.clock = crew, names, clock

    def at(self, point: Vector) -> Desk:
        return self.crew.desk.tilted(self.weights(point))

    def ask(self, point: Vector, question: Question) -> Answer:
        return answered(self.crew.desk, Asked(self.weights(point), question, self.clock))

    def glance(self, point: Vector, gap: float, seconds: float) -> Answer:
        """The best that is found in so many seconds."""
        return self.at(point).best(Question(gap=gap), self.clock.part(seconds))

    def ask_all(self, several: Iterable[tuple[Vector, Question]], clock: Clock | None = None) -> list[Answer]:
        """Side by side where there is a crew."""
        asked = (Asked(self.weights(point), question, clock or self.clock) for point, question in several)
        return list(self.crew.each(answered, asked))

    def weights(self, point: Vector) -> dict[str, Fraction]:
        return dict(zip(self.names, point, strict=True))
