"""Judgements in pairs as people give them: read, checked against each other, complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from optimizer.faults import Fault
from optimizer.numbers import ONE, Number, for_people
from optimizer.weights.values import read_number

Pair = tuple[str, str]
Judgements = Mapping[Pair, Number]
MOST = 9
# People type 0.33 for a third: two statements of one pair agree when their product is this close to 1.
TYPED = Fraction(2, 100)


def place(pair: Pair, path: str) -> str:
    """`judgements["cost", "risk"]`."""
    return f'{path}["{pair[0]}", "{pair[1]}"]'


def read_judgements(
    judgements: Judgements, criteria: Sequence[str] | None, path: str, faults: list[Fault]
) -> tuple[tuple[str, ...], dict[Pair, Fraction]]:
    """Names in order and one number for each pair of them, the earlier name first; what is wrong goes to `faults`."""
    said = _said(judgements, path, faults)
    found = tuple(dict.fromkeys(name for pair in said for name in pair))
    names = tuple(criteria) if criteria is not None else found
    faults += [Fault(path, f"names {name!r}, which is not among the criteria") for name in found if name not in names]
    if not names:
        faults.append(Fault(path, "must compare at least one pair"))
    return names, _complete(names, said, path, faults)


def _said(judgements: Judgements, path: str, faults: list[Fault]) -> dict[Pair, Fraction]:
    said: dict[Pair, Fraction] = {}
    for pair, number in judgements.items():
        if not _is_pair(pair):
            faults.append(Fault(path, f"{pair!r} is not a pair of two names"))
            continue
        where, known = place(pair, path), len(faults)
        said[pair] = read_number(where, number, faults)
        if len(faults) == known and not _on_scale(said[pair]):
            faults.append(Fault(where, f"is {for_people(said[pair])}; must be from 1/9 to 9, 1 for equal ones"))
        elif pair[0] == pair[1] and said[pair] != 1:
            faults.append(Fault(where, "compares a criterion with itself; must be 1, or be left out"))
    return said


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, tuple) and len(pair) == 2 and all(isinstance(name, str) for name in pair)


def _on_scale(number: Fraction) -> bool:
    return number <= MOST and number * MOST >= ONE - TYPED


def _complete(
    names: tuple[str, ...], said: dict[Pair, Fraction], path: str, faults: list[Fault]
) -> dict[Pair, Fraction]:
    whole: dict[Pair, Fraction] = {}
    for pair in combinations(names, 2):
        back = (pair[1], pair[0])
        if pair in said and back in said:
            faults += _reciprocal(pair, said[pair], said[back], path)
        if pair in said:
            whole[pair] = said[pair]
        elif back in said:
            whole[pair] = ONE / said[back] if said[back] else ONE
        else:
            faults.append(Fault(place(pair, path), "is missing; say how many times as important the first is"))
    return whole


def _reciprocal(pair: Pair, there: Fraction, back: Fraction, path: str) -> list[Fault]:
    if not there or abs(there * back - 1) <= TYPED:
        return []
    other = f"{place((pair[1], pair[0]), path)} is {for_people(back)}"
    cure = f"make it {for_people(ONE / there)}, or leave one of both out"
    return [Fault(place(pair, path), f"is {for_people(there)}, but {other}; {cure}")]
