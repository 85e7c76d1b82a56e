"""Proposal reports of any size, made by hand: for what a slide or sheet does with values, whoever computed them."""

from __future__ import annotations

from datetime import UTC, datetime

from portfolio.reports import formats
from portfolio.reports.deck_values import Extras
from portfolio.reports.explanation_values import Explanations, FaceValue, MandateRow, NextStep, WhatIf
from portfolio.reports.proposal_values import (
    Bubble,
    FundedRow,
    LeftOutRow,
    Proof,
    ProposalReport,
    ShareRow,
    SpendRow,
    WeightRow,
)

EXTRAS = Extras(datetime(2026, 11, 3, 14, 5, tzinfo=UTC), "https://remit.example/rounds/fy2027/proposal/")
LONG = (
    "Grunddatenbereinigungsvorhaben für Vertragshaushalte, Ersatzteile und Installateure in fünf Ländern "
    "einschließlich "
    "der Übernahme aller Altbestände aus dem Abrechnungssystem"
)
KINDS = ("run", "grow", "transform")
REASON = (
    "Gives 2.4 points for every million, needed by two others, and nothing cheaper would do the same for customers."
)


def title(n: int, *, long: bool) -> str:
    """A title nobody else has; a long one runs to 150 characters and has a word that fits no column."""
    return f"{LONG} {n}" if long else f"Initiative {n} of the round"


def funded_row(n: int, *, long: bool = False) -> FundedRow:
    return FundedRow(
        key=f"F{n}", title=title(n, long=long), option_key="full", option_title=LONG if long else "Full",
        change=KINDS[n % 3],
        tags=(KINDS[n % 3], "customer"), cost=(n % 7 + 1) * 45_000_000, beyond=0, value=round(0.3 + n % 11, 2),
        probability=0.5 + n % 5 / 10, evidence_strength=0.2 + n % 8 / 10,
        reason=f"{LONG}. {REASON}" if long else REASON,
        is_mandate=n % 9 == 0,
    )  # fmt: skip


def left_out_row(n: int, *, long: bool = False) -> LeftOutRow:
    return LeftOutRow(
        key=f"L{n}", title=title(1000 + n, long=long), option_title="Full", change=KINDS[n % 3], tags=(),
        cost=(n % 5 + 1) * 90_000_000,
        reason=REASON, gap=None if n % 4 == 0 else n / 3, displaces=tuple(title(k, long=long) for k in range(n % 6)),
        entry="0.4 M€ more of Opex FY2028 would get it in.",
    )  # fmt: skip


def spend_rows(years: int = 3) -> tuple[SpendRow, ...]:
    limits = {"capex": 1_950_000_000, "opex": 720_000_000, "architects": 6000}
    rows = []
    for kind, limit in limits.items():
        for year in range(2027, 2027 + years):
            binding = kind == "opex" and year == 2028
            used = limit - (0 if binding else limit // 9)
            money = kind != "architects"
            rows.append(
                SpendRow(
                    f"{kind} {year}",
                    kind,
                    kind.capitalize(),
                    kind if money else "people",
                    "€" if money else "months",
                    2,
                    year,
                    f"{kind.capitalize()} FY{year}",
                    used,
                    limit,
                    binding,
                )
            )
    return tuple(rows)


def explanations(*, long: bool) -> Explanations:
    names = tuple(title(n, long=long) for n in range(1, 16))
    mandates = tuple(
        MandateRow(
            f"must-{n}",
            f"F{n}",
            title(n, long=long),
            "Least-cost compliance",
            "Law",
            "Security officer",
            REASON,
            "31 Dec 2027",
            0.4 if n == 1 else 0.0,
            0,
            names[:2] if n == 1 else (),
            (),
            "",
        )
        for n in range(1, 6)
    )
    what_ifs = tuple(
        WhatIf(f"{title(n, long=long)}: full", True, 46.0 / n, 10 + n, names[:2], names[: 15 // n], (), "", key=f"L{n}")
        for n in range(1, 7)
    )
    steps = (
        NextStep("opex", 50_000_000, 2.7, names[:3], (), "+500 k€ opex a year (1.5 M€ in all): +2.7 points."),
        NextStep("capex", 100_000_000, 0.0, (), (), "+1.0 M€ capex a year (3.0 M€ in all): nothing at all."),
    )
    face = FaceValue(
        names[:4], names[4:7], names[7:8], 81.2, "At face value the best portfolio would claim 81.2 points."
    )
    return Explanations(
        mandates,
        2.4,
        "All mandates together cost 2.4 points.",
        steps,
        face,
        what_ifs,
        (),
        "The next five are 0.2 % behind.",
    )


def made_report(
    funded: int, left_out: int, *, long: bool = False, years: int = 3, explained: bool = True
) -> ProposalReport:
    """A report with that many initiatives of each kind, every list filled."""
    inside = tuple(funded_row(n, long=long) for n in range(1, funded + 1))
    outside = tuple(left_out_row(n, long=long) for n in range(1, left_out + 1))
    spend = spend_rows(years)
    used = sum(r.used for r in spend if r.kind != "people")
    available = sum(r.limit or 0 for r in spend if r.kind != "people")
    value = sum(f.value for f in inside)
    bubbles = tuple(Bubble(f.key, f.title, 1 - f.probability, f.value, f.cost, f.change, True) for f in inside)
    bubbles += tuple(
        Bubble(r.key, r.title, 0.4 + n % 4 / 10, n % 9 / 2, r.cost, r.change, False) for n, r in enumerate(outside)
    )
    shares = tuple(
        ShareRow(tag, tag.capitalize(), used // 10 * n, n / 10, n * 3, floor=0.35 if tag == "customer" else None)
        for n, tag in enumerate(("run", "grow", "transform", "customer"), 2)
    )
    weights = tuple(
        WeightRow(
            f"C{n}",
            f"Criterion {n}",
            ("business", "technology")[n % 2],
            10.0 + n,
            (10 + n) / 75,
            LONG,
            f"{LONG}, {LONG}",
        )
        for n in range(6)
    )
    proof = Proof(
        "optimal", value + 40, value, value + 40, 0.0, "HiGHS 1.15", 0.07, True, "3f9a" * 16, 0, True, "Proven best."
    )
    return ProposalReport(
        round_key="fy2027", round_name=LONG if long else "FY2027–FY2029", currency="EUR", money_unit=1000,
        years=tuple(range(2027, 2027 + years)), scenario_name="", at_face_value=False, status="optimal",
        headline=f"{funded} of {funded + left_out} initiatives for {formats.money(used, 'EUR')}.",
        certainty="Proven best.",
        candidates=funded + left_out, asked=2 * used, available=available, used=used, value=value, funded=inside,
        left_out=outside, unscored=(), spend=spend, shares=shares, bubbles=bubbles, weights=weights, proof=proof,
        binding_sentence="Opex FY2028 binds.", unusable_sentence="8.1 M€ is left over and cannot be used.",
        explanations=explanations(long=long) if explained else Explanations(),
    )  # fmt: skip
