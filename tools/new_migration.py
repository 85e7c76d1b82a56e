"""Write the next migration from what the models have and the newest lacks: `new_migration.py MESSAGE [REVISION]`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command

from portfolio.persistence.migration import FOLDER, configuration, upgrade
from portfolio.persistence.session import make_engine


def main() -> None:
    """Upgrade an empty database, compare, write, format. Read the file before you commit it."""
    message = sys.argv[1]
    number = sys.argv[2] if len(sys.argv) > 2 else f"{len(list((FOLDER / 'versions').glob('*.py'))) + 1:04d}"
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'empty.sqlite3'}")
        upgrade(engine)
        with engine.connect() as connection:
            command.revision(configuration(connection), message, autogenerate=True, rev_id=number)
        engine.dispose()
    for file in (FOLDER / "versions").glob(f"{number}_*.py"):
        file.write_text("".join(line for line in file.open() if "Alembic" not in line or "###" not in line))
    ruff = str(Path(sys.executable).with_name("ruff"))
    subprocess.run([ruff, "check", "-q", "--fix", "--select", "I,UP,E,W", FOLDER / "versions"], check=False)
    subprocess.run([ruff, "format", "-q", FOLDER / "versions"], check=False)


if __name__ == "__main__":
    main()
