"""Every Python, shell and SQL block of the README and of docs/ runs, or says why it does not."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.docs.snippets import Snippet, known_language, loose_code, pages, run, snippets

BLOCKS = [snippet for page in pages() for snippet in snippets(page)]
CODE = [block for block in BLOCKS if block.language in {"python", "pycon", "bash", "sql"}]
#: Blocks whose title is a file of the repository.
COPIES = [block for block in BLOCKS if block.title and (ROOT / block.title).is_file()]


@pytest.mark.parametrize("block", CODE, ids=lambda block: block.name)
def test_block_runs(block: Snippet, sandboxes, one_process, monkeypatch):
    if block.reason:
        pytest.skip(block.reason)
    folder, namespace = sandboxes(block.page)
    monkeypatch.chdir(folder)
    printed = run(block, folder, namespace)
    if block.output is not None:
        assert printed.split() == block.output.split()


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_blocks_of_a_page_tell_their_language(page):
    assert loose_code(page) == []
    assert [block.name for block in snippets(page) if not known_language(block)] == []


@pytest.mark.parametrize("block", COPIES, ids=lambda block: block.name)
def test_copy_of_a_file_is_the_file(block: Snippet):
    assert block.code == (ROOT / block.title).read_text("utf-8")
