"""What a little more would buy, and what would get in what is left out, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from optimizer.explaining.values import Entry
from optimizer.explaining.values import NextStep as LeastStep
from optimizer.numbers import exact
from portfolio.domain.rounds import Resource, resource_name
from portfolio.domain.scenarios import limit_keys
from portfolio.reports import formats
from portfolio.reports.explanation_values import NextStep
from portfolio.reports.proposal_answer import Answer, to_units
from portfolio.reports.proposal_findings import Findings, Step, Varied
from portfolio.reports.proposal_variations import gain_words, moved
from portfolio.reports.proposal_words import amount, label_of


def next_steps(answer: Answer, findings: Findings) -> tuple[NextStep, ...]:
    """More of each kind of money in all years together first, then the least of each limit that binds."""
    single = (_least(answer, name, step) for name, step in findings.least.items())
    return (*(_yearly(answer, step) for step in findings.steps), *single)


def _yearly(answer: Answer, step: Step) -> NextStep:
    much = amount(answer.round, step.resource, step.units, signed=True)
    total = amount(answer.round, step.resource, step.units * step.years)
    label = step.resource.name.lower()
    more = f"{much} {label} a year ({total} in all)" if step.years > 1 else f"{much} {label}"
    return _step(answer, label, step.resource, step.units, more, step.result)


def _least(answer: Answer, name: str, step: LeastStep) -> NextStep:
    key = next(k for k in limit_keys(answer.round) if resource_name(*k) == name)
    resource = answer.round.resource_by_key[key[0]]
    units = to_units(step.amount or 0, resource.digits)
    selection = {k: after for k, (_, after) in step.changes.items()}
    chosen = {k: o for k, o in {**answer.selected, **selection}.items() if o != "status_quo"}
    varied = Varied(chosen, exact(step.value_gain or 0))
    label = label_of(resource, key[1])
    more = f"{amount(answer.round, resource, units, signed=True)} {label} alone"
    return _step(answer, label, resource, units, more, varied)


def _step(answer: Answer, label: str, resource: Resource, units: int, more: str, bought: Varied) -> NextStep:
    change = moved(answer, bought.selected)
    what = f"{gain_words(bought)}.{change.told()}" if bought.gain > 0 else "nothing at all."
    return NextStep(
        label, units, float(max(Fraction(0), bought.gain)), change.enters, change.leaves, f"{more}: {what}",
        resource.unit, resource.digits, change.other_option, more,
    )  # fmt: skip


def entry_words(answer: Answer, key: str, option: str, entry: Entry) -> str:
    """What would get an option in: the one limit by whose relief it comes nearest, else less of everything alike."""
    relieved = _nearest_relief(answer, key, option, entry.entry)
    if relieved is not None:
        return relieved
    if entry.entry_factor is None:
        return "No saving of its own would get it in."
    if entry.entry_factor <= 0:
        return "Free of charge it would be in."
    return f"It would be in if all that it uses shrank to {formats.percent(entry.entry_factor)}."


def _nearest_relief(answer: Answer, key: str, option: str, entries: Mapping[str, float | None]) -> str | None:
    uses = answer.problem.by_id[key].option(option).uses
    shares = {name: exact(most) / uses.of(name) for name, most in entries.items() if most is not None and uses.of(name)}
    if not shares:
        return None
    name = max(shares, key=lambda each: shares[each])
    resource_key = next(k for k in limit_keys(answer.round) if resource_name(*k) == name)
    resource = answer.round.resource_by_key[resource_key[0]]
    now, then = (to_units(units, resource.digits) for units in (uses.of(name), shares[name] * uses.of(name)))
    label = label_of(resource, resource_key[1])
    words = amount(answer.round, resource, then), amount(answer.round, resource, now)
    return f"It would be in with {words[0]} {label} instead of {words[1]}."
