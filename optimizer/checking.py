"""What makes parts into a problem: names that exist, numbers in their range, rules that can be read in one way.

It looks at parts with the paths they came from, so that a reader can have whole parts checked while others are faulty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from optimizer.checking_rules import rule_faults, rules_together
from optimizer.faults import Fault, named, step
from optimizer.names import Names
from optimizer.numbers import ONE, ZERO, Amounts
from optimizer.parts import STATUS_QUO, Criterion, Initiative, Resource
from optimizer.rules import Rule

T = TypeVar("T")
Placed = list[tuple[str, T]]


@dataclass(slots=True)
class Parts:
    """Readable parts, each with its path; `names` also knows the names of the parts that were not readable.

    `inline` holds the paths of initiatives that carry their only option themselves.
    """

    names: Names
    criteria: Placed[Criterion] = field(default_factory=list)
    initiatives: Placed[Initiative] = field(default_factory=list)
    rules: Placed[Rule] = field(default_factory=list)
    inline: set[str] = field(default_factory=set)
    all_weights_known: bool = True


def problem_faults(
    criteria: Sequence[Criterion],
    resources: Sequence[Resource],
    initiatives: Sequence[Initiative],
    rules: Sequence[Rule],
) -> list[Fault]:
    """Every fault of a problem made of these parts, in file order."""
    parts = Parts(
        Names.of(resources, criteria, initiatives),
        [(named("criteria", criterion.id), criterion) for criterion in criteria],
        [(step("initiatives", place), initiative) for place, initiative in enumerate(initiatives)],
        [(step("rules", place), rule) for place, rule in enumerate(rules)],
    )
    doubles = [*_doubles("criteria", [c.id for c in criteria]), *_doubles("resources", [r.id for r in resources])]
    return [*doubles, *faults_of(parts)]


def faults_of(parts: Parts) -> list[Fault]:
    """Every fault of the whole parts and of what they say of each other."""
    faults = weight_faults(parts)
    faults += _repeated_ids(parts.initiatives)
    for path, initiative in parts.initiatives:
        faults += initiative_faults(path, initiative, parts.names, inline=path in parts.inline)
    for path, rule in parts.rules:
        faults += rule_faults(path, rule, parts.names)
    return [*faults, *rules_together(parts.rules)]


def weight_faults(parts: Parts) -> list[Fault]:
    """Weights are non-negative and not all zero."""
    faults = [Fault(path, "must not be negative") for path, criterion in parts.criteria if criterion.weight < 0]
    if not parts.all_weights_known:
        return faults
    if not parts.criteria:
        faults.append(Fault("criteria", "must name at least one criterion"))
    elif not any(criterion.weight for _, criterion in parts.criteria):
        faults.append(Fault("criteria", "must not all weigh zero"))
    return faults


def initiative_faults(path: str, initiative: Initiative, names: Names, *, inline: bool) -> Iterator[Fault]:
    if not initiative.id:
        yield Fault(step(path, "id"), "must not be empty")
    if not initiative.options:
        yield Fault(step(path, "options"), "must not be empty")
    yield from _repeated_options(path, initiative)
    for place, option in enumerate(initiative.options):
        inside = path if inline else step(step(path, "options"), place)
        yield from _unknown(inside, option.scores, option.uses, names)
        if not ZERO <= option.probability <= ONE:
            yield Fault(step(inside, "probability"), "must lie between 0 and 1")
    yield from _unknown(step(path, "status_quo"), initiative.status_quo.scores, initiative.status_quo.uses, names)


def _unknown(path: str, scores: Amounts, uses: Amounts, names: Names) -> Iterator[Fault]:
    for name in scores:
        if name not in names.criteria:
            yield Fault(named(step(path, "scores"), name), "is not a criterion")
    for name in uses:
        if name not in names.resources:
            yield Fault(named(step(path, "uses"), name), "is not a resource")


def _repeated_options(path: str, initiative: Initiative) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, option in enumerate(initiative.options):
        at = step(step(step(path, "options"), place), "id")
        if option.id == STATUS_QUO:
            yield Fault(at, f"must not be {STATUS_QUO!r}: that names not doing it")
        elif not option.id:
            yield Fault(at, "must not be empty")
        elif option.id in seen:
            yield Fault(at, f"{option.id!r} is used twice")
        seen.add(option.id)


def _repeated_ids(initiatives: Placed[Initiative]) -> list[Fault]:
    seen: dict[str, str] = {}
    faults = []
    for path, initiative in initiatives:
        first = seen.setdefault(initiative.id, path)
        if first != path:
            faults.append(Fault(step(path, "id"), f"{initiative.id!r} is the id of {first} already"))
    return faults


def _doubles(path: str, ids: Iterable[str]) -> list[Fault]:
    return [Fault(named(path, id), "is there twice") for id, times in Counter(ids).items() if times > 1]
