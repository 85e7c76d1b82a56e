"""The round's rules in the optimiser's words; a rule that names what is not in the running is left aside and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from portfolio.domain.initiatives import STATUS_QUO
from portfolio.domain.rounds import Round, resource_name
from portfolio.domain.rules import Rule, RuleType
from portfolio.domain.scenarios import Scenario, limit_keys

PIN = "pin:"

Entry = dict[str, Any]


@dataclass
class RuleBook:
    """Rules in the optimiser's form, each beside the key of the round's rule it came from."""

    rules: list[Entry] = field(default_factory=list)
    key_list: list[str] = field(default_factory=list)
    notice_list: list[str] = field(default_factory=list)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.key_list)

    @property
    def notices(self) -> tuple[str, ...]:
        return tuple(self.notice_list)

    def add(self, key: str, entry: Entry) -> None:
        self.rules.append({name: value for name, value in entry.items() if value not in (None, "", ())})
        self.key_list.append(key)


def compile_rules(round_: Round, scenario: Scenario, running: Mapping[str, Entry]) -> RuleBook:
    """Rules that hold under the scenario; `running` maps the initiatives that can be chosen to their entries."""
    book = RuleBook()
    compiler = _Compiler(round_, running, book)
    for rule in round_.rules:
        if rule.key not in scenario.dropped_rules:
            compiler.add(rule)
    for key, option in sorted(scenario.pinned.items()):
        compiler.pin(key, option)
    return book


@dataclass
class _Compiler:
    round_: Round
    running: Mapping[str, Entry]
    book: RuleBook

    def add(self, rule: Rule) -> None:
        {
            RuleType.MUST: self._must, RuleType.NEVER: self._never, RuleType.REQUIRES: self._requires,
            RuleType.EXCLUDES: self._excludes, RuleType.COUNT: self._count, RuleType.SHARE: self._share,
        }[rule.type](rule)  # fmt: skip

    def pin(self, key: str, option: str) -> None:
        if key not in self.running or (option != STATUS_QUO and option not in self._options(key)):
            return self._aside(f"“{self._title(key)}” cannot be insisted on", self._why_absent(key))
        kind = {"type": "never"} if option == STATUS_QUO else {"type": "must", "option": option}
        self.book.add(PIN + key, {**kind, "initiative": key, "reason": "insisted on in this scenario"})
        return None

    def _must(self, rule: Rule) -> None:
        if rule.initiative not in self.running:
            return self._aside(f"“{self._title(rule.initiative)}” must be done", self._why_absent(rule.initiative))
        if rule.option and rule.option not in self._options(rule.initiative):
            title = self._title(rule.initiative)
            what = f"“{title}” must be done as “{self._option_title(rule.initiative, rule.option)}”"
            return self._aside(what, self._why_no_option(rule.initiative, (rule.option,)))
        return self._plain(rule, {"initiative": rule.initiative, "option": rule.option})

    def _never(self, rule: Rule) -> None:
        if rule.initiative in self.running:
            self._plain(rule, {"initiative": rule.initiative})

    def _requires(self, rule: Rule) -> None:
        if rule.initiative not in self.running or (rule.option and rule.option not in self._options(rule.initiative)):
            return None
        what = f"“{self._title(rule.initiative)}” needs “{self._title(rule.needs)}”"
        if rule.needs not in self.running:
            return self._aside(what, self._why_absent(rule.needs))
        wanted = [o for o in rule.needs_options if o in self._options(rule.needs)]
        if rule.needs_options and not wanted:
            return self._aside(f"{what} in a certain option", self._why_no_option(rule.needs, rule.needs_options))
        entry = {"initiative": rule.initiative, "option": rule.option, "needs": rule.needs}
        return self._plain(rule, {**entry, "needs_options": wanted or None})

    def _excludes(self, rule: Rule) -> None:
        members = [key for key in rule.initiatives if key in self.running]
        if len(members) > 1:
            self._plain(rule, {"initiatives": members})

    def _count(self, rule: Rule) -> None:
        bounds = {"at_least": _whole(rule.at_least), "at_most": _whole(rule.at_most)}
        if rule.tag:
            if self._has_tag(rule):
                self._plain(rule, {"tag": rule.tag, **bounds})
            return
        members = [key for key in rule.initiatives if key in self.running]
        if len(members) < len(rule.initiatives):
            absent = " and ".join(f"“{self._title(k)}”" for k in rule.initiatives if k not in self.running)
            self.book.notice_list.append(
                f"The rule “{rule.reason or rule.key}” counts without {absent}: not in the running."
            )
        if members:
            self._plain(rule, {"initiatives": members, **bounds})

    def _share(self, rule: Rule) -> None:
        of = [resource_name(*key) for key in limit_keys(self.round_) if key[0] in rule.of]
        if self._has_tag(rule) and of:
            self._plain(rule, {"tag": rule.tag, "of": of, "at_least": rule.at_least, "at_most": rule.at_most})

    def _has_tag(self, rule: Rule) -> bool:
        if any(rule.tag in entry["tags"] for entry in self.running.values()):
            return True
        self._aside(f"The rule on “{rule.tag}”", "nothing in the running carries that tag")
        return False

    def _plain(self, rule: Rule, entry: Entry) -> None:
        self.book.add(rule.key, {"type": str(rule.type), **entry, "reason": rule.reason})

    def _aside(self, what: str, why: str) -> None:
        self.book.notice_list.append(f"{what}, but {why}: the rule is left aside." if why else f"{what} is left aside.")

    def _options(self, key: str) -> set[str]:
        return {option["id"] for option in self.running[key]["options"]}

    def _title(self, key: str) -> str:
        found = self.round_.initiative_by_key.get(key)
        return found.title if found else key

    def _why_absent(self, key: str) -> str:
        found = self.round_.initiative_by_key.get(key)
        if found is None or found.archived:
            return "it is archived"
        if not found.is_candidate:
            return "it is closed"
        return f"it has no {'cost' if found.scored_options else 'scores'} and is not in the running"

    def _why_no_option(self, key: str, options: Sequence[str]) -> str:
        scored = {o.key for o in self.round_.initiative_by_key[key].scored_options}
        return f"that option has no {'cost' if scored & set(options) else 'scores'}"

    def _option_title(self, key: str, option: str) -> str:
        own = {o.key: o.title for o in self.round_.initiative_by_key[key].options}
        return own.get(option) or option


def _whole(number: Decimal | None) -> int | None:
    return None if number is None else int(number)
