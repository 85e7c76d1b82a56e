"""`simulate`: Monte Carlo of one portfolio's costs and benefits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from optimizer.exact.evaluation import Accountant
from optimizer.exact.valuation import Selection
from optimizer.faults import Fault, ProblemFaults, named
from optimizer.parts import STATUS_QUO
from optimizer.problem import Problem
from optimizer.solving.clock import Clock
from optimizer.uncertainty.drawing import Dice
from optimizer.uncertainty.exposure import Exposure, exposures
from optimizer.uncertainty.inputs import Uncertainty
from optimizer.uncertainty.outlook import Outlook
from optimizer.uncertainty.spreads import Draws
from optimizer.uncertainty.telling import Telling

Progress = Callable[[int, int, str], None]
BATCH = 1_000
FEWEST, MOST = 100, 1_000_000


def simulate(
    problem: Problem,
    selection: Selection,
    uncertainty: Uncertainty,
    *,
    seed: int,
    draws: int = 10_000,
    groups: Mapping[str, Sequence[str]] | None = None,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
    time_limit: float | None = None,
) -> Outlook:
    """How the portfolio may turn out: percentiles of every use, total and the value, and the chance of broken limits.

    In each draw every uncertain amount takes a value from its spread, and every option succeeds or, with 1 - its
    probability, leaves the scores of its status quo; uses are spent either way. Carry-over is followed in each draw;
    synergies are certain. `groups` names sums of resources, say {"2027": ["capex 2027", "opex 2027"]}.

    An initiative's draws depend on `seed` (0 or more) and its id only, so two portfolios meet the same fates, and equal
    arguments give equal numbers. `progress(done, of, "draws")` is called after each thousand; `cancel()`, when true,
    and `time_limit` (seconds) end it there, after a thousand at the least. Source: Hertz, Risk analysis in capital
    investment, Harvard Business Review 42(1), 1964.

    Raises ProblemFaults for names that the problem does not have and numbers out of range.
    """
    sums = {name: tuple(members) for name, members in (groups or {}).items()}
    faults = [*_faults(problem, selection, sums, seed, draws), *uncertainty.faults_with(problem)]
    if faults:
        raise ProblemFaults(faults)
    open = exposures(problem, selection, uncertainty)
    hooks = Hooks(progress, cancel, Clock.start(time_limit))
    uses, scores = drawn_changes(problem, open, uncertainty, (seed, draws), hooks)
    return Telling(problem, Accountant(problem).account(selection), open, uses, scores).outlook(sums, seed, draws)


def _faults(
    problem: Problem, selection: Selection, groups: Mapping[str, tuple[str, ...]], seed: int, draws: int
) -> list[Fault]:
    faults = [] if seed >= 0 else [Fault("seed", "must be a whole number from 0")]
    if not FEWEST <= draws <= MOST:
        faults.append(Fault("draws", f"must be from {FEWEST} to {MOST:,}"))
    for id, option in selection.items():
        if id not in problem.by_id:
            faults.append(Fault(named("selection", id), "is not an initiative"))
        elif option != STATUS_QUO and option not in {o.id for o in problem.by_id[id].options}:
            faults.append(Fault(named("selection", id), f"{option!r} is not an option of {id!r}"))
    unknown = [(group, name) for group, names in groups.items() for name in names if name not in problem.limits]
    return faults + [Fault(named("groups", group), f"{name!r} is not a resource") for group, name in unknown]


class Hooks:
    """What a caller hears of the draws, and what may end them early."""

    def __init__(self, progress: Progress | None, cancel: Callable[[], bool] | None, clock: Clock) -> None:
        self._progress, self._cancel, self._clock = progress, cancel, clock

    def ended(self, done: int, of: int) -> bool:
        """Tells of the progress; whether to end here."""
        if self._progress is not None:
            self._progress(done, of, "draws")
        return done >= of or self._clock.over or (self._cancel is not None and self._cancel())


def drawn_changes(
    problem: Problem, open: tuple[Exposure, ...], uncertainty: Uncertainty, asked: tuple[int, int], hooks: Hooks
) -> tuple[Draws, Draws]:
    """Drawn less stated, one row a draw: by resource, and by criterion."""
    seed, draws = asked
    dice = Dice(seed, tuple(e.id for e in open), uncertainty.shock, uncertainty.benefit_shock)
    uses, scores = np.zeros((draws, len(problem.resources))), np.zeros((draws, len(problem.criteria)))
    done = 0
    while True:
        count = min(BATCH, draws - done)
        fates = dice.roll(count)
        for e in open:
            e.add_uses(fates[e.id], uses[done : done + count])
            e.add_scores(fates[e.id], scores[done : done + count])
        done += count
        if hooks.ended(done, draws):
            return uses[:done], scores[:done]
