"""Third-party browser files are the very bytes that the manifest names, each with a licence, and none is fetched."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from portfolio import paths
from tests.architecture.sources import ROOT, python_files

FOLDERS = (ROOT / "portfolio" / "static" / "vendor", ROOT / "tests" / "vendor")
FREE = {"MIT", "BSD-0-Clause", "0BSD", "Apache-2.0", "OFL-1.1", "MPL-2.0"}
ENTRIES = [(folder, entry) for folder in FOLDERS for entry in json.loads((folder / "manifest.json").read_text())]
IDS = [entry["file"] for _, entry in ENTRIES]


@pytest.mark.parametrize(("folder", "entry"), ENTRIES, ids=IDS)
def test_a_vendored_file_is_what_the_manifest_says(folder: Path, entry: dict[str, str]) -> None:
    assert hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    assert entry["licence"] in FREE
    assert (folder / entry["licence_file"]).read_text(encoding="utf-8").strip()


@pytest.mark.parametrize(("folder", "entry"), ENTRIES, ids=IDS)
def test_the_lock_pins_the_version_that_is_shipped(folder: Path, entry: dict[str, str]) -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert lock["packages"][f"node_modules/{entry['package']}"]["version"] == entry["version"]


@pytest.mark.parametrize("folder", FOLDERS, ids=["pages", "tests"])
def test_no_vendored_file_is_missing_from_the_manifest(folder: Path) -> None:
    entries = [entry for where, entry in ENTRIES if where == folder]
    named = {"manifest.json"} | {e["file"] for e in entries} | {e["licence_file"] for e in entries}
    assert {p.name for p in folder.iterdir()} == named


def test_a_page_asks_for_a_file_by_its_name_without_version() -> None:
    assert re.fullmatch(r"vendor/echarts-[\d.]+\.min\.js", paths.vendored("echarts.min.js"))
    with pytest.raises(KeyError):
        paths.vendored("jquery.min.js")


ICON_CALL = re.compile(r"""\bicon\(\s*["']([a-z0-9-]+)["']""")
ICON_ARGUMENT = re.compile(r"""\bicon(?:_name)?["']?\s*[=:]\s*["']([a-z0-9-]+)["']""")


def used_icons() -> set[str]:
    """Icon names that templates, scripts and views ask the sprite for, as literals."""
    files = [*own_browser_files(), *python_files("portfolio/views", "portfolio/auth"), ROOT / "portfolio" / "page.py"]
    texts = [p.read_text(encoding="utf-8") for p in files if p.is_file()]
    return {name for text in texts for pattern in (ICON_CALL, ICON_ARGUMENT) for name in pattern.findall(text)}


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    sprite = (ROOT / "portfolio" / "static" / paths.vendored("tabler-icons.svg")).read_text()
    assert used_icons() <= set(re.findall(r'<symbol id="([a-z0-9-]+)"', sprite))


OUTSIDE = re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import""")


def own_browser_files() -> list[Path]:
    """Templates, style sheets and scripts that are ours."""
    static = ROOT / "portfolio" / "static"
    ours = [p for p in static.rglob("*") if p.suffix in (".css", ".js") and "vendor" not in p.parts]
    return [*(ROOT / "templates").rglob("*.html"), *ours]


def test_no_page_style_or_script_asks_another_server() -> None:
    assert not [str(p.relative_to(ROOT)) for p in own_browser_files() if OUTSIDE.search(p.read_text(encoding="utf-8"))]
