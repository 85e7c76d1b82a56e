"""The analytic hierarchy process for one level: weights from judgements in pairs, and how well these agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from optimizer.faults import Fault
from optimizer.numbers import ONE, exact, for_people
from optimizer.weights.judgements import Judgements, Pair, read_judgements
from optimizer.weights.values import Weights, normalised, refuse

Matrix: TypeAlias = NDArray[np.float64]
RandomIndex = Literal["saaty", "dd"]
# Name and the most criteria that the table reaches.
RANDOM_INDICES: dict[RandomIndex, tuple[str, int]] = {"saaty": ("Saaty 2005", 15), "dd": ("Donegan & Dodd 1991", 100)}
ACCEPTABLE = 0.1
# Decimals asked of AHPy, which rounds its weights to four unless told otherwise.
PRECISION = 12
AGREE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One pair as it was `said` (> 1: `first` matters more), and the number that would fit all the other judgements.

    `misfit` = a_ij x w_j / w_i, turned so that it is at least 1.
    """

    first: str
    second: str
    said: Fraction
    consistent: float
    misfit: float

    def __str__(self) -> str:
        pair = f"{self.first!r} over {self.second!r} is {for_people(self.said)}"
        return f"{pair}; {for_people(round(self.consistent, 2))} would agree with the rest"


@dataclass(frozen=True, kw_only=True)
class PairWeights(Weights):
    """`consistency_ratio` is (lambda_max - n) / (n - 1) over the random index of that table; 0 for up to two criteria.

    `worst` is the judgement that fits least, None where all agree.
    """

    lambda_max: float
    consistency_ratio: float
    random_index: str
    worst: Judgement | None

    @property
    def acceptable(self) -> bool:
        """Whether the ratio is at most 0.1, Saaty's bound."""
        return self.consistency_ratio <= ACCEPTABLE

    def to_dict(self) -> dict[str, Any]:
        worst = None
        if self.worst is not None:
            pair = {"first": self.worst.first, "second": self.worst.second, "said": float(self.worst.said)}
            worst = {**pair, "consistent": self.worst.consistent, "misfit": self.worst.misfit}
        known = {"lambda_max": self.lambda_max, "consistency_ratio": self.consistency_ratio}
        return {**super().to_dict(), **known, "random_index": self.random_index, "worst": worst}

    def __str__(self) -> str:
        verdict = "acceptable" if self.acceptable else f"above {ACCEPTABLE}: look again"
        found = f"consistency ratio {self.consistency_ratio:.3f} ({self.random_index}), {verdict}"
        lines = [super().__str__(), found]
        return "\n".join(lines if self.worst is None else [*lines, f"fits least: {self.worst}"])


def ahp(
    judgements: Judgements, *, criteria: Sequence[str] | None = None, random_index: RandomIndex = "saaty"
) -> PairWeights:
    """AHP weights: the principal eigenvector of the matrix of judgements, computed by AHPy.

    `judgements` maps (first, second) to how many times as important the first is, 1/9 to 9; either way round, each pair
    at least once. `criteria` gives order and completeness, else they are taken from the pairs. Sources: Saaty, Decision
    making with the analytic hierarchy process, International Journal of Services Sciences 1(1), 2008; random indices
    Saaty 2005 (3-15 criteria) or Donegan & Dodd 1991 (to 100). Worst judgement: largest a_ij x w_j / w_i, and w_i / w_j
    of the matrix without that pair (b_ii = b_jj = 2): Saaty, Decision-making with the AHP: why is the principal
    eigenvector necessary, European Journal of Operational Research 145(1), 2003.

    Raises ProblemFaults for every judgement that is missing, off the scale, or at odds with its own reciprocal.
    """
    faults: list[Fault] = []
    names, pairs = read_judgements(judgements, criteria, "judgements", faults)
    faults += check_size(len(names), random_index)
    refuse(faults)
    return weigh_pairs(names, pairs, random_index, "AHP (principal eigenvector)")


