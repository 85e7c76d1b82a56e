"""`remit import`: the import of the pages for scripts, with the same services and the same messages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portfolio.commands import Installation, Refusal, installation

if TYPE_CHECKING:
    from portfolio.imports.choices import Choices
    from portfolio.imports.values import RawFile
    from portfolio.services.imports import Preview

_LISTED = 40
_MANY = 2000
_PARTS = 3

EPILOG = """\b
Examples:
  remit import candidates.xlsx --round fy2027 --dry-run
      what every row would do; nothing is written
  remit import projects.csv --round fy2027 --total-to "capex 2027"
      one total a row, all of it into one year and kind
  remit import projects.csv --round fy2027 --spread "capex 2027=60, capex 2028=25, opex 2028=15"
      the same total in parts that sum to it exactly
  remit import projects.csv --round fy2027 --map title="Project name" --map note=Agency
      say what a column is when its name does not
  remit import ratings.csv --round fy2027 --word "probability:High=0.8" --word "probability:Low=0.4"
      say what words stand for; unnamed ones stay empty
  remit import scores.csv --round fy2027
      scores of initiatives that are there, by key or title, in columns such as “score CUS”
  remit import my-round/
      a new round from a folder of CSV files with a sheet round.csv
  remit import register.xlsx --new-round fy2027 --currency EUR --first-year 2027 --last-year 2029
      a new round from any list
