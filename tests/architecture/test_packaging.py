"""What pip installs is whole: every package, every shipped file, and commands that start fast from any folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, setup_cfg

# Folder of the working copy -> where the wheel has it.
SHIPPED = {
    "templates": "portfolio/templates",
    "seeds": "portfolio/seeds",
    "portfolio/static": "portfolio/static",
    "portfolio/persistence/migrations": "portfolio/persistence/migrations",
}
HEAVY = {"alembic", "flask", "highspy", "numpy", "pptx", "pulp", "pydantic", "scipy", "sqlalchemy"}


def listed() -> set[str]:
    """The packages that setup.cfg names."""
    return set(setup_cfg()["options"]["packages"].split())


def test_setup_cfg_lists_every_package() -> None:
    found = {
        ".".join(init.parent.relative_to(ROOT).parts)
        for top in ("optimizer", "portfolio")
        for init in (ROOT / top).rglob("__init__.py")
        if "migrations" not in init.parts
    }
    assert listed() == found | {"portfolio.templates", "portfolio.seeds"}


def test_every_folder_of_python_files_is_a_package() -> None:
    files = (p for top in ("optimizer", "portfolio") for p in (ROOT / top).rglob("*.py") if "migrations" not in p.parts)
    assert not {str(p.parent.relative_to(ROOT)) for p in files if not (p.parent / "__init__.py").exists()}


def test_the_lock_pins_every_dependency_and_no_place() -> None:
    lines = [line for line in (ROOT / "requirements.lock").read_text().splitlines() if not line.startswith("#")]
    pinned = {line.partition("==")[0] for line in lines if "==" in line}
    assert wanted_names() <= pinned
    assert not [line for line in lines if "/" in line or line.startswith("-")]


def wanted_names() -> set[str]:
    """Names of the packages that setup.cfg asks for, spelt as the lock spells them."""
    cfg = setup_cfg()
    lines = f"{cfg['options']['install_requires']}\n{cfg['options.extras_require']['dev']}".split("\n")
    names = {re.split(r"[\[ <>=;]", line.strip())[0] for line in lines}
    return {name.lower().replace("_", "-") for name in names if name}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages that holds what the wheel holds, installed by pip without any network."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = folder / "tree"
    for name in ("optimizer", "portfolio", "templates", "seeds"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    pip("wheel", "--no-build-isolation", "--wheel-dir", str(folder), str(tree))
    (wheel,) = folder.glob("remit-*.whl")
    pip("install", "--target", str(folder / "site"), str(wheel))
    return folder / "site"


def pip(command: str, *arguments: str) -> None:
    """Runs pip with what is here already."""
    offline = ("--quiet", "--no-deps", "--no-index")
    done = subprocess.run([sys.executable, "-m", "pip", command, *offline, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def from_the_root(site: Path, *command: str) -> str:
    """All output of a command that runs in `/` with the installed packages before all others."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(site), "REMIT_INSTANCE": str(site.parent / "instance")}
    done = subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def files_below(folder: Path) -> set[str]:
    """Relative names of the files that git would keep."""
    found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {str(p.relative_to(folder)) for p in found if not p.name.startswith(".")}


@pytest.mark.parametrize(("source", "target"), SHIPPED.items(), ids=list(SHIPPED))
def test_the_wheel_holds_every_shipped_file(site: Path, source: str, target: str) -> None:
    wanted = files_below(ROOT / source)
    assert wanted
    assert wanted <= files_below(site / target)


def test_the_installed_product_finds_its_own_files_from_the_root(site: Path) -> None:
    asked = "import json, portfolio.paths as p; print(json.dumps([str(f()) for f in (p.templates, p.seeds, p.static)]))"
    found = json.loads(from_the_root(site, sys.executable, "-c", asked))
    assert found == [str(site / "portfolio" / name) for name in ("templates", "seeds", "static")]


@pytest.mark.parametrize("command", ["remit", "remit-optimizer"])
def test_the_installed_commands_answer_from_the_root(site: Path, command: str) -> None:
    assert "Usage:" in from_the_root(site, sys.executable, str(site / "bin" / command), "--help")


@pytest.mark.parametrize("package", ["optimizer", "portfolio"])
def test_the_installed_packages_are_typed(site: Path, package: str) -> None:
    assert (site / package / "py.typed").is_file()


@pytest.mark.parametrize("module", ["portfolio.cli", "optimizer.cli"])
def test_help_loads_nothing_heavy(module: str) -> None:
    program = (
        "import sys\n"
        f"sys.argv = ['remit', '--help']\n"
        f"from {module} import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "sys.stderr.flush(); print('\\nLOADED', *sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)
    assert loaded.returncode == 0, loaded.stderr
    assert not HEAVY & set(loaded.stdout.rpartition("LOADED")[2].split())
