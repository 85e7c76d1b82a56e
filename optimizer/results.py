"""The answer of `solve` as a value that prints itself; the numbers were recomputed without the solver."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from optimizer.status import Status

Change = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One way out of infeasibility: `change` in words of the file, `by` how much (None: the rule goes as a whole)."""

    change: Change
    by: float | None
    text: str

    def to_dict(self) -> dict[str, Any]:
        return {"change": self.change, "by": self.by, "text": self.text}

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictPart:
    """A rule (by its place), a resource's limit, or a fix or drop of the settings that takes part in a conflict."""

    text: str
    rule: int | None = None
    resource: str | None = None
    fix: str | None = None
    drop: str | None = None

    def to_dict(self) -> dict[str, Any]:
        stated = {"rule": self.rule, "resource": self.resource, "fix": self.fix, "drop": self.drop}
        return {**{key: value for key, value in stated.items() if value is not None}, "text": self.text}

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A portfolio and what is known of it; the field names are those of the JSON answer.

    `selected` maps the initiatives that get an option to its id; every other one keeps its status quo. `slack` is what
    is left of each limit, carry-over included, None where nothing is limited. `ties` counts other portfolios within
    1e-6 of the value, up to 10; None when not asked for.
    """

    status: Status
    value: float | None = None
    bound: float | None = None
    gap: float | None = None
    value_over_status_quo: float | None = None
    selected: dict[str, str] = field(default_factory=dict)
    totals: dict[str, float] = field(default_factory=dict)
    uses: dict[str, float] = field(default_factory=dict)
    slack: dict[str, float | None] = field(default_factory=dict)
    verified: bool = False
    ties: int | None = None
    ties_complete: bool | None = None
    solver: str = ""
    seconds: float = 0.0
    conflicts: tuple[tuple[ConflictPart, ...], ...] = ()
    conflicts_complete: bool | None = None
    repairs: tuple[Repair, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON answer; conflicts and repairs are in it when the problem is infeasible."""
        names = [
            name for name in self.__dataclass_fields__ if name not in ("conflicts", "conflicts_complete", "repairs")
        ]
        data = {name: getattr(self, name) for name in names}
        data["status"] = self.status.value
        if self.status is Status.INFEASIBLE:
            data["conflicts"] = [[part.to_dict() for part in conflict] for conflict in self.conflicts]
            data["conflicts_complete"] = self.conflicts_complete
            data["repairs"] = [repair.to_dict() for repair in self.repairs]
        return data

    def __str__(self) -> str:
        if self.value is None:
            reasons = [" + ".join(part.text for part in conflict) for conflict in self.conflicts]
            return "\n".join([f"{self.status} after {self.seconds:.2f} s", *reasons])
        lines = [
            f"{self.status}: value {self.value:,.6g}, {self.value_over_status_quo:,.6g} over doing nothing",
            f"bound {self.bound:,.6g}, gap {self.gap:.2%}, {self.solver}, {self.seconds:.2f} s",
            "funded: " + (", ".join(f"{id} ({option})" for id, option in self.selected.items()) or "nothing"),
        ]
        lines += [f"{name}: {use:,.6g} used, {_left(self.slack[name])}" for name, use in self.uses.items()]
        return "\n".join(lines)


def _left(slack: float | None) -> str:
    return "not limited" if slack is None else f"{slack:,.6g} left"
