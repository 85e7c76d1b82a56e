"""Fields of records and their values in words, as the history and the conflict page show them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from portfolio.domain.ideas import DECLINE_WORDS
from portfolio.domain.rounds import Resource, Round
from portfolio.domain.rule_sentences import MANDATE_WORDS, TYPE_WORDS
from portfolio.reports import formats

BASIS_WORDS = {
    "": "not said",
    "own_asset": "own asset",
    "saas_configuration": "SaaS configuration",
    "internal_labour": "internal labour",
}
STAGE_WORDS = {"candidate": "Candidate", "under_way": "Under way", "closed": "Closed"}
CONVENTION_WORDS = {"end": "end of the fiscal year", "mid": "middle of the fiscal year"}
MONEY_UNIT_WORDS = {1: "single units", 1000: "thousands", 1_000_000: "millions"}
IDEA_WORDS = {"open": "Open", "adopted": "Adopted", "declined": "Declined"}
SUBJECT_WORDS = {
    "round": "Round",
    "criterion": "Criterion",
    "resource": "Resource",
    "baseline": "Run baseline",
    "initiative": "Initiative",
    "rule": "Rule",
    "profile": "Weights",
    "idea": "Idea",
    "person": "Person",
    "membership": "Role",
    "scenario": "Scenario",
    "import": "Import",
}
ACTION_WORDS = {
    "add": "added",
    "change": "changed",
    "remove": "took away",
    "issue_link": "made a one-time link for",
    "set_password": "set the password of",
    "enter": "entered as",
}
"""What was done to a person or a role; other records say it as people do already."""
FIELD_WORDS = {
    "title": "Title",
    "business_owner": "Business owner",
    "technology_owner": "Technology owner",
    "evidence_note": "Evidence",
    "evidence_strength": "Evidence strength",
    "approved_on": "Approved on",
    "approved_promise": "Promise at approval",
    "approved_cost": "Approved cost",
    "change": "Run, grow or transform",
    "probability": "Probability of success",
    "run_cost_tail": "Run cost a year afterwards",
    "anchor_0": "0 means",
    "anchor_100": "100 means",
    "lens": "Side",
    "is_room": "The room's weights",
    "money_unit": "Amounts in",
    "discount_convention": "Money falls due",
    "nominal": "Prices",
    "digits": "Decimals",
    "per_year": "Counted by year",
    "needs_options": "As one of",
    "of": "Share of",
    "kind": "Kind",
    "reason_kind": "Kind of reason",
    "line": "Idea",
    "expires_at": "Valid until",
}
"""Where the field's own name, capitalised, would not do."""

_MONEY = ("spent_so_far", "approved_cost", "run_cost_tail")
_SHARES = ("evidence_strength", "probability", "discount_rate")
_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "stage": STAGE_WORDS,
    "change": {"run": "Run", "grow": "Grow", "transform": "Transform"},
    "discount_convention": CONVENTION_WORDS,
    "money_unit": MONEY_UNIT_WORDS,
    "status": IDEA_WORDS,
    "reason_kind": {k.value: v for k, v in DECLINE_WORDS.items()},
    "type": {k.value: v for k, v in TYPE_WORDS.items()},
    "kind": {k.value: v for k, v in MANDATE_WORDS.items()},
    "nominal": {True: "nominal", False: "real"},
}


