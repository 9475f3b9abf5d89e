"""Paths, texts and bytes become articles; bad input becomes coded errors."""

from __future__ import annotations

import json
import sys

import pytest

from xhsnlp.article import Article, Failure, read, read_many
from xhsnlp.errors import InputError, MissingExtraError, SettingsError
from xhsnlp.settings import ArticleSettings

TEXT = "云雀优选加快布局\n\n2024年3月12日,云雀优选在杭州举办合作伙伴大会,宣布今年开设30家门店。\n"
PAGE = """<!DOCTYPE html><html><head><title>云雀优选加快布局</title>
<meta property="og:title" content="云雀优选加快布局">
<meta property="article:published_time" content="2024-03-12T08:00:00+08:00">
</head><body><nav><a href="/">首页</a></nav><article><h1>云雀优选加快布局</h1>
<p>云雀优选在杭州举办合作伙伴大会，宣布今年将投入三亿元扶持中小商家，并在五个城市开设新的仓库。</p>
<p>财报显示，2023年公司营收为18.6亿元，同比增长24%；净利润1.2亿元，同比下降8%，门店总数达到三千家。</p>
</article><footer>版权所有</footer></body></html>"""


def code_of(call, *args, **values):
    with pytest.raises((InputError, SettingsError)) as caught:
        call(*args, **values)
    assert "\n" not in str(caught.value)
    return caught.value.code


def test_a_text_is_read_as_it_is():
    article = read(TEXT)
    assert article.text == TEXT and article.published == "2024-03-12" and article.source is None


@pytest.mark.parametrize("make", [str, lambda path: path])
def test_a_path_is_read(tmp_path, make):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    article = read(make(path))
    assert article.text == TEXT and article.source == str(path)


def test_bytes_are_decoded():
    assert read(b"\xef\xbb\xbf" + TEXT.encode()).text == TEXT


def test_crlf_stays():
    assert read(TEXT.replace("\n", "\r\n").encode()).text == TEXT.replace("\n", "\r\n")


def test_markdown_keeps_its_offsets(tmp_path):
    path = tmp_path / "a.md"
    text = f"# 云雀优选\n\n{TEXT}"
    path.write_text(text, "utf-8")
    assert read(path).text == text


def test_given_date_and_title_win():
    article = read(TEXT, published="2024-03-20", title="题目")
    assert (article.published, article.published_from, article.title) == ("2024-03-20", "given", "题目")


def test_html_gives_text_title_and_date(tmp_path):
    pytest.importorskip("trafilatura")
    path = tmp_path / "a.html"
    path.write_text(PAGE, "utf-8")
    article = read(path)
    assert article.title == "云雀优选加快布局" and article.published == "2024-03-12"
    assert article.published_from == "metadata"
    assert "18.6亿元" in article.text and "<" not in article.text and "首页" not in article.text
    assert article.blocks[0].kind.value == "title" and len(article.body) == 2


def test_html_is_recognized_without_a_name():
    pytest.importorskip("trafilatura")
    assert read(PAGE.encode("gbk")).title == "云雀优选加快布局"


def test_date_line_of_a_page_is_its_date():
    pytest.importorskip("trafilatura")
    page = PAGE.replace('<meta property="article:published_time" content="2024-03-12T08:00:00+08:00">', "")
    article = read(page.replace("</h1>", "</h1><span>2024年03月11日 10:30 云雀观察</span>"))
    assert (article.published, article.published_from) == ("2024-03-11", "text")


def test_html_without_an_article():
    pytest.importorskip("trafilatura")
    assert code_of(read, "<html><head></head><body></body></html>") == "E112"


def test_html_names_the_missing_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r"xhsnlp\[html\]") as caught:
        read(PAGE)
    assert caught.value.code == "E303"


@pytest.mark.parametrize("field", ["text", "content", "Body", "正文"])
def test_json_record(tmp_path, field):
    path = tmp_path / "a.json"
    record = {field: TEXT, "title": "题目", "date": "2024/3/15", "url": "https://example.org/1"}
    path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    article = read(path)
    assert (article.text, article.title, article.published) == (TEXT, "题目", "2024-03-15")
    assert article.source == "https://example.org/1" and article.published_from == "metadata"


def test_json_of_an_extraction_is_read_again(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"article": {"text": TEXT, "published": "2024-03-15"}}), "utf-8")
    assert read(path).published == "2024-03-15"


def test_json_bytes_are_recognized():
    assert read(json.dumps({"text": TEXT}).encode()).text == TEXT


