"""How the architecture tests read the source: files, module names, imports."""

from __future__ import annotations

import ast
import configparser
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    """Every Python file below the named folders of the working copy."""
    return tuple(sorted(p for folder in folders for p in (ROOT / folder).rglob("*.py") if "__pycache__" not in p.parts))


def module_name(path: Path) -> str:
    """`portfolio/domain/rules.py` is `portfolio.domain.rules`; a package is named without `__init__`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every imported module with its line, also inside functions; `from a import b` is `a.b` where that is a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                below = f"{node.module}.{alias.name}"
                yield (below if is_own_module(below) else node.module), node.lineno


def is_own_module(name: str) -> bool:
    """Whether the dotted name is a file or folder of the working copy."""
    path = ROOT / Path(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def setup_cfg() -> configparser.ConfigParser:
    """The packaging file."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser
