"""The shape of each piece of a problem file, for pydantic: keys and kinds of value only; meaning is checked later."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from optimizer.numbers import exact


def _number(value: Any) -> Fraction:
    try:
        return exact(value)
    except (TypeError, ValueError) as wrong:
        raise PydanticCustomError("number", "{wrong}", {"wrong": str(wrong)}) from None


Number = Annotated[Fraction, PlainValidator(_number), WithJsonSchema({"type": "number"})]
Part = Annotated[Fraction, PlainValidator(_number), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})]
Numbers = dict[str, Number]


class Piece(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=False)


class StatusQuoPiece(Piece):
    scores: Numbers = {}
    uses: Numbers = {}


class OptionPiece(Piece):
    id: str
    title: str | None = None
    scores: Numbers = {}
    uses: Numbers = {}
    probability: Part = Fraction(1)


class InitiativePiece(Piece):
    id: str
    title: str | None = None
    tags: list[str] = []
    options: list[OptionPiece] | None = None
    scores: Numbers | None = None
    uses: Numbers | None = None
    probability: Part | None = None
    status_quo: StatusQuoPiece = StatusQuoPiece()


class RulePiece(Piece):
    reason: str | None = None


class MustPiece(RulePiece):
    type: Literal["must"]
    initiative: str
    option: str | None = None


class NeverPiece(RulePiece):
    type: Literal["never"]
    initiative: str


class RequiresPiece(RulePiece):
    type: Literal["requires"]
    initiative: str
    option: str | None = None
    needs: str
    needs_options: list[str] | None = None


class ExcludesPiece(RulePiece):
    type: Literal["excludes"]
    initiatives: list[str] | None = None
    tag: str | None = None


class CountPiece(RulePiece):
    type: Literal["count"]
    initiatives: list[str] | None = None
    tag: str | None = None
    at_least: int | None = None
    at_most: int | None = None


class SharePiece(RulePiece):
    type: Literal["share"]
    tag: str
    of: list[str]
    at_least: Part | None = None
    at_most: Part | None = None


class RiskPiece(RulePiece):
    type: Literal["risk"]
    of: list[str]
    at_most: Part


class SynergyPiece(RulePiece):
    type: Literal["synergy"]
    initiatives: list[str]
    value: Number = Fraction(0)
    saves: Numbers = {}


class CarryOverPiece(RulePiece):
    type: Literal["carry_over"]
    source: str = Field(alias="from")
    target: str = Field(alias="to")
    share: Part


class TotalPiece(RulePiece):
    type: Literal["total"]
    criterion: str | None = None
    resource: str | None = None
    at_least: Number | None = None
    at_most: Number | None = None


RULE_PIECES: Mapping[str, type[RulePiece]] = {
    "must": MustPiece, "never": NeverPiece, "requires": RequiresPiece, "excludes": ExcludesPiece, "count": CountPiece,
    "share": SharePiece, "risk": RiskPiece, "synergy": SynergyPiece, "carry_over": CarryOverPiece, "total": TotalPiece,
}  # fmt: skip


class FilePiece(Piece):
    """A problem for the optimiser, format 1."""

    format: Literal[1] = 1
    name: str | None = None
    criteria: Numbers
    resources: dict[str, Number | None] = {}
    initiatives: list[InitiativePiece]
    rules: list[
        MustPiece | NeverPiece | RequiresPiece | ExcludesPiece | CountPiece | SharePiece | RiskPiece | SynergyPiece
        | CarryOverPiece | TotalPiece
    ] = []  # fmt: skip
