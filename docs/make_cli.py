"""Make `cli.md`, the page of the command line, from the commands themselves: `python docs/make_cli.py`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, get_args

from typer.models import ArgumentInfo
from typer.utils import get_params_from_function

from xhsnlp.cli.app import EXIT_STATUS, app

PAGE = Path(__file__).parent / "cli.md"

_INTRODUCTION = """# Command line

<!-- Made by `python docs/make_cli.py` from the commands; change those. -->

Each command has `--help`. Results go to standard output, all else (progress, warnings, errors) to standard error; a
progress bar is only shown at a terminal. `-` stands for standard input where a command reads, and for
standard output where it writes. Output is UTF-8 on every system. Colors are left out where `NO_COLOR` is set.

`xhsnlp --install-completion` teaches your shell (bash, zsh, fish, PowerShell) to complete commands, options, names of
pipelines and keys of settings; `xhsnlp --show-completion` prints the script. `xhsnlp --version` prints the version.

## Exit status

| status | meaning |
|---|---|
{status}

An error is one line on standard error with a [code](errors.md), never a traceback; with `XHSNLP_TRACEBACK=1` in the environment a
bug (status 3) shows it. A reader that goes away (`xhsnlp … | head`) is no error. After an interruption (Ctrl-C) what was
written stays where it is written line by line (`extract -o claims.jsonl`, go on with `--resume`); a file that is written as a
whole (Parquet, Arrow, DuckDB, spaCy) is left as it was before.
"""

#: How the block of a command's examples begins where it cannot be run by the test of the pages.
_FENCES = {
    "explain": '```bash title="not tested: your claims have other ids"',
    "train": '```bash title="not tested: needs the data folder"',
}


def page() -> str:
    """The page, as Markdown."""
    status = "\n".join(f"| {number} | {meaning} |" for number, meaning in EXIT_STATUS.items())
    commands = [command.callback for command in app.registered_commands if command.callback]
    return "\n".join([_INTRODUCTION.format(status=status), *map(_section, commands)])


@dataclass
class Parameter:
    """An argument or option. Attributes: names, as written (`-o, --out FILE`); help; argument: whether it is one."""

    names: str
    help: str
    argument: bool


def _section(command: Callable[..., Any]) -> str:
    text, _, examples = re.split(r"(Examples?:)", inspect.getdoc(command) or "", maxsplit=1)
    parameters = _parameters(command)
    usage = [f"xhsnlp {command.__name__} [OPTIONS]", *(each.names for each in parameters if each.argument)]
    lines = [f"## xhsnlp {command.__name__}", "", "```text", " ".join(usage), "```", "", text.strip(), ""]
    lines += [
        f"- `{each.names}`: {each.help}" for each in sorted(parameters, key=lambda each: not each.argument)
    ]
    lines += [
        "",
        _FENCES.get(command.__name__, "```bash"),
        *filter(None, map(str.strip, examples.splitlines())),
        "```",
        "",
    ]
    return "\n".join(lines)


def _parameters(command: Callable[..., Any]) -> list[Parameter]:
    found = []
    for name, parameter in get_params_from_function(command).items():
        info = parameter.default
        is_argument = isinstance(info, ArgumentInfo)
        names = ", ".join(info.param_decls or [f"--{name.replace('_', '-')}"])
        metavar = info.metavar or _metavar(parameter.annotation)
        if is_argument and info.default is not ...:
            metavar = f"[{metavar}]"
        shown = metavar if is_argument else f"{names} {metavar}".strip()
        found.append(Parameter(shown, info.help + _default(info, names), is_argument))
    return found


def _metavar(kind: Any) -> str:
    """What follows an option: the values of a closed set, a number, or nothing for a switch."""
    kinds = [each for each in get_args(kind) or (kind,) if each is not type(None)]
    if issubclass(kinds[0], Enum):
        return "|".join(member.value for member in kinds[0])
    return {bool: "", int: "N"}.get(kinds[0], kinds[0].__name__.upper())


def _default(info: Any, names: str) -> str:
    value = getattr(info.default, "value", info.default)
    if isinstance(info, ArgumentInfo) or not info.show_default or value in (None, False, ...):
        return ""
    return f" (default: {names.partition('/')[0] if value is True else value})"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
