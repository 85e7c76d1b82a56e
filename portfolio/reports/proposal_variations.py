"""What further solves say about a proposal, in rows and sentences: insisting, mandates, money, the other evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from optimizer import Result
from optimizer.numbers import exact
from portfolio.domain.initiatives import STATUS_QUO
from portfolio.domain.rounds import Resource
from portfolio.domain.rules import Rule, RuleType
from portfolio.reports import formats
from portfolio.reports.proposal_answer import Answer, Selection, spend_of
from portfolio.reports.proposal_values import FaceValue, MandateRow, NextStep, ProposalReport, WhatIf
from portfolio.reports.proposal_words import MANDATES, amount, moves, names, points, points_of, row

NO_DIFFERENCE = Fraction(1, 10**6)
"""Points below which two values count as the same: the proof tolerance."""


@dataclass(frozen=True)
class Moved:
    """What a variation changes against the proposal; titles, those leaving with the most valuable first."""

    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    other_option: tuple[str, ...]

    @property
    def anything(self) -> bool:
        return bool(self.enters or self.leaves or self.other_option)


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
    return f"{initiative.title} ({_option(answer, key, option)})" if len(initiative.options) > 1 else initiative.title


def _option(answer: Answer, key: str, option: str) -> str:
    return answer.round.initiative_by_key[key].option(option).title


def difference(answer: Answer, other: Result) -> Fraction:
    """Points by which the other answer is better than the proposal; 0 within the proof tolerance."""
    gap = _over(other) - _over(answer.result)
    return gap if abs(gap) > NO_DIFFERENCE else Fraction(0)


def _over(result: Result) -> Fraction:
    return exact(result.value_over_status_quo or 0)


def insisting(answer: Answer, key: str, option: str, other: Result, broken: Sequence[Rule]) -> WhatIf:
    """The price of insisting on one option; `broken` are the rules that had to be left aside to make it possible."""
    initiative = answer.round.initiative_by_key[key]
    name = f"{initiative.title}: {initiative.option(option).title}"
    return what_if(answer, name, other, key, tuple(_policy(answer, rule, other) for rule in broken))


def _policy(answer: Answer, rule: Rule, other: Result) -> str:
    """`the 35 % floor for customer work (9 % left)`."""
    if rule.type is not RuleType.SHARE:
        return f"the rule “{rule.reason or rule.key}”"
    got = share_of(answer, rule, other.selected)
    low = rule.at_least is not None and got < rule.at_least
    bound = rule.at_least if low else rule.at_most
    side = "floor" if low else "ceiling"
    return f"the {formats.percent(bound)} {side} for {rule.tag} work ({formats.percent(got)} then)"


def share_of(answer: Answer, rule: Rule, selection: Selection) -> float:
    """The part of the spend that a share rule speaks of which its tag gets under a selection."""
    spends = {
        key: spend_of(answer.round, answer.round.initiative_by_key[key].option(option))
        for key, option in selection.items()
    }
    tagged = sum(s for key, s in spends.items() if rule.tag in answer.round.initiative_by_key[key].all_tags)
    return tagged / sum(spends.values()) if sum(spends.values()) else 0.0


def what_if(answer: Answer, name: str, other: Result, key: str = "", breaks: tuple[str, ...] = ()) -> WhatIf:
    """A named variation and what it costs or brings."""
    if other.value is None:
        impossible = (
            "is impossible under the limits and rules"
            if other.status == "infeasible"
            else "was not computed in the time"
        )
        return WhatIf(name, False, None, 0, (), (), (), f"{name} {impossible}.", key, breaks)
    change, gain = moved(answer, other.selected), difference(answer, other)
    funded = len(other.selected)
    worth = f"{formats.points(gain, signed=True)}{formats.THIN}points" if gain else "no difference in value"
    rules = f", and breaks {row(breaks)}" if breaks else ""
    sentence = f"{name}: {worth}, {formats.counted(funded, 'initiative')} funded{rules}.{_told(change)}"
    return WhatIf(
        name, True, float(-gain), funded, change.enters, change.leaves, change.other_option, sentence, key, breaks
    )


def _told(change: Moved, most: int = 6) -> str:
    """` Enters: A, B. Leaves: C. Other option: D → minimal.`, or nothing; a blank before each."""
    parts = [("Enters", change.enters), ("Leaves", change.leaves), ("Other option", change.other_option)]
    return "".join(f" {word}: {names(titles, most)}." for word, titles in parts if titles)


def price_line(report: ProposalReport, what_ifs: Sequence[WhatIf], answer: Answer) -> str:
    """What insisting on the dearest wish would cost: the variation with the highest price among those insisted on."""
    prices = [w for w in what_ifs if w.key and w.feasible and (w.price or 0) > 0]
    if not prices or not report.value:
        return ""
    worst = max(prices, key=lambda w: w.price or 0)
    title = answer.title(worst.key)
    broken = f" and break {row(worst.breaks)}" if worst.breaks else ""
    leaves = f": it displaces {names(worst.leaves)}" if worst.leaves else ""
    return (
        f"Insisting on the whole of “{title}” would cost {points_of(worst.price or 0, report.value)}{broken}{leaves}."
    )


def mandate_row(answer: Answer, rule: Rule, without: Result | None) -> MandateRow:
    """A must with its price; `without` is the best answer with this must dropped, None when not computed."""
    got = answer.selected.get(rule.initiative, "")
    initiative = answer.round.initiative_by_key[rule.initiative]
    known = without is not None and without.value is not None
    change = moved(answer, without.selected if without is not None and known else answer.selected)
    price = float(difference(answer, without)) if without and known else None
    money = None
    if without is not None and known:
        instead = without.selected.get(rule.initiative, "")
        money = _spend(answer, rule.initiative, got) - _spend(answer, rule.initiative, instead)
    return MandateRow(
        rule_key=rule.key, key=rule.initiative, title=initiative.title,
        option_title=initiative.option(got).title if got else "", kind=MANDATES[rule.kind], claimant=rule.claimant,
        evidence=rule.evidence or rule.reason, deadline=formats.day(rule.deadline) if rule.deadline else "",
        price=price, money=money, enters_without=change.enters, leaves_without=change.leaves,
        sentence=_mandate_sentence(price, change),
    )  # fmt: skip


def _spend(answer: Answer, key: str, option: str) -> int:
    return spend_of(answer.round, answer.round.initiative_by_key[key].option(option or STATUS_QUO))


def _mandate_sentence(price: float | None, change: Moved) -> str:
    if price is None:
        return "Its price is not computed yet."
    if not price:
        return "Costs nothing: it is in on merit."
    return f"Costs {points(price)}.{' Without it:' + _told(change) if change.anything else ''}"


def all_mandates_sentence(price: float | None) -> str:
    """What all musts cost together."""
    if price is None:
        return ""
    return f"All mandates together cost {points(price)}." if price else "All mandates together cost nothing."


def next_step(answer: Answer, label: str, resource: Resource, units: int, years: int, other: Result | None) -> NextStep:
    """More of a resource, `units` in each of `years` years: what it buys, if anything."""
    gain = Fraction(0) if other is None or other.value is None else difference(answer, other)
    change = moved(answer, other.selected if other is not None and gain else answer.selected)
    much = amount(answer.round, resource, units, signed=True)
    total = f" a year ({amount(answer.round, resource, units * years)} in all)" if years > 1 else ""
    step = f"{much} {label}{total}"
    bought = f"{formats.points(gain, signed=True)}{formats.THIN}points.{_told(change)}" if gain else "nothing at all."
    return NextStep(
        label, units, float(gain), change.enters, change.leaves, f"{step}: {bought}", resource.unit, resource.digits
    )


def face_value(answer: Answer, other: Result) -> FaceValue | None:
    """What the same question gives under the other view of the evidence."""
    if other.value is None:
        return None
    change = moved(answer, other.selected)
    view = "At supported scores" if answer.scenario.at_face_value else "At face value"
    told = _told(change) or " The same initiatives are funded."
    sentence = f"{view} the best portfolio would claim {points(_over(other))}.{told}"
    return FaceValue(change.enters, change.leaves, change.other_option, float(_over(other)), sentence)
