"""Statements on weights as people write them: "a >= b + c", "2*a <= 0.5", names with other signs in double quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from optimizer.numbers import ZERO, exact
from optimizer.weighing.polytope import HalfSpace

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<name>[^\W\d]\w*)|\"(?P<quoted>[^\"]*)\"|(?P<sign>>=|<=|=|[-+*]))"
)
Side = tuple[dict[str, Fraction], Fraction]


class NotAStatement(ValueError):
    """Why a text is no statement on these weights."""


def half_spaces(text: str, names: Sequence[str]) -> list[HalfSpace]:
    """One half-space for >= or <=, two for =. Raises NotAStatement."""
    tokens = _tokens(text)
    signs = [at for at, (kind, word) in enumerate(tokens) if kind == "sign" and word in (">=", "<=", "=")]
    if len(signs) != 1:
        raise NotAStatement("must have exactly one of >=, <= and =")
    left, right = (_side(part, names) for part in (tokens[: signs[0]], tokens[signs[0] + 1 :]))
    coefficients = tuple(left[0].get(name, ZERO) - right[0].get(name, ZERO) for name in names)
    below = HalfSpace(coefficients, right[1] - left[1])
    above = HalfSpace(tuple(-c for c in coefficients), left[1] - right[1])
    return {"<=": [below], ">=": [above], "=": [below, above]}[tokens[signs[0]][1]]


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while text[at:].strip():
        match = TOKEN.match(text, at)
        if match is None:
            raise NotAStatement(f"cannot be read from {text[at:].strip()!r} on")
        kind = str(match.lastgroup)
        found.append(("name" if kind == "quoted" else kind, match[kind]))
        at = match.end()
    return found


def _side(tokens: list[tuple[str, str]], names: Sequence[str]) -> Side:
    """A sum: terms with + or - between them."""
    terms: dict[str, Fraction] = {}
    constant, rest = ZERO, list(tokens)
    factor = _sign(rest)
    while True:
        name, number = _term(rest, names)
        if name is None:
            constant += factor * number
        else:
            terms[name] = terms.get(name, ZERO) + factor * number
        if not rest:
            return terms, constant
        if rest[0] not in (("sign", "+"), ("sign", "-")):
            raise NotAStatement(f"has {rest[0][1]!r} where + is expected")
        factor = _sign(rest)


def _sign(rest: list[tuple[str, str]]) -> int:
    if rest and rest[0] in (("sign", "+"), ("sign", "-")):
        return -1 if rest.pop(0)[1] == "-" else 1
    return 1


def _term(rest: list[tuple[str, str]], names: Sequence[str]) -> tuple[str | None, Fraction]:
    """A number, a name or number*name."""
    if not rest:
        raise NotAStatement("ends where a term is expected")
    kind, word = rest.pop(0)
    if kind == "name":
        return _known(word, names), Fraction(1)
    if kind != "number":
        raise NotAStatement(f"has {word!r} where a term is expected")
    number = exact(Decimal(word))
    if rest[:1] != [("sign", "*")]:
        return None, number
    rest.pop(0)
    if not rest or rest[0][0] != "name":
        raise NotAStatement("needs a name after *")
    return _known(rest.pop(0)[1], names), number


def _known(name: str, names: Sequence[str]) -> str:
    if name not in names:
        raise NotAStatement(f"names {name!r}, which is not a criterion")
    return name
