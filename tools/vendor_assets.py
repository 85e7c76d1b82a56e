"""Copies the few named browser files out of node_modules, with a manifest of origin, licence and SHA-256.

Run by `make assets` after `npm ci`. What it writes is committed, so nobody else needs Node.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Asset:
    """One file to ship: `name` without version, as pages ask for it."""

    name: str
    package: str
    source: str
    folder: str = "portfolio/static/vendor"

    @property
    def described(self) -> dict[str, str]:
        """The package's own words about itself: version and licence."""
        stated: dict[str, str] = json.loads((MODULES / self.package / "package.json").read_text(encoding="utf-8"))
        return stated

    def versioned(self, version: str) -> str:
        """`echarts.min.js` becomes `echarts-6.1.0.min.js`."""
        stem, _, suffix = self.name.partition(".")
        return f"{stem}-{version}.{suffix}"


ASSETS = (
    Asset("tabler.min.css", "@tabler/core", "dist/css/tabler.min.css"),
    Asset("tabler.min.js", "@tabler/core", "dist/js/tabler.min.js"),
    Asset("tabler-icons.svg", "@tabler/icons", "icons/outline"),
    Asset("inter-latin.woff2", "@fontsource-variable/inter", "files/inter-latin-wght-normal.woff2"),
    Asset("inter-latin-ext.woff2", "@fontsource-variable/inter", "files/inter-latin-ext-wght-normal.woff2"),
    Asset("alpine-csp.min.js", "@alpinejs/csp", "dist/cdn.min.js"),
    Asset("htmx.min.js", "htmx.org", "dist/htmx.min.js"),
    Asset("echarts.min.js", "echarts", "dist/echarts.min.js"),
    Asset("axe.min.js", "axe-core", "axe.min.js", "tests/vendor"),
)

# Packages that state MIT without shipping its text: whose work they hold, their bundled parts included.
HOLDERS = {
    "@tabler/core": (
        "2018-2026 The Tabler Authors",
        "2018-2026 codecalm.net Paweł Kuna",
        "2011-2025 The Bootstrap Authors (Bootstrap, part of Tabler)",
        "2019 Federico Zivolo (Popper, part of Bootstrap)",
    ),
    "@alpinejs/csp": (
        "2019-2026 Caleb Porzio and contributors",
        "2018-present Yuxi (Evan) You (Vue's reactivity, part of Alpine)",
    ),
}


def icon_names() -> list[str]:
    """The names in icons.txt, in order."""
    lines = (ROOT / "tools" / "icons.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def sprite(folder: Path) -> bytes:
    """One SVG with a symbol for each named icon; a page shows it with `<use href="…#name">`."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.Element(f"{{{SVG}}}svg")
    for name in icon_names():
        icon = ElementTree.parse(folder / f"{name}.svg").getroot()
        kept = ("viewBox", "fill", "stroke", "stroke-linecap", "stroke-linejoin")
        symbol = ElementTree.SubElement(root, f"{{{SVG}}}symbol", {"id": name} | {k: icon.attrib[k] for k in kept})
        symbol.extend(part for part in icon if part.get("stroke") != "none")
    ElementTree.indent(root, space="")
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f"{text}\n".encode()


def licence_of(package: str) -> str:
    """The licence text of the package; where it ships none, MIT's words over its holders' names."""
    found = sorted(p for p in (MODULES / package).iterdir() if p.name.lower().startswith(("license", "licence")))
    if found:
        return found[0].read_text(encoding="utf-8")
    holders = "".join(f"Copyright (c) {holder}\n" for holder in HOLDERS[package])
    ours = (ROOT / "LICENSE").read_text(encoding="utf-8")
    return f"MIT License\n\n{holders}\n{ours[ours.index('Permission is') :]}"


def copy(asset: Asset) -> dict[str, str]:
    """Writes the file and its licence text; returns its line of the manifest."""
    stated = asset.described
    source = MODULES / asset.package / asset.source
    target = ROOT / asset.folder / asset.versioned(stated["version"])
    target.write_bytes(sprite(source) if source.is_dir() else source.read_bytes())
    licence = target.with_name(f"{asset.package.strip('@').replace('/', '-')}-{stated['version']}.LICENSE.txt")
    licence.write_text(licence_of(asset.package), encoding="utf-8")
    return {
        "name": asset.name,
        "file": target.name,
        "package": asset.package,
        "version": stated["version"],
        "source": asset.source,
        "licence": stated["license"],
        "licence_file": licence.name,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
    }


def main() -> None:
    """Renews every folder of assets and its manifest.json, and drops files that are no longer named."""
    for folder in sorted({asset.folder for asset in ASSETS}):
        shutil.rmtree(ROOT / folder, ignore_errors=True)
        (ROOT / folder).mkdir(parents=True)
        entries = [copy(asset) for asset in ASSETS if asset.folder == folder]
        text = json.dumps(entries, indent=2, ensure_ascii=False) + "\n"
        (ROOT / folder / "manifest.json").write_text(text, encoding="utf-8")
        for entry in entries:
            print(f"{folder}/{entry['file']}  {entry['licence']}")


if __name__ == "__main__":
    main()
