"""Remit, the web application: rounds, initiatives, scores, proposals and what is written out of them."""

from __future__ import annotations

__version__ = "0.1.0"
