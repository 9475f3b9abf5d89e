"""Speed of figures and times on running news, beside JioNLP where it is installed.

    python benchmarks/speed.py FOLDER [--seconds 5]

FOLDER holds articles as `.txt`. Both read the same texts in the same process, one after the other, in characters a
CPU-second: here `figures.find` and `times.find`, there `extract_time` and `extract_money` with parsing.
JioNLP is no dependency: install it into an environment of its own and put the checkout on its path.
"""

from __future__ import annotations

import argparse
import importlib.util
import logging
import time
from collections.abc import Callable
from pathlib import Path

from xhsnlp import figures, times

ANCHOR = "2023-10-08"
Reader = Callable[[str], object]


def read_here(text: str) -> None:
    figures.find(text)
    times.find(text, anchor=ANCHOR)


def jionlp_reader() -> Reader | None:
    """JioNLP's two extractors, or None where it is not installed."""
    if importlib.util.find_spec("jionlp") is None:
        return None
    import jionlp

    logging.disable(logging.CRITICAL)  # it logs what it cannot parse; writing that would count against it
    base = {"year": 2023, "month": 10, "day": 8}

    def read(text: str) -> None:
        jionlp.ner.extract_time(text, time_base=base, with_parsing=True)
        jionlp.ner.extract_money(text, with_parsing=True)

    return read


def rate(reader: Reader, texts: list[str], seconds: float) -> float:
    """Characters a CPU-second over whole passes, at least so many seconds; a first pass loads the tables."""
    reader(texts[0])
    read, begin = 0, time.process_time()
    while time.process_time() - begin < seconds:
        for text in texts:
            reader(text)
            read += len(text)
    return read / (time.process_time() - begin)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=5)
    options = parser.parse_args()
    texts = [path.read_text("utf-8") for path in sorted(options.folder.glob("*.txt"))]
    here = rate(read_here, texts, options.seconds)
    print(f"{len(texts)} articles, {sum(map(len, texts)):,} characters")
    print(f"xhsnlp, figures and times  {here:>12,.0f} characters a CPU-second")
    peer = jionlp_reader()
    if peer is None:
        print("JioNLP is not installed")
        return
    there = rate(peer, texts, options.seconds)
    print(f"JioNLP, time and money     {there:>12,.0f} characters a CPU-second")
    print(f"ratio                      {here / there:>12.1f}")


if __name__ == "__main__":
    main()