"""


@click.command(epilog=EPILOG)
@click.argument("path", metavar="FILE|FOLDER", type=click.Path(exists=True, path_type=Path))
@click.option("--round", "round_key", metavar="KEY", help="The round that the rows go into.")
@click.option("--new-round", metavar="KEY", help="Make a round of this key first (or let the sheet “round” say it).")
@click.option("--name", help="Of a new round: its name.")
@click.option("--currency", metavar="CODE", help="Of a new round: the currency of all amounts, as EUR.")
@click.option("--first-year", type=int, help="Of a new round: its first fiscal year.")
@click.option("--last-year", type=int, help="Of a new round: its last fiscal year.")
@click.option(
    "--money-unit",
    type=click.Choice(["1", "1000", "1000000"]),
    help="Of a new round: what its pages show amounts in; 1000 unless told.",
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="What a column becomes: a field (title, key, total, “capex 2027”, “score CUS”), note or ignore.",
)
@click.option("--total-to", metavar="PLACE", help="Where a single total goes, as “capex 2027”.")
@click.option(
    "--spread", metavar="SHARES", help="Where a single total goes in parts, as “capex 2027=60, opex 2028=40”."
)
@click.option("--word", "words", multiple=True, metavar="FIELD:WORD=VALUE", help="What a word in a column stands for.")
@click.option(
    "--unit", "units", multiple=True, metavar="FIELD=NUMBER", help="What 1 stands for in a column: 1, 1000, 1000000."
)
@click.option("--decimal", type=click.Choice([".", ","]), help="The decimal sign, where it is found wrongly.")
@click.option("--encoding", help="The encoding of a text file, where it is found wrongly.")
@click.option("--delimiter", help="The sign between columns, where it is found wrongly; “tab” for a tab.")
@click.option(
    "--sheet",
    "sheets",
    multiple=True,
    metavar="NAME=KIND",
    help="What a sheet holds: initiatives, options, rules, … or ignore.",
)
@click.option("--header-line", type=int, help="The line that holds the names of the columns.")
@click.option(
    "--blank-clears", is_flag=True, help="An empty cell empties the field; otherwise it leaves what is there."
)
@click.option(
    "--without-bad-cells",
    is_flag=True,
    help="Take a row without a cell that cannot be read; otherwise the row stays out.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be done; write nothing.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the outcome as JSON, every row with its changes and faults."
)
def command(
    path: Path, round_key: str | None, new_round: str | None, dry_run: bool, as_json: bool, **given: Any
) -> None:
    """Import FILE (CSV, XLSX, XLS, ODS, zip) or a FOLDER of CSV files into a round.

    Every row is new, changed, same or faulty. Faulty rows stay out and are named by line and column; the others are
    written all or nothing. Importing again updates by key and never doubles. Exit code 0: done. 1: refused, or nothing
    but faulty rows. 2: wrong use.
    """
    from portfolio.services.import_options import BadOption, read_options

    if round_key and new_round:
        raise click.UsageError("Give either --round or --new-round, not both.")
    try:
        options = read_options(given)
    except BadOption as bad:
        raise click.UsageError(str(bad)) from bad
    with installation() as here:
        fields = {"key": new_round, "name": given["name"] or new_round, "currency": given["currency"],
                  "first_year": given["first_year"], "last_year": given["last_year"],
                  "money_unit": int(given["money_unit"] or 0)}  # fmt: skip
        file = _read(path, options.choices)
        _run(here, file, round_key, {k: v for k, v in fields.items() if v}, options, dry_run, as_json)


def _read(path: Path, choices: Choices) -> RawFile:
    from portfolio.imports.files import read_file, read_folder
    from portfolio.imports.limits import MAX_BYTES

    if path.is_dir():
        return read_folder(path, choices.encoding)
    if path.stat().st_size > MAX_BYTES:
        raise Refusal(f"The file has {path.stat().st_size / 2**20:.0f} MB; at most {MAX_BYTES // 2**20} MB are read.")
    return read_file(path.name, path.read_bytes(), choices.encoding, choices.delimiter)


def _run(
    here: Installation,
    file: RawFile,
    round_key: str | None,
    fields: dict[str, Any],
    options: Any,
    dry: bool,
    as_json: bool,
) -> None:
    from portfolio.domain.errors import RemitError
    from portfolio.persistence.session import transaction
    from portfolio.services.import_options import Undone, import_file

    try:
        with transaction(here.session) as session, _progress(file, as_json) as step:
            preview, applied = import_file(session, here.actor, file, round_key, fields, options, step)
            if dry:
                raise Undone(preview, applied)
    except Undone as undone:
        preview, applied = undone.preview, undone.applied
    except RemitError as refused:
        if as_json:
            click.echo(json.dumps({"ok": False, "error": refused.message}, ensure_ascii=False, indent=2))
        raise Refusal(refused.message) from refused
    _tell(preview, applied, dry, as_json)
    if preview.rows and applied is None and preview.faults:
        raise Refusal("Nothing was imported.")


@contextmanager
def _progress(file: RawFile, as_json: bool) -> Iterator[Callable[[str], None]]:
    """A bar of the parts of the work for large files, on standard error and only where somebody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    rows = sum(len(sheet.rows) for sheet in file.sheets)
    if rows < _MANY or as_json or not console.is_terminal:
        yield lambda _name: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(f"Reading {rows:,} rows", total=_PARTS + 1)

        def step(name: str) -> None:
            bar.update(task, advance=1, description=f"{name}: {rows:,} rows")

        yield step


def _tell(preview: Preview, applied: Any, dry: bool, as_json: bool) -> None:
    from portfolio.services.import_words import applied_sentence, hints
    from portfolio.services.import_words import as_json as words_json

    if as_json:
        click.echo(json.dumps(words_json(preview, applied, dry), ensure_ascii=False, indent=2))
        return
    for problem in preview.faults[:_LISTED]:
        click.echo(str(problem), err=True)
    if len(preview.faults) > _LISTED:
        click.echo(f"and {len(preview.faults) - _LISTED:,} more faults (--json lists all)", err=True)
    for line in _readings(preview):
        click.echo(line)
    counts = ", ".join(f"{count:,} {kind.value}" for kind, count in preview.counts.items())
    click.echo(f"Rows: {counts}.")
    if dry:
        click.echo("Nothing was written (--dry-run).")
    elif applied is not None:
        click.echo(f"{applied_sentence(applied)} Round: {applied.round_key}.")
    else:
        click.echo("Nothing to import: every row is in the round as it stands in the file.")
    for hint in hints(preview):
        click.echo(hint, err=True)


def _readings(preview: Preview) -> list[str]:
    from portfolio.services.import_words import reading_lines

    return reading_lines(preview)
