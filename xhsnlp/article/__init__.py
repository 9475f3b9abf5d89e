"""Reading: bytes, paths and strings become articles with blocks, a date and offsets into the original text."""

from xhsnlp.article.article import Article
from xhsnlp.article.block import Block, BlockKind

__all__ = ["Article", "Block", "BlockKind"]
