"""Problems with published optima, typed in: (source, limits, scores by criterion, uses by resource, optimum)."""

from __future__ import annotations

from typing import Any

import numpy as np

PETERSEN = "C. C. Petersen, Management Science 13 (1967) 736-750, as problems 1 to 3 of mknap1 in the OR-Library"
LOW = "low-dimensional 0/1 knapsack instances of the Universidad del Cauca, with their listed optima"

# fmt: off
SINGLE: dict[str, tuple[str, list[float], list[float], list[list[float]], float]] = {
    "petersen-1": (PETERSEN, [80, 96, 20, 36, 44, 48, 10, 18, 22, 24],
        [100, 600, 1200, 2400, 500, 2000], [
        [8, 12, 13, 64, 22, 41],
        [8, 12, 13, 75, 22, 41],
        [3, 6, 4, 18, 6, 4],
        [5, 10, 8, 32, 6, 12],
        [5, 13, 8, 42, 6, 20],
        [5, 13, 8, 48, 6, 20],
        [0, 0, 0, 0, 8, 0],
        [3, 0, 4, 0, 8, 0],
        [3, 2, 4, 0, 8, 4],
        [3, 2, 4, 8, 8, 4],
    ], 3800.0),
    "petersen-2": (PETERSEN, [450, 540, 200, 360, 440, 480, 200, 360, 440, 480],
        [600.1, 310.5, 1800, 3850, 18.6, 198.7, 882, 4200, 402.5, 327], [
        [20, 5, 100, 200, 2, 4, 60, 150, 80, 40],
        [20, 7, 130, 280, 2, 8, 110, 210, 100, 40],
        [60, 3, 50, 100, 4, 2, 20, 40, 6, 12],
        [60, 8, 70, 200, 4, 6, 40, 70, 16, 20],
        [60, 13, 70, 250, 4, 10, 60, 90, 20, 24],
        [60, 13, 70, 280, 4, 10, 70, 105, 22, 28],
        [5, 2, 20, 100, 2, 5, 10, 60, 0, 0],
        [45, 14, 80, 180, 6, 10, 40, 100, 20, 0],
        [55, 14, 80, 200, 6, 10, 50, 140, 30, 40],
        [65, 14, 80, 220, 6, 10, 50, 180, 30, 50],
    ], 8706.1),
    "petersen-3": (PETERSEN, [550, 700, 130, 240, 280, 310, 110, 205, 260, 275],
        [100, 220, 90, 400, 300, 400, 205, 120, 160, 580, 400, 140, 100, 1300, 650], [
        [8, 24, 13, 80, 70, 80, 45, 15, 28, 90, 130, 32, 20, 120, 40],
        [8, 44, 13, 100, 100, 90, 75, 25, 28, 120, 130, 32, 40, 160, 40],
        [3, 6, 4, 20, 20, 30, 8, 3, 12, 14, 40, 6, 3, 20, 5],
        [5, 9, 6, 40, 30, 40, 16, 5, 18, 24, 60, 16, 11, 30, 25],
        [5, 11, 7, 50, 40, 40, 19, 7, 18, 29, 70, 21, 17, 30, 25],
        [5, 11, 7, 55, 40, 40, 21, 9, 18, 29, 70, 21, 17, 35, 25],
        [0, 0, 1, 10, 4, 10, 0, 6, 0, 6, 32, 3, 0, 70, 10],
        [3, 4, 5, 20, 14, 20, 6, 12, 10, 18, 42, 9, 12, 100, 20],
        [3, 6, 9, 30, 29, 20, 12, 12, 10, 30, 42, 18, 18, 110, 20],
        [3, 8, 9, 35, 29, 20, 16, 15, 10, 30, 42, 20, 18, 120, 20],
    ], 4015.0),
    "knapsack-f1": (LOW, [269],
        [55, 10, 47, 5, 4, 50, 8, 61, 85, 87], [
        [95, 4, 60, 32, 23, 72, 80, 62, 65, 46],
    ], 295.0),
    "knapsack-f4": (LOW, [11],
        [6, 10, 12, 13], [
        [2, 4, 6, 7],
    ], 23.0),
    "knapsack-f5": (LOW, [375],
        [0.125126, 19.330424, 58.500931, 35.029145, 82.284005, 17.41081, 71.050142, 30.399487, 9.140294,
         14.731285, 98.852504, 11.908322, 0.89114, 53.166295, 60.176397], [
        [56.358531, 80.87405, 47.987304, 89.59624, 74.660482, 85.894345, 51.353496, 1.498459, 36.445204,
         16.589862, 44.569231, 0.466933, 37.788018, 57.118442, 60.716575],
    ], 481.0694),
    "knapsack-f7": (LOW, [50],
        [70, 20, 39, 37, 7, 5, 10], [
        [31, 10, 20, 19, 4, 3, 6],
    ], 107.0),
}

