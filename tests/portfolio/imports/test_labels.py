"""Labels between commas, and names that have commas of their own."""

from __future__ import annotations

from portfolio.domain.patches import InitiativePatch
from portfolio.imports.choices import Choices, SheetChoices
from portfolio.imports.drafts import read_draft
from portfolio.imports.files import read_file
from portfolio.imports.labels import labels, names_with_commas
from tests.portfolio.imports.ugly import FRAME

PORTFOLIOS = ["Health", "Energy, Environment and Water", "Energy, Environment and Water", "Health"]


def test_labels_are_parted_by_commas_semicolons_and_lines() -> None:
    assert labels("customer, platform; customer\ncloud", frozenset()) == ["customer", "platform", "cloud"]


def test_a_name_whose_parts_never_stand_elsewhere_is_one_label() -> None:
    names = names_with_commas(PORTFOLIOS)
    assert names == {"Energy, Environment and Water"}
    assert labels(PORTFOLIOS[1], names) == ["Energy · Environment and Water"]


def test_labels_that_people_combine_stay_apart() -> None:
    assert names_with_commas(["crm, sales", "crm, sales", "sales"]) == frozenset()
    assert names_with_commas(["crm, sales", "cloud"]) == frozenset()


def test_the_tags_of_a_column_of_names_are_the_names() -> None:
    rows = "".join(f'P{i},"{name}"\n' for i, name in enumerate(PORTFOLIOS))
    told = Choices(sheets={"": SheetChoices(columns={"Portfolio": "tags"})})
    entries = read_draft(read_file("a.csv", f"Title,Portfolio\n{rows}".encode()), FRAME, told).entries
    found = [e.payload.fields["tags"] for e in entries if isinstance(e.payload, InitiativePatch)]
    assert found == [("Health",), ("Energy · Environment and Water",), ("Energy · Environment and Water",), ("Health",)]
