"""Larger published problems, where `REMIT_REFERENCE_DATA` names a folder of problem files and their `answers.json`.

Without that variable there is nothing here to collect.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from optimizer import SolveSettings, Status, nondominated, read_problem, solve

FOLDER = Path(os.environ.get("REMIT_REFERENCE_DATA", "/nowhere"))
FILE = FOLDER / "answers.json"
ANSWERS: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
VALUES = {name: answer["value"] for name, answer in ANSWERS.items() if "value" in answer}
POINTS = {name: answer["nondominated_points"] for name, answer in ANSWERS.items() if "nondominated_points" in answer}

if VALUES:

    @pytest.mark.parametrize("name", VALUES)
    def test_the_known_optimum_is_reached_and_proven(name: str) -> None:
        result = solve(read_problem(FOLDER / f"{name}.json"), SolveSettings(time_limit=60))
        assert (result.status, result.verified) == (Status.OPTIMAL, True)
        assert result.value == pytest.approx(VALUES[name], rel=1e-6)


if POINTS:

    @pytest.mark.parametrize("name", POINTS)
    def test_the_known_nondominated_points_come_out(name: str) -> None:
        found = nondominated(read_problem(FOLDER / f"{name}.json"), {}, SolveSettings(time_limit=120))
        assert found.complete
        totals = sorted({tuple(portfolio.totals.values()) for portfolio in found.portfolios})
        assert totals == sorted(tuple(point) for point in POINTS[name])