def test_text_that_begins_like_json_is_a_text():
    assert read(b"[" + TEXT.encode()).text == "[" + TEXT


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "E104"),
        ("a.txt", " \n\u3000\r\n".encode(), "E104"),
        ("a.txt", b"\xef\xbb\xbf", "E104"),
        ("a.txt", b"%PDF-1.4 \x00\x01", "E105"),
        ("a.txt", b"The company opened thirty stores in the city this year.", "E109"),
        ("a.txt", "ひばりセレクトは杭州で大会を開き、店舗を三十開くと発表した。".encode(), "E109"),
        ("a.json", b"{", "E110"),
        ("a.json", b"[" * 100_000, "E110"),
        ("a.json", b'{"words": "x"}', "E111"),
        ("a.json", b"[]", "E111"),
        ("a.json", b"3", "E111"),
        ("a.json", json.dumps([{"text": TEXT}] * 2).encode(), "E118"),
        ("a.jsonl", json.dumps({"text": TEXT}).encode() * 2, "E110"),
        ("a.jsonl", b"\n".join([json.dumps({"text": TEXT}).encode()] * 2), "E118"),
        ("a.json", json.dumps({"text": TEXT, "date": "2024-02-31"}).encode(), "E201"),
    ],
)
def test_bad_files(tmp_path, name, data, code):
    path = tmp_path / name
    path.write_bytes(data)
    assert code_of(read, path) == code


def test_missing_file():
    assert code_of(read, "nowhere/a.txt") == "E101"


def test_folder(tmp_path):
    assert code_of(read, tmp_path) == "E102"
    assert code_of(read, str(tmp_path)) == "E102"


def test_empty_text():
    assert code_of(read, "") == "E104"
    assert code_of(read, "  \n ") == "E104"


def test_impossible_date():
    assert code_of(read, TEXT, published="2023-02-30") == "E201"


def test_neither_path_nor_text():
    assert code_of(read, 3) == "E206"


def test_limits_of_size(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    assert code_of(read, path, settings=ArticleSettings(max_bytes=20)) == "E106"
    assert code_of(read, TEXT.encode(), settings=ArticleSettings(max_bytes=20)) == "E106"
    assert code_of(read, TEXT, settings=ArticleSettings(max_chars=20)) == "E107"


def test_language_limit_can_be_lowered():
    settings = ArticleSettings(min_chinese=0.0)
    assert read("Plain English.", settings=settings).text == "Plain English."


def test_year_limit_of_inferred_dates():
    article = read(TEXT, settings=ArticleSettings(max_published_year=2020))
    assert (article.published, article.published_from) == (None, "unknown")


@pytest.mark.parametrize(
    "text", ["云雀优选/财报.txt的内容\n换行。", "云雀" * 600 + ".txt", "云雀优选增长\x00.txt"]
)
def test_texts_that_only_look_like_paths(text):
    assert read(text).text == text


def test_a_direct_article_is_not_checked():
    assert Article("Plain English.").text == "Plain English."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b" / "bad.txt").write_bytes(b"%PDF-1.4")
    (tmp_path / "b" / "c.json").write_text(json.dumps([{"text": TEXT}, {"no": 1}]), "utf-8")
    good = json.dumps({"text": TEXT})
    (tmp_path / "d.jsonl").write_text(f"{good}\n\n{{broken\n{good}", "utf-8")
    (tmp_path / ".hidden" / "e.txt").write_text(TEXT, "utf-8")
    (tmp_path / "notes.csv").write_text("x", "utf-8")
    return tmp_path


def test_a_folder_is_read_and_bad_files_are_reported(folder):
    found = list(read_many(folder))
    assert [type(item) for item in found] == [Article, Failure, Article, Failure, Article, Failure, Article]
    failures = [item for item in found if isinstance(item, Failure)]
    assert [item.code for item in failures] == ["E105", "E111", "E110"]
    assert [item.index for item in failures] == [1, 3, 5]
    assert failures[-1].source == str(folder / "d.jsonl") + ":3"


def test_sources_in_a_batch_are_distinct(folder):
    sources = [item.source for item in read_many(folder)]
    assert len(set(sources)) == len(sources)


def test_a_medium_is_no_source(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([json.dumps({"text": TEXT, "source": "云雀观察"})] * 2), "utf-8")
    assert [item.source for item in read_many(path)] == [f"{path}:1", f"{path}:2"]


def test_several_paths(folder):
    found = list(read_many([folder / "a.txt", folder / "nowhere.txt"]))
    assert isinstance(found[0], Article) and isinstance(found[1], Failure) and found[1].code == "E101"


def test_a_folder_without_articles(tmp_path):
    assert code_of(read_many, tmp_path) == "E103"


def test_a_missing_folder():
    assert code_of(read_many, "nowhere") == "E101"


def test_a_line_that_is_too_long_does_not_stop_the_file(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT * 100}) + "\n" + json.dumps({"text": TEXT}) + "\n", "utf-8")
    found = list(read_many(path, settings=ArticleSettings(max_bytes=2000)))
    assert [type(item) for item in found] == [Failure, Article] and found[0].code == "E106"


def test_utf16_jsonl(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([json.dumps({"text": TEXT}, ensure_ascii=False)] * 2), "utf-16")
    assert [item.text for item in read_many(path)] == [TEXT, TEXT]
