"""All that the page of one initiative shows, and what its forms start from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portfolio.domain.errors import NotFound
from portfolio.domain.initiatives import STATUS_QUO, Initiative, Option
from portfolio.domain.rounds import Round
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_frame, load_initiatives, load_rules
from portfolio.reports.option_figures import OptionFigures, option_figures
from portfolio.services.history import HistoryLine, history_of
from portfolio.services.permissions import Actor, require
from portfolio.services.rule_list import RuleLine, rule_lines

RECENT = 5


@dataclass(frozen=True)
class InitiativePage:
    """An initiative with its options in figures, the rules that name it, and its last changes of `changes` in all."""

    frame: Round
    initiative: Initiative
    options: tuple[OptionFigures, ...]
    rules: tuple[RuleLine, ...]
    recent: tuple[HistoryLine, ...]
    changes: int


def find_initiative(session: Session, actor: Actor, round_row: m.Round, key: str) -> Initiative:
    """The initiative of that key as a value; NotFound when there is none."""
    require(actor, "view", round_row.id)
    found = load_initiatives(session, round_row, key)
    if not found:
        raise NotFound("initiative", key)
    return found[0]


def find_option(initiative: Initiative, key: str) -> Option:
    """An option of it, not doing it included; NotFound when there is none."""
    try:
        return initiative.option(key)
    except KeyError:
        raise NotFound("option", key) from None


def show_initiative(session: Session, actor: Actor, round_row: m.Round, key: str) -> InitiativePage:
    """The page of one initiative."""
    initiative = find_initiative(session, actor, round_row, key)
    frame = load_frame(round_row)
    rules = [rule for rule in load_rules(session, round_row) if key in rule.mentions]
    recent, total = history_of(session, round_row, "initiative", key, RECENT)
    return InitiativePage(
        frame, initiative, option_figures(frame, initiative), rule_lines(session, round_row, rules), recent, total
    )


def new_option_key(initiative: Initiative, title: str) -> str:
    """A key for a new option, made of its title, that no other option has."""
    stem = "-".join(word for word in "".join(c if c.isalnum() else " " for c in title.lower()).split())[:40]
    stem = stem if stem and stem != "new" else "option"
    taken = {o.key for o in initiative.options} | {STATUS_QUO}
    numbered = (f"{stem}-{n}" for n in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)
