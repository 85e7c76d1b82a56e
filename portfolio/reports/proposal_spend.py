"""Where the money goes: spend against limit, what binds, what stays unused, and the shares by tag."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from portfolio.domain.initiatives import Option
from portfolio.domain.rounds import Resource, Round, resource_name
from portfolio.domain.rules import Rule, RuleType
from portfolio.domain.scenarios import LimitKey, limits_under
from portfolio.reports import formats
from portfolio.reports.proposal_answer import Answer, commitment_of, to_units
from portfolio.reports.proposal_values import ShareRow, SpendRow
from portfolio.reports.proposal_words import all_names, amount, label_of, money_of, row, tag_label


def spend_rows(answer: Answer) -> tuple[SpendRow, ...]:
    """Every resource and year that is limited or used."""
    limits = limits_under(answer.round, answer.scenario)
    rows = (_row(answer, key, limit) for key, limit in limits.items())
    return tuple(spend for spend in rows if spend.limit is not None or spend.used)


def _row(answer: Answer, key: LimitKey, limit: int | None) -> SpendRow:
    resource = answer.round.resource_by_key[key[0]]
    used = answer.used[key]
    return SpendRow(
        name=resource_name(*key), resource=resource.key, resource_name=resource.name, kind=str(resource.kind),
        unit=formats.money_unit(answer.round.currency) if resource.kind.is_money else resource.unit,
        digits=resource.digits, year=key[1], label=label_of(resource, key[1]), used=used, limit=limit,
        binding=limit is not None and _binds(answer, key, limit - used),
        text=used_of(answer.round, resource, used, limit),
        left_text="" if limit is None else amount(answer.round, resource, limit - used),
    )  # fmt: skip


def used_of(round_: Round, resource: Resource, units: int, limit: int | None) -> str:
    """`18.0 of 18.5 M€`, `54.1 of 56 months`, or the use alone where it is not limited."""
    if resource.kind.is_money:
        return money_of(units, limit, round_.currency, _telling_apart(units, limit, round_.currency))
    text = amount(round_, resource, units)
    if limit is None:
        return text
    return f"{text.removesuffix(resource.unit).rstrip()} of {amount(round_, resource, limit)}"


def _telling_apart(units: int, limit: int | None, currency: str) -> int:
    """The decimals, one to three, at which what is used does not read like a limit that it does not reach."""
    if limit in (None, units):
        return 1
    texts = ((d, formats.money(units, currency, d), formats.money(limit or 0, currency, d)) for d in (1, 2))
    return next((decimals for decimals, used, most in texts if used != most), 3)


def _binds(answer: Answer, key: LimitKey, room: int) -> bool:
    """Whether nothing that is wanted and left out, and that takes some of it, fits into the room."""
    name = resource_name(*key)
    wanted = [needs[name] for options in answer.wanted.values() for needs in options if needs[name] > 0]
    digits = answer.round.resource_by_key[key[0]].digits
    return bool(wanted) and room < to_units(min(wanted), digits)


def binding_sentence(rows: tuple[SpendRow, ...]) -> str:
    """Which limits bind, in one sentence; empty when nothing is limited."""
    binding = [spend.label for spend in rows if spend.binding]
    if binding:
        return f"{row(binding)} {'binds' if len(binding) == 1 else 'bind'}: more of it would buy value."
    return "No single limit binds." if any(spend.limit is not None for spend in rows) else ""


def available(answer: Answer) -> int | None:
    """The sum of all limits on spend; None when one of them is open or there is none."""
    spend = {r.key for r in answer.round.resources if r.kind.is_spend}
    limits = [a for key, a in limits_under(answer.round, answer.scenario).items() if key[0] in spend]
    known = [a for a in limits if a is not None]
    return sum(known) if known and len(known) == len(limits) else None


def used(answer: Answer) -> int:
    """Capex and opex of all years, what not doing things costs included."""
    spend = {r.key for r in answer.round.resources if r.kind.is_spend}
    return sum(units for key, units in answer.used.items() if key[0] in spend)


def unusable_sentence(answer: Answer, rows: tuple[SpendRow, ...]) -> str:
    """What of the money stays unused, of which kind, and why."""
    total, spent = available(answer), used(answer)
    if total is None or total <= spent:
        return ""
    currency = answer.round.currency
    kinds: dict[str, int] = {}
    for spend in rows:
        if spend.kind in ("capex", "opex") and spend.left_over:
            kinds[spend.resource_name.lower()] = kinds.get(spend.resource_name.lower(), 0) + spend.left_over
    parts = row([f"{formats.money(units, currency, 2)} {name}" for name, units in kinds.items()])
    text = f"{money_of(total - spent, total, currency, 2)} is left over and cannot be used ({parts})"
    return f"{text}: everything worth having is funded." if _has_all(answer) else f"{text}."


def _has_all(answer: Answer) -> bool:
    """Whether nothing worth having is left out and everything funded has the option worth most."""
    best = all(
        answer.gain(key, picked) >= max(answer.gain(key, option) for option in answer.worth[key])
        for key, picked in answer.selected.items()
    )
    return best and not any(answer.wanted.values())


def beyond_sentence(answer: Answer) -> str:
    """What the proposal commits after the last year, beside its limit."""
    resource = next((r for r in answer.round.resources if r.kind == "commitment"), None)
    if resource is None:
        return ""
    units = sum(u for key, u in answer.used.items() if key[0] == resource.key)
    limits = [a for key, a in limits_under(answer.round, answer.scenario).items() if key[0] == resource.key]
    limit = limits[0] if len(limits) == 1 else None
    carried = [answer.title(i.key) for i in answer.funded if commitment_of(answer.round, answer.chosen(i.key)) > 0]
    if not units or not carried:
        return ""
    text = money_of(units, limit, answer.round.currency, 2)
    return f"Finishing after FY{answer.round.last_year} takes {text}: {all_names(carried)}."


def not_doing_sentence(answer: Answer) -> str:
    """What leaving things out costs all the same, which is part of the spend."""
    spend = {r.key for r in answer.round.resources if r.kind.is_spend}
    costs = {i.key: sum(u.amount for u in i.status_quo.uses if u.resource in spend) for i in answer.left_out}
    if not (total := sum(costs.values())):
        return ""
    titles = all_names([answer.title(key) for key, cost in costs.items() if cost])
    return f"{formats.money(total, answer.round.currency)} of it is what not doing {titles} costs."


def share_rows(answer: Answer) -> tuple[ShareRow, ...]:
    """Tags by their part of the spend on what is funded: run, grow, transform first, then the others, largest first."""
    spend = tuple(r.key for r in answer.round.resources if r.kind.is_spend)
    rules = {r.tag: r for r in answer.rules if r.type is RuleType.SHARE}
    general = {tag: rule for tag, rule in rules.items() if set(rule.of) == set(spend)}
    tags = dict.fromkeys((*general, *(tag for i in answer.funded for tag in i.all_tags)))
    rows = [_share(answer, tag, spend, general.get(tag), "") for tag in tags]
    kinds = ("run", "grow", "transform")
    rows.sort(key=lambda share: (kinds.index(share.tag) if share.tag in kinds else 3, -share.share))
    special = [rule for tag, rule in rules.items() if tag not in general]
    return (*rows, *(_share(answer, r.tag, r.of, r, f" (of {' and '.join(r.of)})") for r in special))


def _share(answer: Answer, tag: str, of: tuple[str, ...], rule: Rule | None, note: str) -> ShareRow:
    tagged = [i.key for i in answer.funded if tag in i.all_tags]
    total = sum(_spend(answer, answer.chosen(i.key), of) for i in answer.funded)
    part = sum(_spend(answer, answer.chosen(key), of) for key in tagged)
    return ShareRow(
        tag=tag, label=tag_label(tag) + note, amount=part, share=part / total if total else 0.0, count=len(tagged),
        floor=_float(rule.at_least) if rule else None, ceiling=_float(rule.at_most) if rule else None,
    )  # fmt: skip


def _spend(answer: Answer, option: Option, of: tuple[str, ...]) -> int:
    """What the option uses of the resources, incomes of a resource and year counted as zero, as share rules count."""
    sums: dict[LimitKey, int] = {}
    for use in option.uses:
        if use.resource in of and use.year in (None, *answer.round.years):
            sums[use.resource, use.year] = sums.get((use.resource, use.year), 0) + use.amount
    return sum(max(0, units) for units in sums.values())


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def amount_named(answer: Answer, name: str, needed: Fraction) -> str:
    """`0.4 M€ more Opex FY2028 than is left` for an amount in major units of a resource by its name in the problem."""
    key = next(k for k in limits_under(answer.round, answer.scenario) if resource_name(*k) == name)
    resource = answer.round.resource_by_key[key[0]]
    more = amount(answer.round, resource, to_units(needed, resource.digits))
    return f"{more} more {label_of(resource, key[1])} than is left"
