"""Figures: quantities with value, unit, comparator, change and baseline.

>>> from xhsnlp.figures import find, parse
>>> [(f.text, f.value, f.unit) for f in find("营收同比增长12%,达到3.5亿元。")]
[('同比增长12%', 12, '%'), ('3.5亿元', 350000000, 'CNY')]
>>> parse("三千五百万元").value
35000000
"""

from xhsnlp.figures.explain import explain
from xhsnlp.figures.figure import Baseline, Change, Comparator, Figure, FigureKind
from xhsnlp.figures.parsing import parse
from xhsnlp.figures.scanner import find

__all__ = ["Baseline", "Change", "Comparator", "Figure", "FigureKind", "explain", "find", "parse"]
