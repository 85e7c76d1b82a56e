"""The JSON Schema of the problem file and of the answers, made from the shapes and results themselves."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from optimizer.explaining.values import Explanation
from optimizer.files.shapes import FilePiece
from optimizer.results import Result
from optimizer.solving.frontiers import Frontier
from optimizer.solving.listing import Alternatives
from optimizer.weighing.agreeing import Core
from optimizer.weighing.robust import Nondominated

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, Any]:
    """`file`, and `answers` by command."""
    answers = {
        "solve": Result,
        "frontier": Frontier,
        "alternatives": Alternatives,
        "explain": Explanation,
        "nondominated": Nondominated,
        "core": Core,
    }
    return {
        "file": {"$schema": DRAFT, **FilePiece.model_json_schema(by_alias=True)},
        "answers": {
            command: {"$schema": DRAFT, **_named(TypeAdapter(result).json_schema(mode="serialization"))}
            for command, result in answers.items()
        },
    }


def _named(schema: dict[str, Any]) -> dict[str, Any]:
    """With the names of the answer: `in` is no name in Python."""
    properties = {name.rstrip("_"): shape for name, shape in schema["properties"].items()}
    return {**schema, "properties": properties, "required": [name.rstrip("_") for name in schema["required"]]}
