"""Units that headers state."""

from __future__ import annotations

import pytest

from portfolio.imports.header_units import split_unit


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
