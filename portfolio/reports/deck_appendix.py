"""The last slides: weights with their anchors, what-ifs, and how the answer was proven and checked."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.reports import formats
from portfolio.reports.deck_values import Cell, Column, Extras, Slide, Table
from portfolio.reports.deck_words import count_word, listed, moved, sentence, short
from portfolio.reports.explanation_values import WhatIf
from portfolio.reports.proposal_values import Proof, ProposalReport, WeightRow

WEIGHT_NOTES = (
    "Weights answer one question: what is going from 0 to 100 on this criterion worth, compared with the others? "
    "50 is worth exactly half of 100. Scores are on the whole company, never relative to the other candidates."
)
PROOF_NOTES = (
    "Best possible: no portfolio within the limits and rules can be worth more than this. Gap: how far the proposal "
    "may be from it. "
    "The check adds up every limit and rule again in exact arithmetic without the solver. The fingerprint names the "
    "exact question, so "
    "that the answer can be replayed."
)


def weights(report: ProposalReport) -> list[Slide]:
    """What each criterion weighs and what its 0 and 100 mean."""
    if not report.weights:
        return []
    rows = sorted(report.weights, key=lambda w: -w.share)
    table = Table(
        columns=(
            Column("Criterion", 2.5, lines=2),
            Column("Weight", 0.9, right=True, lines=1),
            Column("Lens", 1.35, lines=1),
            Column("0 means", 3.3, lines=4),
            Column("100 means", 4.1, lines=5),
        ),
        rows=tuple(_weight_cells(w) for w in rows),
        description="Criteria with weight, lens and what 0 and 100 mean",
    )
    lead = "Share of all points given; value is the weighted sum over these criteria"
    return [Slide("table", weights_title(rows), lead, table=table, notes=WEIGHT_NOTES, appendix=True)]


def weights_title(rows: list[WeightRow]) -> str:
    """Which criterion weighs most; rows come heaviest first."""
    if len(rows) > 1 and rows[0].share - rows[-1].share < 0.005:
        return "Both criteria weigh the same" if len(rows) == 2 else f"All {len(rows)} criteria weigh the same"
    return sentence(f"“{short(rows[0].name, 60)}” weighs most, with {formats.percent(rows[0].share)} of all points")


def _weight_cells(row: WeightRow) -> tuple[Cell, ...]:
    lens = Cell(row.lens.capitalize(), marker=row.lens) if row.lens else Cell(formats.NONE, muted=True)
    return (
        Cell(row.name, bold=True),
        Cell(formats.percent(row.share)),
        lens,
        Cell(row.anchor_0 or formats.NONE),
        Cell(row.anchor_100 or formats.NONE),
    )


def what_ifs(report: ProposalReport) -> list[Slide]:
    """Each named variation with its price and what moves."""
    rows = report.explanations.what_ifs
    if not rows:
        return []
    table = Table(
        columns=(
            Column("What if", 2.6, lines=2),
            Column("Points", 1.0, right=True, lines=1),
            Column("Funded", 0.9, right=True, lines=1),
            Column("Enters", 3.4, lines=3),
            Column("Leaves, or other option", 4.1, lines=4),
        ),
        rows=tuple(
            (
                Cell(w.name, bold=True),
                Cell(_gain(w) if w.feasible else "impossible"),
                Cell(str(w.funded) if w.feasible else formats.NONE),
                Cell(listed(w.enters, 4) or formats.NONE),
                Cell(moved(w.leaves, w.other_option)),
            )
            for w in rows
        ),
        description="Named variations of the proposal with the points they gain or lose and what enters and leaves",
    )
    lead = "Points: what the variation gains or loses against this proposal"
    return [Slide("table", what_if_title(rows), lead, table=table, notes=PROOF_NOTES, appendix=True)]


def _gain(row: WhatIf) -> str:
    """`−46.0`, `+4.2`, signed as on the page; a dash where it was not computed."""
    return formats.points(None if row.price is None else -row.price, signed=True)


def what_if_title(rows: Sequence[WhatIf]) -> str:
    """Which variation would cost most."""
    priced = [w for w in rows if w.price is not None]
    if not priced:
        return "None of the variations that were tried is possible within the rules"
    worst = max(priced, key=lambda w: w.price or 0.0)
    if (worst.price or 0.0) <= 0:
        return "No variation that was tried costs value"
    of = f"Of {count_word(len(rows))} variations, " if len(rows) > 1 else ""
    return sentence(f"{of}“{short(worst.name, 60)}” would cost most: {formats.points(worst.price)} points")


def proof(report: ProposalReport, extras: Extras) -> Slide:
    """How sure, value, best possible, gap, solver, check and the fingerprint of the question."""
    said = report.proof
    rows = tuple((Cell(name, muted=True), Cell(text)) for name, text in facts(report, extras) if text)
    table = Table(
        (Column("Question", 2.6, lines=1), Column("Answer", 9.5, lines=3)),
        rows,
        description="How the answer was found, proven and checked",
        size=11.5,
    )
    return Slide(
        "table", proof_title(said), said.sentence or report.certainty, table=table, notes=PROOF_NOTES, appendix=True
    )


def proof_title(said: Proof) -> str:
    """How sure the answer is."""
    checked = "and checked without the solver" if said.verified else "but not checked"
    if said.status == "optimal":
        return f"No portfolio within the limits is worth more: proven {checked}"
    if said.status == "feasible" and said.gap is not None:
        return f"The proposal is within {formats.percent(said.gap, 1)} of the best possible, {checked}"
    if said.status == "infeasible":
        return "The solver proved that no portfolio satisfies all rules and limits"
    return "The solver gave no proof for this question"


def facts(report: ProposalReport, extras: Extras) -> list[tuple[str, str]]:
    """Name and text of every fact about the answer, in order; an empty text means unknown. The sheet shows the same."""
    said = report.proof
    ties = (
        "" if said.ties <= 1 else f"{said.ties}{'' if said.ties_complete else ' or more'} portfolios are worth the same"
    )
    return [
        ("How sure", report.certainty),
        (
            "Value over doing nothing",
            f"{formats.points(said.value_over_status_quo, 2)} points" if said.value_over_status_quo is not None else "",
        ),
        (
            "On the scale of the criteria",
            f"{formats.points(said.value, 2)} points" if said.value is not None else "",
        ),
        (
            "Best possible on that scale",
            f"at most {formats.points(said.bound, 2)} points" if said.bound is not None else "",
        ),
        ("Gap to the best possible", formats.percent(said.gap, 2) if said.gap is not None else ""),
        ("Ties", ties),
        ("Near ties", report.explanations.near_ties_sentence),
        ("Not computed", report.explanations.not_computed),
        *(("Left aside", notice) for notice in report.notices),
        ("Solver", f"{said.solver}, {formats.number(said.seconds, 2)} seconds"),
        (
            "Checked",
            "Every limit and rule added up again in exact arithmetic without the solver"
            if said.verified
            else "Not checked",
        ),
        ("Fingerprint of the question", said.problem_hash),
        ("Data as of", formats.moment(extras.data_as_of) if extras.data_as_of else ""),
        ("Live page", extras.address),
    ]
