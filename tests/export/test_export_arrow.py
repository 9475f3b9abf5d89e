"""Arrow, Parquet, data frames."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import ROOT
from xhsnlp.claims.claim import Relation, RelationType
from xhsnlp.errors import InputError, MissingExtraError, SettingsError
from xhsnlp.export import COLUMNS, to_arrow, to_pandas, to_polars, to_rows, write_arrow, write_parquet
from xhsnlp.export import arrow as arrow_module
from xhsnlp.export.rows import DIGEST_TABLES, TABLES
from xhsnlp.spans import Span
from xhsnlp.themes.digest import digest


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_its_columns_and_the_cells_of_its_rows(extraction, table):
    made = to_arrow(extraction, table)
    assert tuple(made.column_names) == tuple(TABLES[table].columns)
    plain = [
        {key: cell.isoformat() if isinstance(cell, date) else cell for key, cell in row.items()}
        for row in made.to_pylist()
    ]
    assert plain == to_rows(extraction, table)
    assert plain or table == "claim_relations"


@pytest.mark.parametrize("table", [*TABLES.values(), *DIGEST_TABLES.values()], ids=lambda table: table.name)
def test_the_docs_name_every_column(table):
    text = (ROOT / "docs" / "exports.md").read_text("utf-8")
    section = text.split(f"**`{table.name}`**", 1)[1].split("**`", 1)[0].split("\n## ", 1)[0]
    assert [name for name in table.columns if f"`{name}`" not in section] == []


def test_columns_are_typed_and_dates_are_dates(extraction):
    made = to_arrow(extraction)
    assert str(made.schema.field("published").type) == "date32[day]"
    assert str(made.schema.field("confidence").type) == "double"
    assert made.column("time_from").to_pylist() == [date(2023, 1, 1), None, None]


def test_a_figure_names_the_claim_it_belongs_to(extraction):
    first, second = to_rows(extraction, "figures")
    assert first["claim"] == extraction.claims[0].id and second["claim"] == extraction.claims[1].id
    assert (second["value"], second["low"], second["high"]) == (None, 2e7, 3e7)


def test_a_figure_without_a_claim_is_kept(extraction):
    rows = to_rows(replace(extraction, claims=()), "figures")
    assert [row["claim"] for row in rows] == [None, None]


def test_several_extractions_come_as_a_generator(extraction):
    assert to_arrow(part for part in [extraction, extraction]).num_rows == 6
    assert to_arrow([]).column_names == list(COLUMNS)


def test_relations_of_claims_are_a_table(extraction):
    first, second, third = extraction.claims
    relation = Relation(RelationType.CAUSE, second.id, Span("去年", 15, 17))
    claims = (replace(first, relations=(relation,)), second, third)
    (row,) = to_rows(replace(extraction, claims=claims), "claim_relations")
    assert (row["claim"], row["type"], row["target"], row["cue"]) == (first.id, "cause", second.id, "去年")


@pytest.mark.parametrize("table", DIGEST_TABLES)
def test_a_digest_has_tables_of_its_own(extraction, table):
    made = to_arrow(digest([extraction]), table)
    assert tuple(made.column_names) == tuple(DIGEST_TABLES[table].columns)


@pytest.mark.parametrize("table", ["facts", "nothing"])
def test_an_unknown_table_names_those_there_are(extraction, table):
    with pytest.raises(SettingsError, match="figures") as caught:
        to_arrow(extraction, table)
    assert caught.value.code == "E206"


def test_data_frames_hold_every_claim(extraction):
    pandas_frame, polars_frame = to_pandas(extraction), to_polars(extraction)
    assert (
        list(pandas_frame["subject"]) == polars_frame["subject"].to_list() == ["商家数量", "月活用户", "公司"]
    )
    assert str(pandas_frame["published"].dtype).startswith("datetime64")


@pytest.mark.parametrize("write", [write_parquet, write_arrow])
def test_files_read_back(tmp_path, extraction, write):
    import pyarrow.feather
    import pyarrow.parquet

    path = tmp_path / "claims"
    assert write(iter([extraction, extraction]), path, table="figures") == 4
    read = pyarrow.parquet.read_table if write is write_parquet else pyarrow.feather.read_table
    assert read(path).equals(to_arrow([extraction, extraction], "figures"))


def test_writing_goes_batch_by_batch(tmp_path, extraction, monkeypatch):
    import pyarrow.parquet

    monkeypatch.setattr(arrow_module, "BATCH", 4)
    path = tmp_path / "claims.parquet"
    write_parquet([extraction] * 5, path)
    assert pyarrow.parquet.ParquetFile(path).num_row_groups == 3


def test_a_stream_goes_to_an_open_file(extraction):
    import pyarrow

    out = io.BytesIO()
    write_arrow([extraction], out)
    assert pyarrow.ipc.open_stream(out.getvalue()).read_all().num_rows == 3


@pytest.mark.parametrize("write", [write_parquet, write_arrow])
def test_a_run_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, extraction, write):
    def results():
        yield extraction
        raise RuntimeError("stop")

    path = tmp_path / "claims"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        write(results(), path)
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("target", [".", "nowhere/claims.parquet"])
def test_a_target_that_cannot_be_written(tmp_path, extraction, target):
    with pytest.raises(SettingsError) as caught:
        write_parquet([extraction], tmp_path / target)
    assert caught.value.code == "E207"


@pytest.mark.parametrize(("slot", "value"), [("confidence", "high"), ("block", 2**70), ("theme", 3)])
def test_a_cell_of_another_type_names_article_and_column(extraction, slot, value):
    broken = replace(extraction, claims=(replace(extraction.claims[0], **{slot: value}),))
    with pytest.raises(InputError, match=f"{extraction.article.id}, {slot}") as caught:
        to_arrow([replace(extraction, claims=()), broken])
    assert caught.value.code == "E114"


def test_a_lone_surrogate_of_a_file_name_is_replaced(extraction):
    article = replace(extraction.article, source="\udcff云.txt")
    made = to_arrow([replace(extraction, article=article)], "articles")
    assert made.column("source").to_pylist() == ["\ufffd云.txt"]


@pytest.mark.parametrize(
    ("library", "call"), [("pyarrow", to_arrow), ("pandas", to_pandas), ("polars", to_polars)]
)
def test_a_missing_library_names_the_extra(extraction, monkeypatch, library, call):
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(MissingExtraError, match=r"xhsnlp\[data\]") as caught:
        call(extraction)
    assert caught.value.code == "E303" and library in str(caught.value)


def test_importing_the_exports_loads_no_data_library():
    import subprocess
    import sys

    code = (
        "import sys, xhsnlp.export; "
        "print({'pyarrow', 'pandas', 'polars', 'duckdb', 'spacy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
