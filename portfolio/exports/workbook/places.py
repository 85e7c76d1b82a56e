"""Where rows stand on each sheet, so that formulas of one sheet can point into another."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.exports.workbook.book import block
from portfolio.reports.proposal_values import ProposalReport
from portfolio.reports.sheets import Details

SUMMARY, LIST, SPEND, OPTIONS, SCORES, WEIGHTS, PRICES, PROOF = (
    "Summary", "List", "Spend", "Options", "Scores", "Weights", "Prices", "Proof",
)  # fmt: skip
HEAD = 3
"""Row of the column heads, counted from 0, on every sheet with a table; the row above it carries sums or weights."""
FIRST = HEAD + 1


@dataclass(frozen=True)
class Places:
    """The ranges of a workbook; rows counted from 0, last rows included."""

    report: ProposalReport
    details: Details

    @property
    def last_line(self) -> int:
        """Last row of the lists of options and scores."""
        return FIRST + max(len(self.details.lines), 1) - 1

    @property
    def last_listed(self) -> int:
        """Last row of the list of initiatives."""
        return FIRST + max(len(self.report.funded) + len(self.report.left_out), 1) - 1

    @property
    def last_spend(self) -> int:
        """Last row of the spend sheet."""
        return FIRST + max(len(self.report.spend), 1) - 1

    @property
    def last_weight(self) -> int:
        """Last row of the weights."""
        return FIRST + max(len(self.report.weights), 1) - 1

    def options(self, column: int) -> str:
        """A column of the options sheet."""
        return block(OPTIONS, FIRST, self.last_line, column)

    def listed(self, column: int) -> str:
        """A column of the list."""
        return block(LIST, FIRST, self.last_listed, column)

    def spend(self, column: int) -> str:
        """A column of the spend sheet."""
        return block(SPEND, FIRST, self.last_spend, column)
