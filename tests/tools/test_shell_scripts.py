"""The scripts behind `make demo` and `make test`, on machines of every sort, played by small shell scripts."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

COMMON = ("awk", "cat", "cksum", "dirname", "env", "ls", "mkdir", "rm", "sh", "touch")
SHIM = "echo 'not installed here' >&2; exit 127"
OLD = "exit 1"
# Answers that it is new; `-m venv` works once `venv-support` is there, and the environment's Python then answers all.
NEW = """
case "$*" in
    *"-m venv"*) [ -e "$MACHINE/venv-support" ] || exit 1
                 mkdir -p .venv/bin; printf '#!/bin/sh\\necho "$@" >>"$MACHINE/pip.log"\\n' >.venv/bin/python
                 chmod +x .venv/bin/python ;;
    *python%d*) echo python3.12-venv ;;
    -V) echo Python 3.12.1 ;;
esac
"""


@dataclass
class Machine:
    """A working copy with one script, and a path that holds nothing but what is given to it."""

    folder: Path

    def give(self, name: str, script: str) -> Machine:
        """Adds a program."""
        program = self.folder / "bin" / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        return self

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        """Runs `tools/SCRIPT` with that path."""
        environment = {"PATH": str(self.folder / "bin"), "MACHINE": str(self.folder)}
        command = ["sh", str(self.folder / "copy" / "tools" / script)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def log(self, name: str) -> str:
        """What a program was asked."""
        path = self.folder / name
        return path.read_text() if path.exists() else ""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    for name in ("bin", "copy/tools"):
        (tmp_path / name).mkdir(parents=True)
    for name in (*COMMON, "chmod"):
        found = shutil.which(name)
        assert found
        (tmp_path / "bin" / name).symlink_to(found)
    for name in ("bootstrap.sh", "system_packages.sh"):
        shutil.copy(ROOT / "tools" / name, tmp_path / "copy" / "tools")
    for name in ("requirements.lock", "setup.cfg", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / "copy")
    return Machine(tmp_path).give("id", "echo 1000")


def test_without_a_new_python_it_stops_and_says_what_to_install(machine: Machine) -> None:
    done = machine.give("python3.13", SHIM).give("python3", OLD).run("bootstrap.sh")
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr and "sudo apt-get install" in done.stderr


def test_a_shim_that_cannot_run_is_passed_over(machine: Machine) -> None:
    (machine.folder / "venv-support").touch()
    done = machine.give("python3.13", SHIM).give("python3.12", NEW).run("bootstrap.sh")
    assert done.returncode == 0, done.stderr
    assert "Using Python 3.12.1 (python3.12)." in done.stderr


def test_a_user_without_venv_support_is_told_the_line_that_cures_it(machine: Machine) -> None:
    done = machine.give("python3", NEW).give("apt-get", "exit 1").run("bootstrap.sh")
    assert done.returncode == 1
    assert "    sudo apt-get install python3-venv\n" in done.stderr
    assert not (machine.folder / "copy" / ".venv").exists()


def test_root_installs_venv_support_and_goes_on(machine: Machine) -> None:
    apt = 'echo "$@" >>"$MACHINE/apt.log"; case "$*" in *python3-venv*) touch "$MACHINE/venv-support" ;; esac'
    done = machine.give("python3", NEW).give("id", "echo 0").give("apt-get", apt).run("bootstrap.sh")
    assert done.returncode == 0, done.stderr
    assert "python3-venv" in machine.log("apt.log")
    assert "--only-binary :all: -r requirements.lock" in machine.log("pip.log")


def test_sudo_is_asked_without_a_password(machine: Machine) -> None:
    sudo = '[ "$1" = -n ] || exit 1; shift; touch "$MACHINE/venv-support"; "$@"'
    done = machine.give("python3", NEW).give("sudo", sudo).give("apt-get", "exit 0").run("bootstrap.sh")
    assert done.returncode == 0, done.stderr


def test_packages_are_installed_again_only_when_the_lock_changed(machine: Machine) -> None:
    (machine.folder / "venv-support").touch()
    machine.give("python3", NEW).run("bootstrap.sh")
    assert "Installing" not in machine.run("bootstrap.sh").stderr
    with (machine.folder / "copy" / "requirements.lock").open("a") as lock:
        lock.write("one-more==1.0\n")
    assert "Installing the pinned packages" in machine.run("bootstrap.sh").stderr


def test_a_user_who_may_not_install_is_told_what_will_be_left_out(machine: Machine) -> None:
    done = machine.give("apt-get", 'touch "$MACHINE/apt.log"').give("initdb", "").run("system_packages.sh")
    assert done.returncode == 0
    assert "Their tests will be left out." in done.stderr and "chromium" in done.stderr
    assert not (machine.folder / "apt.log").exists()


def test_one_group_that_cannot_be_installed_does_not_stop_the_others(machine: Machine) -> None:
    apt = 'echo "$@" >>"$MACHINE/apt.log"; case "$*" in *chromium*) exit 100 ;; esac'
    done = machine.give("id", "echo 0").give("apt-get", apt).run("system_packages.sh")
    assert done.returncode == 0
    assert "chromium could not be installed" in done.stderr
    assert "poppler-utils" in machine.log("apt.log")


def test_a_second_make_waits_until_the_first_has_made_the_environment(machine: Machine) -> None:
    (machine.folder / "venv-support").touch()
    lock = machine.folder / "copy" / ".venv-being-made"
    lock.mkdir()
    (lock / "owner").write_text(str(os.getpid()))
    machine.give("sleep", f"echo slept >>$MACHINE/sleep.log; rm -rf '{lock}'").give("python3.12", NEW)
    done = machine.run("bootstrap.sh")
    assert (done.returncode, machine.log("sleep.log")) == (0, "slept\n"), done.stderr
    assert "waiting for it" in done.stderr
    assert not lock.exists()


def test_the_lock_of_a_make_that_was_killed_holds_nobody_up(machine: Machine) -> None:
    (machine.folder / "venv-support").touch()
    lock = machine.folder / "copy" / ".venv-being-made"
    lock.mkdir()
    gone = subprocess.Popen(["true"])
    gone.wait()
    (lock / "owner").write_text(str(gone.pid))
    done = machine.give("python3.12", NEW).run("bootstrap.sh")
    assert done.returncode == 0, done.stderr
    assert not lock.exists()
