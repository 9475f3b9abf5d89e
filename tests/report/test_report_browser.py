"""The report in a real browser: clicks, filters, keyboard, views, print. Skipped without Playwright or Chromium."""

from __future__ import annotations

import json
import re

import pytest

import xhsnlp
from xhsnlp.report import render

ASTRAL = "\U0001f680云雀科技2023年营收为18.6亿元。</script><img src=x onerror=alert(1)>"


def text(page, selector: str) -> str:
    return page.locator(selector).first.inner_text()


def shown(page) -> int:
    """How many claims pass the filters, as the page says."""
    return int(re.match(r"\d+", page.locator("#count").inner_text())[0])


def is_in_view(page, selector: str) -> bool:
    """Whether an element lies within the pane that scrolls it."""
    return page.locator(selector).first.evaluate(
        """node => { const box = node.getBoundingClientRect(); const pane = node.closest('.pane').getBoundingClientRect();
        return box.top >= pane.top - 2 && box.bottom <= pane.bottom + 2; }"""
    )


def marked(page) -> str:
    """The words of the article that are marked as evidence."""
    return "".join(page.locator(".text .on").all_text_contents())


def all_claims(extractions: list[dict]) -> list[dict]:
    return [claim for item in extractions for claim in item["claims"]]


def first_article(extractions: list[dict]) -> dict:
    return min(extractions, key=lambda item: item["article"]["published"])


def test_the_article_stands_beside_its_claims_by_theme(page, extractions):
    article = first_article(extractions)
    own = page.locator(".claim").count()
    assert own == len(article["claims"])
    assert page.locator(".group").count() == len({claim["theme"] for claim in article["claims"]})
    assert "m-entity" in page.locator(".text span").first.evaluate("node => node.closest('.text').innerHTML")
    plain = page.locator(".text").evaluate(
        "node => { const copy = node.cloneNode(true); copy.querySelectorAll('.ref').forEach(ref => ref.remove());"
        "return copy.textContent.replaceAll('\\u2060', ''); }"
    )
    blocks = [block for block in article["article"]["blocks"] if block["kind"] == "paragraph"]
    for block in blocks:
        assert article["article"]["text"][block["start"] : block["end"]] in plain


def test_a_click_on_a_claim_shows_its_evidence_and_back(page, extractions):
    last = page.locator(".claim-main").last
    last.click()
    claim_id = page.locator(".claim.current").get_attribute("data-claim")
    (claim,) = [claim for claim in all_claims(extractions) if claim["id"] == claim_id]
    assert marked(page) == claim["evidence"]["text"]
    assert is_in_view(page, ".text .on")
    assert text(page, ".claim.current blockquote") == claim["evidence"]["text"]
    other = page.locator(f".ref:not([data-claim='{claim_id}'])").first
    other_id = other.get_attribute("data-claim")
    other.click()
    assert page.locator(".claim.current").get_attribute("data-claim") == other_id
    assert is_in_view(page, f"#claim-{other_id}")
    page.go_back()
    assert page.locator(".claim.current").get_attribute("data-claim") == claim_id


def test_every_claim_marks_exactly_its_evidence(page, extractions):
    own = {claim["id"]: claim["evidence"]["text"] for claim in first_article(extractions)["claims"]}
    for _ in own:
        page.keyboard.press("j")
        assert marked(page) == own[page.locator(".claim.current").get_attribute("data-claim")]


def test_a_click_on_evidence_opens_its_claim(page):
    page.locator(".m-evidence").first.click()
    assert page.locator(".claim.current .details").is_visible()
    assert is_in_view(page, ".claim.current .claim-main")


@pytest.mark.parametrize("name", ["theme", "type", "modality", "sentiment"])
def test_a_filter_keeps_what_it_names(page, extractions, name):
    def value(claim: dict) -> str:
        return claim["sentiment"]["label"] if name == "sentiment" else claim[name]

    claims = all_claims(extractions)
    chosen = value(claims[0])
    page.select_option(f"#filter-{name}", chosen)
    assert shown(page) == sum(value(claim) == chosen for claim in claims)
    page.click("#reset")
    assert shown(page) == len(claims)


