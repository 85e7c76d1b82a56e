"""The command `remit`: only the group. Each file of `portfolio.commands` is one subcommand, read when asked for."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any, cast

import click

from portfolio import commands
from portfolio.domain.errors import RemitError
from portfolio.settings import SettingError


class Commands(click.Group):
    """Subcommands by the names of their modules: `import_.py` is `remit import`, its `command` what click runs."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names of all subcommands, in the order of the alphabet."""
        found = (module.name for module in pkgutil.iter_modules(commands.__path__))
        return sorted(name.rstrip("_").replace("_", "-") for name in found if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of this name, None when there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        base = cmd_name.replace("-", "_")
        files = {module.name for module in pkgutil.iter_modules(commands.__path__)}
        module = import_module(f"portfolio.commands.{base if base in files else base + '_'}")
        return cast(click.Command, module.command)

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; what the product refuses ends with its sentence and exit code 1, never with a traceback."""
        try:
            return super().invoke(ctx)
        except (RemitError, SettingError) as refused:
            raise commands.Refusal(str(refused)) from refused


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="remit", message="Remit %(version)s")
def main() -> None:
    """Choose a portfolio of initiatives together: what to fund, what to leave out, and why.

    Everything is kept in the folder named by REMIT_INSTANCE (./instance unless told), or in the database named by
    DATABASE_URL. Exit code 0: done. 1: refused, with the reasons. 2: wrong use.
    """


if __name__ == "__main__":
    main(prog_name="remit")
