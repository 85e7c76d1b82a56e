"""The real site on a real port in Chromium; a page that logs an error or asks another machine fails its test."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from werkzeug.serving import make_server

from portfolio.app import create_app
from portfolio.persistence.queries.rounds import find_round
from portfolio.persistence.session import make_sessions
from portfolio.settings import Settings
from tests import people as cast
from tests import rows
from tests.people import People
from tests.rows import PASSWORD

AXE = next((Path(__file__).parents[1] / "vendor").glob("axe-*.min.js"))
EXPECTED = re.compile(r"status of 4\d\d")
WIDE, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 800}
Open = Callable[..., Page]
PATIENCE = 30_000
"""Milliseconds: on a busy machine a solve may take a while, and no test here is about how long."""

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def quick_hashing() -> Iterator[None]:
    """Everybody signs in by the form, and no test here is about how long a hash takes."""
    with rows.hashing(rows.QUICK):
        yield


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A fresh site with the round `fy2027` and the people of the tests; its address."""
    app = create_app(Settings.from_environment({"REMIT_INSTANCE": str(tmp_path / "instance")}))
    with make_sessions(app.extensions["remit.engine"])() as session:
        row = rows.round_(session, key="fy2027", name="Planning FY2027–FY2029")
        rows.initiative(session, row, "CRM", title="Customer view")
        invited: People = cast.invite(session, row)
        assert invited["owner"].id
        session.commit()
    with serving(app) as address:
        yield address


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The site of an application on a free port, until the block ends; its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    app.extensions["remit.engine"].dispose()


@contextmanager
def demo_site(folder: Path, demo_file: Path) -> Iterator[str]:
    """A site in this folder with the demo round `fy2027` and the people of the tests; its address.

    A module whose tests are about the demo round overrides `site` with it."""
    shutil.copy(demo_file, folder / "remit.sqlite3")
    app = create_app(Settings.from_environment({"REMIT_INSTANCE": str(folder)}))
    with make_sessions(app.extensions["remit.engine"])() as session:
        row = find_round(session, "fy2027")
        assert row is not None
        cast.invite(session, row)
        session.commit()
    with serving(app) as address:
        yield address


@pytest.fixture
def expected() -> list[str]:
    """What a test adds here may be logged by its pages: the words of a fault that it causes itself."""
    return []


@pytest.fixture
def open_as(browser: Browser, site: str, expected: list[str]) -> Iterator[Open]:
    """`open_as(name, path, theme="light", size=WIDE)`: a page of the site, signed in as one of the people or nobody."""
    faults: list[str] = []
    known: dict[tuple[str, str | None, int], BrowserContext] = {}

    def open_page(name: str, path: str = "/", *, theme: str | None = "light", size: Any = WIDE) -> Page:
        key = (name, theme, size["width"])
        is_new = key not in known
        context = known[key] if not is_new else browser.new_context(viewport=size, base_url=site)
        known[key] = context
        page = context.new_page()
        _watch(page, site, faults)
        if is_new and theme:
            context.add_cookies([{"name": "theme", "value": theme, "url": site}])
        if is_new and name != cast.NOBODY:
            sign_in(page, f"{name}@example.org")
        page.goto(path)
        return page

    yield open_page
    for context in known.values():
        context.close()
    assert [fault for fault in faults if not any(words in fault for words in expected)] == []


def _watch(page: Page, site: str, faults: list[str]) -> None:
    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not EXPECTED.search(message.text):
            faults.append(f"console: {message.text}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("request", lambda r: None if r.url.startswith((site, "data:", "blob:")) else faults.append(f"asks {r.url}"))


def sign_in(page: Page, email: str) -> None:
    """By the form that people use."""
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r"/$"))


def axe_faults(page: Page) -> list[str]:
    """What axe finds on the page as it stands, with the first place of each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document)).violations.map(v => [v.id, v.nodes[0].html])")
    return [f"{rule}: {place}" for rule, place in found]


def is_as_wide_as_its_window(page: Page) -> bool:
    """Whether nothing makes the page scroll sideways."""
    return bool(page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
