"""A weights file: criteria and their weights."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from optimizer.faults import Fault, ProblemFaults, named
from optimizer.files.parsing import load
from optimizer.numbers import exact


def read_weights(source: Mapping[str, Any] | str | Path) -> dict[str, Fraction]:
    """Weight by criterion. Raises ProblemFaults for what is not a number; names are checked later."""
    data, faults = load(source)
    if not isinstance(data, Mapping):
        raise ProblemFaults([Fault("weights", "must be an object")])
    faults = [Fault(named("weights", fault.path), fault.message) for fault in faults]
    weights = {}
    for name, weight in data.items():
        try:
            weights[name] = exact(weight)
        except (TypeError, ValueError) as wrong:
            faults.append(Fault(named("weights", name), str(wrong)))
    if faults:
        raise ProblemFaults(faults)
    return weights
