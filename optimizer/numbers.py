"""Exact numbers: every amount, score, weight and share of a problem is a Fraction; nothing is rounded on the way in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Number: TypeAlias = int | float | Decimal | Fraction

DIGITS = 40
ZERO = Fraction(0)
ONE = Fraction(1)


def exact(number: Number) -> Fraction:
    """The number as people wrote it: 0.1 is one tenth, not its nearest binary neighbour.

    Raises TypeError for what is not a number (booleans included), ValueError for NaN and infinity.
    """
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal | Fraction):
        raise TypeError("must be a number")
    if isinstance(number, float):
        number = Decimal(float.__repr__(number))
    if isinstance(number, Decimal):
        _refuse_wild(number)
    return Fraction(number)


def _refuse_wild(number: Decimal) -> None:
    """An exponent of a few characters could ask for gigabytes of exact digits."""
    if not number.is_finite():
        raise ValueError("must be a finite number")
    exponent = number.as_tuple().exponent
    if number and (number.adjusted() > DIGITS or (isinstance(exponent, int) and exponent < -DIGITS)):
        raise ValueError(f"must have at most {DIGITS} digits before and after the point")


def decimal_text(number: Fraction) -> str:
    """The shortest exact decimal, `n/d` where none exists."""
    denominator, twos, fives = number.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    places = max(twos, fives)
    if places == 0:
        return str(number.numerator)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def plain(number: Fraction) -> int | float:
    """The number for JSON: an int where it is one, otherwise the nearest float."""
    return number.numerator if number.denominator == 1 else float(number)


def for_people(number: Fraction | int | float) -> str:
    """With thousands separators and at most six decimals: 1,200,000 or 0.35."""
    text = f"{float(number):,.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Amounts(Mapping[str, Fraction]):
    """A frozen mapping of names to exact numbers; a name that is not there counts as zero through `of`."""

    __slots__ = ("_of",)

    def __init__(self, amounts: Mapping[str, Number] | None = None) -> None:
        self._of = {name: exact(number) for name, number in (amounts or {}).items()}

    def of(self, name: str) -> Fraction:
        return self._of.get(name, ZERO)

    def __getitem__(self, name: str) -> Fraction:
        return self._of[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)

    def __hash__(self) -> int:
        return hash(frozenset(self._of.items()))

    def __repr__(self) -> str:
        return "{" + ", ".join(f"{name!r}: {decimal_text(number)}" for name, number in self._of.items()) + "}"

    def __reduce__(self) -> tuple[type[Amounts], tuple[dict[str, Fraction]]]:
        return Amounts, (self._of,)
