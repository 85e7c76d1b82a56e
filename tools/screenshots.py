"""Renews the pictures of the README: starts the demo on a free port, signs in by its link, photographs its pages.

The pictures are of the real pages with the demo round; nothing in them is drawn by hand. Run by `make screenshots`.
"""

from __future__ import annotations

import csv
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from tests.services import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
LINK = re.compile(r"http://127\.0\.0\.1:\d+/\S+")


@dataclass(frozen=True)
class Shot:
    """A picture: its file name, the page below the round, the window, and the end of the page it shows."""

    name: str
    page: str
    width: int = 1440
    height: int = 900
    theme: str = "light"
    scroll_to: str = ""


SHOTS = (
    Shot("round", ""),
    Shot("initiatives", "initiatives/"),
    Shot("initiative", "initiatives/SELF", height=1000),
    Shot("rules", "rules/"),
    Shot("scores", "scores/"),
    Shot("weights", "weights/"),
    Shot("proposal", "proposal/", height=1100),
    Shot("proposal-dark", "proposal/", height=1100, theme="dark"),
    Shot("proposal-phone", "proposal/", width=390, height=844),
    Shot("proposal-moved", "proposal/?pin.ERP=full&without=customer-share", height=1100),
    Shot("import", "import/"),
    Shot("history", "history/"),
)


def round_key() -> str:
    """The key of the demo round, as its own file says."""
    with (ROOT / "seeds" / "demo" / "round.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.DictReader(file))["key"]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo() -> Iterator[str]:
    """The demo in a folder of its own; yields its one-time link and stops it afterwards."""
    with tempfile.TemporaryDirectory(prefix="remit-pictures-") as folder:
        command = [sys.executable, "-m", "portfolio.cli", "demo", "--port", str(free_port())]
        environment = {**os.environ, "REMIT_INSTANCE": folder, "DATABASE_URL": ""}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            yield _link(process)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _link(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := LINK.search(line):
            return found.group()
    raise SystemExit("The demo ended before it said where it is.")


def photograph(browser: Browser, link: str, shots: Iterable[Shot]) -> Iterator[Path]:
    """Pictures, one by one, in one signed-in session; each page is waited for until nothing is fetched or solved."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce")
    page = context.new_page()
    _open(page, link)
    origin = "/".join(page.url.split("/")[:3])
    for shot in shots:
        context.add_cookies([{"name": "theme", "value": shot.theme, "url": origin}])
        page.set_viewport_size({"width": shot.width, "height": shot.height})
        _open(page, f"{origin}/rounds/{round_key()}/{shot.page}")
        if shot.scroll_to:
            page.locator(shot.scroll_to).first.scroll_into_view_if_needed()
        yield _keep(page.screenshot(animations="disabled"), shot.name)
    context.close()


def _open(page: Page, address: str) -> None:
    """Refuses to photograph a page that is not there; the demo may still be opening its door."""
    for attempt in range(50):
        try:
            answer = page.goto(address, wait_until="networkidle", timeout=60_000)
            break
        except Exception as error:
            if "ERR_CONNECTION_REFUSED" not in str(error) or attempt == 49:
                raise
            page.wait_for_timeout(200)
    if answer is None or not answer.ok:
        raise SystemExit(f"{page.url} answered {answer.status if answer else 'nothing'}.")
    page.wait_for_function(
        "() => !document.querySelector('.htmx-request, .is-running, .still-computing')", timeout=60_000
    )
    page.evaluate("() => document.fonts.ready")


def _keep(picture: bytes, name: str) -> Path:
    """Written with few colours, chosen to cover rare ones too: a small dot may be what tells kinds and sides apart."""
    from PIL import Image

    path = PICTURES / f"{name}.png"
    image = (
        Image.open(BytesIO(picture)).convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    )
    image.save(path, optimize=True)
    return path


def main() -> None:
    """Renew every picture, or those named on the command line, and say which."""
    from playwright.sync_api import sync_playwright

    program = chromium()
    if program is None:
        raise SystemExit("There is no Chromium on this machine: install the package “chromium” and try again.")
    wanted = [shot for shot in SHOTS if not sys.argv[1:] or shot.name in sys.argv[1:]]
    PICTURES.mkdir(parents=True, exist_ok=True)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with demo() as link, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=arguments)
        for path in photograph(browser, link, wanted):
            print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} kB", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
