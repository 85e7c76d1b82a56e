"""Signs and codes of currencies, and which currencies each can mean."""

from __future__ import annotations

import re

_DOLLARS = (
    "USD",
    "AUD",
    "CAD",
    "NZD",
    "SGD",
    "HKD",
    "TWD",
    "MXN",
    "BRL",
    "CLP",
    "COP",
    "ARS",
    "FJD",
    "JMD",
    "NAD",
    "TTD",
)
SIGNS: dict[str, tuple[str, ...]] = {
    "us$": ("USD",),
    "a$": ("AUD",),
    "au$": ("AUD",),
    "c$": ("CAD",),
    "ca$": ("CAD",),
    "nz$": ("NZD",),
    "s$": ("SGD",),
    "hk$": ("HKD",),
    "nt$": ("TWD",),
    "r$": ("BRL",),
    "mx$": ("MXN",),
    "$": _DOLLARS,
    "€": ("EUR",),
    "£": ("GBP", "GIP", "FKP", "EGP", "LBP"),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₩": ("KRW",),
    "₽": ("RUB",),
    "₺": ("TRY",),
    "₴": ("UAH",),
    "₪": ("ILS",),
    "฿": ("THB",),
    "₫": ("VND",),
    "₱": ("PHP",),
    "zł": ("PLN",),
    "kč": ("CZK",),
    "ft": ("HUF",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "kr.": ("SEK", "NOK", "DKK"),
    "fr.": ("CHF",),
    "sfr.": ("CHF",),
    "sfr": ("CHF",),
    "rs": ("INR", "PKR", "LKR"),
    "rs.": ("INR", "PKR", "LKR"),
    "lei": ("RON",),
    "euro": ("EUR",),
    "euros": ("EUR",),
}
_CODES = (
    "AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR FJD GBP HKD HUF IDR ILS INR ISK JPY KES KRW KWD LKR "
    "MAD MXN MYR NAD NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TTD TWD UAH USD VND ZAR"
)
CODES = frozenset(_CODES.split())
_ALL = sorted([*SIGNS, *(code.lower() for code in CODES)], key=len, reverse=True)
PATTERN = "|".join(re.escape(sign) for sign in _ALL)


def meanings(sign: str) -> tuple[str, ...]:
    """The currencies that a sign or code can stand for; empty for none."""
    low = sign.casefold()
    return SIGNS.get(low) or ((low.upper(),) if low.upper() in CODES else ())


def contradicts(sign: str, currency: str) -> bool:
    """Whether the sign is of another currency than this one."""
    return bool(sign) and currency.upper() not in meanings(sign)
