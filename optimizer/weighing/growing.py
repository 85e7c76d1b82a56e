"""Growing portfolios stage by stage: an unfinished one goes when another makes every end of it look worse.

Dynamic programming with dominance and bounds, after Liesiö, Mild & Salo (2007) and Bazgan, Hugot & Vanderpooten (2009).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizer.solving.clock import Clock
from optimizer.solving.telling import Progress, silent
from optimizer.weighing.dominance import Places, undominated
from optimizer.weighing.reach import Floats, Reach, open_corners
from optimizer.weighing.stages import Numbers, Staged

Mask = NDArray[np.bool_]
BEAM = 1500
"""Unfinished portfolios that the quick first pass keeps at each stage."""
HURRIED = 100
"""The same when the time is up."""
SLICE = 4096


class OutOfTime(Exception):
    """The time ended before the last stage, or more portfolios were under way than the caller would bear."""


@dataclass(frozen=True, slots=True)
class Grown:
    """Finished portfolios: the columns each has chosen, and its values by corner. None beats another."""

    columns: list[frozenset[int]]
    values: Numbers


class Growth:
    """The passes over the stages of one problem."""

    def __init__(self, staged: Staged, clock: Clock, bearable: int | None = None, tell: Progress | None = None) -> None:
        self.staged, self.clock, self.bearable, self.tell = staged, clock, bearable, tell or silent
        self.least, self.most = staged.rest(least=True), staged.rest(least=False)
        corners = len(staged.base)
        mixed = np.random.default_rng(1).dirichlet(np.ones(corners), 6 * corners)
        self.reach = Reach(staged, np.concatenate([np.eye(corners), np.full((1, corners), 1 / corners), mixed]))

    def quick(self) -> Grown:
        """Good portfolios in little time: only the most promising unfinished ones are kept, by eye once time is up."""
        return self._grow(None, BEAM)

    def whole(self, known: Grown | None) -> Grown:
        """All portfolios that none beats; good ones that are `known` save work. Raises OutOfTime."""
        return self._grow(known, None)

    def _grow(self, known: Grown | None, beam: int | None) -> Grown:
        staged = self.staged
        corners = None if known is None or len(staged.base) > 4 else open_corners(known.values, self._lowest())
        values, loads = staged.base[None, :], np.zeros_like(staged.most)[None, :]
        trail: list[tuple[Places, Places]] = []
        for at, stage in enumerate(staged.stages):
            if beam is None and (self.clock.over or (self.bearable is not None and len(values) > self.bearable)):
                raise OutOfTime
            size, ways = len(values), len(stage.columns)
            values = (values[:, None, :] + stage.values[None, :, :]).reshape(size * ways, len(staged.base))
            loads = (loads[:, None, :] + stage.loads[None, :, :]).reshape(size * ways, len(staged.most))
            kept = np.flatnonzero((loads + self.least[at + 1] <= staged.most).all(axis=1))
            kept = kept[self._promising(at + 1, values[kept], loads[kept], known, corners, beam)]
            kept = kept[undominated(values[kept], self._telling(at + 1, loads[kept]))]
            values, loads = values[kept], loads[kept]
            trail.append((kept // ways, kept % ways))
            if beam is None:
                self.tell(at + 1, len(staged.stages), "stages")
        return Grown([frozenset(self._chosen(trail, place)) for place in range(len(values))], values)

    def _lowest(self) -> Floats:
        worst = sum((stage.values.min(axis=0) for stage in self.staged.stages), self.staged.base)
        lowest: Floats = worst.astype(np.float64) - 1
        return lowest

    def _telling(self, stage: int, loads: Numbers) -> Numbers:
        """Loads as far as they still matter: below what can overload nothing any more, all are alike."""
        floor = self.staged.most - self.most[stage]
        firm = self.staged.firm
        matter = (~firm | (self.most[stage] > self.least[stage])) & (len(loads) > 0)
        clipped = np.where(firm, np.maximum(loads, floor), loads)
        return clipped[:, matter]

    def _promising(
        self, stage: int, values: Numbers, loads: Numbers, known: Grown | None, corners: Floats | None, beam: int | None
    ) -> Places:
        """Those that can still end where no known portfolio has been; of these at most `beam`, in every direction."""
        everything = np.arange(len(values))
        if not len(values) or (known is None and beam is None):
            return everything
        if beam is not None and self.clock.over:
            bounds = values.astype(np.float64) @ self.reach.directions.T
            beam = min(beam, HURRIED)
        else:
            bounds = self.reach.bounds(stage, values, loads)
        if beam is not None and len(values) > beam:
            each = beam // bounds.shape[1] + 1
            best = [np.argpartition(-column, each)[:each] for column in bounds.T]
            return np.unique(np.concatenate(best))
        if known is None or not len(known.values):
            return everything
        if corners is None:
            return everything[~self._ideal_is_beaten(bounds, known)]
        open = corners @ self.reach.directions.T
        parts = []
        for at in range(0, len(bounds), SLICE):
            if beam is None and self.clock.over:
                raise OutOfTime
            parts.append(self._beyond(bounds[at : at + SLICE], open))
        return np.flatnonzero(np.concatenate(parts))

    def _beyond(self, bounds: Floats, open: Floats) -> Mask:
        """Whether some open corner lies below the bound in every direction."""
        mask: Any = np.ones((len(bounds), len(open)), bool)
        for reached, corner in zip(bounds.T, open.T, strict=True):
            mask &= reached[:, None] >= corner[None, :]
        result: Mask = mask.any(axis=1)
        return result

    def _ideal_is_beaten(self, bounds: Floats, known: Grown) -> Mask:
        """Whether one known portfolio beats even the best of every corner taken together."""
        size = known.values.shape[1]
        ideal, beaten = bounds[:, :size], np.zeros(len(bounds), dtype=np.bool_)
        for values in known.values.astype(np.float64):
            beaten |= (values >= ideal).all(axis=1) & (values > ideal).any(axis=1)
        return beaten

    def _chosen(self, trail: list[tuple[Places, Places]], place: int) -> list[int]:
        found = []
        for stage, (parents, ways) in zip(reversed(self.staged.stages), reversed(trail), strict=True):
            column = stage.columns[ways[place]]
            if column is not None:
                found.append(column)
            place = int(parents[place])
        return found
