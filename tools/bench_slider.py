"""P1 and P2: how soon a moved slider has an answer that is certified within 0.5 %."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from time import perf_counter

import numpy as np

from optimizer.reweighting.proposal import Proposal
from optimizer.reweighting.reweighter import Reweighter
from tools.bench_baseline import plain_cbc
from tools.bench_rounds import realistic, slid, unrelated
from tools.bench_table import Line, Scale, milliseconds, timed, times

WITHIN = 0.005
AT_ONCE = 0.005
FASTER = 50.0


@dataclass(slots=True)
class Path:
    """Seconds of each answer, of the part before any search, and the gaps."""

    all: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)

    @property
    def missed(self) -> int:
        return sum(gap > WITHIN for gap in self.gaps)


def measured(kept: Reweighter, path: list[dict[str, float]], seconds: float) -> Path:
    """Each step is asked without a search first; only when that is not near enough, with one of some seconds."""
    found = Path()
    for weights in path:
        began = perf_counter()
        answer: Proposal = kept.propose(weights, WITHIN, 0.0)
        found.first.append(perf_counter() - began)
        if not answer.certified:
            answer = kept.propose(weights, WITHIN, seconds)
        found.all.append(perf_counter() - began)
        found.gaps.append(1.0 if answer.gap is None else answer.gap)
    return found


def slider_lines(size: int, scale: Scale) -> Iterator[Line]:
    problem = realistic(size)
    target, limit = ("P1", 0.1) if size <= 300 else ("P2", 0.25)
    path = slid(problem, scale.steps)
    with Reweighter(problem) as kept:
        for weights in slid(problem, 20, seed=6):
            kept.propose(weights, WITHIN, 0.5)
        found = measured(kept, path, limit)
        far = measured(kept, unrelated(problem, max(scale.steps // 10, 2)), 0.5)
    asked = [problem.reweighted(weights) for weights in path[:: max(1, len(path) // scale.baseline_steps)]]
    plain = median(timed(partial(plain_cbc, one, WITHIN, scale.limit)) for one in asked[: scale.baseline_steps])
    late = float(np.percentile(found.all, 95))
    typical, first = median(found.all), float(np.percentile(found.first, 95))
    yield Line(
        target, f"slider, realistic {size}, p95 of {len(path)} steps, {found.missed} not certified",
        milliseconds(late), milliseconds(plain), times(plain / late), f"p95 at most {limit:g} s, none missed",
        late <= limit and not found.missed,
    )  # fmt: skip
    yield Line(
        target, f"slider, realistic {size}, median; gap {median(found.gaps):.2%}",
        milliseconds(typical), milliseconds(plain), times(plain / typical),
        "50 x faster than CBC built anew" if target == "P1" else "none",
        plain / typical >= FASTER if target == "P1" else None,
    )  # fmt: skip
    yield Line(
        target, f"first answer, realistic {size}, p95", milliseconds(first), milliseconds(plain),
        times(plain / first), "at most 5 ms" if target == "P1" else "none",
        first <= AT_ONCE if target == "P1" else None,
    )  # fmt: skip
    yield Line(
        target, f"unrelated weights, realistic {size}, worst of {len(far.all)}, {far.missed} not certified",
        milliseconds(max(far.all)), milliseconds(plain), times(plain / max(far.all)), "at most 0.5 s",
        max(far.all) <= 0.5 and not far.missed,
    )  # fmt: skip
