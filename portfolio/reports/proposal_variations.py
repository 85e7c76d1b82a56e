"""What further solves say about a proposal, in rows and sentences: insisting, mandates, money, the other evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from portfolio.domain.initiatives import STATUS_QUO
from portfolio.domain.rules import Rule, RuleType
from portfolio.domain.scenario_address import address
from portfolio.domain.scenarios import with_more_money
from portfolio.reports import formats
from portfolio.reports.explanation_values import FaceValue, MandateRow, WhatIf
from portfolio.reports.proposal_answer import Answer, Selection, spend_of
from portfolio.reports.proposal_findings import LEEWAYS, Insisted, Varied
from portfolio.reports.proposal_values import ProposalReport
from portfolio.reports.proposal_words import MANDATES, moves, names, option_name, points, points_of, row, tag_work

SMALL = 0.05
"""Points below this read as 0.0 with one decimal."""


@dataclass(frozen=True)
class Moved:
    """What a variation changes against the proposal; titles, those leaving with the most valuable first."""

    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    other_option: tuple[str, ...]

    def told(self, most: int = 6) -> str:
        """` Enters: A, B. Leaves: C. Other option: D → minimal.`, or nothing; a blank before each."""
        parts = [("Enters", self.enters), ("Leaves", self.leaves), ("Other option", self.other_option)]
        return "".join(f" {word}: {names(titles, most)}." for word, titles in parts if titles)


def moved(answer: Answer, selection: Selection) -> Moved:
    """From the proposal to another selection."""
    found = moves(answer.selected, selection)
    return Moved(
        tuple(_with_option(answer, key, selection[key]) for key in found["enters"]),
        answer.titles(found["leaves"]),
        tuple(f"{answer.title(key)} → {_option(answer, key, selection[key])}" for key in found["other option"]),
    )


def _with_option(answer: Answer, key: str, option: str) -> str:
    """`Mobile app (a year later)`; the title alone where there is one option only."""
    initiative = answer.round.initiative_by_key[key]
    several = len(initiative.options) > 1
    return f"{initiative.title} ({_option(answer, key, option)})" if several else initiative.title


def _option(answer: Answer, key: str, option: str) -> str:
    return answer.round.initiative_by_key[key].option(option).title


def insisting(answer: Answer, wish: Insisted) -> WhatIf:
    """The price of insisting on one option."""
    name = f"{answer.title(wish.key)}: {_option(answer, wish.key, wish.option)}"
    breaks = tuple(_policy(answer, rule, wish.result.selected) for rule in wish.broken)
    asked = replace(
        answer.scenario,
        name="",
        pinned={**answer.scenario.pinned, wish.key: wish.option},
        dropped_rules=answer.scenario.dropped_rules | {rule.key for rule in wish.broken},
    )
    return replace(what_if(answer, name, wish.result, wish.key, breaks), address=address(answer.round, asked))


def leeway(answer: Answer, name: str, other: Varied) -> WhatIf:
    """What a tenth less or more of all money would cost or bring."""
    part = Decimal(LEEWAYS[name].numerator) / LEEWAYS[name].denominator
    asked = with_more_money(answer.round, replace(answer.scenario, name=""), part)
    return replace(what_if(answer, name, other), address=address(answer.round, asked))


def _policy(answer: Answer, rule: Rule, selection: Selection) -> str:
    """`the 35 % floor for customer work (9 % then)`."""
    if rule.type is not RuleType.SHARE:
        return f"the rule “{rule.reason or rule.key}”"
    got = share_of(answer, rule, selection)
    low = rule.at_least is not None and got < rule.at_least
    bound = rule.at_least if low else rule.at_most
    side = "floor" if low else "ceiling"
    return f"the {formats.percent(bound)} {side} for {tag_work(rule.tag)} ({formats.percent(got)} then)"


def share_of(answer: Answer, rule: Rule, selection: Selection) -> float:
    """The part of the spend that a rule's tag gets under a selection."""
    initiatives = answer.round.initiative_by_key
    spends = {key: spend_of(answer.round, initiatives[key].option(option)) for key, option in selection.items()}
    tagged = sum(spend for key, spend in spends.items() if rule.tag in initiatives[key].all_tags)
    return tagged / sum(spends.values()) if sum(spends.values()) else 0.0


def what_if(answer: Answer, name: str, other: Varied, key: str = "", breaks: tuple[str, ...] = ()) -> WhatIf:
    """A named variation and what it costs or brings."""
    if not other.possible:
        sentence = f"{name} is impossible under the limits and rules."
        return WhatIf(name, False, None, 0, (), (), (), sentence, key, breaks)
    change, funded = moved(answer, other.selected), len(other.selected)
    rules = f", and breaks {row(breaks)}" if breaks else ""
    sentence = f"{name}: {gain_words(other)}, {formats.counted(funded, 'initiative')} funded{rules}.{change.told()}"
    return WhatIf(
        name, True, float(-other.gain), funded, change.enters, change.leaves, change.other_option, sentence, key, breaks
    )


