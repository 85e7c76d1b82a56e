"""Which currencies a sign can mean."""

from __future__ import annotations

from portfolio.imports.currencies import contradicts, meanings


def test_a_dollar_sign_is_every_dollar_and_no_euro() -> None:
    assert not any(contradicts("$", code) for code in ("USD", "AUD", "CAD", "NZD"))
    assert contradicts("$", "EUR") and contradicts("A$", "USD") and contradicts("usd", "AUD")


def test_no_sign_contradicts_nothing() -> None:
    assert not contradicts("", "EUR")
    assert meanings("xyz") == ()
