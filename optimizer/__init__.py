"""Choosing a portfolio: the problem as a value, its model, its solvers, and the check of their answers."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from optimizer.explaining.entries import entries as entries
    from optimizer.explaining.mandates import mandate_prices as mandate_prices
    from optimizer.explaining.steps import next_steps as next_steps
    from optimizer.explaining.swaps import gaps as gaps
    from optimizer.explaining.swaps import replacement_costs as replacement_costs
    from optimizer.explaining.values import Explanation as Explanation
    from optimizer.explaining.whole import explain as explain
    from optimizer.faults import Fault as Fault
    from optimizer.faults import NoSolver as NoSolver
    from optimizer.faults import ProblemFaults as ProblemFaults
    from optimizer.parts import Criterion as Criterion
    from optimizer.parts import Initiative as Initiative
    from optimizer.parts import Option as Option
    from optimizer.parts import Resource as Resource
    from optimizer.parts import StatusQuo as StatusQuo
    from optimizer.problem import Problem as Problem
    from optimizer.problem import problem_hash as problem_hash
    from optimizer.problem import read_problem as read_problem
    from optimizer.results import Result as Result
    from optimizer.settings import SolveSettings as SolveSettings
    from optimizer.solving.best import solve as solve
    from optimizer.solving.frontiers import Frontier as Frontier
    from optimizer.solving.frontiers import frontier as frontier
    from optimizer.solving.listing import Alternatives as Alternatives
    from optimizer.solving.listing import alternatives as alternatives
    from optimizer.solving.reasons import WhyNot as WhyNot
    from optimizer.solving.reasons import conflicts as conflicts
    from optimizer.solving.reasons import repairs as repairs
    from optimizer.status import Status as Status
    from optimizer.weighing.agreeing import Core as Core
    from optimizer.weighing.agreeing import core as core
    from optimizer.weighing.robust import Nondominated as Nondominated
    from optimizer.weighing.robust import nondominated as nondominated
    from optimizer.weighing.weight_sets import WeightSet as WeightSet
    from optimizer.weighing.weight_sets import read_weight_set as read_weight_set

HOMES = {
    "core": "weighing.agreeing", "Core": "weighing.agreeing",
    "Nondominated": "weighing.robust", "nondominated": "weighing.robust", "WeightSet": "weighing.weight_sets",
    "read_weight_set": "weighing.weight_sets",
    "Fault": "faults", "NoSolver": "faults", "ProblemFaults": "faults", "Criterion": "parts", "Initiative": "parts",
    "Option": "parts", "Resource": "parts", "StatusQuo": "parts", "STATUS_QUO": "parts", "Problem": "problem",
    "problem_hash": "problem", "read_problem": "problem", "Result": "results", "SolveSettings": "settings",
    "solve": "solving.best", "Status": "status", "Must": "rules", "Never": "rules", "Requires": "rules",
    "Excludes": "rules", "Count": "rules", "Share": "rules", "Risk": "rules", "Synergy": "rules",
    "CarryOver": "rules", "Total": "rules", "conflicts": "solving.reasons", "repairs": "solving.reasons",
    "WhyNot": "solving.reasons", "frontier": "solving.frontiers", "Frontier": "solving.frontiers",
    "alternatives": "solving.listing", "Alternatives": "solving.listing", "explain": "explaining.whole",
    "gaps": "explaining.swaps", "replacement_costs": "explaining.swaps", "entries": "explaining.entries",
    "mandate_prices": "explaining.mandates", "next_steps": "explaining.steps", "Explanation": "explaining.values",
    "Repair": "results", "ConflictPart": "results",
}  # fmt: skip
"""Module of each public name; it is loaded when the name is first asked for, so that importing costs nothing."""


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'optimizer' has no attribute {name!r}")
    return getattr(import_module(f"optimizer.{HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(HOMES)
