"""Evaluation: gold standards, measures, reports, and the quality gate.

report = xhsnlp.evaluation.evaluate("corpus")            # a pipeline over a gold standard
xhsnlp.evaluation.score(gold, predicted)                 # what another program found
"""

from __future__ import annotations

from xhsnlp.evaluation.evaluate import evaluate, score
from xhsnlp.evaluation.gold import read_gold
from xhsnlp.evaluation.report import Report

__all__ = ["Report", "evaluate", "read_gold", "score"]
