"""The lines of the measurement, and the table they make on a terminal and in `docs/benchmarks.md`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")

HEAD = ("", "what", "ours", "beside it", "ratio", "target", "met")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure beside its baseline of the same run. `met` is None where there is no target or it was not measured."""

    target: str
    what: str
    ours: str
    baseline: str
    ratio: str
    goal: str
    met: bool | None

    def cells(self) -> tuple[str, ...]:
        met = {True: "yes", False: "no", None: "-"}[self.met]
        return (self.target, self.what, self.ours, self.baseline, self.ratio, self.goal, met)


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: sizes, steps, repeats, and seconds for one solve or one long command."""

    slider: tuple[int, ...]
    steps: int
    baseline_steps: int
    proof: tuple[tuple[str, int, int], ...]
    limit: float
    core: int
    frontier: tuple[int, int]
    vectors: tuple[int, int]
    long: float
    memory: int


FULL = Scale(
    (300, 1000, 3000), 200, 5,
    (("realistic", 30, 3), ("realistic", 100, 3), ("realistic", 300, 1), ("hard", 30, 3), ("hard", 100, 1)),
    60.0, 60, (100, 60), (100, 1000), 600.0, 1000,
)  # fmt: skip
SHORT = Scale(
    (300, 1000, 3000), 200, 4,
    (("realistic", 30, 3), ("realistic", 100, 3), ("realistic", 300, 1), ("hard", 30, 2), ("hard", 100, 1)),
    10.0, 60, (100, 20), (100, 1000), 120.0, 1000,
)  # fmt: skip
QUICK = Scale((30,), 4, 1, (("realistic", 12, 1), ("hard", 12, 1)), 2.0, 8, (8, 5), (10, 12), 3.0, 20)


def timed(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    began = perf_counter()
    work()
    return perf_counter() - began


def keep(answers: list[T], work: Callable[[], T]) -> None:
    """What is timed gives nothing back, so its answer goes here."""
    answers.append(work())


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms" if seconds < 1 else f"{seconds:,.1f} s"


def times(ratio: float) -> str:
    return f"{ratio:,.0f} x" if ratio >= 10 else f"{ratio:.1f} x"


def markdown(lines: Sequence[Line]) -> str:
    rows = [HEAD, ("---",) * len(HEAD), *(line.cells() for line in lines)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def plain(line: Line) -> str:
    """One line of a terminal."""
    target, what, ours, baseline, ratio, goal, met = line.cells()
    return f"{target:<3} {what:<52} {ours:>12} {baseline:>14} {ratio:>9}  {goal:<34} {met}"
