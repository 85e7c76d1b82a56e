"""Rows of the sheets `rules`, `weights` and `ideas`, their cross-references checked by sheet, line and column."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from portfolio.domain.ideas import DECLINE_WORDS, DeclineReason
from portfolio.domain.rounds import Round, WeightProfile
from portfolio.domain.rule_faults import rule_faults, tidy
from portfolio.domain.rules import MandateKind, Rule, RuleType
from portfolio.domain.weight_faults import profile_faults
from portfolio.imports.choices import Choices
from portfolio.imports.entries import Entry
from portfolio.imports.known import Known
from portfolio.imports.readings import SheetReading
from portfolio.imports.rows import Row, read_rows
from portfolio.imports.words import clean_key, plain

_WORDS = ("tag", "reason", "claimant", "evidence", "deadline", "option")


def read_rules(reading: SheetReading, frame: Round, choices: Choices, known: Known) -> list[Entry]:
    """Rules; each initiative and option that one names must be in the round or in the file."""
    current = {rule.key: rule for rule in frame.rules}
    options = {key: known.options(key) - {"status_quo"} for key in (*known.by_key, *known.brought)}
    found: list[Entry] = []
    first: dict[str, int] = {}
    for number, row in enumerate(read_rows(reading, choices, frame.currency), start=1):
        rule = _rule(row, current, known, number)
        if rule is not None:
            for field, text in rule_faults(frame, options, rule).items():
                row.fault(text, field)
            if first.setdefault(rule.key, row.line) != row.line:
                row.fault(f"The rule “{rule.key}” stands in {reading.sheet.place(first[rule.key])} already.", "key")
        key = rule.key if rule else str(row.get("key", ""))
        found.append(_entry(reading, row, key, rule.reason if rule else "", rule))
    return found


def _rule(row: Row, current: dict[str, Rule], known: Known, number: int) -> Rule | None:
    if not row.has("type") and row.get("key") not in current:
        row.fault("has no type: must, never, requires, excludes, count or share.", "type")
        return None
    given: dict[str, Any] = {t: row.get(t) for t in _WORDS if row.has(t)}
    given |= {t: row.get(t) for t in ("at_least", "at_most") if t in row.values}
    given |= {t: known.find(str(row.get(t))) for t in ("initiative", "needs") if row.has(t)}
    if row.has("initiatives"):
        given["initiatives"] = tuple(known.find(clean_key(k)) for k in row.get("initiatives"))
    given |= {t: tuple(row.get(t)) for t in ("needs_options", "of") if row.has(t)}
    if row.has("kind"):
        given["kind"] = MandateKind(row.get("kind").replace(" ", "_"))
    kind = RuleType(row.get("type")) if row.has("type") else current[row.get("key")].type
    key = str(row.get("key") or _made_key(kind, given, number))
    base = current.get(key)
    made = Rule(key, kind, **given)
    if base is not None:
        made = replace(base, type=kind, **given)
    return tidy(made)


def _made_key(kind: RuleType, given: dict[str, Any], number: int) -> str:
    parts = [kind.value, given.get("initiative"), given.get("needs"), given.get("tag"), *given.get("initiatives", ())]
    return clean_key("-".join(str(p) for p in parts if p))[:80] or f"{kind.value}-{number}"


def read_weights(reading: SheetReading, frame: Round, choices: Choices) -> list[Entry]:
    """Weight profiles; criteria without a column or with an empty cell keep their points."""
    current = {p.name: p for p in frame.profiles}
    found = []
    for row in read_rows(reading, choices, frame.currency):
        name = str(row.get("profile", ""))
        if not name:
            row.fault("says not whose weights they are.", "profile")
            found.append(_entry(reading, row, "", "", None))
            continue
        base = current.get(name, WeightProfile(name, {}))
        points: dict[str, Decimal] = dict(base.points)
        points |= {t.removeprefix("points "): row.get(t) for t in row.values if t.startswith("points ") and row.has(t)}
        made = WeightProfile(name, points, row.get("lens", base.lens), bool(row.get("room", base.is_room)))
        for field, text in profile_faults(frame, made).items():
            row.fault(text, "profile" if field in ("name", "points") else field)
        found.append(_entry(reading, row, name, name, made))
    return found


def read_ideas(reading: SheetReading, frame: Round, choices: Choices) -> list[Entry]:
    """Ideas; the same line twice is one idea."""
    found: list[Entry] = []
    first: dict[str, int] = {}
    for row in read_rows(reading, choices, frame.currency):
        line = " ".join(str(row.get("line", "")).split())
        status = row.get("status", "open")
        kind = _decline_kind(row)
        if not line:
            row.fault("holds no idea.", "line")
        elif len(line) > 300:
            row.fault(f"The idea has {len(line)} characters; one line of at most 300 is kept.", "line")
        elif first.setdefault(plain(line), row.line) != row.line:
            row.fault(f"The same idea stands in {reading.sheet.place(first[plain(line)])} already.", "line")
        if status == "declined" and kind is DeclineReason.OTHER and not row.get("reason"):
            row.fault("is declined without a reason: say why.", "reason")
        payload = {"line": line, "proposed_by": row.get("proposed_by", ""), "status": status,
                   "reason_kind": kind.value, "reason": row.get("reason", "")}  # fmt: skip
        found.append(_entry(reading, row, plain(line), line, payload))
    return found


def _decline_kind(row: Row) -> DeclineReason:
    given = plain(str(row.get("reason_kind", "")))
    named = (k for k in DeclineReason if given in (plain(k.value), plain(DECLINE_WORDS[k])))
    return next(named, DeclineReason.OTHER)


def _entry(reading: SheetReading, row: Row, key: str, title: str, payload: Any) -> Entry:
    assert reading.kind is not None
    return Entry(reading.kind, reading.sheet.name, row.line, row.place, key, title or key, payload,
                 tuple(row.problems), dict(row.headers))  # fmt: skip