def test_figures_confidence_and_search(page, extractions):
    claims = all_claims(extractions)
    page.check("#filter-figure")
    assert shown(page) == sum(bool(claim["figures"]) for claim in claims)
    page.uncheck("#filter-figure")
    page.locator("#filter-confidence").fill("0.8")
    page.wait_for_selector("#reset:enabled")
    assert shown(page) == sum(claim["confidence"] >= 0.8 for claim in claims)
    page.click("#reset")
    word = claims[5]["evidence"]["text"][:3]
    page.fill("#search", word)
    page.wait_for_selector("#reset:enabled")
    assert 0 < shown(page) < len(claims)
    page.fill("#search", "没有这样的词")
    page.wait_for_selector(".claims-pane .empty")
    assert shown(page) == 0


def test_the_entity_filter_takes_part_of_a_name(page, extractions):
    page.fill("#filter-entity", "拼多多")
    page.wait_for_selector("#reset:enabled")
    assert 0 < shown(page) < len(all_claims(extractions))


def test_all_articles_come_a_page_at_a_time(page, extractions):
    total = len(all_claims(extractions))
    page.click("#scope-all")
    assert page.locator(".claim").count() == min(60, total)
    page.locator(".pager button").last.click()
    assert page.locator(".claim").count() == min(60, total - 60)
    page.locator(".claim-main").first.click()
    current = page.locator(".claim.current .from").inner_text()
    assert current == page.locator("#article-title").inner_text().replace("\n", "") or current in text(
        page, ".list [aria-current] .name"
    )


def test_keys(page):
    page.keyboard.press("j")
    first = page.locator(".claim.current").get_attribute("id")
    page.keyboard.press("j")
    assert page.locator(".claim.current").get_attribute("id") != first
    page.keyboard.press("k")
    assert page.locator(".claim.current").get_attribute("id") == first
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.closest('#article-pane') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('.claim').id") == first
    page.keyboard.press("Escape")
    assert page.locator(".claim.current").count() == 0
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("jk[")
    assert page.input_value("#search") == "jk["
    page.keyboard.press("Escape")
    assert page.input_value("#search") == ""
    title = text(page, "#article-title")
    page.keyboard.press("]")
    assert text(page, "#article-title") != title
    page.keyboard.press("[")
    assert text(page, "#article-title") == title
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


def test_facts_by_theme_lead_to_their_evidence(page, digest):
    page.keyboard.press("2")
    assert page.locator(".theme").count() == len(digest["themes"])
    page.locator(".fact summary").first.click()
    page.wait_for_selector(".fact[open] .link")
    told = text(page, ".fact[open] .told")
    page.locator(".fact[open] .link").first.click()
    assert page.locator("#view-articles[aria-current]").count() == 1
    assert told.endswith(marked(page))
    page.go_back()
    assert page.locator("#view-facts[aria-current]").count() == 1


def test_more_facts_are_told_and_shown(page):
    page.keyboard.press("2")
    before = page.locator(".fact").count()
    page.locator(".more:visible").first.click()
    assert page.locator(".fact").count() > before


def test_filters_hold_for_facts(page, digest):
    page.keyboard.press("2")
    label = digest["themes"][0]["theme"]
    page.select_option("#filter-theme", label)
    assert page.locator(".theme").count() == 1
    assert text(page, ".theme h2 .tally") == str(len(digest["themes"][0]["facts"]))


def test_conflicts_stand_side_by_side(page):
    page.keyboard.press("3")
    assert page.locator(".pair").count() == 2
    assert page.locator(".versus.conflict").count() == 1
    assert page.locator(".versus.plan_missed").count() == 1
    page.locator(".pair .link").first.click()
    assert marked(page)


def test_the_timeline_is_in_order(page, digest):
    page.keyboard.press("4")
    years = page.locator(".year > h3").all_inner_texts()
    assert years == sorted({fact["first"][:4] for fact in digest["facts"] if fact["first"]})
    assert page.locator(".moment").count() > 10


def test_the_page_of_an_entity(page, digest):
    page.keyboard.press("5")
    assert page.locator("#entity-list li").count() == len(digest["entities"])
    page.fill("#find-entity", digest["entities"][1]["name"])
    page.locator("#entity-list button").first.click()
    assert digest["entities"][1]["name"] in text(page, "#entity-page h2")
    assert page.locator("#entity-page .plot").count() >= 1


def test_plots_have_their_numbers_in_tables(page, extractions):
    page.keyboard.press("6")
    assert page.locator("#metric-card .point").count() >= 2
    page.locator("#mood-card summary").click()
    numbers = page.locator("#mood-card td").all_inner_texts()
    assert sum(int(cell) for cell in numbers if cell.isdigit()) == len(all_claims(extractions))
    page.locator("#metric-card .point").first.focus()
    page.keyboard.press("Enter")
    assert marked(page)


