"""Files stay short enough to read, tests stand where their source stands, and nothing names a machine."""

from __future__ import annotations

import re
import statistics
import subprocess
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, module_name, python_files

LONGEST, TYPICAL = 300, 120
SOURCE = python_files("optimizer", "portfolio")
TEMPLATES = tuple(sorted((ROOT / "templates").rglob("*.html")))
OWN = (*SOURCE, *python_files("tests", "tools"), *TEMPLATES)
MIRRORED = python_files("tests/optimizer", "tests/portfolio")
# Test files of these names hold several tests' common ground.
HELPERS = ("conftest.py", "__init__.py")


def length(path: Path) -> int:
    """Lines of the file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_300_lines() -> None:
    long = {str(p.relative_to(ROOT)): length(p) for p in OWN if length(p) > LONGEST and "versions" not in p.parts}
    assert not long


@pytest.mark.parametrize("files", [SOURCE, TEMPLATES], ids=["python", "templates"])
def test_the_median_file_has_at_most_120_lines(files: tuple[Path, ...]) -> None:
    assert not files or statistics.median(map(length, files)) <= TYPICAL


@pytest.mark.parametrize("path", SOURCE, ids=[module_name(p) for p in SOURCE])
def test_a_module_opens_with_what_belongs_here(path: Path) -> None:
    opening = re.match(r'(?:#[^\n]*\n)*"""(.+?)"""', path.read_text(encoding="utf-8"), re.DOTALL)
    assert opening, "the module has no docstring"
    assert len(opening[1].strip().splitlines()) <= 12


def mirrored_module(path: Path) -> str:
    """The module that a test file is about: `tests/portfolio/web/test_x.py` is about `portfolio/web/x`."""
    below = path.relative_to(ROOT / "tests")
    return str(below.with_name(below.name.removeprefix("test_")).with_suffix(""))


@pytest.mark.parametrize("path", MIRRORED, ids=[str(p.relative_to(ROOT)) for p in MIRRORED])
def test_a_test_stands_where_its_source_stands(path: Path) -> None:
    if not path.name.startswith("test_"):
        assert path.name in HELPERS or (ROOT / path.relative_to(ROOT / "tests")).parent.is_dir()
        return
    about = ROOT / mirrored_module(path)
    exists = about.with_suffix(".py").is_file() or about.is_dir()
    # A test of several modules of a room is named for what they do together and stands beside the room's other tests.
    assert exists or (about.parent.is_dir() and any(about.parent.glob("*.py"))), f"no {about} and no such room"


def tracked() -> list[Path]:
    """The files of the product as git knows them; all files where there is no git."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = [n for n in listing.stdout.decode().split("\0") if n]
    return [p for n in names if (p := ROOT / n).is_file() and "vendor" not in p.parts and p.name != "package-lock.json"]


# Written so that this file does not hold the words itself.
MACHINE = re.compile("|".join(["/wor" + r"k/\w", "/roo" + "t/", "/hom" + r"e/\w", "/opt/py" + "pi", "/tmp/" + "brief"]))


def test_no_file_names_the_machine_it_was_made_on() -> None:
    named = []
    for path in tracked():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        named += [f"{path.relative_to(ROOT)}:{i}" for i, line in enumerate(lines, 1) if MACHINE.search(line)]
    assert not named
