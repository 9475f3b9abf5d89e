"""Reading: bytes, paths and strings become articles with blocks, a date, offsets into the original text."""

from xhsnlp.article.article import Article
from xhsnlp.article.block import Block, BlockKind
from xhsnlp.article.failure import Failure
from xhsnlp.article.reading import find_articles, read, read_many

__all__ = ["Article", "Block", "BlockKind", "Failure", "find_articles", "read", "read_many"]
