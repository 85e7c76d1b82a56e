"""What is not certain about a problem: which amounts may turn out how, and how far they do so together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from optimizer.faults import Fault, ProblemFaults
from optimizer.parts import STATUS_QUO
from optimizer.problem import Problem
from optimizer.uncertainty.spreads import Spread

Cell = tuple[str, str, str]
"""Initiative, option (or "status_quo"), resource or criterion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertainty:
    """Spreads of uses and scores in place of the stated amounts, and overruns as factors on stated uses.

    `overruns` maps an initiative to a factor on the positive uses of whatever option it gets, of the resources
    `overrun_of` (None: all); its status quo does not overrun. `shock` (0 to 1) is the correlation between the costs of
    any two initiatives, in normal scores; `benefit_shock` that between their benefits. Within an initiative all costs
    rise and fall together, and so do all benefits; costs and benefits are independent of each other.

    Raises ProblemFaults when a shock is no correlation from 0 to 1.
    """

    uses: Mapping[Cell, Spread] = field(default_factory=dict)
    scores: Mapping[Cell, Spread] = field(default_factory=dict)
    overruns: Mapping[str, Spread] = field(default_factory=dict)
    overrun_of: tuple[str, ...] | None = None
    shock: float = 0.0
    benefit_shock: float = 0.0

    def __post_init__(self) -> None:
        shocks = {"shock": self.shock, "benefit_shock": self.benefit_shock}
        if faults := [Fault(name, "must be from 0 to 1") for name, at in shocks.items() if not 0 <= at <= 1]:
            raise ProblemFaults(faults)

    def overruns_at(self, initiative: str, resource: str) -> bool:
        """Whether its overrun multiplies this resource."""
        return initiative in self.overruns and (self.overrun_of is None or resource in self.overrun_of)

    def faults_with(self, problem: Problem) -> list[Fault]:
        """What is named here and not in the problem, and amounts that are given twice."""
        resources, criteria = {r.id for r in problem.resources}, {c.id for c in problem.criteria}
        faults = [*_cells(problem, "uses", self.uses, resources), *_cells(problem, "scores", self.scores, criteria)]
        faults += [
            Fault(f'overruns["{id}"]', "is not an initiative") for id in self.overruns if id not in problem.by_id
        ]
        unknown = [name for name in self.overrun_of or () if name not in resources]
        faults += [Fault("overrun_of", f"{name!r} is not a resource") for name in unknown]
        for id, option, name in self.uses:
            if option != STATUS_QUO and self.overruns_at(id, name):
                cure = "it would be counted twice; leave one out, or list the others in overrun_of"
                faults.append(Fault(place("uses", (id, option, name)), f"has an overrun as well; {cure}"))
        return faults


def place(kind: str, cell: Cell) -> str:
    """`uses["erp", "full", "capex 2027"]`."""
    names = ", ".join(f'"{name}"' for name in cell)
    return f"{kind}[{names}]"


def _cells(problem: Problem, kind: str, cells: Mapping[Cell, Spread], names: set[str]) -> Iterator[Fault]:
    what = "a resource" if kind == "uses" else "a criterion"
    for cell in cells:
        id, option, name = cell
        if id not in problem.by_id:
            yield Fault(place(kind, cell), f"{id!r} is not an initiative")
        elif option != STATUS_QUO and option not in {o.id for o in problem.by_id[id].options}:
            yield Fault(place(kind, cell), f"{option!r} is not an option of {id!r}")
        if name not in names:
            yield Fault(place(kind, cell), f"{name!r} is not {what}")
