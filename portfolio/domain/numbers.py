"""Numbers as people type them into a field, read exactly or not at all."""

from __future__ import annotations

import re
from decimal import Decimal

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d{1,3}(\.\d{3}){2,}(,\d+)?|-?\d{1,3}(\.\d{3})+,\d+")
_UNCLEAR = re.compile(r"-?[1-9]\d{0,2}\.\d\d0")
_PLAIN = re.compile(r"-?(\d+([.,]\d*)?|[.,]\d+)")


def read_number(text: str) -> Decimal:
    """`1,234.5`, `1 234,5`, `−3`, `(3.1)` as a Decimal; ValueError with a sentence for anything else.

    A single comma before exactly three digits separates thousands (`15,400`), unless the number begins with zero.
    A single point before three digits is refused where the last is a zero (`430.000`): nobody writes decimals so, and
    half of Europe writes thousands so."""
    tidy = _SPACES.sub("", text).replace("−", "-").replace("–", "-")
    if tidy.startswith("(") and tidy.endswith(")"):
        tidy = "-" + tidy[1:-1]
    if _GROUPED.fullmatch(tidy) and not tidy.lstrip("-").startswith("0,"):
        last = max(tidy.rfind("."), tidy.rfind(","))
        decimal_sign = "." if tidy.count(",") and (tidy[last] == "." or tidy.count(".") == 0) else ","
        other = "," if decimal_sign == "." else "."
        return Decimal(tidy.replace(other, "").replace(decimal_sign, "."))
    if _UNCLEAR.fullmatch(tidy):
        decimal, thousands = write_number(Decimal(tidy)), tidy.replace(".", ",")
        raise ValueError(f"“{text.strip()}” could be {decimal} or {thousands}: write the one that is meant.")
    if not _PLAIN.fullmatch(tidy):
        raise ValueError(f"“{text.strip()}” is not a number. Write it like 1,234.5 without words or units.")
    return Decimal(tidy.replace(",", "."))


def write_number(value: Decimal | None) -> str:
    """The value in full for a field, thousands separated: `15,400.5`; nothing for None."""
    if value is None:
        return ""
    exact = value.normalize()
    places = max(0, -int(exact.as_tuple().exponent))
    return f"{exact:,.{places}f}"
