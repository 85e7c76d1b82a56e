"""Random numbers that anybody can draw again: one stream an initiative, found by the seed and its id alone."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from math import sqrt

import numpy as np
from scipy.special import ndtr, ndtri

from optimizer.uncertainty.spreads import Draws

# A double has 53 bits; half a step keeps 0 and 1 out, which have no finite quantile.
STEP = 2.0**-53
COMMON = ""


class Stream:
    """Uniform numbers above 0 and below 1, `width` at a time.

    The raw 64 bits of numpy's PCG64, seeded by SeedSequence(seed, spawn_key = SHA-256 of the name), are turned into
    doubles here: ((raw >> 11) + 1/2) / 2^53. Numpy promises these bits for ever, but not what its distributions make of
    them. Adding, deleting or reordering initiatives changes nobody else's numbers.
    """

    def __init__(self, seed: int, name: str, width: int) -> None:
        digest = sha256(name.encode()).digest()
        key = tuple(int.from_bytes(digest[at : at + 4], "big") for at in range(0, 16, 4))
        self._bits = np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key))
        self._width = width

    def draw(self, count: int) -> Draws:
        """The next `count` rows."""
        raw = np.asarray(self._bits.random_raw(count * self._width), dtype=np.uint64)
        uniform: Draws = ((raw >> np.uint64(11)).astype(np.float64) + 0.5) * STEP
        return uniform.reshape(count, self._width)


@dataclass(frozen=True, slots=True)
class Fate:
    """How one initiative fares in each draw: its place in the spread of its costs and of its benefits, and success."""

    cost: Draws
    benefit: Draws
    luck: Draws


class Dice:
    """Fates with a common shock: z = sqrt(rho) x common + sqrt(1 - rho) x own, both standard normal, u = Phi(z).

    The one-factor Gaussian copula; any two initiatives have correlation rho in z. Source: Li, On default correlation: a
    copula function approach, Journal of Fixed Income 9(4), 2000.
    """

    def __init__(self, seed: int, names: tuple[str, ...], shock: float, benefit_shock: float) -> None:
        self._common = Stream(seed, COMMON, 2)
        self._own = {name: Stream(seed, f"initiative {name}", 3) for name in names}
        self._shocks = (shock, benefit_shock)

    def roll(self, count: int) -> dict[str, Fate]:
        common = self._common.draw(count)
        return {name: self._fate(stream.draw(count), common) for name, stream in self._own.items()}

    def _fate(self, own: Draws, common: Draws) -> Fate:
        cost, benefit = (_mixed(rho, common[:, at], own[:, at]) for at, rho in enumerate(self._shocks))
        return Fate(cost, benefit, own[:, 2])


def _mixed(rho: float, common: Draws, own: Draws) -> Draws:
    if rho == 0:
        return own
    if rho == 1:
        return common
    mixed: Draws = ndtr(sqrt(rho) * ndtri(common) + sqrt(1 - rho) * ndtri(own))
    # Phi of a large number rounds to 1, whose quantile is infinite.
    return np.clip(mixed, STEP, 1 - STEP)
