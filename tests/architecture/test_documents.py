"""What the documents for developers name is there."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator

import pytest

from portfolio.settings import described
from tests.architecture.sources import ROOT

DOCUMENTS = ("CONTRIBUTING.md", "README.md")
PAGES = tuple(
    str(p.relative_to(ROOT)) for p in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "seeds" / "README.md")
)
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)|src=\"([^\"]+)\"")
PATH = re.compile(r"`((?:optimizer|portfolio|tests|tools|templates|seeds|docs|\.ci)/[\w./-]*)`")
TARGET = re.compile(r"\bmake ([a-z]+)\b")
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_that_a_document_names_exists(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    # Only what stands as code is a command; in prose one can make anything.
    code = re.findall(r"`([^`\n]+)`|^    (.+)$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    commands = {target for inline, block in code for target in TARGET.findall(inline or block)}
    assert commands <= targets


@pytest.mark.parametrize("name", PAGES)
def test_every_link_between_documents_leads_somewhere(name: str) -> None:
    page = ROOT / name
    links = [markdown or html for markdown, html in LINK.findall(page.read_text(encoding="utf-8"))]
    inside = [link for link in links if not link.startswith(("http://", "https://", "mailto:"))]
    assert not [link for link in inside if not (page.parent / link).exists()]


@pytest.mark.parametrize("name", PAGES)
def test_every_file_that_a_page_names_exists(name: str) -> None:
    named = PATH.findall((ROOT / name).read_text(encoding="utf-8"))
    assert not [path for path in named if not (ROOT / path).exists()]


def test_every_setting_is_explained_with_its_default() -> None:
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    lacking = [name for name, default, _, _ in described() if f"| `{name}` | " not in text or default not in text]
    assert not lacking


def examples(page: str) -> Iterator[tuple[int, str]]:
    """Every fenced block of Python in the page, with the number of lines above it."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in EXAMPLE.finditer(text):
        yield text.count("\n", 0, block.start(1)), block[1]


@pytest.mark.parametrize("name", [page for page in PAGES if any(examples(page))])
def test_every_example_of_a_page_gives_what_the_page_says(name: str) -> None:
    """The blocks of one page run in order, in one session, as a reader would type them."""
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    session: dict[str, object] = {}
    for above, block in examples(name):
        test = doctest.DocTestParser().get_doctest(block, session, name, name, above)
        assert test.examples, f"{name}:{above}: nothing in this block is run"
        runner.run(test, out=told.append, clear_globs=False)
        session = test.globs
    assert not runner.failures, "\n".join(told)
