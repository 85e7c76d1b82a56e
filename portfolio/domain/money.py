"""Money as integer minor units: how many minor digits a currency has, and exact conversion to and from major units."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

_MINOR_DIGITS = {"JPY": 0, "KRW": 0, "CLP": 0, "ISK": 0, "VND": 0, "HUF": 2, "BHD": 3, "KWD": 3, "OMR": 3, "TND": 3}
"""ISO 4217 minor digits where they are not 2 (HUF listed because bookkeeping rounds it, ISO does not)."""


def minor_digits(currency: str) -> int:
    """Digits after the decimal point of an ISO 4217 currency code."""
    return _MINOR_DIGITS.get(currency.upper(), 2)


def to_units(amount: Decimal, digits: int) -> int:
    """An exact amount in major units as an integer of 10^-digits units, rounded half to even at the last digit."""
    return int(amount.scaleb(digits).to_integral_value(rounding=ROUND_HALF_EVEN))


def from_units(units: int, digits: int) -> Decimal:
    """The exact amount in major units behind an integer of 10^-digits units."""
    return Decimal(units).scaleb(-digits)
