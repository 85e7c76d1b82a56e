"""HiGHS in process: a program that ends while it searches ends quietly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.optimizer.published import dense

ENDS_MIDWAY = """
import sys, threading, time
from optimizer import SolveSettings, read_problem, solve
problem = read_problem(sys.argv[1])
begun = threading.Event()
def work():
    begun.set()
    solve(problem, SolveSettings(time_limit=60, conflicts=False))
threading.Thread(target=work, daemon=True).start()
begun.wait()
time.sleep(1.0)
"""


def test_a_program_that_ends_while_a_thread_searches_does_not_crash(tmp_path: Path) -> None:
    file = tmp_path / "dense.json"
    file.write_text(json.dumps(dense()))
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", ENDS_MIDWAY, str(file)], capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
