"""The command line: one JSON answer on standard output and nothing else there; what went wrong on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from optimizer.stdout import answer_only, print_answer

NAME = "remit-optimizer"
DONE, WRONG, NO_SOLVER, INTERNAL, INTERRUPTED = 0, 2, 3, 4, 130


EPILOG = """\b
Examples:
  remit-optimizer solve problem.json
      the best portfolio, its proof and what is left over
  remit-optimizer solve problem.json --fix erp=full --drop crm
      the best one that takes this option and leaves that out
  remit-optimizer frontier problem.json --resource "capex 2027" --points 10
      what ten budgets from nothing to everything would buy
  remit-optimizer core problem.json --weights-set set.json
      what is in, out and open over all weights of a set
  remit-optimizer schema
      the JSON Schema of files and answers
"""


class _Decimal(click.ParamType[Decimal]):
    """A number as it is written, without the detour over a binary one."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            return value if isinstance(value, Decimal) else Decimal(value)
        except ArithmeticError:
            self.fail(f"{value!r} is not a number", param, ctx)


DECIMAL = _Decimal()
FILE = click.argument("file", type=click.Path(path_type=Path))
TIME_LIMIT = click.option("--time-limit", type=float, metavar="S", help="Seconds after which the best so far is given.")
WEIGHTS_SET = click.option(
    "--weights-set",
    type=click.Path(path_type=Path),
    required=True,
    metavar="SET.json",
    help="The weights that are open.",
)


HELP = {"help_option_names": ["-h", "--help"]}
_ASKED = {"-h", "--help", "--version"}


@click.group(context_settings=HELP, epilog=EPILOG)
@click.version_option(package_name="remit", prog_name=NAME)
def commands() -> None:
    """Choose a portfolio under budgets and rules.

    FILE is a problem in JSON; `schema` prints its form, and `remit export --to FILE.json` writes one. The answer is one
    JSON object on standard output; all else goes to standard error. Exit status: 0 an answer, also that nothing is
    possible; 2 a wrong file or wrong use; 3 no solver; 4 a failure of ours; 130 interrupted.
    """


@commands.command(
    short_help="The best portfolio, or why there is none.",
    help="The best portfolio, checked exactly; when none is possible, why, and what would help.",
)
@FILE
@TIME_LIMIT
@click.option("--gap", type=float, default=0.0, help="Be content this far (relative) from the best possible value.")
@click.option("--ties", is_flag=True, help="Count other portfolios that are as good.")
@click.option("--fix", multiple=True, metavar="ID=OPTION", help="Give an initiative this option, or status_quo.")
@click.option("--drop", multiple=True, metavar="ID", help="Leave an initiative out.")
@click.option("--weights", type=click.Path(path_type=Path), metavar="W.json", help="Weights instead of the file's.")
def solve(
    file: Path,
    time_limit: float | None,
    gap: float,
    ties: bool,
    fix: tuple[str, ...],
    drop: tuple[str, ...],
    weights: Path | None,
) -> Any:
    from optimizer.files.reading_weights import read_weights
    from optimizer.problem import read_problem
    from optimizer.settings import SolveSettings
    from optimizer.solving.best import solve as solved

    problem = read_problem(file)
    settings = SolveSettings(
        time_limit=time_limit, gap=gap, ties=ties, fix=_pairs(fix), drop=drop,
        weights=None if weights is None else read_weights(weights),
    )  # fmt: skip
    return solved(problem, settings).to_dict()


@commands.command(
    short_help="The best ones in order.", help="The best portfolios in order, each different from those before."
)
@FILE
@TIME_LIMIT
@click.option("--count", type=int, required=True, metavar="K", help="How many.")
@click.option("--within", type=float, metavar="G", help="Only those within this gap (relative) of the best.")
def alternatives(file: Path, time_limit: float | None, count: int, within: float | None) -> Any:
    from optimizer.problem import read_problem
    from optimizer.settings import SolveSettings
    from optimizer.solving.listing import alternatives as listed

    return listed(read_problem(file), count, within, SolveSettings(time_limit=time_limit)).to_dict()


