"""Questions to the demo round in the words of its story: thousands of euros, option keys, who enters and who leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from optimizer import SolveSettings, Status, solve
from portfolio.domain.rounds import Round
from portfolio.domain.scenarios import LimitKey, Scenario, limits_under
from portfolio.services.proposals.compiling import compile_problem

K_EURO = 100_000
"""Cents in a thousand euros."""


@dataclass(frozen=True)
class Best:
    """The best portfolio: points over doing nothing, the option of each funded initiative, uses in k€ or months."""

    value: float
    options: Mapping[str, str]
    uses: Mapping[str, float]

    @property
    def keys(self) -> set[str]:
        """Who is funded."""
        return set(self.options)


@dataclass
class Demo:
    """A round with answers kept, so that tests that ask the same thing wait once."""

    round: Round
    _known: dict[str, Best | None] = field(default_factory=dict)

    def scenario(
        self,
        *,
        weights: str | None = None,
        face_value: bool = False,
        without: Iterable[str] = (),
        more: Mapping[str, int] | None = None,
        beyond_limited: bool = True,
        **pins: str,
    ) -> Scenario:
        """The round with what differs; `more` raises every year of a resource by so many k€, `pins` insist."""
        own = limits_under(self.round, Scenario())
        raised: dict[LimitKey, int | None] = {
            k: v + more[k[0]] * K_EURO for k, v in own.items() if more and k[0] in more and v is not None
        }
        if not beyond_limited:
            raised["beyond", None] = None
        points = None if weights is None else next(p.points for p in self.round.profiles if p.name == weights)
        return Scenario(
            weights=points, limits=raised, at_face_value=face_value, dropped_rules=frozenset(without), pinned=pins
        )

    def best(self, scenario: Scenario | None = None, round_: Round | None = None) -> Best:
        """The proven best portfolio; fails when there is none."""
        found = self.possible(scenario or Scenario(), round_)
        assert found is not None, "no portfolio is possible"
        return found

    def possible(self, scenario: Scenario, round_: Round | None = None) -> Best | None:
        """The proven best portfolio, or None when rules and limits allow none."""
        name = f"{scenario}{round_ and [(i.key, o.key) for i in round_.initiatives for o in i.options]}"
        if name not in self._known:
            self._known[name] = _solved(round_ or self.round, scenario)
        return self._known[name]

    def without_options(self, **options: str) -> Round:
        """The round with one option of each named initiative taken out."""
        kept = [
            replace(i, options=tuple(o for o in i.options if options.get(i.key) != o.key))
            for i in self.round.initiatives
        ]
        return replace(self.round, initiatives=tuple(kept))

    def spend(self, best: Best, tag: str | None = None) -> Decimal:
        """k€ of capex and opex of the chosen options inside the years, of those with the tag when one is given."""
        chosen = [(i, i.option(best.options[i.key])) for i in self.round.initiatives if i.key in best.options]
        units = sum(
            use.amount
            for initiative, option in chosen
            for use in option.uses
            if use.resource in ("capex", "opex") and (tag is None or tag in initiative.all_tags)
        )
        return Decimal(units) / K_EURO


def _solved(round_: Round, scenario: Scenario) -> Best | None:
    result = solve(compile_problem(round_, scenario), SolveSettings(time_limit=30, conflicts=False))
    if result.status is Status.INFEASIBLE:
        return None
    assert result.status is Status.OPTIMAL
    assert result.verified
    assert result.value_over_status_quo is not None
    uses = {name: use if name.startswith("architects") else use / 1000 for name, use in result.uses.items()}
    return Best(result.value_over_status_quo, result.selected, uses)


def enters(before: Best, after: Best) -> set[str]:
    """Who is funded afterwards only."""
    return after.keys - before.keys


def leaves(before: Best, after: Best) -> set[str]:
    """Who was funded before only."""
    return before.keys - after.keys


def changes(before: Best, after: Best) -> dict[str, str]:
    """Who stays with another option, and which."""
    both = before.keys & after.keys
    return {key: after.options[key] for key in both if after.options[key] != before.options[key]}
