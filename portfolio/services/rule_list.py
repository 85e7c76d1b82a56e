"""Rules as sentences, with what their pages and forms need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portfolio.domain.errors import NotFound
from portfolio.domain.rounds import Round
from portfolio.domain.rule_sentences import mandate_sentence, rule_sentence
from portfolio.domain.rules import Rule
from portfolio.persistence import models as m
from portfolio.persistence.queries.initiatives import initiative_titles, tags_of
from portfolio.persistence.queries.records import option_titles
from portfolio.persistence.queries.rounds import load_frame, load_rules
from portfolio.persistence.queries.rules import option_ids
from portfolio.services.permissions import Actor, require


@dataclass(frozen=True)
class RuleLine:
    """A rule with what it demands and, for a must, whose claim it is, in sentences."""

    rule: Rule
    sentence: str
    mandate: str


@dataclass(frozen=True)
class RuleChoices:
    """What a rule can name: initiatives by key, options by initiative and key, tags, resources by key."""

    initiatives: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]
    tags: tuple[str, ...]
    resources: Mapping[str, str]


def list_rules(session: Session, actor: Actor, round_row: m.Round) -> tuple[RuleLine, ...]:
    """Every rule of the round, in order."""
    require(actor, "view", round_row.id)
    return rule_lines(session, round_row, load_rules(session, round_row))


def find_rule(session: Session, actor: Actor, round_row: m.Round, key: str) -> Rule:
    """The rule of that key; NotFound when there is none."""
    require(actor, "view", round_row.id)
    found = next((r for r in load_rules(session, round_row) if r.key == key), None)
    if found is None:
        raise NotFound("rule", key)
    return found


def rule_lines(session: Session, round_row: m.Round, rules: Iterable[Rule]) -> tuple[RuleLine, ...]:
    """These rules as sentences."""
    titles, options = initiative_titles(session, round_row.id), option_titles(session, round_row.id)
    names = _resource_names(load_frame(round_row))
    return tuple(RuleLine(r, rule_sentence(r, titles, options, names), mandate_sentence(r)) for r in rules)


def rule_choices(session: Session, actor: Actor, round_row: m.Round) -> RuleChoices:
    """What a rule of this round can name."""
    require(actor, "view", round_row.id)
    titles = option_titles(session, round_row.id)
    options = {
        initiative: {key: titles[initiative, key] for key in own if key}
        for initiative, own in option_ids(session, round_row.id).items()
    }
    return RuleChoices(
        initiative_titles(session, round_row.id),
        options,
        tuple(sorted({*tags_of(session, round_row.id), "run", "grow", "transform"})),
        _resource_names(load_frame(round_row)),
    )


def _resource_names(frame: Round) -> dict[str, str]:
    return {r.key: r.name for r in frame.resources}


def new_rule_key(session: Session, round_row: m.Round, rule: Rule) -> str:
    """A key for a new rule, made of its type and first name, that no other rule of the round has."""
    named = rule.initiative or rule.tag or next(iter(rule.initiatives), "")
    tidy = "".join(c if c.isalnum() or c in "_-" else "-" for c in named)[:60].strip("-_")
    stem = "-".join(part for part in (rule.type.value, tidy) if part)
    taken = {r.key for r in load_rules(session, round_row)}
    numbered = (f"{stem}-{n}" for n in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)
