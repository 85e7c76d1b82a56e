"""What makes a rule readable in one way: one short function a kind of rule, each giving the faults it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from optimizer.faults import Fault, named, step
from optimizer.names import Names
from optimizer.numbers import ONE, ZERO
from optimizer.rules import CarryOver, Count, Excludes, Must, Never, Requires, Risk, Rule, Share, Synergy, Total

Faults = Iterator[Fault]


def rule_faults(path: str, rule: Rule, names: Names) -> Faults:
    """The faults of one rule."""
    return CHECKS[type(rule)](path, rule, names)


def _initiative(path: str, id: str, names: Names) -> Faults:
    if id not in names.options:
        yield Fault(path, f"{id!r} is not an initiative")


def _option(path: str, initiative: str, option: str | None, names: Names) -> Faults:
    if option is not None and initiative in names.options and option not in names.options[initiative]:
        yield Fault(path, f"{option!r} is not an option of {initiative!r}")


def _must(path: str, rule: Must, names: Names) -> Faults:
    yield from _initiative(step(path, "initiative"), rule.initiative, names)
    yield from _option(step(path, "option"), rule.initiative, rule.option, names)


def _never(path: str, rule: Never, names: Names) -> Faults:
    yield from _initiative(step(path, "initiative"), rule.initiative, names)


def _requires(path: str, rule: Requires, names: Names) -> Faults:
    yield from _initiative(step(path, "initiative"), rule.initiative, names)
    yield from _option(step(path, "option"), rule.initiative, rule.option, names)
    yield from _initiative(step(path, "needs"), rule.needs, names)
    needed = step(path, "needs_options")
    if rule.needs_options is not None:
        if not rule.needs_options:
            yield Fault(needed, "must not be empty")
        for place, option in enumerate(rule.needs_options):
            yield from _option(step(needed, place), rule.needs, option, names)


def _members(path: str, initiatives: Sequence[str] | None, tag: str | None, names: Names) -> Faults:
    if (initiatives is None) == (tag is None):
        yield Fault(path, "must name either initiatives or a tag")
    if initiatives is not None:
        yield from _list(step(path, "initiatives"), initiatives, names.options, "an initiative")
    if tag is not None:
        yield from _tag(step(path, "tag"), tag, names)


def _tag(path: str, tag: str, names: Names) -> Faults:
    if tag not in names.tags:
        yield Fault(path, f"no initiative has the tag {tag!r}")


def _list(path: str, listed: Sequence[str], known: Iterable[str], what: str) -> Faults:
    if not listed:
        yield Fault(path, "must not be empty")
    known = set(known)
    for place, name in enumerate(listed):
        if name not in known:
            yield Fault(step(path, place), f"{name!r} is not {what}")
        elif name in listed[:place]:
            yield Fault(step(path, place), f"{name!r} is named twice")


def _bounds(path: str, at_least: Fraction | int | None, at_most: Fraction | int | None) -> Faults:
    if at_least is None and at_most is None:
        yield Fault(path, "must state at_least or at_most")
    if at_least is not None and at_most is not None and at_least > at_most:
        yield Fault(step(path, "at_least"), "must not be more than at_most")


def _part(path: str, number: Fraction | None) -> Faults:
    if number is not None and not ZERO <= number <= ONE:
        yield Fault(path, "must lie between 0 and 1")


def _excludes(path: str, rule: Excludes, names: Names) -> Faults:
    return _members(path, rule.initiatives, rule.tag, names)


def _count(path: str, rule: Count, names: Names) -> Faults:
    yield from _members(path, rule.initiatives, rule.tag, names)
    yield from _bounds(path, rule.at_least, rule.at_most)
    for key, number in (("at_least", rule.at_least), ("at_most", rule.at_most)):
        if number is not None and number < 0:
            yield Fault(step(path, key), "must not be negative")


def _share(path: str, rule: Share, names: Names) -> Faults:
    yield from _tag(step(path, "tag"), rule.tag, names)
    yield from _list(step(path, "of"), rule.of, names.resources, "a resource")
    yield from _bounds(path, rule.at_least, rule.at_most)
    yield from _part(step(path, "at_least"), rule.at_least)
    yield from _part(step(path, "at_most"), rule.at_most)


def _risk(path: str, rule: Risk, names: Names) -> Faults:
    yield from _list(step(path, "of"), rule.of, names.resources, "a resource")
    yield from _part(step(path, "at_most"), rule.at_most)


def _synergy(path: str, rule: Synergy, names: Names) -> Faults:
    yield from _list(step(path, "initiatives"), rule.initiatives, names.options, "an initiative")
    for name in rule.saves:
        if name not in names.resources:
            yield Fault(named(step(path, "saves"), name), "is not a resource")


def _carry_over(path: str, rule: CarryOver, names: Names) -> Faults:
    yield from _part(step(path, "share"), rule.share)
    for key, name in (("from", rule.source), ("to", rule.target)):
        if name not in names.resources:
            yield Fault(step(path, key), f"{name!r} is not a resource")
        elif name not in names.limited:
            yield Fault(step(path, key), f"{name!r} has no limit")


def _total(path: str, rule: Total, names: Names) -> Faults:
    if (rule.criterion is None) == (rule.resource is None):
        yield Fault(path, "must name either a criterion or a resource")
    if rule.criterion is not None and rule.criterion not in names.criteria:
        yield Fault(step(path, "criterion"), f"{rule.criterion!r} is not a criterion")
    if rule.resource is not None and rule.resource not in names.resources:
        yield Fault(step(path, "resource"), f"{rule.resource!r} is not a resource")
    yield from _bounds(path, rule.at_least, rule.at_most)


def rules_together(rules: Sequence[tuple[str, Rule]]) -> Faults:
    """Faults that no single rule has: carry-overs that go round in circles or give away more than is left."""
    carries = [(path, rule) for path, rule in rules if isinstance(rule, CarryOver)]
    given: dict[str, Fraction] = {}
    for path, rule in carries:
        given[rule.source] = given.get(rule.source, ZERO) + rule.share
        if given[rule.source] > ONE:
            yield Fault(step(path, "share"), f"the shares carried from {rule.source!r} are more than 1 together")
    for path, rule in carries:
        if _reaches(rule.target, rule.source, [carry for _, carry in carries]):
            yield Fault(path, f"carries round in a circle through {rule.source!r}")


def _reaches(start: str, goal: str, carries: Sequence[CarryOver]) -> bool:
    seen, waiting = set[str](), [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            waiting += [carry.target for carry in carries if carry.source == here]
    return False


CHECKS: dict[type[Rule], Callable[[str, Any, Names], Faults]] = {
    Must: _must, Never: _never, Requires: _requires, Excludes: _excludes, Count: _count, Share: _share, Risk: _risk,
    Synergy: _synergy, CarryOver: _carry_over, Total: _total,
}  # fmt: skip
