"""Speed and memory of the pipeline on a folder of articles.

    python benchmarks/pipeline.py [FOLDER] [--pipeline fast] [--repeat 3] [--json]

Prints what importing and loading cost, the speed of each stage and of the whole in characters a second, peak
memory, and how the whole compares with jieba's part-of-speech tagging (posseg) in the same run: machines
differ, the ratio hardly does. Some parts load with the first article.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def seconds(work: Any, repeat: int = 1) -> float:
    """The least time that a piece of work takes: the run that was disturbed least."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def peak_memory() -> float | None:
    """Megabytes that this process held at most; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def import_time() -> float:
    """Seconds that `import xhsnlp` takes in a process of its own."""
    command = [sys.executable, "-X", "importtime", "-c", "import xhsnlp"]
    log = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    rows = re.findall(r"import time:\s+\d+ \|\s+(\d+) \| xhsnlp$", log, re.M)
    return int(rows[-1]) / 1e6


def stage_times(nlp: Any, articles: list[Any], repeat: int) -> dict[str, float]:
    """Seconds of each stage over all articles, the tokenizer first."""

    def made() -> list[Any]:
        docs = []
        for article in articles:
            doc = nlp.make_doc(article.text)
            doc._.article = article
            docs.append(doc)
        return docs

    least: dict[str, float] = {}
    for _ in range(repeat):
        start = time.perf_counter()
        docs = made()
        found = {"tokenizer": time.perf_counter() - start}
        for name, stage in nlp.pipeline:
            start = time.perf_counter()
            docs = [stage(doc) for doc in docs]
            found[name.removeprefix("xhsnlp_")] = time.perf_counter() - start
        least = {name: min(least.get(name, taken), taken) for name, taken in found.items()}
    return least


def jieba_seconds(texts: list[str], repeat: int) -> float:
    """Seconds of jieba.posseg over the same texts, its dictionary loaded before."""
    import jieba
    from jieba import posseg

    tagger = posseg.POSTokenizer(jieba.Tokenizer())
    tagger.lcut("热身")
    return seconds(lambda: [tagger.lcut(text) for text in texts], repeat)


def measure(folder: Path, pipeline: str, repeat: int) -> dict[str, Any]:
    """All figures, as they are printed."""
    imported = import_time()
    start = time.perf_counter()
    import xhsnlp
    from xhsnlp.article import Article, read_many

    nlp = xhsnlp.load(pipeline)
    loaded = time.perf_counter() - start
    articles = [item for item in read_many(folder) if isinstance(item, Article)]
    characters = sum(len(article.text) for article in articles)
    first = seconds(lambda: xhsnlp.extract(articles[0], pipeline=pipeline))
    stages = stage_times(nlp, articles, repeat)
    whole = sum(stages.values())
    peak = peak_memory()
    jieba = jieba_seconds([article.text for article in articles], repeat)
    return {
        "articles": len(articles),
        "characters": characters,
        "import_s": round(imported, 3),
        "load_s": round(loaded, 2),
        "first_article_s": round(first, 3),
        "characters_per_s": {name: round(characters / max(taken, 1e-9)) for name, taken in stages.items()},
        "share_of_time": {name: round(taken / whole, 3) for name, taken in stages.items()},
        "pipeline_characters_per_s": round(characters / whole),
        "jieba_posseg_characters_per_s": round(characters / jieba),
        "times_jieba_posseg": round(whole / jieba, 2),
        "peak_memory_mb": None if peak is None else round(peak),
    }


def show(figures: dict[str, Any]) -> None:
    print(f"{figures['articles']} articles, {figures['characters']:,} characters")
    print(f"import xhsnlp {figures['import_s']:.3f} s, load {figures['load_s']:.2f} s, ", end="")
    print(f"first article {figures['first_article_s']:.3f} s")
    for name, speed in figures["characters_per_s"].items():
        print(f"  {name:12} {speed:>12,} characters/s  {figures['share_of_time'][name]:6.1%} of the time")
    print(f"  {'whole':12} {figures['pipeline_characters_per_s']:>12,} characters/s")
    print(f"  {'jieba.posseg':12} {figures['jieba_posseg_characters_per_s']:>12,} characters/s")
    print(f"the whole takes {figures['times_jieba_posseg']} times as long as jieba.posseg")
    print(f"peak memory {figures['peak_memory_mb']} MB (jieba.posseg not counted)")


def main() -> int:
    parser = argparse.ArgumentParser(description="Speed and memory of the pipeline.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "corpus" / "articles")
    parser.add_argument("--pipeline", default="accurate", help="name of the pipeline")
    parser.add_argument("--repeat", type=int, default=3, help="the best of so many runs counts")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    figures = measure(options.folder, options.pipeline, options.repeat)
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        show(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