def gain_words(other: Varied) -> str:
    """`−6.7 points`, `about +4.2 points`, `no difference in value`."""
    if not other.gain:
        return "no difference in value"
    return f"{'about ' if other.about else ''}{gain_text(other.gain)}{formats.WORD}points"


def gain_text(gain: Fraction | float) -> str:
    """`+2.6`, with a second decimal where it would read as nothing."""
    return formats.points(gain, 2 if abs(float(gain)) < SMALL else 1, signed=True)


def price_line(report: ProposalReport, what_ifs: Sequence[WhatIf], answer: Answer) -> str:
    """What insisting on the dearest wish would cost: the variation with the highest price among those insisted on."""
    prices = [w for w in what_ifs if w.key and w.feasible and (w.price or 0) > 0]
    if not prices or not report.value:
        return ""
    worst = max(prices, key=lambda w: w.price or 0)
    broken = f" and break {row(worst.breaks)}" if worst.breaks else ""
    leaves = f": it displaces {names(worst.leaves)}" if worst.leaves else ""
    price = points_of(worst.price or 0, report.value)
    whole = "the whole of " if len(answer.round.initiative_by_key[worst.key].options) > 1 else ""
    return f"Insisting on {whole}“{answer.title(worst.key)}” would cost {price}{broken}{leaves}."


def mandate_rows(answer: Answer, without: Mapping[str, Varied | None]) -> tuple[MandateRow, ...]:
    """Each must of the round that holds, dearest first, those without a price last; `without` by rule key."""
    rows = [_mandate(answer, rule, without[rule.key]) for rule in answer.rules if rule.key in without]
    return tuple(sorted(rows, key=lambda must: -1.0 if must.price is None else must.price, reverse=True))


def _mandate(answer: Answer, rule: Rule, without: Varied | None) -> MandateRow:
    got = answer.selected.get(rule.initiative, STATUS_QUO)
    initiative = answer.round.initiative_by_key[rule.initiative]
    instead = answer.selected if without is None else without.selected
    change = moved(answer, instead)
    spends = [_spend(answer, rule.initiative, key) for key in (got, instead.get(rule.initiative, STATUS_QUO))]
    return MandateRow(
        rule_key=rule.key, key=rule.initiative, title=initiative.title,
        option_title=option_name(initiative, got),
        kind=MANDATES[rule.kind], claimant=rule.claimant, evidence=rule.evidence or rule.reason,
        deadline=formats.day(rule.deadline) if rule.deadline else "", price=float(without.gain) if without else None,
        money=spends[0] - spends[1] if without else None, enters_without=change.enters, leaves_without=change.leaves,
        sentence=_mandate_sentence(without, change), other_option_without=change.other_option,
    )  # fmt: skip


def _spend(answer: Answer, key: str, option: str) -> int:
    return spend_of(answer.round, answer.round.initiative_by_key[key].option(option))


def _mandate_sentence(without: Varied | None, change: Moved) -> str:
    if without is None:
        return "Its price is not computed yet."
    if not without.gain:
        return "Costs nothing: it is in on merit."
    told = change.told()
    return f"Costs {'about ' if without.about else ''}{points(without.gain)}.{' Without it:' + told if told else ''}"


def all_mandates_sentence(together: Varied | None) -> str:
    """What all musts cost together."""
    if together is None:
        return ""
    if not together.gain:
        return "All mandates together cost nothing."
    return f"All mandates together cost {'about ' if together.about else ''}{points(together.gain)}."


def face_value(answer: Answer, other: Varied | None, value: float) -> FaceValue | None:
    """What the same question gives under the other view of the evidence; `value` is its points over doing nothing."""
    if other is None or not other.possible:
        return None
    change = moved(answer, other.selected)
    view = "At supported scores" if answer.scenario.at_face_value else "At face value"
    told = change.told() or " The same initiatives are funded."
    verb = "be worth" if answer.scenario.at_face_value else "claim"
    sentence = f"{view} the best portfolio would {verb} {points(value)}.{told}"
    return FaceValue(change.enters, change.leaves, change.other_option, value, sentence)


def near_tie(answer: Answer, other: Varied) -> str:
    """`Enters: Remote diagnosis. Leaves: Test pipeline. 0.16 points less`."""
    less = f"{formats.points(-other.gain, 2)}{formats.WORD}points less" if other.gain else "Exactly as good"
    return f"{moved(answer, other.selected).told(4)} {less}".strip()


def gap_words(gap: Fraction) -> str:
    """`Having it costs 1.8 points`."""
    return f"Having it costs {points(gap)}" if gap else "Having it costs nothing"
