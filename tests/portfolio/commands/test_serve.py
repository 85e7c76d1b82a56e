"""`remit serve`: a real process that answers, refuses a busy port by name, and stops soon."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portfolio.commands import Refusal
from portfolio.commands.serve import _waitress, check_port
from portfolio.settings import Settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "REMIT_INSTANCE": str(folder), "REMIT_THREADS": "4"}
    command = [sys.executable, "-m", "portfolio.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(port: int, seconds: float = 20) -> int:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                return int(answer.status)
        except OSError:
            assert time.monotonic() < end, "the site did not open"
            time.sleep(0.1)


def test_the_site_opens_says_where_and_stops_soon(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, port) as process:
        assert process.stdout
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        assert wait_for(port) == 200
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(15) == 0
        assert time.monotonic() - start < 10


def test_a_busy_port_is_refused_by_name(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        with serving(tmp_path, port) as process:
            output, errors = process.communicate(timeout=20)
    assert process.returncode == 1
    assert output == "" and errors == f"Port {port} is taken by another program: choose another one with --port.\n"


def test_an_address_that_is_not_ours_is_refused() -> None:
    with pytest.raises(Refusal, match=r"Cannot listen at 203\.0\.113\.1"):
        check_port("203.0.113.1", free_port())


def test_waitress_serves_where_processes_cannot_fork(settings: Settings) -> None:
    port = free_port()
    threading.Thread(target=_waitress, args=(settings, "127.0.0.1", port), daemon=True).start()
    assert wait_for(port) == 200
