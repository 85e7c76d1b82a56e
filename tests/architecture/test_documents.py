"""What the documents for developers name is there."""

from __future__ import annotations

import re

import pytest

from tests.architecture.sources import ROOT

DOCUMENTS = ("CONTRIBUTING.md", "README.md")
PATH = re.compile(r"`((?:optimizer|portfolio|tests|tools|templates|seeds|docs|\.ci)/[\w./-]*)`")
TARGET = re.compile(r"\bmake ([a-z]+)\b")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_that_a_document_names_exists(name: str) -> None:
    named = PATH.findall((ROOT / name).read_text(encoding="utf-8"))
    assert not [path for path in named if not (ROOT / path).exists()]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_that_a_document_names_exists(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    # Only what stands as code is a command; in prose one can make anything.
    code = re.findall(r"`([^`\n]+)`|^    (.+)$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    commands = {target for inline, block in code for target in TARGET.findall(inline or block)}
    assert commands <= targets
