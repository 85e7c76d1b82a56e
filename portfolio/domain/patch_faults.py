"""What cannot be taken of a patch, each field with a sentence that names place and cure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from portfolio.domain.initiatives import BASES, STATUS_QUO, Change, Initiative, Stage
from portfolio.domain.patches import (
    CLEARED,
    OPTION_CLEARED,
    InitiativePatch,
    OptionPatch,
    UseKey,
    new_option_value,
    new_value,
    use_label,
)
from portfolio.domain.rounds import Round

Fault = tuple[str, str]
"""(dotted field as in `patches.Changes`, sentence)."""

MOST_UNITS = 10**15
LOWEST_SCORE, HIGHEST_SCORE = Decimal(-100), Decimal(100)
RESERVED_KEYS = frozenset({"new", "export", "filter"})
_KEY = re.compile(r"[^\W_][\w.-]{0,79}")
LONGEST_TAG = 120
"""Characters: registers group by the full names of departments."""

_LENGTHS = {"title": 300, "business_owner": 200, "technology_owner": 200}
_LABELS = {
    "title": "The title",
    "business_owner": "The business owner",
    "technology_owner": "The technology owner",
    "spent_so_far": "Spent so far",
    "approved_cost": "The approved cost",
    "run_cost_tail": "The run cost afterwards",
}


def key_fault(key: str, dots: bool = False) -> str:
    """Why a key cannot be taken, or nothing. Good: a letter or digit, then letters, digits, `_`, `-`; at most 80."""
    if not _KEY.fullmatch(key) or ("." in key and not dots):
        return (
            f"The key “{key}” cannot be used: begin with a letter or digit, then letters, digits, "
            f"{'dots, ' if dots else ''}hyphens or underscores, without spaces, at most 80 in all."
        )
    return f"“{key}” is a word of the addresses here: choose another key." if key in RESERVED_KEYS else ""


def patch_faults(frame: Round, current: Initiative | None, patch: InitiativePatch) -> dict[str, str]:
    """Every fault of the patch by its field; empty = it can be applied. `frame` needs no initiatives."""
    found = [*_own_faults(current, patch)]
    keys = [o.key for o in patch.options]
    for option in patch.options:
        if keys.count(option.key) > 1 or option.key in patch.dropped_options:
            found.append((f"options.{option.key}", f"The option “{option.key}” is named twice: name it once."))
        found += _option_faults(frame, current, option)
    if STATUS_QUO in patch.dropped_options:
        found.append(("dropped_options", "“Not doing it” is always possible and cannot be deleted."))
    return dict(reversed(found))


def _own_faults(current: Initiative | None, patch: InitiativePatch) -> Iterator[Fault]:
    if current is None and (wrong := key_fault(patch.key, dots=True)):
        yield "key", wrong
    if current is None and "title" not in patch.fields:
        yield "title", "Give the initiative a title."
    for name, given in patch.fields.items():
        if name not in CLEARED:
            yield name, f"An initiative has no field “{name}”."
        elif wrong := _field_fault(name, new_value(current, name, given)):
            yield name, wrong


def _field_fault(name: str, value: Any) -> str:
    if name == "title" and not value:
        return "Give the initiative a title."
    if name in _LENGTHS and len(value) > _LENGTHS[name]:
        return f"{_LABELS[name]} is too long: at most {_LENGTHS[name]} characters."
    if name == "evidence_strength":
        return _share_fault("Evidence strength", value)
    if name in ("spent_so_far", "approved_cost"):
        return _amount_fault(_LABELS[name], value)
    if name == "approved_on" and value is not None and not isinstance(value, date):
        return f"“{value}” is not a date: write it as 2026-11-30."
    return _choice_fault(name, value)


def _choice_fault(name: str, value: Any) -> str:
    if name == "stage" and value not in tuple(Stage):
        return f"“{value}” is not a stage: candidate, under way or closed."
    if name == "change" and value is not None and value not in tuple(Change):
        return f"“{value}” is neither run, grow nor transform."
    if name == "tags":
        return next(filter(None, map(_tag_fault, value)), "")
    return ""


def _tag_fault(tag: str) -> str:
    if len(tag) > LONGEST_TAG:
        length = f"has {len(tag)} characters; a tag has at most {LONGEST_TAG}."
        return f"The tag “{tag[:40]}…” {length} Shorten it, or make it a note."
    return f"The tag “{tag}” holds a comma, which parts one tag from the next." if "," in tag else ""


def _option_faults(frame: Round, current: Initiative | None, patch: OptionPatch) -> Iterator[Fault]:
    at = f"options.{patch.key}"
    is_new = patch.key != STATUS_QUO and (current is None or patch.key not in {o.key for o in current.options})
    if is_new and (wrong := key_fault(patch.key)):
        yield at, wrong
    for name, given in patch.fields.items():
        if wrong := _option_field_fault(patch.key, name, given):
            yield f"{at}.{name}", wrong
    yield from ((f"{at}.score {key}", wrong) for key, wrong in _score_faults(frame, patch.scores))
    for use, amount in patch.uses.items():
        if wrong := _use_fault(frame, use, amount):
            yield f"{at}.{use_label(use)}", wrong


def _option_field_fault(option: str, name: str, given: Any) -> str:
    value = new_option_value(name, given)
    if name not in OPTION_CLEARED:
        return f"An option has no field “{name}”."
    if name == "title" and not value:
        return "Give the option a name."
    if name == "title" and len(value) > 200:
        return "The name of the option is too long: at most 200 characters."
    if name == "run_cost_tail":
        return _amount_fault(_LABELS[name], value)
    if name != "probability":
        return ""
    if option == STATUS_QUO and value != 1:
        return "“Not doing it” cannot fail: its probability of success stays 100 %."
    return _share_fault("Probability of success", value)


def _score_faults(frame: Round, scores: Mapping[str, Decimal | None]) -> Iterator[Fault]:
    known = {c.key for c in frame.criteria}
    for key, score in scores.items():
        if key not in known:
            yield key, f"The round has no criterion “{key}”."
        elif score is None:
            continue
        elif not score.is_finite() or not LOWEST_SCORE <= score <= HIGHEST_SCORE:
            yield (
                key,
                (
                    f"{score} is outside −100 to 100: 100 is already the whole described effect. "
                    "If one initiative does more, the upper anchor is set too low."
                ),
            )
        elif -int(score.normalize().as_tuple().exponent) > 4:
            yield key, f"{score} is finer than anybody can judge: at most four decimals."


def _use_fault(frame: Round, use: UseKey, amount: int | None) -> str:
    key, year, basis = use
    resource = frame.resource_by_key.get(key)
    if resource is None:
        return f"The round has no resource “{key}”: add it in the round's settings first."
    if resource.per_year and year not in frame.years:
        return f"{resource.name} is counted by year, from {frame.first_year} to {frame.last_year}: not in {year}."
    if not resource.per_year and year is not None:
        return f"{resource.name} is counted once for the whole round, not by year."
    if basis not in BASES or (basis and not resource.kind.is_spend):
        return f"“{basis}” is not a basis of {resource.name}: own asset, SaaS configuration or internal labour."
    return _amount_fault(resource.name, amount)


def _share_fault(label: str, value: Any) -> str:
    if isinstance(value, Decimal) and value.is_finite() and 0 <= value <= 1:
        return ""
    return f"{label} must lie between 0 and 1 (0 to 100 %)."


def _amount_fault(label: str, value: Any) -> str:
    if value is None or (isinstance(value, int) and abs(value) <= MOST_UNITS):
        return ""
    return f"{label} is larger than any budget can be: check the unit it was entered in."
