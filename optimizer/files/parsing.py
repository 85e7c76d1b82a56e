"""JSON text to plain values without losing anything: exact decimals, and every key that is there twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from optimizer.faults import Fault, ProblemFaults, named, step

QUOTED = {"criteria", "resources", "scores", "uses", "saves"}


class Doubled(dict[str, Any]):
    """A JSON object some of whose keys were there more than once (`twice`); the last value counts."""

    twice: tuple[str, ...] = ()


def parse(text: str) -> tuple[Any, list[Fault]]:
    """The value of a JSON text, and a fault for every repeated key. Raises ProblemFaults when it is not JSON."""
    try:
        value = json.loads(text, parse_float=Decimal, object_pairs_hook=_object)
    except json.JSONDecodeError as wrong:
        raise ProblemFaults(
            [Fault("", f"not JSON: {wrong.msg} in line {wrong.lineno}, column {wrong.colno}")]
        ) from None
    except (ValueError, RecursionError) as wrong:
        raise ProblemFaults([Fault("", f"not readable as JSON: {wrong}")]) from None
    return value, list(_repeated("", value))


def text_of(file: Path) -> str:
    """The file's text, UTF-8 with or without a byte order mark. Raises ProblemFaults when it is not text."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise ProblemFaults([Fault("", f"not UTF-8 text: byte {wrong.start} is no part of any character")]) from None


def load(source: Mapping[str, Any] | str | Path) -> tuple[Any, list[Fault]]:
    """Plain values from parsed JSON, JSON text or a file's path."""
    if isinstance(source, Mapping):
        return source, []
    if isinstance(source, str) and source.lstrip("\ufeff \t\r\n").startswith("{"):
        return parse(source.lstrip("\ufeff"))
    return parse(text_of(Path(source)))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    doubled = Doubled(plain)
    keys = [key for key, _ in pairs]
    doubled.twice = tuple(key for key in plain if keys.count(key) > 1)
    return doubled


def _repeated(path: str, value: Any, *, quoted: bool = False) -> list[Fault]:
    deeper = named if quoted else step
    faults = [Fault(deeper(path, key), "is there twice") for key in getattr(value, "twice", ())]
    if isinstance(value, dict):
        for key, inner in value.items():
            faults += _repeated(deeper(path, key), inner, quoted=key in QUOTED)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            faults += _repeated(step(path, place), inner)
    return faults
