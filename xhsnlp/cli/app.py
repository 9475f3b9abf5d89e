"""`xhsnlp`: the commands, and how what goes wrong is told.

Exit status: see `EXIT_STATUS`. A reader of the output that goes away (`| head`) is no error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from xhsnlp.about import SCHEMA_VERSION, __version__
from xhsnlp.cli.console import complain, drop_output, use_utf8
from xhsnlp.cli.digest import digest
from xhsnlp.cli.evaluate import evaluate
from xhsnlp.cli.explain import explain
from xhsnlp.cli.export import export
from xhsnlp.cli.extract import extract
from xhsnlp.cli.models import models
from xhsnlp.cli.query import query
from xhsnlp.cli.report import report
from xhsnlp.cli.schema import schema
from xhsnlp.cli.train import train
from xhsnlp.errors import XhsnlpError, error

#: Status, and when the command ends with it.
EXIT_STATUS = {
    0: "done",
    1: "some files or lines of several could not be used, the rest is done",
    2: "bad input or usage",
    3: "a bug of xhsnlp",
    130: "interrupted",
}

#: The variable by which a shell asks for completion (typer's `--install-completion` writes the script that sets it).
COMPLETION = "_XHSNLP_COMPLETE"
#: The usage errors of the parser that typer is built on (click, or its own copy of it).
_ParserError: type[Exception] = typer.BadParameter.__mro__[2]  # type: ignore[assignment]

app = typer.Typer(
    help="Chinese business articles to grounded, structured claims: who said or did what, when, how much.",
    epilog=f"Exit status: {'; '.join(f'{status} {meaning}' for status, meaning in EXIT_STATUS.items())}.",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
app.command()(extract)
app.command()(digest)
app.command()(report)
app.command()(export)
app.command()(query)
app.command()(explain)
app.command()(schema)
app.command()(models)
app.command()(evaluate)
app.command()(train)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"xhsnlp {__version__} (schema {SCHEMA_VERSION})")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line.

    Args:
        arguments: what stands after `xhsnlp`; those of the process where None is given.

    Returns:
        the exit status.
    """
    use_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = _run(given or ["--help"])
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
        return 0
    except (KeyboardInterrupt, typer.Abort):
        complain("interrupted")
        return 130
    except XhsnlpError as problem:
        complain(str(problem))
        return 2
    except OSError as problem:
        return _failed(problem)
    except Exception as problem:
        if os.environ.get("XHSNLP_TRACEBACK"):
            raise
        return _unforeseen(problem, f"xhsnlp {given[0] if given else ''}")
    return status


def _failed(problem: OSError) -> int:
    """A file that cannot be opened is named by the error; where writing fails (a full disk), no file is."""
    why = problem.strerror or str(problem)
    if problem.filename is not None:
        complain(str(error("E113", where=problem.filename, why=why)))
    else:
        drop_output()
        complain(str(error("E207", path="the output", why=why)))
    return 2


def _unforeseen(problem: Exception, where: str) -> int:
    if isinstance(problem, MemoryError):
        complain(str(error("E121", where=where)))
        return 2
    complain(str(error("E199", where=where, why=f"{type(problem).__name__}: {problem}")))
    return 3


def _run(arguments: list[str]) -> int:
    command = get_command(app)
    try:
        if COMPLETION in os.environ:  # a shell asks how a word could go on
            command.main(prog_name="xhsnlp")
        with command.make_context("xhsnlp", arguments) as context:
            command.invoke(context)
    except typer.Exit as leave:
        return leave.exit_code
    except SystemExit as leave:  # how typer ends what completion asks
        return leave.code if isinstance(leave.code, int) else 0
    except _ParserError as problem:
        where = getattr(getattr(problem, "ctx", None), "command_path", "xhsnlp")
        message = problem.format_message()  # type: ignore[attr-defined]
        complain(f"{message}{'' if message[-1:] in '.?' else '.'} See `{where} --help`.")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
