"""What the pages' code finds: a folder with the files they name, made once."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

import xhsnlp
from tests.conftest import ARTICLE, ROOT
from xhsnlp.scale import batch

HTML = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>云雀优选加快下沉市场布局</title>
<meta property="article:published_time" content="2024-03-15T08:00:00+08:00"></head>
<body><nav>首页 财经 科技</nav><article><h1>云雀优选加快下沉市场布局</h1>{paragraphs}</article></body></html>
"""
#: The article of the corpus that takes the least time to read.
SHORTEST = "morning-2023"
SECOND = "2024年3月18日,云雀优选的营收为18.6亿元,同比增长24%。平台商家数量超过20万家。\n"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory, result) -> Path:
    """The files that pages name, made once."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    paragraphs = "".join(f"<p>{line}</p>" for line in ARTICLE.splitlines() if line)
    (folder / "article.html").write_text(HTML.format(paragraphs=paragraphs), "utf-8")
    for name in ("articles", "folder"):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_text(ARTICLE, "utf-8")
        (folder / name / "b.txt").write_text(SECOND, "utf-8")
    (folder / "pages").mkdir()
    shutil.copy(folder / "article.html", folder / "pages" / "a.html")
    for name in ("corpus", "gold"):
        for file in (f"articles/{SHORTEST}.txt", f"annotations/{SHORTEST}.json"):
            (folder / name / file).parent.mkdir(parents=True)
            shutil.copy(ROOT / "corpus" / file, folder / name / file)
    second = xhsnlp.extract(SECOND, published="2024-03-19")
    (folder / "claims.jsonl").write_text(f"{result.to_json()}\n{second.to_json()}\n", "utf-8")
    (folder / "digest.json").write_text(xhsnlp.digest([result, second]).to_json(), "utf-8")
    (folder / "new.jsonl").write_text(f"{second.to_json()}\n", "utf-8")
    if find_spec("duckdb"):
        xhsnlp.export.write_duckdb([result, second], folder / "claims.duckdb")
    (folder / "own.tsv").write_text(
        "门店\t开店与关店\t门店 开店 关店\n会员\t会员与复购\t会员 复购\n", "utf-8"
    )
    (folder / "words.tsv").write_text("云雀小铺\t10\tnt\n", "utf-8")
    (folder / "names.tsv").write_text("云雀优选\tORG\n云雀\tORG\t云雀优选\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def one_process():
    """Batches stay in this process: that the others give the same is tested where they are built."""
    run_many = batch.run_many
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            batch, "run_many", lambda items, make, settings, jobs: run_many(items, make, settings, 1)
        )
        yield


@pytest.fixture(scope="session")
def sandboxes(prepared, tmp_path_factory):
    """A copy of the files for each page, and the names that its Python blocks have made."""
    made: dict[str, tuple[Path, dict]] = {}

    def of(page: str) -> tuple[Path, dict]:
        if page not in made:
            folder = tmp_path_factory.mktemp("page") / "files"
            shutil.copytree(prepared, folder)
            made[page] = folder, {"__name__": "__main__"}
        return made[page]

    return of
