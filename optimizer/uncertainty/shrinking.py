"""The optimiser's curse: what is chosen for its estimate brings less on average. A report; nothing is chosen by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any

from optimizer.exact.evaluation import Accountant
from optimizer.exact.valuation import Selection, worth
from optimizer.faults import Fault, ProblemFaults, named
from optimizer.parts import STATUS_QUO
from optimizer.problem import Problem
from optimizer.uncertainty.errors import Scored

# Two values always lie on one line with their mean; a variance from fewer than three says next to nothing.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Prior:
    """Where values of such candidates lie before anybody scored them: `mean` and `variance`, in points; and whence."""

    mean: float
    variance: float
    source: str = "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunk:
    """One option: `claimed` and `expected` points over not doing it; `trust` (0 to 1) is the share of its distance from
    the prior mean that is believed, `error` the standard error that its claim came with."""

    initiative: str
    option: str
    claimed: float
    expected: float
    trust: float
    error: float
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrinkage:
    """`claimed` and `expected` are the portfolio's points over doing nothing; `disappointment` is their difference."""

    prior: Prior
    options: tuple[Shrunk, ...]
    claimed: float
    expected: float

    @property
    def disappointment(self) -> float:
        return self.claimed - self.expected

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "disappointment": self.disappointment}

    def __str__(self) -> str:
        told = f"mean {self.prior.mean:,.4g}, variance {self.prior.variance:,.4g}"
        rows = [
            f"  {o.initiative} ({o.option}): {o.claimed:,.4g} claimed, {o.expected:,.4g} to be expected"
            for o in self.options
            if o.chosen
        ]
        whole = f"{self.claimed:,.4g} claimed, {self.expected:,.4g} to be expected, {self.disappointment:,.4g} less"
        return "\n".join([whole, *rows, f"prior {self.prior.source}: {told}"])


def shrink(
    problem: Problem, selection: Selection, error_variance: Mapping[Scored, float], *, prior: Prior | None = None
) -> Shrinkage:
    """What to expect of each candidate and of the portfolio, given that estimates are off and the best were chosen.

    Values V_i ~ N(mu_i, sigma_i^2) and mu_i ~ N(m, tau^2) give E[mu_i | V_i] = a_i V_i + (1 - a_i) m with
    a_i = tau^2 / (tau^2 + sigma_i^2). Source: Smith & Winkler, The optimizer's curse: skepticism and postdecision
    surprise in decision analysis, Management Science 52(3), 2006.

    V_i is the option's value over its status quo; `error_variance` (points squared, see `error_variances`) names the
    candidates. Unless given, m and tau^2 are estimated from these candidates, as if alike in kind, by the method of
    Paule & Mandel, Journal of Research of the National Bureau of Standards 87(5), 1982: tau^2 is such that the sum of
    (V_i - m)^2 / (tau^2 + sigma_i^2) is n - 1, or 0, and m the mean weighted by 1 / (tau^2 + sigma_i^2).

    Synergies count as certain. Raises ProblemFaults when a chosen option has no error variance, one is not 0 or more,
    or fewer than three candidates are there to estimate from.
    """
    if faults := _faults(problem, selection, error_variance, prior):
        raise ProblemFaults(faults)
    claims = {cell: _claim(problem, *cell) for cell in error_variance}
    prior = prior or estimated(list(claims.values()), list(error_variance.values()))
    options = tuple(_shrunk(cell, claims[cell], error_variance[cell], prior, selection) for cell in claims)
    accountant = Accountant(problem)
    claimed = float(accountant.value(selection) - accountant.value({}))
    less = sum(option.claimed - option.expected for option in options if option.chosen)
    return Shrinkage(prior=prior, options=options, claimed=claimed, expected=claimed - less)


def _claim(problem: Problem, id: str, option: str) -> float:
    """Value of the option over that of its status quo, without synergies."""
    initiative = problem.by_id[id]
    done, left = (
        worth(problem, initiative, initiative.option(option)),
        worth(problem, initiative, initiative.status_quo),
    )
    gains = zip(problem.weights.values(), done.totals, left.totals, strict=True)
    return float(sum(weight * (after - before) for weight, after, before in gains))


def _shrunk(cell: Scored, claimed: float, error_variance: float, prior: Prior, selection: Selection) -> Shrunk:
    whole = prior.variance + error_variance
    trust = prior.variance / whole if error_variance else 1.0
    return Shrunk(
        initiative=cell[0], option=cell[1], claimed=claimed, expected=trust * claimed + (1 - trust) * prior.mean,
        trust=trust, error=error_variance**0.5, chosen=selection.get(cell[0]) == cell[1],
    )  # fmt: skip


def estimated(values: list[float], error_variance: list[float]) -> Prior:
    """The prior that these estimates suggest, by Paule and Mandel."""
    from scipy.optimize import brentq

    def pooled(tau2: float) -> float:
        shares = [1 / (tau2 + sigma2) for sigma2 in error_variance]
        return sum(share * value for share, value in zip(shares, values, strict=True)) / sum(shares)

    def excess(tau2: float) -> float:
        m = pooled(tau2)
        misfit = sum((v - m) ** 2 / (tau2 + s2) for v, s2 in zip(values, error_variance, strict=True))
        return misfit - (len(values) - 1)

    source, widest = f"from these {len(values)} candidates", (max(values) - min(values)) ** 2 * len(values)
    if widest == 0:
        return Prior(values[0], 0.0, source)
    # Certain values would be divided by zero; a millionth of a millionth of the range stands for none.
    least = max(widest, *error_variance) * 1e-12
    if excess(least) <= 0:
        return Prior(pooled(least), 0.0, source)
    tau2 = float(brentq(excess, least, widest + least))
    return Prior(pooled(tau2), tau2, source)


def _faults(
    problem: Problem, selection: Selection, error_variance: Mapping[Scored, float], prior: Prior | None
) -> list[Fault]:
    faults = []
    options = {(i.id, o.id) for i in problem.initiatives for o in i.options}
    for cell, variance in error_variance.items():
        path = f'error_variance["{cell[0]}", "{cell[1]}"]'
        if cell not in options:
            faults.append(Fault(path, "is not an option of the problem"))
        if not (isfinite(variance) and variance >= 0):
            faults.append(Fault(path, "must be a number from 0"))
    for id, option in selection.items():
        if option != STATUS_QUO and (id, option) not in options:
            faults.append(Fault(named("selection", id), f"{option!r} is not an option of the problem"))
        elif option != STATUS_QUO and (id, option) not in error_variance:
            cure = "is chosen, so its error variance is needed; 0 if its value is certain"
            faults.append(Fault(f'error_variance["{id}", "{option}"]', cure))
    if prior is None and len(error_variance) < FEWEST:
        faults.append(Fault("prior", f"cannot be estimated from fewer than {FEWEST} candidates; give one"))
    if prior is not None and not (isfinite(prior.mean) and isfinite(prior.variance) and prior.variance >= 0):
        faults.append(Fault("prior", "must have a finite mean and a variance from 0"))
    return faults