@commands.command(
    short_help="What each budget buys.",
    help="What each budget buys: value against the total use of the named resources, their limits lifted.",
)
@FILE
@TIME_LIMIT
@click.option("--resource", "resources", multiple=True, required=True, metavar="NAME", help="Repeat for several.")
@click.option("--from", "start", type=DECIMAL, metavar="X", help="Only points from this use on.")
@click.option("--to", "end", type=DECIMAL, metavar="Y", help="Only points up to this use.")
@click.option("--points", type=int, metavar="N", help="Only what N budgets in equal steps buy.")
def frontier(
    file: Path,
    time_limit: float | None,
    resources: tuple[str, ...],
    start: Decimal | None,
    end: Decimal | None,
    points: int | None,
) -> Any:
    from optimizer.problem import read_problem
    from optimizer.settings import SolveSettings
    from optimizer.solving.frontiers import frontier as walked

    settings = SolveSettings(time_limit=time_limit)
    return walked(read_problem(file), resources, start, end, points, settings).to_dict()


@commands.command(
    short_help="Reasons, gaps, prices, next steps.",
    help="Why the best portfolio is as it is: who is in for what, who is out by how much, what would help.",
)
@FILE
@TIME_LIMIT
def explain(file: Path, time_limit: float | None) -> Any:
    from optimizer.explaining.whole import explain as explained
    from optimizer.problem import read_problem
    from optimizer.settings import SolveSettings

    return explained(read_problem(file), SolveSettings(time_limit=time_limit)).to_dict()


@commands.command(
    short_help="What is in or out whatever the weights.",
    help="What every optimal portfolio funds and what none does, whatever the weights of a set; proven.",
)
@FILE
@TIME_LIMIT
@WEIGHTS_SET
def core(file: Path, time_limit: float | None, weights_set: Path) -> Any:
    from optimizer.problem import read_problem
    from optimizer.settings import SolveSettings
    from optimizer.weighing.agreeing import core as agreed

    return agreed(read_problem(file), weights_set, SolveSettings(time_limit=time_limit)).to_dict()


@commands.command(
    short_help="Every portfolio that none beats.",
    help="Every portfolio that no other beats at all weights of a set, and how often each initiative is in.",
)
@FILE
@TIME_LIMIT
@WEIGHTS_SET
def nondominated(file: Path, time_limit: float | None, weights_set: Path) -> Any:
    from optimizer.problem import read_problem
    from optimizer.settings import SolveSettings
    from optimizer.weighing.robust import nondominated as robust

    return robust(read_problem(file), weights_set, SolveSettings(time_limit=time_limit)).to_dict()


@commands.command(
    short_help="The form of files and answers.", help="The JSON Schema of the problem file and of every answer."
)
def schema() -> Any:
    from optimizer.files.schema import schemas

    return schemas()


def _pairs(fixes: tuple[str, ...]) -> dict[str, str]:
    for text in fixes:
        if "=" not in text:
            raise click.BadParameter(f"{text!r} is not of the form ID=OPTION", param_hint="--fix")
    pairs = [(id, option) for id, _, option in (text.partition("=") for text in fixes)]
    for id, option in pairs:
        if any(other != option for same, other in pairs if same == id):
            raise click.BadParameter(f"{id!r} is given two options; name one", param_hint="--fix")
    return dict(pairs)


def main(arguments: list[str] | None = None) -> None:
    """Runs one command and exits: 0 answered, 2 wrong file or use, 3 no solver, 4 our failure, 130 interrupted."""
    sys.exit(_status(lambda: _run(arguments)))


def _run(arguments: list[str] | None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments or _ASKED & set(arguments):
        commands.main(arguments, prog_name=NAME, standalone_mode=False)
        return DONE
    with answer_only() as channel:
        answer = commands.main(arguments, prog_name=NAME, standalone_mode=False)
    print_answer(answer, channel)
    return DONE


def _status(run: Callable[[], int]) -> int:
    from optimizer.faults import NoSolver, ProblemFaults

    try:
        return run()
    except click.ClickException as wrong:
        wrong.show(sys.stderr)
        return WRONG
    except ProblemFaults as wrong:
        print(wrong, file=sys.stderr)
        return WRONG
    except OSError as wrong:
        print(f"{wrong.filename or 'the file'}: cannot be read: {wrong.strerror or wrong}", file=sys.stderr)
        return WRONG
    except NoSolver as missing:
        print(missing, file=sys.stderr)
        return NO_SOLVER
    except (KeyboardInterrupt, click.Abort):
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except Exception:
        import traceback

        traceback.print_exc()
        return INTERNAL
