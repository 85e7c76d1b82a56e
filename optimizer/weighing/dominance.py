"""Dominance among many vectors at once, in blocks, exactly: arrays of whole numbers only."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizer.weighing.stages import Numbers

BLOCK, CHUNK = 256, 8192
Places = NDArray[np.intp]


def undominated(values: Numbers, loads: Numbers) -> Places:
    """Places of those that no other beats: values at least as high, one higher, and loads at most as high.

    Equal values never beat each other, whatever the loads.
    """
    sums = values.sum(axis=1)
    order = np.argsort(-sums, kind="stable")
    front: list[Places] = []
    found = order[:0]
    for start in range(0, len(order), BLOCK):
        block = order[start : start + BLOCK]
        for first in range(0, len(found), CHUNK):
            block = block[~_beaten(values, loads, sums, block, found[first : first + CHUNK])]
        block = block[~_beaten(values, loads, sums, block, block)]
        front.append(block)
        found = np.concatenate(front)
    return found


def _beaten(values: Numbers, loads: Numbers, sums: Numbers, these: Places, those: Places) -> NDArray[np.bool_]:
    """Which of these any of those beats. Values at least as high everywhere with a higher sum have a higher one."""
    if not len(these) or not len(those):
        return np.zeros(len(these), bool)
    mask: Any = sums[those][None, :] > sums[these][:, None]
    for column in values.T:
        mask &= column[those][None, :] >= column[these][:, None]
    for column in loads.T:
        mask &= column[those][None, :] <= column[these][:, None]
    result: NDArray[np.bool_] = mask.any(axis=1)
    return result
