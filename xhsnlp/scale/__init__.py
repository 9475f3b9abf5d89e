"""Many articles, one after the other or in several processes, in order; a bad one does not stop the rest."""

from xhsnlp.article import Failure
from xhsnlp.scale.batch import extract_many
from xhsnlp.scale.resume import remaining

__all__ = ["Failure", "extract_many", "remaining"]
