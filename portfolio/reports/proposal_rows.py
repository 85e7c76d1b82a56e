"""The lists of a proposal: funded, left out and bubbles, each in the round's order so that nothing jumps."""

from __future__ import annotations

from dataclasses import replace

from portfolio.domain.initiatives import STATUS_QUO, Initiative, short_key
from portfolio.domain.scenario_address import address
from portfolio.reports.deck_words import short
from portfolio.reports.proposal_answer import Answer, commitment_of, spend_of
from portfolio.reports.proposal_reasons import funded_reason, left_out_reason, must_of
from portfolio.reports.proposal_values import Bubble, FundedRow, LeftOutRow
from portfolio.reports.proposal_words import movement, option_name


def funded_rows(answer: Answer) -> tuple[FundedRow, ...]:
    """What is funded, in the round's order."""
    return tuple(_funded(answer, i) for i in answer.funded)


def _funded(answer: Answer, initiative: Initiative) -> FundedRow:
    key, option = initiative.key, answer.chosen(initiative.key)
    return FundedRow(
        key=key, title=initiative.title, option_key=option.key,
        option_title=option_name(initiative, option.key),
        change=str(initiative.change or ""), tags=initiative.all_tags, cost=spend_of(answer.round, option),
        beyond=commitment_of(answer.round, option), value=float(answer.gain(key, option.key)),
        probability=float(option.probability), evidence_strength=float(initiative.evidence_strength),
        reason=funded_reason(answer, key), is_mandate=must_of(answer, key) is not None, movement=_moved(answer, key),
        address=pinned(answer, key, STATUS_QUO), choices=_choices(answer, initiative, option.key),
    )  # fmt: skip


def left_out_rows(answer: Answer) -> tuple[LeftOutRow, ...]:
    """What keeps its status quo, with the option of it that is worth most, in the round's order."""
    return tuple(_left_out(answer, i) for i in answer.left_out)


def _left_out(answer: Answer, initiative: Initiative) -> LeftOutRow:
    option = initiative.option(best_option(answer, initiative.key))
    return LeftOutRow(
        key=initiative.key, title=initiative.title, option_title=option_name(initiative, option.key),
        change=str(initiative.change or ""), tags=initiative.all_tags, cost=spend_of(answer.round, option),
        reason=left_out_reason(answer, initiative.key), movement=_moved(answer, initiative.key),
        address=pinned(answer, initiative.key, option.key), choices=_choices(answer, initiative, option.key),
        evidence_strength=float(initiative.evidence_strength),
    )  # fmt: skip


def best_option(answer: Answer, key: str) -> str:
    """The option worth most at these weights, the first of equals."""
    return max((o for o in answer.worth[key] if o != STATUS_QUO), key=lambda o: answer.gain(key, o))


def _choices(answer: Answer, initiative: Initiative, shown: str) -> tuple[tuple[str, str], ...]:
    """The other options that can be insisted on, each with the address that does."""
    others = (o for o in initiative.choosable_options if o.key != shown)
    return tuple((o.title, pinned(answer, initiative.key, o.key)) for o in others)


def pinned(answer: Answer, key: str, option: str) -> str:
    """The address of the scenario that also insists on this option."""
    pinned = {**answer.scenario.pinned, key: option}
    return address(answer.round, replace(answer.scenario, pinned=pinned, name=""))


def _moved(answer: Answer, key: str) -> str:
    return "" if answer.before is None else movement(answer.before, answer.selected, key)


def bubbles(answer: Answer) -> tuple[Bubble, ...]:
    """Each initiative in the running once: by its chosen option, or by its best one when it is left out."""
    return tuple(_bubble(answer, i) for i in answer.running)


def _bubble(answer: Answer, initiative: Initiative) -> Bubble:
    chosen = answer.selected.get(initiative.key)
    option = initiative.option(chosen or best_option(answer, initiative.key))
    return Bubble(
        key=initiative.key, label=initiative.title, risk=float(1 - option.probability),
        value=float(answer.gain(initiative.key, option.key)), cost=spend_of(answer.round, option),
        change=str(initiative.change or ""), funded=chosen is not None, names=_names(initiative),
    )  # fmt: skip


def _names(initiative: Initiative) -> tuple[str, ...]:
    """What a bubble can be called, the longest first: its title, its beginning, and a key that people use as a name."""
    key = short_key(initiative.key)
    return tuple(dict.fromkeys(filter(None, (initiative.title, short(initiative.title, 28), key))))