@dataclass(frozen=True)
class ChangeLine:
    """One field of a record before and after, in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Words:
    """What names stand for in one round; `options` by (initiative, option) key, `ideas` by id."""

    frame: Round
    titles: Mapping[str, str]
    options: Mapping[tuple[str, str], str]
    ideas: Mapping[str, str] = field(default_factory=dict)

    def subject(self, kind: str, key: str) -> str:
        """What a record is called: `Complete the ERP` for an initiative, a name for the rest."""
        if kind == "initiative":
            return self.titles.get(key, key)
        if kind == "criterion":
            return self._criterion(key)
        if kind == "resource":
            found = self.frame.resource_by_key.get(key)
            return found.name if found else key
        if kind == "idea":
            return self.ideas.get(key, "")
        return "" if kind in ("baseline", "round") else key

    def action(self, action: str) -> str:
        """What was done, as people say it: `added`, `made a one-time link for`."""
        return ACTION_WORDS.get(action, action)

    def lines(self, kind: str, key: str, changes: Mapping[str, Sequence[Any]]) -> tuple[ChangeLine, ...]:
        """Every change of an audit entry in words; the version's own step is left out."""
        found: list[ChangeLine] = []
        for path, (old, new) in changes.items():
            if path == "notes" and old and new:
                found += _note_lines(old, new)
            elif path != "version":
                was, becomes = (self.value(kind, key, path, value) for value in (old, new))
                found.append(ChangeLine(self.label(key, path, kind), was, becomes))
        return tuple(found)

    def label(self, key: str, path: str, kind: str = "") -> str:
        """A field in words: `Full: Capex FY2027 (own asset)`; of the baseline, whose paths begin with opex or people,
        by the name of its line."""
        if path.startswith("options."):
            _, option, *rest = path.split(".", 2)
            title = self._option(key, option)
            return f"{title}: {self.label(key, rest[0])}" if rest else f"Option “{title}”"
        if kind == "baseline":
            return _baseline_label(path)
        first, _, rest_of = path.partition(" ")
        if first == "score":
            return f"score on {self._criterion(rest_of)}"
        if first == "points":
            return f"Points for {self._criterion(rest_of)}"
        if first == "limit":
            return f"Limit FY{rest_of}" if rest_of else "Limit"
        resource = self.frame.resource_by_key.get(first)
        if resource is not None:
            return self._use(resource, rest_of)
        return FIELD_WORDS.get(path, path.replace("_", " ").capitalize())

    def value(self, kind: str, key: str, path: str, value: Any) -> str:
        """A value of that field in words, with its unit; a dash for nothing."""
        if value is None or value in ("", [], (), {}):
            return formats.NONE
        name = path.split(".", 2)[-1] if path.startswith("options.") and path.count(".") > 1 else path
        if name in _MONEY or (kind == "baseline" and name.startswith("opex ")):
            return money_words(self.frame, int(value))
        if kind == "baseline":
            return formats.quantity(int(value), 2, "people")
        if name in _SHARES:
            return formats.percent(Decimal(value), decimals_of(Decimal(value) * 100))
        first, _, _ = name.partition(" ")
        resource = self.frame.resource_by_key.get(key if first == "limit" and kind == "resource" else first)
        if resource is not None and isinstance(value, int):
            return amount_words(self.frame, resource, value)
        return self._plain(kind, key, name, value)

    def _plain(self, kind: str, key: str, name: str, value: Any) -> str:
        if name in _CHOICES and kind != "resource":
            return _CHOICES[name].get(value, str(value))
        if isinstance(value, bool):
            return "yes" if value else "no"
        if name in ("initiative", "needs") and kind != "idea":
            return self.titles.get(value, value)
        if isinstance(value, Mapping):
            return "; ".join(f"{k}: {v}" for k, v in value.items())
        if isinstance(value, list | tuple):
            return ", ".join(self._named(name, v) for v in value)
        if isinstance(value, date):
            return formats.day(value)
        if name == "expires_at":
            return f"{formats.moment(datetime.fromisoformat(value))} UTC"
        if isinstance(value, Decimal) or name.startswith(("score ", "points ")):
            return formats.number(Decimal(value), decimals_of(Decimal(value)))
        return str(value)

    def _named(self, name: str, value: str) -> str:
        if name == "initiatives":
            return self.titles.get(value, value)
        found = self.frame.resource_by_key.get(value) if name == "of" else None
        return found.name if found else value

    def _option(self, initiative: str, option: str) -> str:
        if option == "status_quo":
            return "Not doing it"
        return self.options.get((initiative, option), option.replace("_", " ").capitalize())

    def _criterion(self, key: str) -> str:
        return next((c.name for c in self.frame.criteria if c.key == key), key)

    def _use(self, resource: Resource, rest: str) -> str:
        year, _, basis = rest.partition(" ") if not rest.startswith("(") else ("", "", rest)
        said = BASIS_WORDS.get(basis.strip("()"), basis)
        return " ".join(x for x in (resource.name, f"FY{year}" if year else "", f"({said})" if basis else "") if x)


def _note_lines(old: Mapping[str, str], new: Mapping[str, str]) -> list[ChangeLine]:
    """One line for each note that is another one: between two long lists nobody finds the difference."""
    differing = (name for name in dict.fromkeys((*old, *new)) if old.get(name) != new.get(name))
    return [
        ChangeLine(f"Note “{name}”", old.get(name) or formats.NONE, new.get(name) or formats.NONE) for name in differing
    ]


def _baseline_label(path: str) -> str:
    """`Opex, Licences FY2027` for the path `opex Licences 2027`; `People, Architects: free for change`."""
    kind, _, label = path.partition(" ")
    what = ": free for change" if label.endswith(" free") else ""
    label = re.sub(r" (\d{4})$", r" FY\1", label.removesuffix(" free"))
    return f"{kind.capitalize()}, {label}{what}"


def decimals_of(value: Decimal) -> int:
    """How many decimals it takes to write the value in full."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def money_words(frame: Round, units: int) -> str:
    """Money in the round's unit, in full: `15,400 k€`."""
    return f"{_bare_money(frame, units)}{formats.THIN}{formats.money_unit(frame.currency, frame.money_unit)}"


def _bare_money(frame: Round, units: int) -> str:
    amount = Decimal(units).scaleb(-frame.digits) / frame.money_unit
    return formats.money_in(units, frame.currency, frame.money_unit, decimals_of(amount))


def amount_words(frame: Round, resource: Resource, units: int) -> str:
    """An amount of a resource with its unit: `15,400 k€`, `4.5 months`."""
    if resource.kind.is_money:
        return money_words(frame, units)
    return formats.quantity(units, resource.digits, resource.unit)


def amount_in(frame: Round, resource: Resource, units: int) -> str:
    """The same without its unit, which `unit_of` says once for a whole row: `15,400`."""
    return _bare_money(frame, units) if resource.kind.is_money else formats.quantity(units, resource.digits, "").strip()


def unit_of(frame: Round, resource: Resource) -> str:
    """What amounts of the resource are counted in: `k€`, `months`."""
    return formats.money_unit(frame.currency, frame.money_unit) if resource.kind.is_money else resource.unit
