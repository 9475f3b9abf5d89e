"""Times: expressions that place something in time, resolved to intervals of dates.

from xhsnlp import times
times.find("8月中旬上线", anchor="2023-10-08")
"""

from xhsnlp.times.reader import explain, find
from xhsnlp.times.time import Granularity, Time

__all__ = ["Granularity", "Time", "explain", "find"]
