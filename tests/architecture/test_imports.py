"""Each room imports only what the house allows it: nothing flows back up, and the optimiser knows no web and no SQL."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, imports, module_name, python_files

EVERYTHING = ("*",)
# The vocabulary and the settings hold no doing, so every room of the application above them may speak of them.
SPOKEN = ("portfolio.domain", "portfolio.settings", "portfolio.paths")
# Room or module -> what it may import besides the standard library and itself. The longest name that fits decides.
ALLOWED: dict[str, tuple[str, ...]] = {
    "optimizer": ("pulp", "highspy", "numpy", "scipy"),
    "optimizer.cli": ("optimizer", "click"),
    "optimizer.files": ("optimizer", "pydantic", "pydantic_core"),
    "optimizer.weighing": ("optimizer", "numpy", "scipy"),
    "optimizer.weights": ("optimizer", "numpy", "scipy", "ahpy"),
    "portfolio": (),
    "portfolio.domain": (),
    "portfolio.persistence": (*SPOKEN, "sqlalchemy", "alembic"),
    "portfolio.imports": (*SPOKEN, "python_calamine", "defusedxml", "pydantic", "pydantic_core", "xlsxwriter"),
    "portfolio.reports": (*SPOKEN, "optimizer", "babel"),
    "portfolio.exports": (*SPOKEN, "portfolio.reports", "pptx", "lxml", "xlsxwriter"),
    "portfolio.services": (
        *SPOKEN,
        "portfolio.persistence",
        "portfolio.imports",
        "portfolio.reports",
        "optimizer",
        "sqlalchemy",
        "structlog",
    ),
    "portfolio.forms": (*SPOKEN, "wtforms", "flask_wtf", "email_validator"),
    "portfolio.views": (
        *SPOKEN,
        "portfolio.services",
        "portfolio.forms",
        "portfolio.exports",
        "portfolio.web",
        "flask",
        "werkzeug",
    ),
    "portfolio.web": (
        *SPOKEN,
        "portfolio.persistence.session",
        "portfolio.services",
        "flask",
        "werkzeug",
        "sqlalchemy",
        "wtforms",
    ),
    "portfolio.auth": (
        *SPOKEN,
        "portfolio.services",
        "portfolio.forms",
        "portfolio.web",
        "argon2",
        "authlib",
        "flask",
        "flask_limiter",
        "flask_login",
        "itsdangerous",
        "limits",
        "werkzeug",
    ),
    "portfolio.headers": ("portfolio.settings", "flask"),
    "portfolio.error_pages": (
        "portfolio.domain.errors",
        "portfolio.web",
        "flask",
        "flask_limiter",
        "flask_wtf",
        "werkzeug",
    ),
    "portfolio.page": (
        "portfolio.paths",
        "portfolio.reports",
        "portfolio.services",
        "portfolio.views.navigation",
        "portfolio.web",
        "flask",
    ),
    "portfolio.app": EVERYTHING,
    "portfolio.commands": EVERYTHING,
    "portfolio.cli": EVERYTHING,
}
FILES = python_files("optimizer", "portfolio")
NAMES = [module_name(p) for p in FILES]


def within(module: str, package: str) -> bool:
    """Whether the module is the package or lies in it."""
    return module == package or module.startswith(f"{package}.")


def room_of(module: str) -> str:
    """The longest name in the table that the module is or lies in."""
    return max((room for room in ALLOWED if within(module, room)), key=len)


def is_allowed(module: str, imported: str) -> bool:
    """Whether `module` may import `imported`."""
    room = room_of(module)
    # Modules that lie directly in the product are rooms of their own, so being neighbours gives them nothing.
    own = () if room == "portfolio" else (room,)
    if imported.partition(".")[0] in sys.stdlib_module_names or imported in (module, "portfolio"):
        return True
    return ALLOWED[room] == EVERYTHING or any(within(imported, name) for name in (*own, *ALLOWED[room]))


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_room_imports_only_what_its_door_lets_in(path: Path) -> None:
    module = module_name(path)
    strangers = [f"line {line}: {name}" for name, line in imports(path) if not is_allowed(module, name)]
    assert not strangers, f"{module} lies in {room_of(module)}, which may not import\n" + "\n".join(strangers)


@pytest.mark.parametrize(
    ("module", "imported", "allowed"),
    [
        ("optimizer.solving.solve", "flask", False),
        ("optimizer.solving.solve", "portfolio.domain", False),
        ("optimizer.modelling.build", "pydantic", False),
        ("optimizer.files.reading", "pydantic", True),
        ("optimizer.problem", "click", False),
        ("portfolio.domain.rules", "sqlalchemy", False),
        ("portfolio.domain.rules", "portfolio.services", False),
        ("portfolio.views.rounds", "portfolio.persistence.queries.rounds", False),
        ("portfolio.views.rounds", "portfolio.services.rounds", True),
        ("portfolio.reports.proposal", "portfolio.views", False),
        ("portfolio.settings", "portfolio.domain", False),
        ("portfolio.cli", "portfolio.persistence", True),
    ],
)
def test_the_table_says_what_the_house_says(module: str, imported: str, allowed: bool) -> None:
    assert is_allowed(module, imported) is allowed


def test_no_room_imports_relatively() -> None:
    trees = ((path, ast.parse(path.read_text(encoding="utf-8"))) for path in FILES)
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not found


def test_commit_stands_in_one_file_only() -> None:
    """`engine.begin()` and `connection.commit()` of the migrations are not the session's."""
    committing = {
        module_name(path)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    }
    assert committing <= {"portfolio.web", "portfolio.persistence.session"} and len(committing) <= 1, committing
