"""Choosing a portfolio: the problem as a value, its model, its solvers, and the check of their answers."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from optimizer.deciding.compromising import Compromise as Compromise
    from optimizer.deciding.compromising import compromise as compromise
    from optimizer.deciding.discussing import Discussion as Discussion
    from optimizer.deciding.discussing import discussion as discussion
    from optimizer.deciding.inverting import InverseWeights as InverseWeights
    from optimizer.deciding.inverting import inverse_weights as inverse_weights
    from optimizer.deciding.keeping import Stable as Stable
    from optimizer.deciding.keeping import stable as stable
    from optimizer.deciding.protecting import PriceOfRobustness as PriceOfRobustness
    from optimizer.deciding.protecting import robust_to_overruns as robust_to_overruns
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
    from optimizer.reweighting.proposal import Proposal as Proposal
    from optimizer.reweighting.reweighter import Reweighter as Reweighter
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
    from optimizer.uncertainty.errors import error_variances as error_variances
    from optimizer.uncertainty.inputs import Uncertainty as Uncertainty
    from optimizer.uncertainty.outlook import Outlook as Outlook
    from optimizer.uncertainty.reference import IT_COST_OVERRUNS as IT_COST_OVERRUNS
    from optimizer.uncertainty.reference import ReferenceClass as ReferenceClass
    from optimizer.uncertainty.shrinking import Prior as Prior
    from optimizer.uncertainty.shrinking import Shrinkage as Shrinkage
    from optimizer.uncertainty.shrinking import shrink as shrink
    from optimizer.uncertainty.simulation import simulate as simulate
    from optimizer.uncertainty.spreads import Percentiles as Percentiles
    from optimizer.uncertainty.spreads import ThreePoint as ThreePoint
    from optimizer.weighing.agreeing import Core as Core
    from optimizer.weighing.agreeing import core as core
    from optimizer.weighing.robust import Nondominated as Nondominated
    from optimizer.weighing.robust import nondominated as nondominated
    from optimizer.weighing.weight_sets import WeightSet as WeightSet
    from optimizer.weighing.weight_sets import read_weight_set as read_weight_set
    from optimizer.weights.ahp import PairWeights as PairWeights
    from optimizer.weights.ahp import ahp as ahp
    from optimizer.weights.bwm import BestWorstWeights as BestWorstWeights
    from optimizer.weights.bwm import best_worst as best_worst
    from optimizer.weights.groups import GroupWeights as GroupWeights
    from optimizer.weights.groups import aij as aij
    from optimizer.weights.groups import aip as aip
    from optimizer.weights.groups import weighted_mean as weighted_mean
    from optimizer.weights.points import direct as direct
    from optimizer.weights.points import swing as swing
    from optimizer.weights.ranking import rank_order as rank_order
    from optimizer.weights.values import Weights as Weights

HOMES = {
    "Compromise": "deciding.compromising", "compromise": "deciding.compromising",
    "Discussion": "deciding.discussing", "discussion": "deciding.discussing",
    "InverseWeights": "deciding.inverting", "inverse_weights": "deciding.inverting",
    "Stable": "deciding.keeping", "stable": "deciding.keeping",
    "PriceOfRobustness": "deciding.protecting", "robust_to_overruns": "deciding.protecting",
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
    "error_variances": "uncertainty.errors", "Uncertainty": "uncertainty.inputs", "Outlook": "uncertainty.outlook",
    "IT_COST_OVERRUNS": "uncertainty.reference", "ReferenceClass": "uncertainty.reference",
    "Prior": "uncertainty.shrinking", "Shrinkage": "uncertainty.shrinking", "shrink": "uncertainty.shrinking",
    "simulate": "uncertainty.simulation", "Percentiles": "uncertainty.spreads", "ThreePoint": "uncertainty.spreads",
    "PairWeights": "weights.ahp", "ahp": "weights.ahp", "BestWorstWeights": "weights.bwm",
    "best_worst": "weights.bwm", "GroupWeights": "weights.groups", "aij": "weights.groups", "aip": "weights.groups",
    "weighted_mean": "weights.groups", "direct": "weights.points", "swing": "weights.points",
    "rank_order": "weights.ranking", "Weights": "weights.values",
    "Reweighter": "reweighting.reweighter", "Proposal": "reweighting.proposal",
}  # fmt: skip
"""Module of each public name; it is loaded when the name is first asked for, so that importing costs nothing."""


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'optimizer' has no attribute {name!r}")
    return getattr(import_module(f"optimizer.{HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(HOMES)
