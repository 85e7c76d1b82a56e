"""The options of a scripted import."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portfolio.domain.errors import Invalid, NotFound, Refused
from portfolio.imports.choices import Share
from portfolio.imports.files import read_file
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_initiatives
from portfolio.services.import_options import BadOption, import_file, read_options
from tests.factories import ADMIN

FILE = read_file("a.csv", b"Was,Reife,Summe\nAlpha,hoch,10\nBeta,niedrig,4\n")


def given(**options: Any) -> Any:
    return read_options(options)


def test_places_and_shares_of_a_total() -> None:
    assert given(total_to="capex 2027").spread == (Share("capex", 2027, Decimal(1)),)
    assert given(spread="capex 2027=60%, opex 2028=40").spread == (
        Share("capex", 2027, Decimal(60)),
        Share("opex", 2028, Decimal(40)),
    )


@pytest.mark.parametrize(
    "options",
    [{"maps": ["title"]}, {"words": ["probability=0.8"]}, {"units": ["total=thousand"]}, {"sheets": ["Data=projects"]},
     {"spread": "capex 2027"}, {"total_to": "capex in 2027"}, {"total_to": "capex 2027", "spread": "opex 2027=1"},
     {"spread": "capex 2027=-1"}],
)  # fmt: skip
def test_an_option_that_is_written_wrongly_says_how_it_is_written(options: dict[str, Any]) -> None:
    with pytest.raises(BadOption):
        read_options(options)


def test_columns_words_units_and_shares_are_used(session: Session, round_row: m.Round) -> None:
    options = given(
        maps=["title=was", "probability=Reife", "total=Summe"],
        words=["probability:hoch=0.8"],
        units=["total=1000000"],
        spread="capex 2027=1,opex 2028=1",
    )
    _, applied = import_file(session, ADMIN, FILE, "FY2027", {}, options)
    first, second = load_initiatives(session, round_row)
    assert applied is not None and applied.new == 2
    assert first.options[0].probability == Decimal("0.8") and second.options[0].probability == 1
    assert {(u.resource, u.year): u.amount for u in first.options[0].uses} == {
        ("capex", 2027): 500_000_000, ("opex", 2028): 500_000_000,
    }  # fmt: skip


def test_a_column_or_field_or_place_that_is_not_there_is_named(session: Session, round_row: m.Round) -> None:
    for options, why in (
        (given(maps=["title=Nope"]), "no column “Nope”"),
        (given(maps=["nope=Was"]), "no field “nope”"),
        (given(maps=["title=Was"], total_to="gold 2027"), "no money called “gold”"),
        (given(maps=["title=Was"], total_to="capex 2035"), "year from 2027 to 2029"),
    ):
        with pytest.raises(Invalid, match=why):
            import_file(session, ADMIN, FILE, round_row.key, {}, options)


def test_a_round_must_be_there_or_be_described(session: Session) -> None:
    with pytest.raises(NotFound):
        import_file(session, ADMIN, FILE, "nope", {}, given())
    with pytest.raises(Refused, match="--new-round"):
        import_file(session, ADMIN, FILE, None, {}, given())
    fields = {"key": "new1", "currency": "EUR", "first_year": 2027, "last_year": 2028}
    preview, applied = import_file(session, ADMIN, FILE, None, fields, given(maps=["title=Was"]))
    assert applied is not None and applied.round_key == "new1" and preview.current.name == "new1"
