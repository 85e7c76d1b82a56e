"""Writes requirements.lock: every package of the two commands, at one version that Python 3.11 to 3.13 all have.

Resolved with the oldest Python, since newer ones also take its versions; then the others are asked for each wheel.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
HEAD = "# Every version that `make demo` and `make test` install. Renew with: make lock\n"
# What setup.cfg asks for under a condition keeps that condition here.
CONDITIONS = {"gunicorn": ' ; sys_platform != "win32"'}
OTHERS = ("3.12", "3.13")


def pip(*arguments: str) -> None:
    """Runs pip for wheels only; CalledProcessError when it refuses."""
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", *arguments], check=True
    )


def resolved() -> dict[str, str]:
    """Name to version of everything that `.[dev]` needs, Remit itself left out."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        pip("--dry-run", "--ignore-installed", "--report", str(report), f"{ROOT}[dev]")
        items = json.loads(report.read_text(encoding="utf-8"))["install"]
    found = {item["metadata"]["name"].lower().replace("_", "-"): item["metadata"]["version"] for item in items}
    found.pop("remit")
    return found


def check(version: str) -> None:
    """Refuses a lock that another Python has no wheel for."""
    with tempfile.TemporaryDirectory() as folder:
        pip("--dry-run", "--no-deps", "--target", folder, "--python-version", version, "-r", str(LOCK))


def main() -> None:
    """Writes the file, then asks the other Pythons."""
    if sys.version_info[:2] != (3, 11):
        sys.exit("The lock is made with Python 3.11, the oldest that Remit supports.")
    pins = [f"{name}=={version}{CONDITIONS.get(name, '')}\n" for name, version in sorted(resolved().items())]
    LOCK.write_text(HEAD + "".join(pins), encoding="utf-8")
    for version in OTHERS:
        check(version)
    print(f"{len(pins)} packages pinned, with wheels for Python 3.11, {', '.join(OTHERS)}.")


if __name__ == "__main__":
    main()
