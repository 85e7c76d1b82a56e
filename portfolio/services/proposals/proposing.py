"""A scenario of a round put to the optimiser and told as a report: the answer at once, explanations within a time."""

from __future__ import annotations

from dataclasses import replace

from optimizer import Result
from portfolio.domain.rounds import Round
from portfolio.domain.scenarios import Scenario, canonical
from portfolio.reports.explanation_values import Explanations
from portfolio.reports.proposal import build_report, empty_report
from portfolio.reports.proposal_answer import Answer, Selection
from portfolio.reports.proposal_explained import explained, with_binding
from portfolio.reports.proposal_findings import Findings
from portfolio.reports.proposal_values import ProposalReport
from portfolio.services.proposals import solving
from portfolio.services.proposals.compiling import Compiled, compile_round
from portfolio.services.proposals.explaining import explain as find
from portfolio.services.proposals.solving import Budget, within
from portfolio.services.proposals.varying import lifting

FIRST_ANSWER = 2.0
"""Seconds that a first answer may take; what is found by then is shown with its gap."""
PROVEN = 1e-6
"""Values that differ by less are the same."""
A_MOMENT = 0.15
"""Seconds that nobody minds beside a first answer."""
EXPLAINING = 10.0
"""Seconds that explanations may take; what is not computed by then is said."""


def propose(
    round_: Round,
    scenario: Scenario,
    *,
    seconds: float = FIRST_ANSWER,
    explain: bool | float = False,
    before: Scenario | None = None,
    before_name: str = "",
    ties: bool = True,
    notices: tuple[str, ...] = (),
) -> ProposalReport:
    """The report of a scenario. `explain` adds what takes further solves: a number within so many seconds, 0 only what
    is known already. `before` is the scenario that movement is told against, `before_name` its name in words."""
    asked = canonical(round_, scenario)
    compiled = compile_round(round_, asked)
    told = (*notices, *compiled.notices)
    if compiled.is_empty:
        return empty_report(round_, asked, compiled.unscored, told)
    answer = Answer(
        round_, asked, compiled.problem, _answer(compiled, seconds, ties=ties), compiled.rule_keys, compiled.unscored,
        told, _selection(round_, before, seconds), before_name,
    )  # fmt: skip
    report = build_report(answer)
    if not answer.has_portfolio:
        return report
    if explain is False:
        return replace(_with_checked_limits(report, answer), explanations=Explanations(complete=False))
    return explained(report, answer, _findings(answer, seconds, EXPLAINING if explain is True else explain))


def explain_proposal(round_: Round, scenario: Scenario, *, seconds: float = EXPLAINING) -> Explanations:
    """What further solves say about the proposal of a scenario; empty where there is no portfolio."""
    return propose(round_, scenario, explain=seconds).explanations


def _with_checked_limits(report: ProposalReport, answer: Answer) -> ProposalReport:
    """The limits that seem to bind, checked by lifting each, as far as a moment allows."""
    budget = Budget.of(A_MOMENT)
    lifted = {s.name: within(lifting(answer.problem, s.name), budget) for s in report.spend if s.binding}
    own = (answer.result.value or 0.0) + PROVEN
    return with_binding(
        report, {name: r.value > own for name, r in lifted.items() if r is not None and r.value is not None}
    )


def _findings(answer: Answer, seconds: float, allowance: float) -> Findings:
    other = compile_round(answer.round, replace(answer.scenario, at_face_value=not answer.scenario.at_face_value))
    return find(answer, other.problem, Budget.of(allowance, each=seconds))


def _answer(compiled: Compiled, seconds: float, *, ties: bool) -> Result:
    result = solving.best(compiled.problem, seconds)
    quick = result.seconds < A_MOMENT
    return solving.with_ties(compiled.problem, result, seconds / 4) if ties and quick else result


def _selection(round_: Round, before: Scenario | None, seconds: float) -> Selection | None:
    """What the scenario before had chosen; None without one, or when it had no portfolio."""
    if before is None:
        return None
    compiled = compile_round(round_, canonical(round_, before))
    if compiled.is_empty:
        return None
    result = solving.best(compiled.problem, seconds)
    return result.selected if result.value is not None else None
