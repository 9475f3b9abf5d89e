"""The page: policy, escaping, the same bytes every time, words in both languages, script without escape hatches."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

import xhsnlp
from xhsnlp.errors import MissingExtraError, SettingsError
from xhsnlp.report import bundle, render
from xhsnlp.report.messages import LANGUAGES, messages
from xhsnlp.report.page import json_island

HOSTILE = "</script><script>alert(1)</script><!-- <script> & \u2028 \ud800 \U0001f600"


class Elements(HTMLParser):
    """Tags with their attributes, and the text of scripts and styles."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in self.raw:
            self._open = tag
            self.raw[tag].append("")

    def handle_endtag(self, tag):
        self._open = ""

    def handle_data(self, data):
        if self._open:
            self.raw[self._open][-1] += data


def data_of(html: str) -> dict:
    return json.loads(html.split('<script type="application/json" id="data">', 1)[1].split("</script>", 1)[0])


def test_one_style_and_one_script_under_their_hashes(html):
    found = Elements(html)
    (policy,) = [
        attrs["content"] for tag, attrs in found.tags if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(found.raw["script"]) == 2 and len(found.raw["style"]) == 1
    for text in (found.raw["script"][1], found.raw["style"][0]):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy


def test_the_policy_stands_before_what_it_governs(html):
    assert html.index("Content-Security-Policy") < html.index("<style") < html.index("<script")


def test_no_element_fetches_and_none_has_styles_or_handlers_of_its_own(html):
    for tag, attrs in Elements(html).tags:
        assert tag not in {"img", "iframe", "object", "embed", "form", "base"}
        assert not [name for name in attrs if name == "style" or name.startswith("on") or name == "src"]
        assert (attrs.get("href") or "#").startswith(("#", "data:"))


def test_hostile_words_end_no_script_and_come_back_as_they_were():
    article = xhsnlp.Article(f"{HOSTILE}\n\n云雀科技2023年营收为18.6亿元。", title=HOSTILE, source=HOSTILE)
    html = render([xhsnlp.Extraction(article).to_dict()], title=HOSTILE)
    assert len(Elements(html).raw["script"]) == 2
    assert "<script>alert" not in html
    (found,) = data_of(html)["articles"]
    assert (found["text"], found["source"], found["title"]) == (article.text, HOSTILE, HOSTILE)
    html.encode("utf-8")


def test_the_island_has_no_character_that_html_reads():
    text = json_island({HOSTILE: [HOSTILE]})
    assert not set(text) & set("<>&\u2028\u2029\ud800")
    assert json.loads(text) == {HOSTILE: [HOSTILE]}


def test_the_same_bytes_every_time(html, extractions, digest):
    assert render(extractions, digest, title="测试报告", language="zh") == html
    code = (
        "import xhsnlp; e = xhsnlp.Extraction(xhsnlp.Article('云雀科技2023年营收为18.6亿元。'));"
        "import hashlib; print(hashlib.sha256(e.to_html().encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_the_page_names_no_machine_and_no_clock(html):
    assert not re.search(r"/(?:home|tmp|work|usr)/", html)


def test_words_in_both_languages_with_the_same_gaps():
    zh, en = (messages()[language] for language in LANGUAGES)
    assert zh.keys() == en.keys() and all(zh.values()) and all(en.values())
    gaps = re.compile(r"\{\w+\}")
    assert {key: sorted(gaps.findall(zh[key])) for key in zh} == {
        key: sorted(gaps.findall(en[key])) for key in en
    }


def test_the_script_asks_for_no_word_that_is_missing():
    asked = set(re.findall(r'\bt\("([^"]+)"', bundle.script()))
    assert asked and asked <= messages()["zh"].keys()


def test_names_are_unique_across_the_modules():
    names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", bundle.script(), re.MULTILINE)
    assert len(names) == len(set(names))


def test_every_module_is_in_the_script_and_no_import_is_left():
    modules = {path.name for path in (bundle.ASSETS / "js").glob("*.js")}
    assert set(bundle.module_order()) == modules
    assert not re.search(r"^(?:import|export)\b", bundle.script(), re.MULTILINE)


def test_modules_import_what_others_export_and_what_they_use():
    for path in (bundle.ASSETS / "js").glob("*.js"):
        source = path.read_text("utf-8")
        own = re.sub(r"^import [^;]*;$", "", source, flags=re.MULTILINE)
        for names, module in re.findall(r'^import \{([^}]*)\} from "\./([^"]+)";$', source, re.MULTILINE):
            exported = re.findall(
                r"^export (?:function|const|let) (\w+)", bundle.module_text(module), re.MULTILINE
            )
            for name in names.replace(" ", "").strip(",").split(","):
                assert name in exported, f"{path.name}: {module} has no {name}"
                assert re.search(rf"\b{name}\b", own), f"{path.name} does not use {name}"


def test_the_script_has_no_way_to_run_text_or_reach_a_network():
    ways = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
    assert not re.search(ways, bundle.script())
    assert not re.search(
        r"fetch\(|XMLHttpRequest|WebSocket|\bimport\(|https?://(?!www\.w3\.org)", bundle.script()
    )
    assert not re.search(r"url\(|@import", bundle.styles())


def test_language_and_view_are_checked():
    with pytest.raises(SettingsError, match="E206"):
        render(language="fr")
    with pytest.raises(SettingsError, match="E206"):
        render(view="nothing")


def test_without_jinja_the_message_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingExtraError, match=r"xhsnlp\[report\]"):
        render()


def test_importing_the_report_loads_no_jinja():
    code = "import sys, xhsnlp.report; print('jinja2' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\n"


def test_a_report_of_nothing_is_a_page():
    assert data_of(render())["articles"] == []


def test_extraction_and_digest_make_pages_with_facts(result):
    data = data_of(result.to_html(title="一篇", language="en"))
    assert (data["title"], data["language"], data["view"]) == ("一篇", "en", "articles")
    assert data["digest"]["facts"]
    data = data_of(xhsnlp.digest([result]).to_html([result]))
    assert data["view"] == "facts" and data["articles"][0]["text"] == result.article.text


def test_a_digest_alone_shows_claims_with_their_words(result):
    (article,) = data_of(xhsnlp.digest([result]).to_html())["articles"]
    assert "text" not in article
    assert [claim["evidence"][2] for claim in article["claims"]] == [c.evidence.text for c in result.claims]
