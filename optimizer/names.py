"""The names that a problem's rules and options may use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from optimizer.parts import Criterion, Initiative, Resource


@dataclass(slots=True)
class Names:
    """Known names; a name of a part that is faulty itself is known too, so that one fault is not told twice.

    `limited` holds the resources that have a limit; `options` maps an initiative's id to its options' ids.
    """

    criteria: set[str] = field(default_factory=set)
    resources: set[str] = field(default_factory=set)
    limited: set[str] = field(default_factory=set)
    options: dict[str, set[str]] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)

    @classmethod
    def of(
        cls, resources: Iterable[Resource], criteria: Iterable[Criterion], initiatives: Iterable[Initiative]
    ) -> Names:
        resources, initiatives = tuple(resources), tuple(initiatives)
        return cls(
            criteria={criterion.id for criterion in criteria},
            resources={resource.id for resource in resources},
            limited={resource.id for resource in resources if resource.limit is not None},
            options={i.id: {option.id for option in i.options} for i in initiatives},
            tags={tag for i in initiatives for tag in i.tags},
        )
