"""The notebook runs from top to bottom, in this process and, where Jupyter is there, in a kernel of its own."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT

NOTEBOOK = ROOT / "docs" / "notebooks" / "start.ipynb"


@pytest.fixture(scope="module")
def cells() -> list[dict]:
    found = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


def test_cells_run_in_order(cells, result):
    namespace: dict = {}
    for cell in cells:
        exec(compile("".join(cell["source"]), NOTEBOOK.name, "exec"), namespace)


def test_outputs_are_there_and_small(cells):
    assert all(cell["outputs"] for cell in cells)
    assert all(len(json.dumps(cell["outputs"], ensure_ascii=False)) < 2000 for cell in cells)


def test_notebook_runs_in_a_kernel():
    nbclient = pytest.importorskip("nbclient", reason="not installed: nbclient, of the extra `docs`")
    nbformat = pytest.importorskip("nbformat", reason="not installed: nbformat, of the extra `docs`")
    pytest.importorskip("ipykernel", reason="not installed: ipykernel, of the extra `docs`")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    assert not any(
        output["output_type"] == "error" for cell in notebook.cells for output in cell.get("outputs", ())
    )
