"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xhsnlp.errors import error
from xhsnlp.settings import Settings

#: Standard input, where a command takes paths.
STDIN = Path("-")

Pipeline = Annotated[str, typer.Option("--pipeline", metavar="NAME", help="Name of the pipeline.")]
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
    ),
]
Out = Annotated[
    Path | None, typer.Option("-o", "--out", metavar="FILE", help="Write to a file.", show_default=False)
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