def check_size(n: int, random_index: RandomIndex) -> list[Fault]:
    """Whether the random index is known and reaches so far."""
    if random_index not in RANDOM_INDICES:
        return [Fault("random_index", f"must be one of {', '.join(RANDOM_INDICES)}")]
    source, most = RANDOM_INDICES[random_index]
    if n <= most:
        return []
    cure = "group the criteria" if random_index == "dd" else "group the criteria, or use random_index='dd'"
    return [Fault("judgements", f"compare {n} criteria, and the table of {source} ends at {most}; {cure}")]


def weigh_pairs(
    names: tuple[str, ...], pairs: dict[Pair, Fraction], random_index: RandomIndex, method: str
) -> PairWeights:
    """The weights of judgements that are known to be complete: one number for each pair of names in their order."""
    matrix = _matrix(names, pairs)
    weights, ratio = _eigenvector(names, pairs, random_index) if pairs else (np.ones(1), 0.0)
    if not np.all(np.isfinite(weights)):
        weights = _principal(matrix)
    largest = float(np.mean(matrix @ weights / weights))
    return PairWeights(
        method=method, weights=normalised({n: exact(w) for n, w in zip(names, weights.tolist(), strict=True)}),
        lambda_max=largest, consistency_ratio=ratio, random_index=RANDOM_INDICES[random_index][0],
        worst=_worst(names, pairs, matrix, weights),
    )  # fmt: skip


def _matrix(names: tuple[str, ...], pairs: dict[Pair, Fraction]) -> Matrix:
    matrix = np.ones((len(names), len(names)))
    place = {name: at for at, name in enumerate(names)}
    for (first, second), said in pairs.items():
        matrix[place[first], place[second]] = float(said)
        matrix[place[second], place[first]] = float(ONE / said)
    return matrix


def _eigenvector(
    names: tuple[str, ...], pairs: dict[Pair, Fraction], random_index: RandomIndex
) -> tuple[Matrix, float]:
    """AHPy's weights and consistency ratio. It squares the matrix until nothing changes, which overflows, and leaves no
    numbers, where judgements run in circles.
    """
    from ahpy import Compare

    asked = {pair: float(said) for pair, said in pairs.items()}
    with np.errstate(over="ignore", invalid="ignore"):
        found = Compare("weights", asked, precision=PRECISION, random_index=random_index)
    return np.array([float(found.local_weights[name]) for name in names]), float(found.consistency_ratio)


def _principal(matrix: Matrix) -> Matrix:
    """The eigenvector of the largest eigenvalue, all above zero, summing to 1."""
    values, vectors = np.linalg.eig(matrix)
    principal = np.abs(vectors[:, int(np.argmax(values.real))].real)
    summing: Matrix = principal / principal.sum()
    return summing


def _worst(
    names: tuple[str, ...],
    pairs: dict[Pair, Fraction],
    matrix: Matrix,
    weights: Matrix,
) -> Judgement | None:
    place = {name: at for at, name in enumerate(names)}

    def misfit(pair: Pair) -> float:
        i, j = place[pair[0]], place[pair[1]]
        return abs(log(matrix[i, j] * weights[j] / weights[i]))

    pair = max(pairs, key=misfit, default=None)
    if pair is None or misfit(pair) < AGREE:
        return None
    i, j = place[pair[0]], place[pair[1]]
    fits = _without(matrix, i, j)
    return Judgement(
        first=pair[0], second=pair[1], said=pairs[pair], consistent=fits, misfit=float(np.exp(misfit(pair)))
    )  # fmt: skip


def _without(matrix: Matrix, i: int, j: int) -> float:
    """w_i / w_j of the matrix that does not hold this pair."""
    rest = matrix.copy()
    rest[i, j] = rest[j, i] = 0.0
    rest[i, i] = rest[j, j] = 2.0
    fitting = _principal(rest)
    return float(fitting[i] / fitting[j])
