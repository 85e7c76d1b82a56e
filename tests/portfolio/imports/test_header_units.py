"""Units that headers state."""

from __future__ import annotations

import pytest

from portfolio.imports.header_units import split_unit, unit_above


@pytest.mark.parametrize(
    ("header", "name", "scale"),
    [
        ("Total budget (millions)", "total budget", 10**6),
        ("Cost in k€", "cost", 1000),
        ("Budget ($m)", "budget", 10**6),
        ("Gesamtkosten (TEUR)", "gesamtkosten", 1000),
        ("Kosten (Mio. EUR)", "kosten", 10**6),
        ("Budget £000", "budget", 1000),
        ("Cost ($'000)", "cost", 1000),
        ("Total cost, M€", "total cost", 10**6),
        ("Spend T€", "spend", 1000),
        ("Value (£bn)", "value", 10**9),
        ("Amount EUR", "amount", None),
        ("Budget", "budget", None),
        ("Phase M", "phase m", None),
        ("Team", "team", None),
        ("Item", "item", None),
    ],
)
def test_a_unit_is_taken_out_of_the_header(header: str, name: str, scale: int | None) -> None:
    found = split_unit(header)
    assert (found.name, found.scale) == (name, scale)


def test_the_currency_of_a_header_is_kept() -> None:
    assert [split_unit(h).currency for h in ("Cost in k€", "Budget ($m)", "Amount AUD", "Cost")] == [
        "€",
        "$",
        "aud",
        "",
    ]


@pytest.mark.parametrize("header", ["Gesamtkosten in TEUR", "Kosten (kEUR)", "Mio. EUR", "Kosten EUR"])
def test_a_currency_glued_to_its_unit_is_seen(header: str) -> None:
    assert split_unit(header).currency == "eur"


@pytest.mark.parametrize(
    ("line", "scale", "currency"),
    [
        ("all amounts in AUD thousands", 1000, "aud"),
        ("Amounts in millions", 10**6, ""),
        ("Investment plan 2026 (€m)", 10**6, "€"),
        ("Alle Angaben in TEUR", 1000, "eur"),
        ("($'000)", 1000, "$"),
        ("A million homes: the programme", None, ""),
        ("We spend 3 million on this", None, ""),
        ("IT portfolio candidates", None, ""),
    ],
)
def test_a_line_above_the_table_gives_its_unit_where_it_says_so(line: str, scale: int | None, currency: str) -> None:
    found = unit_above(["Register of projects", line])
    assert (found.scale, found.currency) == (scale, currency)
