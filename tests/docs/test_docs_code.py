"""Every Python and shell block of the README and of docs/ runs, or says why it does not."""

from __future__ import annotations

import pytest

from tests.docs.snippets import Snippet, known_language, loose_code, pages, run, snippets

BLOCKS = [snippet for page in pages() for snippet in snippets(page)]
CODE = [block for block in BLOCKS if block.language in {"python", "pycon", "bash"}]


@pytest.mark.parametrize("block", CODE, ids=lambda block: block.name)
def test_block_runs(block: Snippet, sandboxes, one_process, whole_pipelines, monkeypatch):
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
