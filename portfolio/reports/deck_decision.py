"""The first slides: what the board is asked to decide, how much of it in which year, and what for."""

from __future__ import annotations

from collections.abc import Iterable

from portfolio.reports import formats
from portfolio.reports.deck_values import Cell, Column, Extras, Figure, Paragraph, Slide, Table
from portfolio.reports.deck_words import (
    KIND_MEANINGS,
    KIND_NAMES,
    in_unit,
    listed,
    money,
    scale,
    share_work,
    unit_name,
)
from portfolio.reports.proposal_values import ProposalReport, ShareRow, SpendRow

SPEND_KINDS = ("capex", "opex")


def cover(report: ProposalReport, extras: Extras) -> Slide:
    """Round, question and answer in one sentence, and how old the data is."""
    own = "A variation of the round's own question" if report.address else "The round's own limits, rules and weights"
    scenario = f"Scenario: {report.scenario_name}" if report.scenario_name else own
    basis = "Claims at face value" if report.at_face_value else "Claims counted as far as evidence supports them"
    parts = ["Board paper: which IT initiatives get the money", scenario, basis]
    if extras.data_as_of is not None:
        parts.append(f"Data as of {formats.day(extras.data_as_of)}")
    return Slide(
        "cover",
        report.round_name,
        lead=report.headline,
        paragraphs=tuple(Paragraph(p) for p in parts),
        notes=(
            f"Board paper for {report.round_name}. The sentence on this slide is the one that the proposal page "
            "opens with."
        ),
    )


def decision(report: ProposalReport) -> Slide:
    """The amount by year and kind, what for, and the sentence of the page."""
    return Slide(
        "decision",
        f"The board is asked to approve {money(report, report.used)} for {len(report.funded)} of "
        f"{report.candidates} initiatives",
        lead=" ".join(p for p in (report.headline, report.certainty) if p),
        key=tuple(_key(report)),
        paragraphs=tuple(_what_for(report)),
        figures=tuple(_figures(report)),
        table=amounts_by_year(report),
        notes=(
            "Amounts are incremental to the run baseline and to go; what was spent before is shown nowhere in the sum. "
            "The total includes what not doing the left-out initiatives costs. Points: the weighted criteria, 0 "
            "= today, "
            "100 = every criterion at its described best; value is counted over doing nothing. Source: the "
            "proposal page."
        ),
    )


def _figures(report: ProposalReport) -> Iterable[Figure]:
    of = f"of {money(report, report.available)} available" if report.available is not None else _unlimited(report)
    yield Figure(money(report, report.used), of)
    yield Figure(f"{len(report.funded)} of {report.candidates}", "initiatives funded")
    yield Figure(formats.points(report.value), "points of value over doing nothing")
    share = key_share(report)
    if share is not None:
        yield Figure(formats.percent(share.share), f"of the spend goes to {share_work(share)}{_bound(share)}")


def _unlimited(report: ProposalReport) -> str:
    some = any(r.limit is not None for r in spend_rows(report))
    return "asked; some years have no limit" if some else "asked; no limit is set"


def _bound(share: ShareRow) -> str:
    if share.floor is not None:
        return f" (at least {formats.percent(share.floor)})"
    return f" (at most {formats.percent(share.ceiling)})" if share.ceiling is not None else ""


def key_share(report: ProposalReport) -> ShareRow | None:
    """The share that people look for: one with a rule, else customer work, else the largest tag."""
    own = [s for s in report.shares if s.tag not in KIND_NAMES]
    ruled = [s for s in own if s.floor is not None or s.ceiling is not None]
    customer = [s for s in own if s.tag == "customer"]
    return next(iter(ruled + customer + sorted(own, key=lambda s: -s.amount)), None)


def spend_rows(report: ProposalReport) -> list[SpendRow]:
    """The yearly capex and opex rows, in the report's order."""
    return [r for r in report.spend if r.kind in SPEND_KINDS and r.year is not None]


def amounts_by_year(report: ProposalReport) -> Table | None:
    """Capex and opex by year with their sums; None for a round that limits or counts neither."""
    rows = spend_rows(report)
    if not rows:
        return None
    unit = scale(report, [r.used for r in rows], fine=True)
    names = list(dict.fromkeys(r.resource_name for r in rows))
    spans = sorted({r.year for r in rows if r.year is not None})

    def line(label: str, chosen: list[SpendRow], *, bold: bool = False) -> tuple[Cell, ...]:
        by_year = [sum(r.used for r in chosen if r.year == y) for y in spans]
        cells = [Cell(in_unit(report, a or None, unit), bold=bold) for a in [*by_year, sum(by_year)]]
        return (Cell(label, bold=bold), *cells)

    width = 1.0 if len(spans) <= 4 else 0.8
    return Table(
        columns=(
            Column(f"Amount, {unit_name(report, unit)}", 1.3),
            *(Column(f"FY{y}", width, right=True) for y in spans),
            Column("Total", width, right=True),
        ),
        rows=tuple(line(name, [r for r in rows if r.resource_name == name]) for name in names),
        total=line("Total", rows, bold=True),
        description=f"The amount asked by fiscal year and kind, in {unit_name(report, unit)}",
        size=13 if len(spans) <= 4 else 10.5,
    )


def _what_for(report: ProposalReport) -> Iterable[Paragraph]:
    yield Paragraph("What for", "heading")
    for kind, name in KIND_NAMES.items():
        inside = sorted((f for f in report.funded if f.change == kind), key=lambda f: -f.cost)
        if inside:
            amount = money(report, sum(f.cost for f in inside))
            what = listed((f.title for f in inside), 3, 34)
            yield Paragraph(f"{name} ({KIND_MEANINGS[kind]}), {amount}: {what}.", marker=kind)
    rest = [f for f in report.funded if f.change not in KIND_NAMES]
    if rest:
        amount = money(report, sum(f.cost for f in rest))
        yield Paragraph(
            f"{'Other' if len(rest) < len(report.funded) else 'In all'}, {amount}: "
            f"{listed((f.title for f in rest), 3, 34)}."
        )


def _key(report: ProposalReport) -> Iterable[Paragraph]:
    if report.movement_sentence:
        yield Paragraph("What is different here", "heading")
        yield Paragraph(report.movement_sentence)
    elif report.price_line:
        yield Paragraph("The price of insisting", "heading")
        yield Paragraph(report.price_line)
    elif report.unusable_sentence:
        yield Paragraph("What stays unused", "heading")
        yield Paragraph(report.unusable_sentence)
