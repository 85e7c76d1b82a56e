"""The board deck as a .pptx file: template, native charts, measured text. `reports.deck` decides what stands on it."""

from __future__ import annotations

from portfolio.exports.deck.render import render_deck, write_deck

__all__ = ["render_deck", "write_deck"]
