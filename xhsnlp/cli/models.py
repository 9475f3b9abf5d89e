"""`xhsnlp models`: the models that come with the package."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from xhsnlp.cli.console import complain, output_console
from xhsnlp.cli.options import complete_pipeline
from xhsnlp.errors import error

if TYPE_CHECKING:
    from xhsnlp.resources import ModelFile


def models(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="PIPELINE",
            help="List the files of one pipeline.",
            show_default=False,
            autocompletion=complete_pipeline,
        ),
    ] = None,
    card: Annotated[
        bool,
        typer.Option("--card", help="Print the model card: data and its terms, scores, files (Markdown)."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show which models are shipped, and whether every file is the one its manifest names.

    Each file is read and its sha256 compared; the exit status is 2 where one is missing, changed, or not listed.

    Examples:

    xhsnlp models

    xhsnlp models fast --card
    """
    from xhsnlp.pipeline import PIPELINES
    from xhsnlp.resources import check_models, models_dir

    if name is not None and name not in PIPELINES:
        raise error("E205", name=name, known=", ".join(PIPELINES))
    names = (name,) if name else PIPELINES
    if card:
        for each in names:
            typer.echo((models_dir() / each / "README.md").read_text("utf-8"))
        return
    found = {each: check_models(each) for each in names}
    if as_json:
        data = {each: [file.to_dict() for file in files] for each, files in found.items()}
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif name:
        _print_files(found[name])
    else:
        _print_pipelines(found)
    bad = [(each, file) for each, files in found.items() for file in files if file.state != "ok"]
    for each, file in bad:
        complain(f"{each}/{file.path}: {file.state}. Reinstall xhsnlp.")
    if bad:
        raise typer.Exit(2)


def _print_pipelines(found: dict[str, list[ModelFile]]) -> None:
    from rich import box
    from rich.table import Table

    from xhsnlp.about import DEFAULT_PIPELINE

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("pipeline", "files", "bytes", "sha256"):
        table.add_column(column, justify="right" if column in {"files", "bytes"} else "left")
    for name, files in found.items():
        states = Counter(file.state for file in files)
        told = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
        default = " (default)" if name == DEFAULT_PIPELINE else ""
        table.add_row(name + default, str(len(files)), f"{sum(file.size for file in files):,}", told)
    output_console().print(table)


def _print_files(files: list[ModelFile]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("file", overflow="fold")
    table.add_column("bytes", justify="right")
    table.add_column("sha256", overflow="fold")
    table.add_column("state")
    for file in files:
        table.add_row(file.path, f"{file.size:,}", file.sha256 or "–", file.state)
    output_console().print(table)
