"""`remit demo` as a newcomer starts it: in its own process, to its link, and ended by Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from time import monotonic, sleep


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The demo, running with its data in the folder."""
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REMIT_INSTANCE")}
    command = [sys.executable, "-m", "portfolio.cli", "demo", "--port", str(port)]
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        command, cwd=folder, env={**environment, "PYTHONPATH": str(root)}, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def lines_to_link(process: subprocess.Popen[str]) -> list[str]:
    """What it prints, up to and with the link."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip())
        if "/enter/" in line:
            return lines
    raise AssertionError("\n".join(lines))


def open_page(url: str) -> tuple[int, str, str]:
    """Status, final address and text of a page, waiting until the port is open."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    end = monotonic() + 20
    while True:
        try:
            with opener.open(url, timeout=10) as answer:
                return answer.status, answer.geturl(), answer.read().decode()
        except urllib.error.URLError as error:
            if isinstance(error, urllib.error.HTTPError) or monotonic() > end:
                raise
            sleep(0.1)


def test_it_tells_writes_serves_keeps_and_ends(tmp_path: Path) -> None:
    port = free_port()
    with started(tmp_path, port) as process:
        told = lines_to_link(process)
        assert any("23 of 36" in line and "65.4 of 73.5" in line for line in told)
        assert told[-1].startswith(f"http://127.0.0.1:{port}/enter/")
        for name in ("board.pptx", "board.xlsx"):
            assert (tmp_path / "instance" / "demo" / name).read_bytes().startswith(b"PK")
        status, address, page = open_page(told[-1])
        assert status == 200 and "/enter/" not in address and "FY2027–FY2029" in page
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    with closing(sqlite3.connect(tmp_path / "instance" / "demo" / "remit.sqlite3")) as database:
        actors = {name for (name,) in database.execute("SELECT actor_name FROM audit_entries")}
    assert actors == {"Demo import", "Demo owner"}
    kept = (tmp_path / "instance" / "demo" / "remit.sqlite3").stat().st_ino
    with started(tmp_path, port) as process:
        again = lines_to_link(process)
        assert again[-1] != told[-1]
        assert not any("Importing" in line for line in again)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert (tmp_path / "instance" / "demo" / "remit.sqlite3").stat().st_ino == kept


def test_a_taken_port_is_refused_by_name_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        with started(tmp_path, port) as process:
            out, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert str(port) in out and "--port" in out
    assert not (tmp_path / "instance").exists()
