"""The proposal as an .xlsx workbook. What stands on it is decided in `reports`; how it looks and recalculates, here."""

from __future__ import annotations

from portfolio.exports.workbook.render import render_workbook

__all__ = ["render_workbook"]
