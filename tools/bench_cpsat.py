"""OR-Tools CP-SAT in a process of its own: it and highspy bring two different libraries of one name.

Reads {"cost", "upper", "rows": [[columns, coefficients, lower, upper]], "seconds"} and prints {"seconds",
"value", "proven"}. Coefficients are rounded to whole numbers, as CP-SAT has no others.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.util import find_spec
from subprocess import run
from typing import Any

from optimizer.modelling.scaling import Scaled

FINER = 1000
LIMIT = 10**15


def available() -> bool:
    return find_spec("ortools") is not None


def cp_sat(scaled: Scaled, seconds: float) -> dict[str, Any] | None:
    """None when OR-Tools is not installed, or a column may be other than zero and one."""
    between = ~scaled.integer & (scaled.upper > 0)
    if not available() or between.any():
        return None
    rows = [
        [row.columns.tolist(), row.coefficients.tolist(), max(row.lower, -LIMIT), min(row.upper, LIMIT)]
        for row in scaled.rows
    ]
    asked = {"cost": scaled.cost.tolist(), "upper": scaled.upper.tolist(), "rows": rows, "seconds": seconds}
    command = [sys.executable, "-m", "tools.bench_cpsat"]
    done = run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    from ortools.sat.python import cp_model

    asked = json.load(sys.stdin)
    model: Any = cp_model.CpModel()
    take = [model.new_bool_var(f"x{at}") for at in range(len(asked["cost"]))]
    for at, upper in enumerate(asked["upper"]):
        if upper == 0:
            model.add(take[at] == 0)
    for columns, coefficients, lower, upper in asked["rows"]:
        whole = [round(coefficient * FINER) for coefficient in coefficients]
        terms = sum(number * take[at] for at, number in zip(columns, whole, strict=True))
        model.add_linear_constraint(terms, round(lower * FINER), round(upper * FINER))
    model.maximize(sum(round(cost * FINER) * take[at] for at, cost in enumerate(asked["cost"]) if cost))
    solver: Any = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.relative_gap_limit = asked["seconds"], 1e-6
    solver.parameters.num_workers = 2
    began = time.perf_counter()
    status = solver.solve(model)
    spent = time.perf_counter() - began
    proven = status == cp_model.OPTIMAL
    print(json.dumps({"seconds": spent, "value": solver.objective_value / FINER, "proven": proven}))


if __name__ == "__main__":
    main()
