"""Numbers as a European finance person writes them, for pages, slides and sheets alike. Pure functions, no markup.

A no-break space stands between number and unit, commas separate thousands, a true minus sign marks negatives.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, get_currency_symbol

from portfolio.domain import initiatives
from portfolio.domain.money import from_units, minor_digits

Number = int | float | Decimal | Fraction

LOCALE = "en_GB"
# U+202F would be finer, but the shipped font and many office fonts lack it: number and sign would stick together.
THIN = "\N{NO-BREAK SPACE}"
WORD = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
NONE = "\N{EN DASH}"
_SCALES = ((1, ""), (10**3, "k"), (10**6, "M"), (10**9, "bn"))


def _exact(number: Number) -> Decimal:
    if isinstance(number, Fraction):
        return Decimal(number.numerator) / Decimal(number.denominator)
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def _rounded(number: Number, decimals: int) -> Decimal:
    """Half away from zero, as a spreadsheet shows it; never a negative zero."""
    value = _exact(number).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return value if value else abs(value)


def _digits(value: Decimal, decimals: int) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(abs(value), format=pattern, locale=LOCALE))


def _sign(text: str, value: Decimal, *, signed: bool = False, parentheses: bool = False) -> str:
    if value < 0:
        return f"({text})" if parentheses else MINUS + text
    return f"+{text}" if signed and value > 0 else text


def number(x: Number, decimals: int = 0, *, signed: bool = False, parentheses: bool = False) -> str:
    """A plain number with separated thousands: `18,400`, `−3.1`, `+2.0`, or `(3.1)`."""
    value = _rounded(x, decimals)
    return _sign(_digits(value, decimals), value, signed=signed, parentheses=parentheses)


def money_unit(currency: str, money_unit: int = 1000) -> str:
    """The unit of a column of money: `k€`, `M€`, `k AUD`; `money_unit` is 1, 1,000, 1,000,000 or 1,000,000,000."""
    prefix = dict(_SCALES)[money_unit]
    code = currency.upper()
    symbol = get_currency_symbol(code, locale=LOCALE)
    if len(symbol) == 1 and not symbol.isalpha():
        return f"{prefix}{THIN if prefix == 'bn' else ''}{symbol}"
    return f"{prefix}{WORD}{code}" if prefix else code


def money(
    amount_minor: int, currency: str, decimals: int = 1, *, signed: bool = False, parentheses: bool = False
) -> str:
    """Money in the unit a person would say: `18.4 M€`, `350 k€`, `1.5 k€`, `950 €`; `decimals` counts for M."""
    amount = from_units(amount_minor, minor_digits(currency))
    for scale, _ in _SCALES:
        places = _places(amount, scale, decimals)
        value = _rounded(amount / scale, places)
        if abs(value) < 1000:
            break
    unit = money_unit(currency, scale)
    return _sign(f"{_digits(value, places)}{THIN}{unit}", value, signed=signed, parentheses=parentheses)


def _places(amount: Decimal, scale: int, decimals: int) -> int:
    if scale >= 10**6:
        return decimals if scale == 10**6 else max(decimals, 2)
    small = scale == 10**3 and abs(amount) < 10**4 and amount % 10**3
    return 1 if small else 0


def money_in(
    amount_minor: int,
    currency: str,
    money_unit: int = 1000,
    decimals: int = 0,
    *,
    signed: bool = False,
    parentheses: bool = False,
) -> str:
    """The bare number for a column whose head says the unit (see `money_unit`): `18,400`."""
    amount = from_units(amount_minor, minor_digits(currency)) / money_unit
    return number(amount, decimals, signed=signed, parentheses=parentheses)


def money_full(amount_minor: int, currency: str, *, parentheses: bool = False) -> str:
    """Every digit, with the ISO code: `18,400,000 EUR`; minor digits appear only where there are any."""
    digits = minor_digits(currency)
    amount = from_units(amount_minor, digits)
    places = 0 if amount == amount.to_integral_value() else digits
    value = _rounded(amount, places)
    return _sign(f"{_digits(value, places)}{WORD}{currency.upper()}", value, parentheses=parentheses)


def points(x: Number | None, decimals: int = 1, *, signed: bool = False) -> str:
    """Points of value on the 0–100 scale: `72.9`; a dash where there is none."""
    return NONE if x is None else number(x, decimals, signed=signed)


def percent(share: Number | None, decimals: int = 0, *, signed: bool = False) -> str:
    """A share between 0 and 1 as `45 %`; a dash where there is none."""
    return NONE if share is None else number(_exact(share) * 100, decimals, signed=signed) + f"{THIN}%"


def quantity(amount: int, decimals: int, unit: str, *, signed: bool = False) -> str:
    """An amount in integer units of 10^-`decimals` with its unit: `54.5 months`; empty places are not shown."""
    exact = from_units(amount, decimals).normalize()
    places = max(0, -int(exact.as_tuple().exponent))
    return number(exact, places, signed=signed) + (f"{WORD}{unit}" if unit else "")


def counted(n: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun: `1 initiative`, `23 initiatives`."""
    return f"{number(n)}{WORD}{noun if n == 1 else plural or noun + 's'}"


short_key = initiatives.short_key
"""A key where people use it as a name, else nothing."""


def fiscal_years(first: int, last: int) -> str:
    """A span of fiscal years: `FY2027` or `FY2027–FY2029`."""
    return f"FY{first}" if first == last else f"FY{first}–FY{last}"


def day(value: date) -> str:
    """A day: `3 Nov 2026`."""
    return str(format_date(value, "d MMM y", locale=LOCALE))


def moment(value: datetime) -> str:
    """A moment in its own time zone: `3 Nov 2026, 14:05`."""
    return str(format_datetime(value, "d MMM y, HH:mm", locale=LOCALE))
