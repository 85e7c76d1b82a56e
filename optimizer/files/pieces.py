"""From a piece of a file, once its shape is right, to the part of the problem that it states."""

from __future__ import annotations

from typing import Any

from optimizer.files.shapes import InitiativePiece, RulePiece
from optimizer.numbers import ONE, Amounts
from optimizer.parts import Initiative, Option, StatusQuo
from optimizer.rules import KINDS, Rule

ONLY_OPTION = "do"


def to_initiative(piece: InitiativePiece) -> Initiative:
    """One without `options` has one, `do`, made of what it carries itself."""
    options: tuple[Option, ...]
    if piece.options is None:
        probability = ONE if piece.probability is None else piece.probability
        options = (Option(ONLY_OPTION, Amounts(piece.scores), Amounts(piece.uses), probability),)
    else:
        options = tuple(Option(o.id, Amounts(o.scores), Amounts(o.uses), o.probability, o.title) for o in piece.options)
    status_quo = StatusQuo(Amounts(piece.status_quo.scores), Amounts(piece.status_quo.uses))
    return Initiative(piece.id, options, status_quo, piece.title, tuple(piece.tags))


def to_rule(piece: RulePiece) -> Rule:
    stated = {name: _frozen(value) for name, value in piece if name in piece.model_fields_set and name != "type"}
    kind: Any = KINDS[piece.type]  # type: ignore[attr-defined]  # every piece but their base has one
    rule: Rule = kind(**stated)
    return rule


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return Amounts(value) if isinstance(value, dict) else value
