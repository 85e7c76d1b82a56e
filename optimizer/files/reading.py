"""From a problem file to a Problem, or to every fault in it at once: each piece is read alone, the rest goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from optimizer.checking import Parts, faults_of
from optimizer.faults import Fault, ProblemFaults, named, step
from optimizer.files.parsing import load
from optimizer.files.pieces import to_initiative, to_rule
from optimizer.files.shapes import RULE_PIECES, InitiativePiece
from optimizer.names import Names
from optimizer.numbers import exact
from optimizer.parts import Criterion, Initiative, Resource
from optimizer.problem import Problem
from optimizer.rules import Rule

P = TypeVar("P", bound=BaseModel)
KEYS = ("format", "name", "criteria", "resources", "initiatives", "rules")
MAPPINGS = {"scores", "uses", "saves"}
WORDS = {
    "missing": "is missing", "extra_forbidden": "is not a known key", "string_type": "must be text",
    "dict_type": "must be an object", "model_type": "must be an object", "model_attributes_type": "must be an object",
    "list_type": "must be a list", "int_type": "must be a whole number",
}  # fmt: skip


def read(source: Mapping[str, Any] | str | Path) -> Problem:
    """See `optimizer.read_problem`."""
    data, faults = load(source)
    if not isinstance(data, Mapping):
        raise ProblemFaults([Fault("", "must be an object")])
    return _Reading(data, faults).problem()


class _Reading:
    """One pass over one file; `faults` grows as it goes."""

    def __init__(self, data: Mapping[str, Any], faults: list[Fault]) -> None:
        self.data, self.faults = data, faults
        self.inline: set[str] = set()
        self.salvaged: set[str] = set()

    def problem(self) -> Problem:
        self.top()
        criteria = self.criteria()
        resources = self.resources()
        initiatives = self.initiatives()
        rules = self.rules()
        names = self.names([resource for _, resource in resources])
        known = isinstance(self.data.get("criteria"), Mapping) and len(criteria) == len(self.mapping("criteria"))
        found = faults_of(Parts(names, criteria, initiatives, rules, self.inline, known))
        self.faults += [fault for fault in found if fault.path not in self.salvaged]
        if self.faults:
            raise ProblemFaults(self.faults)
        return Problem(
            tuple(criterion for _, criterion in criteria),
            tuple(resource for _, resource in resources),
            tuple(initiative for _, initiative in initiatives),
            tuple(rule for _, rule in rules),
            self.data.get("name"),
        )

    def fault(self, path: str, message: str) -> None:
        self.faults.append(Fault(path, message))

    def top(self) -> None:
        """The keys of the file itself."""
        for key in self.data:
            if key not in KEYS:
                self.fault(step("", str(key)), "is not a known key")
        if self.data.get("format", 1) != 1 or isinstance(self.data.get("format"), bool):
            self.fault("format", "must be 1, the only format there is")
        if not isinstance(self.data.get("name"), str | None):
            self.fault("name", "must be text")
        for key, kind, word in (("criteria", Mapping, "object"), ("resources", Mapping, "object")):
            self.kind(key, kind, word, required=key == "criteria")
        self.kind("initiatives", list, "list", required=True)
        self.kind("rules", list, "list", required=False)

    def kind(self, key: str, kind: type, word: str, *, required: bool) -> None:
        if key not in self.data:
            if required:
                self.fault(key, "is missing")
        elif not isinstance(self.data[key], kind if kind is Mapping else (list, tuple)):
            self.fault(key, f"must be {'an' if word == 'object' else 'a'} {word}")

    def mapping(self, key: str) -> Mapping[str, Any]:
        value = self.data.get(key)
        return value if isinstance(value, Mapping) else {}

    def listed(self, key: str) -> list[tuple[str, Any]]:
        value = self.data.get(key)
        items: Iterable[Any] = value if isinstance(value, list | tuple) else ()
        return [(step(key, place), item) for place, item in enumerate(items)]

    def criteria(self) -> list[tuple[str, Criterion]]:
        found = []
        for name, weight in self.mapping("criteria").items():
            path = named("criteria", name)
            try:
                found.append((path, Criterion(name, exact(weight))))
            except (TypeError, ValueError) as wrong:
                self.fault(path, str(wrong))
        return found

    def resources(self) -> list[tuple[str, Resource]]:
        found = []
        for name, limit in self.mapping("resources").items():
            path = named("resources", name)
            try:
                found.append((path, Resource(name, None if limit is None else exact(limit))))
            except (TypeError, ValueError) as wrong:
                self.fault(path, str(wrong) + " or null")
        return found

    def piece(self, path: str, raw: Any, shape: type[P]) -> P | None:
        """The piece without what was faulty in it, so that the rest is checked too; None if too little is left."""
        try:
            return shape.model_validate(raw)
        except ValidationError as wrong:
            errors = wrong.errors(include_url=False)
        for error in errors:
            self.fault(_path(path, error["loc"]), WORDS.get(error["type"], error["msg"]))
        self.salvaged.add(path)
        try:
            return shape.model_validate(without(raw, [error["loc"] for error in errors]))
        except ValidationError:
            return None

    def initiatives(self) -> list[tuple[str, Initiative]]:
        found = []
        for path, raw in self.listed("initiatives"):
            piece = self.piece(path, raw, InitiativePiece)
            if piece is None:
                continue
            if piece.options is not None and {"scores", "uses", "probability"} & piece.model_fields_set:
                self.fault(step(path, "options"), "must not stand beside scores, uses or probability of the initiative")
            if piece.options is None:
                self.inline.add(path)
            found.append((path, to_initiative(piece)))
        return found

    def rules(self) -> list[tuple[str, Rule]]:
        found = []
        for path, raw in self.listed("rules"):
            kind = raw.get("type") if isinstance(raw, Mapping) else None
            if not isinstance(raw, Mapping):
                self.fault(path, "must be an object")
            elif "type" not in raw:
                self.fault(step(path, "type"), "is missing")
            elif not isinstance(kind, str) or kind not in RULE_PIECES:
                self.fault(step(path, "type"), f"must be one of {', '.join(RULE_PIECES)}")
            elif (piece := self.piece(path, raw, RULE_PIECES[kind])) is not None:
                found.append((path, to_rule(piece)))
        return found

    def names(self, resources: list[Resource]) -> Names:
        """Every name that the file means to define, those of faulty pieces included."""
        names = Names(criteria=set(self.mapping("criteria")), resources=set(self.mapping("resources")))
        whole = {resource.id: resource.limit for resource in resources}
        names.limited = {id for id in names.resources if whole.get(id, 0) is not None}
        for _, raw in self.listed("initiatives"):
            if isinstance(raw, Mapping) and isinstance(raw.get("id"), str):
                names.options.setdefault(raw["id"], set()).update(_option_ids(raw))
                names.tags.update(tag for tag in _list(raw.get("tags")) if isinstance(tag, str))
        return names


def _list(raw: Any) -> list[Any]:
    return list(raw) if isinstance(raw, list | tuple) else []


def _option_ids(raw: Mapping[str, Any]) -> set[str]:
    if raw.get("options") is None:
        return {"do"}
    ids = [option.get("id") for option in _list(raw["options"]) if isinstance(option, Mapping)]
    return {id for id in ids if isinstance(id, str)}


def without(raw: Any, places: Iterable[tuple[int | str, ...]]) -> Any:
    """A copy of the value that lacks what stands at these places; a list that lost an item goes as a whole."""
    gone = set(places)
    if isinstance(raw, Mapping):
        inner = {
            key: without(value, [place[1:] for place in gone if place[:1] == (key,)]) for key, value in raw.items()
        }
        return {key: value for key, value in inner.items() if (key,) not in gone and value is not None}
    if isinstance(raw, list | tuple) and gone:
        items = [without(item, [place[1:] for place in gone if place[:1] == (at,)]) for at, item in enumerate(raw)]
        return None if any(len(place) == 1 for place in gone) else items
    return raw


def _path(path: str, location: tuple[int | str, ...]) -> str:
    """The path of a pydantic error: names inside a mapping of amounts are always quoted."""
    for before, key in zip((None, *location), location, strict=False):
        if key == "[key]":
            return path
        path = named(path, str(key)) if before in MAPPINGS else step(path, key)
    return path
