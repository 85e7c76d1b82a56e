"""Every page that any test fetches is looked at: title, one h1, unique ids, labels, nothing that the policy forbids."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

LABELLED = "//input[not(@type='hidden' or @type='submit' or @type='button')]|//select|//textarea"
REFERRING = ("aria-describedby", "aria-labelledby", "aria-controls", "for", "list")


def faults(text: str, *, whole: bool = True) -> list[str]:
    """What is wrong with a page (`whole`) or a part of one, one sentence each."""
    tree = html.document_fromstring(text) if whole else html.fragment_fromstring(text, create_parent=True)
    found = [*_inline(tree), *_doubled_ids(tree), *_unlabelled(tree)]
    return [*found, *_head(tree), *_dangling(tree)] if whole else found


def _head(tree: Any) -> list[str]:
    title = (tree.findtext(".//title") or "").strip()
    headings = len(tree.xpath("//h1"))
    found = [] if title.strip("· ") else ["no title"]
    found += [] if headings == 1 else [f"{headings} h1"]
    return found + ([] if tree.get("lang") else ["no lang"])


def _inline(tree: Any) -> list[str]:
    found = [f"style attribute on <{e.tag}>" for e in tree.xpath("//*[@style]")]
    found += ["<style>" for _ in tree.xpath("//style")]
    found += ["inline <script>" for e in tree.xpath("//script[not(@src)]") if e.get("type") != "application/json"]
    found += [f"{name} on <{e.tag}>" for e in tree.iter() for name in e.attrib if name.startswith(("on", "hx-on"))]
    urls = tree.xpath("//@src|//link/@href")
    return found + [f"loaded from elsewhere: {u}" for u in urls if "//" in u.partition("?")[0]]


def _doubled_ids(tree: Any) -> list[str]:
    return [f"id {name} {n} times" for name, n in Counter(tree.xpath("//@id")).items() if n > 1]


def _unlabelled(tree: Any) -> list[str]:
    targets = set(tree.xpath("//label/@for"))
    fields = tree.xpath(LABELLED)
    named = ("aria-label", "aria-labelledby")
    without = [f for f in fields if f.get("id") not in targets and not any(f.get(n) for n in named)]
    found = [f"no label: {f.get('name')}" for f in without if not f.xpath("ancestor::label")]
    buttons = [b for b in tree.xpath("//button|//a[@href]") if not b.text_content().strip()]
    found += [f"no words: <{b.tag} {b.get('class')}>" for b in buttons if not any(b.get(n) for n in named)]
    return found + ["img without alt" for _ in tree.xpath("//img[not(@alt)]")]


def _dangling(tree: Any) -> list[str]:
    known = set(tree.xpath("//@id"))
    used = [(name, word) for name in REFERRING for value in tree.xpath(f"//@{name}") for word in value.split()]
    return [f"{name} names {word}, which is not there" for name, word in used if word not in known]


class CheckingClient(FlaskClient):
    """A client that looks at every HTML answer that passes through it."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """As the client of Flask; AssertionError with the faults of the page."""
        answer = super().open(*args, **kwargs)
        if answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303, 307, 308):
            text = answer.get_data(as_text=True)
            whole = "<html" in text
            found = faults(text, whole=whole) if text.strip() else []
            assert not found, f"{answer.request.path}: {found}"
        return answer
