"""`xhsnlp evaluate`: how good the pipeline is on a gold standard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from xhsnlp.about import DEFAULT_PIPELINE
from xhsnlp.cli.console import track
from xhsnlp.cli.options import Pipeline, SettingsFile, Values, read_settings


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD_DIR", help="Holds articles/ and annotations/ (or resolved/).", show_default=False
        ),
    ],
    worst: Annotated[
        int, typer.Option("--worst", min=0, help="Also list the N articles that went worst.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with a row for each article.")] = False,
    intervals: Annotated[
        bool,
        typer.Option("--intervals", help="Add a 95 % interval to each figure (bootstrap over articles)."),
    ] = False,
    pipeline: Pipeline = DEFAULT_PIPELINE,
    settings: SettingsFile = None,
    values: Values = None,
) -> None:
    """Run the pipeline over a gold standard and print the measures.

    Example: xhsnlp evaluate corpus --worst 3
    """
    from xhsnlp.evaluation.evaluate import evaluate as run_over
    from xhsnlp.evaluation.gold import read_gold
    from xhsnlp.pipeline import load

    chosen = read_settings(settings, values)
    articles = read_gold(gold)
    report = run_over(track(articles, "evaluating", total=len(articles)), load(pipeline, chosen))
    bounds = report.intervals() if intervals else {}
    if as_json:
        data = report.to_dict()
        if intervals:
            data["intervals"] = {name: list(pair) for name, pair in bounds.items()}
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    typer.echo(report.to_text(worst=worst, bounds=bounds))