def test_language_and_appearance(page):
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    page.click("#language")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert text(page, "#claims-title").startswith("Claims")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#appearance")
    page.click("#appearance")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_layers_of_the_legend_can_be_hidden(page):
    def background() -> str:
        return page.locator(".text .m-figure").first.evaluate(
            "node => getComputedStyle(node).backgroundColor"
        )

    before = background()
    page.locator(".key-figure input").uncheck()
    assert background() != before


def test_an_address_leads_to_a_claim(show, html, extractions):
    claim = extractions[-1]["claims"][-1]
    page = show(html, address=f"#claim={claim['id']}")
    assert marked(page) == claim["evidence"]["text"]


def test_the_first_link_leads_past_the_filters_and_nowhere_else(page):
    page.keyboard.press("]")
    title = text(page, "#article-title")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "claims-pane"
    assert text(page, "#article-title") == title


def test_a_phone_shows_one_pane_at_a_time(show, html):
    page = show(html, viewport={"width": 390, "height": 844})
    assert page.locator("#article-pane").is_visible() and not page.locator("#claims-pane").is_visible()
    page.click(".panes [data-pane=claims]")
    page.locator(".claim-main").first.click()
    page.locator(".claim.current .to-evidence").click()
    assert page.locator("#article-pane").is_visible() and marked(page)
    page.locator(".ref.current").click()
    assert page.locator("#claims-pane").is_visible()
    page.click(".panes [data-pane=article]")
    page.click(".open-list")
    page.locator(".list button").last.click()
    assert not page.locator("#list-pane").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_offsets_hold_behind_characters_beyond_16_bits_and_tags_are_words(show):
    extraction = xhsnlp.extract(ASTRAL, pipeline="fast", published="2024-03-01")
    page = show(extraction.to_html(title=ASTRAL, language="zh"))
    assert page.title() == ASTRAL
    assert page.locator("img").count() == 0
    page.keyboard.press("j")
    assert marked(page) in {claim.evidence.text for claim in extraction.claims}


def test_three_hundred_articles_keep_the_document_small(show, extractions):
    many = []
    for number in range(300):
        copy = json.loads(json.dumps(extractions[number % len(extractions)]).replace('"c_', f'"c_{number}_'))
        copy["article"].update(id=f"a_{number}", title=f"第{number}篇")
        for claim in copy["claims"]:
            claim["article"] = f"a_{number}"
        copy["claims"] = copy["claims"][:12]
        many.append(copy)
    page = show(render(many, title="三百篇", language="zh"))
    page.click("#scope-all")
    assert page.locator(".claim").count() == 60
    assert page.locator("*").count() < 8000
    page.fill("#search", "营收")
    page.wait_for_selector("#reset:enabled")
    assert 0 < shown(page) < len(all_claims(many))
    page.fill("#find-article", "第299篇")
    page.locator(".list button").first.click()
    assert page.locator(".list [aria-current]").count() == 1


def test_a_digest_without_texts_says_so(show, digest):
    page = show(render([], digest, language="zh"))
    page.locator(".claim-main").first.click()
    assert page.locator(".claim.current .note").is_visible()
    assert "--articles" in text(page, ".text .note")


def test_paper_gets_article_and_claims_and_no_controls(page):
    page.click("#scope-all")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".claim").count() > 60
    assert not page.locator("#filters").is_visible() and not page.locator("#views").is_visible()
    assert page.locator("#article-pane").is_visible() and page.locator("#claims-pane").is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".claim").count() == 60


def test_without_script_the_page_says_what_it_needs(show, html):
    page = show(html, java_script_enabled=False)
    assert "JavaScript" in text(page, "noscript")


def test_the_policy_stops_what_is_put_in_later(chromium, html, tmp_path):
    file = tmp_path / "report.html"
    file.write_text(html, encoding="utf-8")
    page = chromium.new_page()
    page.goto(file.as_uri())
    assert page.evaluate(
        "() => { try { document.body.innerHTML = '<b>x</b>'; return false; } catch { return true; } }"
    )
    page.evaluate(
        "() => { const s = document.createElement('style'); s.textContent = 'body{display:none}'; document.head.append(s); }"
    )
    assert page.locator("body").is_visible()
    page.close()
