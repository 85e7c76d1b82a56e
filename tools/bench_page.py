"""The page `docs/benchmarks.md`: what was measured, on which problems, with which result, and what was tried."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from os import cpu_count
from pathlib import Path

from tools.bench_table import Line, Scale, markdown

WORDS = Path(__file__).parent / "bench_words.md"
PACKAGES = ("highspy", "pulp", "ortools", "numpy")


def page(lines: Sequence[Line], scale: Scale, minutes: float, note: str) -> str:
    """The words of bench_words.md around the table of this run."""
    missed = [f"{line.target}: {line.what}: {line.ours} ({line.goal})" for line in lines if line.met is False]
    parts = {
        "{table}": markdown(lines),
        "{machine}": f"{cpu_count()} cores, {minutes:.1f} minutes, {_versions()}. {note}".strip(),
        "{limits}": f"{scale.limit:g} s for one solve and {scale.long:g} s for one long command",
        "{missed}": "\n".join(f"- {text}" for text in missed) or "- none",
        "{sampled}": str(scale.baseline_steps),
    }
    text = WORDS.read_text(encoding="utf-8")
    for name, value in parts.items():
        text = text.replace(name, value)
    return text


def _versions() -> str:
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    return ", ".join(found)
