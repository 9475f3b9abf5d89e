"""A component of a third party: stock codes (600519.SH, 00700.HK) are marked, and claims beside them tagged."""

import re

from spacy.language import Language

from xhsnlp.annotations import article_of, result_of, set_spans
from xhsnlp.spans import Span

CODE = re.compile(r"(?<![0-9A-Za-z])(?:[036][0-9]{5}\.S[HZ]|[0-9]{5}\.HK)(?![0-9A-Za-z])")


class StockCodes:
    """Writes `doc.spans["stock_codes"]`, and `stock:CODE` into the tags of the claims of the same paragraph."""

    def __init__(self, prefix):
        self.prefix = prefix

    def __call__(self, doc):
        article = article_of(doc)
        codes = [Span(match[0], *match.span()) for match in CODE.finditer(article.text)]
        set_spans(doc, "stock_codes", codes, ["CODE"] * len(codes))
        doc._.claims = [self.tagged(claim, article, codes) for claim in result_of(doc, "claims")]
        return doc

    def tagged(self, claim, article, codes):
        block = article.blocks[claim.block]
        beside = [code.text for code in codes if block.start <= code.start < block.end]
        return claim.with_values(tags=(*claim.tags, *(self.prefix + text for text in dict.fromkeys(beside))))


@Language.factory("stock_codes", default_config={"prefix": "stock:"})
def make_stock_codes(nlp, name, prefix):
    return StockCodes(prefix)
