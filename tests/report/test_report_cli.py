"""`xhsnlp report`, and `xhsnlp digest -o digest.html`."""

from __future__ import annotations

import json

import pytest

import xhsnlp
from xhsnlp.cli.app import main


@pytest.fixture
def claims(tmp_path, result):
    """A file as `xhsnlp extract -o` writes it."""
    path = tmp_path / "claims.jsonl"
    path.write_text(result.to_json() + "\n", "utf-8")
    return path


def data_of(path) -> dict:
    html = path.read_text("utf-8")
    return json.loads(html.split('<script type="application/json" id="data">', 1)[1].split("</script>", 1)[0])


def run(*arguments) -> int:
    return main([str(argument) for argument in arguments])


def test_a_file_of_claims_becomes_a_page(tmp_path, claims, result, capsys):
    out = tmp_path / "report.html"
    assert run("report", claims, "-o", out, "--title", "一页", "--language", "en") == 0
    data = data_of(out)
    assert (data["title"], data["language"]) == ("一页", "en")
    assert data["articles"][0]["text"] == result.article.text
    assert len(data["articles"][0]["claims"]) == len(result.claims)
    assert data["digest"]["facts"]
    assert str(out) in capsys.readouterr().out


def test_without_digest(tmp_path, claims):
    out = tmp_path / "report.html"
    assert run("report", claims, "-o", out, "--no-digest") == 0
    assert "digest" not in data_of(out)


def test_standard_output(claims, capsys):
    assert run("report", claims, "-o", "-") == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")


def test_json_of_an_extraction(tmp_path, result):
    source, out = tmp_path / "claims.json", tmp_path / "report.html"
    source.write_text(result.to_json(indent=2), "utf-8")
    assert run("report", source, "-o", out) == 0
    assert data_of(out)["articles"][0]["id"] == result.article.id


def test_a_digest_gets_its_texts_from_the_articles(tmp_path, result, capsys):
    source, out = tmp_path / "digest.json", tmp_path / "report.html"
    source.write_text(xhsnlp.digest([result]).to_json(), "utf-8")
    assert run("report", source, "-o", out) == 0
    assert "text" not in data_of(out)["articles"][0]
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "other.txt").write_text("云雀优选在杭州举办了另一场合作伙伴大会。", "utf-8")
    assert run("report", source, "--articles", folder, "-o", out) == 0
    assert "no text found for 1 of 1" in capsys.readouterr().err
    (folder / "this.txt").write_text(result.article.text, "utf-8")
    assert run("report", source, "--articles", folder, "-o", out) == 0
    (article,) = data_of(out)["articles"]
    assert article["text"] == result.article.text
    assert all(len(claim["evidence"]) == 2 for claim in article["claims"])


def test_a_digest_is_joined_by_claims(tmp_path, result, claims):
    first = xhsnlp.extract("2023年,云雀科技营收18.6亿元。", published="2024-03-10", pipeline="fast")
    source, out = tmp_path / "digest.json", tmp_path / "report.html"
    source.write_text(xhsnlp.digest([first]).to_json(), "utf-8")
    assert run("report", source, claims, "-o", out) == 0
    assert {article["id"] for article in data_of(out)["articles"]} == {first.article.id, result.article.id}


@pytest.mark.parametrize(
    ("content", "code"),
    [("{", "E110"), ("[1]", "E114"), ('{"facts": []}', "E120"), (None, "E101")],
)
def test_bad_json_is_told_in_a_line(tmp_path, capsys, content, code):
    source = tmp_path / "bad.json"
    if content is not None:
        source.write_text(content, "utf-8")
    assert run("report", source, "-o", tmp_path / "report.html") == 2
    assert code in capsys.readouterr().err
    assert not (tmp_path / "report.html").exists()


def test_two_digests_are_one_too_many(tmp_path, result, capsys):
    source = tmp_path / "digest.json"
    source.write_text(xhsnlp.digest([result]).to_json(), "utf-8")
    assert run("report", source, source, "-o", tmp_path / "report.html") == 2
    assert "E206" in capsys.readouterr().err


def test_a_bad_line_can_be_left_out(tmp_path, claims, capsys):
    claims.write_text(claims.read_text("utf-8") + "{}\n", "utf-8")
    out = tmp_path / "report.html"
    assert run("report", claims, "-o", out) == 2
    assert run("report", claims, "-o", out, "--skip-bad") == 1
    assert len(data_of(out)["articles"]) == 1


def test_a_digest_is_written_as_a_page(tmp_path, claims, result):
    out = tmp_path / "digest.html"
    assert run("digest", claims, "-o", out) == 0
    data = data_of(out)
    assert data["view"] == "facts"
    assert data["articles"][0]["text"] == result.article.text
