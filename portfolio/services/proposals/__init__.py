"""Proposals: a scenario of a round put to the optimiser, and its answer told as a report."""

from __future__ import annotations

from portfolio.services.proposals.compiling import compile_problem, compile_round
from portfolio.services.proposals.proposing import explain_proposal, propose

__all__ = ["compile_problem", "compile_round", "explain_proposal", "propose"]
