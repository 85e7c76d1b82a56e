"""The options of a scripted import: read into choices, a round found or made, and the import done in one step."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy.orm import Session

from portfolio.domain.errors import Invalid, NotFound, Refused
from portfolio.domain.rounds import Round
from portfolio.domain.sheets import SheetKind
from portfolio.imports.choices import Choices, Share, SheetChoices
from portfolio.imports.drafts import read_draft
from portfolio.imports.files import refuse_empty
from portfolio.imports.mapping import IGNORE, NOTE
from portfolio.imports.values import RawFile
from portfolio.imports.words import plain
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import find_round, load_round
from portfolio.services.imports import Applied, Preview, apply_preview, preview_file, round_fields
from portfolio.services.permissions import Actor, require
from portfolio.services.rounds import as_owner, create_round


class BadOption(ValueError):
    """An option that is written wrongly; its text says how it is written."""


class Undone(Exception):
    """Raised through a transaction so that a dry run leaves nothing behind."""

    def __init__(self, preview: Preview, applied: Applied | None) -> None:
        super().__init__("dry run")
        self.preview, self.applied = preview, applied


@dataclass(frozen=True)
class ImportOptions:
    """Choices for the whole file, and those that name columns or words, which wait until the file is known."""

    choices: Choices
    maps: Sequence[tuple[str, str]] = ()
    units: Sequence[tuple[str, int]] = ()
    words: Sequence[tuple[str, str, str]] = ()
    spread: tuple[Share, ...] = ()


def read_options(given: Mapping[str, Any]) -> ImportOptions:
    """Options as a command line gives them; BadOption says which one is written wrongly and how it is meant."""
    base = SheetChoices(header_line=given.get("header_line"), decimal=given.get("decimal") or "")
    delimiter = {"tab": "\t", "\\t": "\t"}.get(given.get("delimiter") or "", given.get("delimiter") or "")
    choices = Choices(
        given.get("encoding") or "", delimiter, bool(given.get("blank_clears")), bool(given.get("without_bad_cells")),
        {"": base, **_kinds(given.get("sheets") or (), base)},
    )  # fmt: skip
    spread = _spread(given.get("spread"), given.get("total_to"))
    maps = [_pair(text, "--map", 'title="Project name"') for text in given.get("maps") or ()]
    units = [
        (field, _unit(text)) for field, text in (_pair(t, "--unit", "total=1000") for t in given.get("units") or ())
    ]
    return ImportOptions(choices, maps, units, [_word(text) for text in given.get("words") or ()], spread)


def _pair(text: str, option: str, example: str) -> tuple[str, str]:
    left, sign, right = text.partition("=")
    if not sign or not left.strip() or not right.strip():
        raise BadOption(f"{option} {text}: write it as {option} {example}")
    return left.strip(), right.strip()


def _kinds(texts: Sequence[str], base: SheetChoices) -> dict[str, SheetChoices]:
    found = {}
    for text in texts:
        name, kind = _pair(text, "--sheet", "Data=initiatives")
        if kind not in (*SheetKind, IGNORE):
            raise BadOption(f"--sheet {text}: a sheet holds {', '.join(SheetKind)} or {IGNORE}.")
        found[name] = replace(base, kind=kind)
    return found


def _unit(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,11}", text):
        raise BadOption(f"--unit …={text}: give a whole number, such as 1, 1000 or 1000000.")
    return int(text)


def _word(text: str) -> tuple[str, str, str]:
    field, colon, rest = text.partition(":")
    word, sign, meaning = rest.rpartition("=")
    if not colon or not sign:
        raise BadOption(f"--word {text}: write it as --word probability:High=0.8")
    return field.strip(), word.strip(), meaning.strip()


def _spread(shares: str | None, place: str | None) -> tuple[Share, ...]:
    if shares and place:
        raise BadOption("Give either --total-to or --spread, not both.")
    if place:
        return (_share(place, "--total-to", "1"),)
    pairs = [
        _pair(part, "--spread", '"capex 2027=60, opex 2028=40"') for part in re.split("[,;]", shares or "") if part
    ]
    return tuple(_share(where, "--spread", points) for where, points in pairs)


def _share(place: str, option: str, points: str) -> Share:
    match = re.fullmatch(r"([\w.-]+)(?:\s+(\d{4}))?", place.strip())
    try:
        amount = Decimal(points.rstrip(" %"))
    except InvalidOperation:
        amount = Decimal(0)
    if match is None or not amount.is_finite() or amount <= 0:
        raise BadOption(f"{option} {place}: write a resource and a year with a share above zero, as “capex 2027=60”.")
    return Share(match[1], int(match[2]) if match[2] else None, amount)


def import_file(
    session: Session,
    actor: Actor,
    file: RawFile,
    round_key: str | None,
    fields: Mapping[str, Any],
    options: ImportOptions,
    step: Callable[[str], None] = lambda _name: None,
) -> tuple[Preview, Applied | None]:
    """Import a file into the round of that key, or of its sheet `round`, or into a new one of `fields`.

    `step` is told of each part of the work. What was applied is None when no row would change anything.
    Raises NotFound, Invalid, Refused."""
    refuse_empty(file)
    row, actor = _round(session, actor, file, round_key, fields, options.choices)
    require(actor, "import_", row.id)
    current = load_round(session, row)
    step("Finding the columns")
    choices = with_columns(file, current, options)
    step("Comparing with the round")
    preview = preview_file(session, row, file, choices)
    if preview.draft.faults:
        raise Refused("\n".join(map(str, preview.faults[:200])))
    step("Writing")
    applied = apply_preview(session, actor, row, preview) if preview.ticked else None
    return preview, applied


def _round(
    session: Session, actor: Actor, file: RawFile, key: str | None, fields: Mapping[str, Any], choices: Choices
) -> tuple[m.Round, Actor]:
    if key is not None:
        row = find_round(session, key)
        if row is None:
            raise NotFound("round", key)
        return row, actor
    own = round_fields(file, choices)
    there = find_round(session, str(own.get("key", ""))) if "key" not in fields else None
    if there is not None:
        return there, actor
    described = {**own, **fields}
    missing = [name for name in ("key", "currency", "first_year", "last_year") if name not in described]
    if missing:
        raise Refused(
            "Say which round: --round KEY for one that is there. For a new one, the file needs a sheet “round”, "
            f"or give --new-round, --currency, --first-year and --last-year (missing: {', '.join(missing)})."
        )
    row = create_round(session, actor, {"name": described["key"], **described})
    return row, as_owner(actor, row)


def with_columns(file: RawFile, frame: Round, options: ImportOptions) -> Choices:
    """The choices with those that name columns, put to every sheet that has such a column; Invalid names a column that
    no sheet has, or a field that there is not."""
    choices = options.choices
    draft = read_draft(file, frame, choices)
    unknown = {column for _, column in options.maps}
    for reading in draft.readings:
        headers = {plain(c.header): c.header for c in reading.columns}
        fields = {c.field for c in reading.targets} | {NOTE, IGNORE}
        named = {
            headers[plain(column)]: _target(field, fields) for field, column in options.maps if plain(column) in headers
        }
        unknown -= {column for _, column in options.maps if plain(column) in headers}
        taken = set(named.values()) - {NOTE, IGNORE}
        columns = {c.header: NOTE for c in reading.columns if c.target in taken and c.header not in named} | named
        own = choices.sheet(reading.sheet.name)
        choices = choices.with_sheet(
            reading.sheet.name, replace(own, columns=columns, spread=_known(options.spread, frame))
        )
    if unknown:
        offered = ", ".join(f"“{c.header}”" for r in draft.readings for c in r.columns)
        raise Invalid({"map": f"The file has no column “{min(unknown)}”. Its columns are {offered}."})
    return _with_words(file, frame, options, choices)


def _target(field: str, fields: set[str]) -> str:
    """The field as it is named inside: `capex 2027` is the use of it, `anchor 0` has an underscore."""
    for name in (field, f"use {field}", field.replace(" ", "_")):
        if name in fields:
            return name
    raise Invalid({"map": f"There is no field “{field}” here. Fields are {', '.join(sorted(fields))}."})


def _known(spread: tuple[Share, ...], frame: Round) -> tuple[Share, ...]:
    for share in spread:
        resource = frame.resource_by_key.get(share.resource)
        if resource is None or not resource.kind.is_money:
            names = ", ".join(r.key for r in frame.resources if r.kind.is_money)
            raise Invalid({"spread": f"The round has no money called “{share.resource}”: {names}."})
        if resource.per_year and share.year not in frame.years:
            raise Invalid({"spread": f"{resource.name} needs a year from {frame.first_year} to {frame.last_year}."})
    return spread


def _with_words(file: RawFile, frame: Round, options: ImportOptions, choices: Choices) -> Choices:
    """Units and words are said of a field, and so of the column that becomes it."""
    if not options.units and not options.words:
        return choices
    for reading in read_draft(file, frame, choices).readings:
        fields = {c.field for c in reading.targets} | {NOTE, IGNORE}
        own = choices.sheet(reading.sheet.name)
        units, words = dict(own.units), {header: dict(said) for header, said in own.words.items()}
        for field, unit in options.units:
            if column := reading.of(_target(field, fields)):
                units[column.header] = unit
        for field, word, meaning in options.words:
            if column := reading.of(_target(field, fields)):
                words.setdefault(column.header, {})[word] = meaning
        choices = choices.with_sheet(reading.sheet.name, replace(own, units=units, words=words))
    return choices
