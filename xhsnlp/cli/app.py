"""`xhsnlp`: the commands, and how what goes wrong is told.

Exit status: 0 done; 1 some files of a batch failed, the rest is done; 2 bad input or usage, in one line on
standard error; 130 interrupted. A reader of the output that goes away (`| head`) is no error.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from xhsnlp.about import SCHEMA_VERSION, __version__
from xhsnlp.cli.console import complain, drop_output, use_utf8
from xhsnlp.cli.digest import digest
from xhsnlp.cli.evaluate import evaluate
from xhsnlp.cli.extract import extract
from xhsnlp.cli.schema import schema
from xhsnlp.errors import XhsnlpError

#: The usage errors of the parser that typer is built on (click, or its own copy of it).
_ParserError: type[Exception] = typer.BadParameter.__mro__[2]  # type: ignore[assignment]

app = typer.Typer(
    help="Chinese business articles to grounded, structured claims: who said or did what, when, how much.",
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(extract)
app.command()(digest)
app.command()(schema)
app.command()(evaluate)


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
    return status


def _run(arguments: list[str]) -> int:
    command = get_command(app)
    try:
        with command.make_context("xhsnlp", arguments) as context:
            command.invoke(context)
    except typer.Exit as leave:
        return leave.exit_code
    except _ParserError as problem:
        where = getattr(getattr(problem, "ctx", None), "command_path", "xhsnlp")
        message = problem.format_message()  # type: ignore[attr-defined]
        complain(f"{message}{'' if message[-1:] in '.?' else '.'} See `{where} --help`.")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
