"""A proposal as the bytes of an .xlsx: live formulas over the same report that page and slides show."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from xlsxwriter import Workbook

from portfolio.exports.workbook.book import Book
from portfolio.exports.workbook.lists import write_list, write_options
from portfolio.exports.workbook.places import Places
from portfolio.exports.workbook.proof import write_prices, write_proof
from portfolio.exports.workbook.scores import write_scores, write_weights
from portfolio.exports.workbook.spend import write_spend, write_summary
from portfolio.reports.deck_decision import decision
from portfolio.reports.deck_outlook import impossible_title
from portfolio.reports.deck_values import Extras
from portfolio.reports.proposal_values import ProposalReport
from portfolio.reports.sheets import Details


def render_workbook(report: ProposalReport, details: Details, extras: Extras | None = None) -> bytes:
    """The workbook of a proposal; every formula carries the value that it has now."""
    known = extras or Extras()
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as file:
        file.set_properties({
            "title": report.round_name[:250], "subject": "Proposal", "author": "Remit",
            "created": datetime.now(UTC).replace(tzinfo=None),
        })  # fmt: skip
        file.set_calc_mode("auto")
        _write(Book(file, report.round_name, details.money_decimals), Places(report, details), known)
    return out.getvalue()


def _write(book: Book, places: Places, extras: Extras) -> None:
    report = places.report
    write_summary(book, places, extras, decision(report).title if report.funded else impossible_title(report))
    write_list(book, places)
    write_spend(book, places)
    write_options(book, places)
    write_scores(book, places)
    write_weights(book, places)
    write_prices(book, places)
    write_proof(book, places, extras)
