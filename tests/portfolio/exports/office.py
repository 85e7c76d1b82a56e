"""A deck or workbook through LibreOffice: pages as they are drawn, and cells as they are calculated."""

from __future__ import annotations

import re
import subprocess
import zipfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path


@dataclass(frozen=True)
class Word:
    """A word on a drawn page, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """A drawn page with its words."""

    width: float
    height: float
    words: tuple[Word, ...]


def converted(content: bytes, name: str, kind: str, folder: Path) -> Path:
    """The file as LibreOffice makes another kind of it."""
    source = folder / name
    source.write_bytes(content)
    out = folder / f"to-{kind}"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / f"{source.stem}.{kind}"


def pages(deck: bytes, folder: Path) -> list[Page]:
    """The slides of a deck as they are drawn."""
    pdf = converted(deck, "deck.pptx", "pdf", folder)
    html = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return [_page(part) for part in html.split("<page ")[1:]]


def _page(part: str) -> Page:
    width, height = re.findall(r'^width="([\d.]+)" height="([\d.]+)"', part)[0]
    pattern = r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
    words = tuple(
        Word(unescape(t), float(a), float(b), float(c), float(d)) for a, b, c, d, t in re.findall(pattern, part)
    )
    return Page(float(width), float(height), words)


def without_values(workbook: bytes, folder: Path) -> bytes:
    """The workbook with every formula's kept value taken out, so that who opens it must calculate."""
    source, target = folder / "with.xlsx", folder / "without.xlsx"
    source.write_bytes(workbook)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            new.writestr(name, content)
    return target.read_bytes()
