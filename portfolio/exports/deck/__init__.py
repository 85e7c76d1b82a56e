"""The board deck as a .pptx file: template, native charts, measured text. What stands on it is decided in `reports.deck`."""

from __future__ import annotations

from portfolio.exports.deck.render import render_deck, write_deck

__all__ = ["render_deck", "write_deck"]
