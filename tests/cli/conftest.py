"""Running the command line inside the test process."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.conftest import ARTICLE
from xhsnlp.cli.app import main

GOOD = "2024年3月12日,云雀优选在杭州举办合作伙伴大会。平台商家数量增加了3倍,达到20万家。\n"


@pytest.fixture
def run(capsys):
    """Call with the arguments of a command line; gives status, out, err."""

    def call(*arguments):
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return SimpleNamespace(status=status, out=captured.out, err=captured.err)

    return call


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    """Two good articles and an empty one."""
    path = tmp_path / "articles"
    path.mkdir()
    (path / "a.txt").write_text(ARTICLE, "utf-8")
    (path / "b.txt").write_text(" \n", "utf-8")
    (path / "c.txt").write_text(GOOD, "utf-8")
    return path
