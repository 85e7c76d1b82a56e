"""What there is in a round, summed up."""

from __future__ import annotations

from dataclasses import replace

from portfolio.domain.rounds import BaselineLine, Limit, Resource, ResourceKind, Round
from portfolio.reports.round_figures import LimitRow, available, baseline_figures, limit_rows

CAPEX = Resource("capex", "Capex", ResourceKind.CAPEX, "EUR", 2)
STAFF = Resource("staff", "Architects", ResourceKind.PEOPLE, "months", 2)
BEYOND = Resource("beyond", "Beyond", ResourceKind.COMMITMENT, "EUR", 2, per_year=False)


def spaced(text: str) -> str:
    """The text with ordinary spaces: which no-break space stands before a unit is the formats' own affair."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def frame(*limits: Limit, baseline: tuple[BaselineLine, ...] = ()) -> Round:
    return Round("r", "R", "EUR", 2027, 2028, resources=(CAPEX, BEYOND), limits=limits, baseline=baseline)


def test_what_is_available_is_known_only_when_every_year_is_limited() -> None:
    assert available(frame(Limit("capex", 2027, 100))) is None
    assert available(frame(Limit("capex", 2027, 100), Limit("capex", 2028, 0))) == 100


def test_limits_are_listed_by_year_with_their_sum() -> None:
    capex, beyond = limit_rows(frame(Limit("capex", 2027, 500_000_00), Limit("beyond", None, 800_000_00)))
    assert (capex.unit, capex.years, capex.total) == ("k€", ("500", "–"), "–")
    assert (beyond.unit, beyond.years, beyond.total) == ("k€", (), "800")
    people = replace(frame(Limit("staff", 2027, 5400), Limit("staff", 2028, 6000)), resources=(STAFF,))
    assert limit_rows(people)[0] == LimitRow("Architects", "months", ("54", "60"), "114")


def test_eighteen_of_228_people_free_for_change_are_eight_per_cent() -> None:
    lines = (
        BaselineLine("opex", "Licences", None, 1000), BaselineLine("opex", "One year", 2028, 5),
        BaselineLine("people", "Operators", None, 20000, 500), BaselineLine("people", "Architects", None, 2800, 1300),
    )  # fmt: skip
    figures = baseline_figures(frame(baseline=lines))
    assert figures.opex == (1000, 1005)
    assert spaced(figures.sentence) == "18 of 228 people are free for change: 8 %."
    assert baseline_figures(frame()).sentence == ""
