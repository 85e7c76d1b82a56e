"""What the tests borrow from the machine: programs found on it, and a PostgreSQL cluster of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def first_program(*names: str) -> Path | None:
    """The first of the named programs that is on the path."""
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def chromium() -> Path | None:
    """A Chromium that tests may drive."""
    return first_program("chromium", "chromium-browser", "google-chrome")


def libreoffice() -> Path | None:
    """LibreOffice without its window."""
    return first_program("soffice", "libreoffice")


def pdftoppm() -> Path | None:
    """Poppler's PDF painter."""
    return first_program("pdftoppm")


def postgres_programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, newest version first; None where root has nobody to run them as."""
    if os.geteuid() == 0 and not _has_user("postgres"):
        return None
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name), reverse=True)
    on_path = first_program("initdb")
    candidates = [*versions, *([on_path.parent] if on_path else [])]
    return next((p for p in candidates if (p / "initdb").exists() and (p / "pg_ctl").exists()), None)


def _has_user(name: str) -> bool:
    import pwd

    return any(entry.pw_name == name for entry in pwd.getpwall())


def missing_groups() -> dict[str, str]:
    """Marker to what it lacks on this machine, for the groups of tests that cannot run here."""
    needs = {
        "browser": {"Chromium": chromium()},
        "postgres": {"PostgreSQL": postgres_programs()},
        "office": {"LibreOffice": libreoffice(), "poppler-utils": pdftoppm()},
    }
    lacks = {group: [name for name, found in tools.items() if found is None] for group, tools in needs.items()}
    return {group: " and ".join(names) for group, names in lacks.items() if names}


@contextmanager
def postgres_cluster() -> Iterator[str]:
    """A cluster in a temporary folder, reached by its socket only; yields an SQLAlchemy URL of an empty database.

    PostgreSQL refuses to run as root, so root hands the folder to the user `postgres`.
    """
    programs = postgres_programs()
    assert programs is not None, "PostgreSQL is not installed"
    folder = Path(tempfile.mkdtemp(prefix="remit-pg-", dir="/tmp"))  # a socket's path must be short
    prefix: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        prefix = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*prefix, str(programs / program), *arguments],
            cwd=folder,
            stdout=subprocess.DEVNULL,  # a pipe would be held open by the server
            stderr=(folder / "errors").open("ab"),
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {(folder / 'errors').read_text()}{_tail(folder / 'log')}")

    data = str(folder / "data")
    options = f"-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses= -k {folder}"
    try:
        run("initdb", "-D", data, "-U", "remit", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        run("pg_ctl", "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            run("createdb", "-h", str(folder), "-U", "remit", "remit")
            yield f"postgresql+psycopg://remit@/remit?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tail(log: Path) -> str:
    return "\n".join(log.read_text().splitlines()[-10:]) if log.exists() else ""