# Liesiö, Mild & Salo, European Journal of Operational Research 181 (2007) 1488-1505, is the method; the 15 projects
# with three criteria and a budget of 300 are a published example of it, with its nondominated portfolios.
RPM_15_COST = [79, 32, 31, 73, 19, 32, 94, 22, 44, 10, 27, 100, 51, 98, 2]
RPM_15_SCORES = {
    "c1": [46, 61, 22, 43, 8, 60, 72, 92, 81, 85, 50, 9, 64, 98, 9],
    "c2": [55, 49, 65, 88, 82, 92, 62, 78, 75, 23, 17, 37, 32, 57, 16],
    "c3": [31, 49, 57, 42, 51, 71, 38, 100, 37, 22, 53, 83, 51, 17, 13],
}
RPM_15_ALL = [
    [2, 3, 5, 6, 8, 9, 10, 11, 13, 15],
    [2, 5, 6, 8, 9, 10, 11, 14, 15],
    [2, 3, 5, 6, 8, 9, 10, 14, 15],
    [2, 3, 4, 5, 6, 8, 9, 10, 11, 15],
    [2, 4, 6, 8, 9, 10, 11, 13, 15],
    [1, 2, 3, 5, 6, 8, 9, 10, 11, 15],
    [2, 3, 6, 8, 9, 10, 11, 14, 15],
    [2, 3, 4, 5, 6, 8, 10, 11, 13, 15],
    [1, 2, 6, 8, 9, 10, 11, 13, 15],
]
RPM_15_ORDERED = [
    [2, 3, 5, 6, 8, 9, 10, 11, 13, 15],
    [2, 5, 6, 8, 9, 10, 11, 14, 15],
    [2, 3, 4, 5, 6, 8, 9, 10, 11, 15],
    [2, 4, 6, 8, 9, 10, 11, 13, 15],
    [1, 2, 3, 5, 6, 8, 9, 10, 11, 15],
    [2, 3, 6, 8, 9, 10, 11, 14, 15],
]
# fmt: on


def problem(limits: list[float], scores: list[float], uses: list[list[float]]) -> dict[str, Any]:
    """A one-criterion problem in the file format; initiatives are numbered from 1, resources r1, r2, …"""
    names = [f"r{at + 1}" for at in range(len(limits))]
    initiatives = [
        {
            "id": str(at + 1),
            "scores": {"value": score},
            "uses": {n: use[at] for n, use in zip(names, uses, strict=True)},
        }
        for at, score in enumerate(scores)
    ]
    return {"criteria": {"value": 1}, "resources": dict(zip(names, limits, strict=True)), "initiatives": initiatives}


def dense() -> dict[str, Any]:
    """In the manner of Chu & Beasley (1998): ten dense uniform rows, values that go with the uses; nobody proves it."""
    random = np.random.default_rng(3)
    uses = random.integers(1, 1000, (10, 120))
    values = uses.sum(axis=0) / 10 + 500 * random.random(120)
    limits = (uses.sum(axis=1) // 2).tolist()
    return problem(limits, [round(v, 2) for v in values.tolist()], uses.tolist())


def rpm_15() -> dict[str, Any]:
    initiatives = [
        {"id": str(at + 1), "scores": {c: s[at] for c, s in RPM_15_SCORES.items()}, "uses": {"cost": cost}}
        for at, cost in enumerate(RPM_15_COST)
    ]
    return {"criteria": dict.fromkeys(RPM_15_SCORES, 1), "resources": {"cost": 300}, "initiatives": initiatives}
