"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xhsnlp.errors import error
from xhsnlp.settings import Settings, known_keys

#: Standard input, where a command takes paths.
STDIN = Path("-")


def complete_pipeline(incomplete: str) -> list[str]:
    """Names of pipelines, for the shell."""
    from xhsnlp.pipeline import PIPELINES

    return [name for name in PIPELINES if name.startswith(incomplete)]


def complete_key(incomplete: str) -> list[str]:
    """Keys of settings, for the shell."""
    return [f"{key}=" for key in known_keys() if key.startswith(incomplete)]


Pipeline = Annotated[
    str,
    typer.Option(
        "--pipeline",
        metavar="NAME",
        help="Name of the pipeline: accurate or fast.",
        autocompletion=complete_pipeline,
    ),
]
SettingsFile = Annotated[
    Path | None,
    typer.Option("--settings", metavar="FILE", help="A TOML file of settings.", show_default=False),
]
Values = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Change one setting, for example entities.user_lexicon=names.tsv; may be repeated.",
        show_default=False,
        autocompletion=complete_key,
    ),
]
Out = Annotated[
    Path | None, typer.Option("-o", "--out", metavar="FILE", help="Write to a file.", show_default=False)
]

ClaimsSources = Annotated[
    list[Path],
    typer.Argument(
        metavar="CLAIMS.jsonl…",
        help="Written by `xhsnlp extract -o` (.jsonl or .json); - is standard input.",
        show_default=False,
    ),
]
SkipBad = Annotated[
    bool,
    typer.Option(
        "--skip-bad",
        help="Report a line that is no extraction and go on, with exit status 1; without it the first one ends the command.",
    ),
]


def read_settings(file: Path | None, values: list[str] | None) -> Settings:
    """Settings of a file, if one is given, with single values over them.

    Raises:
        SettingsError: unreadable file (E204), unknown key (E202), impossible value (E203, E206).
    """
    settings = Settings.load(file) if file else Settings()
    pairs = {}
    for value in values or ():
        key, equals, content = value.partition("=")
        if not equals:
            raise error("E206", what="--set", wanted="KEY=VALUE", value=value)
        pairs[key.strip()] = content.strip()
    return settings.with_values(pairs)
