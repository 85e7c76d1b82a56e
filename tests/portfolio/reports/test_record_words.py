"""Fields and values of records in words, with units; never a word of the machine."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from portfolio.domain.rounds import Criterion, Resource, ResourceKind, Round
from portfolio.reports.record_words import Words

FRAME = Round(
    "fy2027", "FY2027", "EUR", 2027, 2029,
    criteria=(Criterion("CUS", "Customer gets it done"),),
    resources=(
        Resource("capex", "Capex", ResourceKind.CAPEX, "EUR", 2),
        Resource("architects", "Architects", ResourceKind.PEOPLE, "months", 1),
    ),
)  # fmt: skip
WORDS = Words(FRAME, {"ERP": "Complete the ERP", "INT": "Integration"}, {("ERP", "full"): "Full"}, {"3": "An idea"})


def spaced(text: str) -> str:
    """The text with ordinary spaces: which no-break space stands before a unit is the formats' own affair."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("title", "A", "B", ("Title", "A", "B")),
        ("stage", "candidate", "under_way", ("Stage", "Candidate", "Under way")),
        ("change", None, "grow", ("Run, grow or transform", "–", "Grow")),
        ("evidence_strength", "0.5", "0.625", ("Evidence strength", "50 %", "62.5 %")),
        ("spent_so_far", None, 4_000_000_050, ("Spent so far", "–", "40,000.0005 k€")),
        ("tags", ["a"], ["a", "b"], ("Tags", "a", "a, b")),
        ("archived", False, True, ("Archived", "no", "yes")),
        ("options.full.capex 2027 (own_asset)", 100_000_00, None, ("Full: Capex FY2027 (own asset)", "100 k€", "–")),
        ("options.full.architects 2028", None, 45, ("Full: Architects FY2028", "–", "4.5 months")),
        ("options.full.score CUS", "4", "-2.5", ("Full: score on Customer gets it done", "4", "−2.5")),
        ("options.status_quo.score CUS", None, "0", ("Not doing it: score on Customer gets it done", "–", "0")),
        ("options.full.probability", Decimal("0.55"), Decimal("0.6"), ("Full: Probability of success", "55 %", "60 %")),
        ("options.a_year_later", None, "A year later", ("Option “A year later”", "–", "A year later")),
    ],
)
def test_a_change_of_an_initiative_reads_as_people_say_it(
    path: str, old: Any, new: Any, line: tuple[str, str, str]
) -> None:
    (found,) = WORDS.lines("initiative", "ERP", {path: (old, new), "version": (1, 2)})
    assert tuple(spaced(text) for text in (found.label, found.old, found.new)) == line


@pytest.mark.parametrize(
    ("kind", "key", "path", "value", "said"),
    [
        ("resource", "capex", "limit 2027", 100_000_00, "100 k€"),
        ("resource", "architects", "limit 2027", 560, "56 months"),
        ("baseline", "fy2027", "opex Licences", 100_000_00, "100 k€"),
        ("baseline", "fy2027", "people Architects free", 150, "1.5 people"),
        ("profile", "CEO", "points CUS", "30.5", "30.5"),
        ("rule", "r", "initiative", "ERP", "Complete the ERP"),
        ("rule", "r", "initiatives", ["ERP", "INT"], "Complete the ERP, Integration"),
        ("rule", "r", "of", ["capex"], "Capex"),
        ("rule", "r", "kind", "end_of_support", "End of support"),
        ("idea", "3", "reason_kind", "not_my_job", "Not my job"),
        ("round", "fy2027", "nominal", False, "real"),
        ("round", "fy2027", "money_unit", 1000, "thousands"),
        ("round", "fy2027", "discount_rate", "0.08", "8 %"),
    ],
)
def test_a_value_is_said_with_its_unit(kind: str, key: str, path: str, value: Any, said: str) -> None:
    assert spaced(WORDS.value(kind, key, path, value)) == said


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("opex Licences", "Opex, Licences"),
        ("opex Licences 2027", "Opex, Licences FY2027"),
        ("people Architects free", "People, Architects: free for change"),
    ],
)
def test_a_line_of_the_baseline_is_called_by_its_name(path: str, label: str) -> None:
    (line,) = WORDS.lines("baseline", "fy2027", {path: (None, 100)})
    assert line.label == label == WORDS.label("fy2027", path, "baseline")


def test_only_the_notes_that_differ_are_told_and_first_ones_together() -> None:
    (line,) = WORDS.lines("initiative", "ERP", {"notes": ({"A": "1", "B": "2"}, {"A": "1", "B": "3"})})
    assert (line.label, line.old, line.new) == ("Note “B”", "2", "3")
    (first,) = WORDS.lines("initiative", "ERP", {"notes": (None, {"A": "1", "B": "2"})})
    assert (first.label, first.new) == ("Notes", "A: 1; B: 2")


def test_records_are_called_by_their_names() -> None:
    assert WORDS.subject("initiative", "ERP") == "Complete the ERP"
    assert WORDS.subject("initiative", "GONE") == "GONE"
    assert WORDS.subject("criterion", "CUS") == "Customer gets it done"
    assert WORDS.subject("idea", "3") == "An idea"
    assert WORDS.subject("round", "fy2027") == ""
