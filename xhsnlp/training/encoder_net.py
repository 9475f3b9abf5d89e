"""The network of the pipeline `accurate`, in torch: encoder layers, character states, tag heads, and a head for claims.

Encoder: the first layers of multilingual-e5-small (post-norm BERT). A character's state joins the state of the piece that
covers it with embeddings of the character itself, whether it begins the piece, its place in its word, the word's tag,
and the gazetteer name it lies in, then looks at its neighbors (a
convolution over three). Tag heads are linear. The claim head looks at all characters from one predicate: state,
predicate and their distance give start and end scores of each role (as in Seo et al. 2017), and attention from the
predicate gives the slots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from xhsnlp.encoder.marks import MARKS
from xhsnlp.encoder.network import ENTITY_LABELS, PREDICATE_TAGS, ROLES, SLOTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

HIDDEN = 384
HEADS = 12
INNER = 1536
SIZE = 256
LETTER = 64
POSITIONS = 512
#: Distances to the predicate are told apart one by one up to `NEAR`, then by powers of the fourth root of two.
NEAR = 16
FARTHEST = 31


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.ao = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.fi, self.fo = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.aln, self.oln = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, size, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, size, HEADS, HIDDEN // HEADS).transpose(1, 2)

        seen = F.scaled_dot_product_attention(
            split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=mask
        )
        x = self.aln(x + self.drop(self.ao(seen.transpose(1, 2).reshape(batch, size, HIDDEN))))
        result: Tensor = self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))
        return result


class Encoder(nn.Module):
    """Embeddings and layers; the embeddings of the pieces are not trained."""

    def __init__(self, pieces: int, layers: int):
        super().__init__()
        self.word = nn.Embedding(pieces, HIDDEN)
        self.pos = nn.Embedding(POSITIONS, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.ln = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        self.word.weight.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x = self.drop(self.ln(self.word(ids) + self.pos(torch.arange(ids.shape[1])) + self.kind))
        hidden = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        if torch.is_autocast_enabled("cpu"):
            hidden = hidden.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, hidden)
        result: Tensor = x
        return result

    def copy_from(self, weights: dict[str, NDArray]) -> None:
        """Start from given weights; names as in this module, with `layers.N.` before those of layer N."""
        state = self.state_dict()
        for name, value in weights.items():
            state[name].copy_(torch.tensor(value))


class Net(nn.Module):
    """Encoder and heads.

    Args:
        pieces, letters: sizes of the vocabularies.
        layers: layers of the encoder.
        aux: name and number of tags of each further head, which serve training alone.
    """

    def __init__(self, pieces: int, letters: int, layers: int, aux: dict[str, int]):
        super().__init__()
        self.enc = Encoder(pieces, layers)
        self.char, self.flag = nn.Embedding(letters, LETTER), nn.Embedding(2, LETTER)
        self.marks = nn.ModuleList(nn.Embedding(count, LETTER) for count in MARKS.values())
        self.inp, self.conv = nn.Linear(HIDDEN + LETTER, SIZE), nn.Conv1d(SIZE, SIZE, 3, padding=1)
        self.ln = nn.LayerNorm(SIZE)
        tags = {"entity": 1 + 2 * len(ENTITY_LABELS), "predicate": len(PREDICATE_TAGS), **aux}
        self.tags = nn.ModuleDict({f"to_{name}": nn.Linear(SIZE, count) for name, count in tags.items()})
        self.of_state, self.of_predicate, self.of_both = (nn.Linear(SIZE, SIZE) for _ in range(3))
        self.distance = nn.Embedding(2 * (FARTHEST + 1), SIZE)
        self.claim_conv, self.claim_ln = nn.Conv1d(SIZE, SIZE, 3, padding=1), nn.LayerNorm(SIZE)
        self.ends, self.none = nn.Linear(SIZE, 2 * len(ROLES)), nn.Linear(SIZE, 2 * len(ROLES))
        self.ask, self.mix = nn.Linear(SIZE, SIZE), nn.Linear(2 * SIZE, SIZE)
        self.slots = nn.ModuleDict(
            {f"to_{name}": nn.Linear(SIZE, len(values)) for name, values in SLOTS.items()}
        )
        self.drop = nn.Dropout(0.2)

    def states(
        self, ids: Tensor, mask: Tensor, tok: Tensor, flag: Tensor, letter: Tensor, marks: Tensor
    ) -> Tensor:
        """States of the characters: batch × characters × `SIZE`."""
        hidden = self.enc(ids, mask)
        own = torch.gather(hidden, 1, tok[:, :, None].expand(-1, -1, HIDDEN))
        known = self.char(letter) + self.flag(flag)
        for number, table in enumerate(self.marks):
            known = known + table(marks[:, :, number])
        x = torch.cat([own, known.to(own.dtype)], -1)
        x = self.inp(self.drop(x))
        x = x + self.conv(F.gelu(x).transpose(1, 2)).transpose(1, 2)
        result: Tensor = self.ln(x)
        return result

    def tag(self, name: str, states: Tensor) -> Tensor:
        """Scores of the tags of a head."""
        result: Tensor = self.tags[f"to_{name}"](self.drop(states))
        return result

    def claims(
        self, states: Tensor, window: Tensor, start: Tensor, end: Tensor, valid: Tensor
    ) -> tuple[Tensor, dict[str, Tensor]]:
        """Start and end scores of each role (place 0 is none), and scores of each slot's values.

        Args:
            states: windows × characters × `SIZE`.
            window, start, end: of each predicate.
            valid: predicates × characters, False for padding.
        """
        place = torch.arange(states.shape[1])[None]
        inside = ((place >= start[:, None]) & (place < end[:, None])).float()
        seen = states[window]
        predicate = (seen.float() * inside[..., None]).sum(1) / inside.sum(1, keepdim=True).clamp(min=1)
        predicate = self.drop(predicate)
        apart = self.distance(_steps(place, start[:, None], end[:, None]))
        view = self.of_state(states)[window] + self.of_predicate(predicate)[:, None] + apart
        view = F.gelu(view + seen * self.of_both(predicate)[:, None])
        view = self.claim_ln(view + self.claim_conv(view.transpose(1, 2)).transpose(1, 2))
        ends = torch.cat([self.none(predicate)[:, None], self.ends(self.drop(F.gelu(view)))], 1)
        weight = (self.ask(predicate)[:, None] * view).sum(-1).float() / SIZE**0.5
        weight = weight.masked_fill(~valid, -1e4).softmax(1)
        around = (view.float() * weight[..., None]).sum(1)
        mixed = F.gelu(self.mix(self.drop(torch.cat([predicate, around], -1))))
        return ends, {name: self.slots[f"to_{name}"](mixed) for name in SLOTS}


def _steps(place: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """The row of each character's distance to a predicate; characters of the predicate itself have distance 0."""
    apart = torch.where(
        place < start, place - start, torch.where(place >= end, place - end + 1, torch.zeros_like(place))
    )
    size = apart.abs()
    far = NEAR + (torch.log2((size.float() / NEAR).clamp(min=1)) * 4).long()
    size = torch.where(size < NEAR, size, far).clamp(max=FARTHEST)
    return torch.where(apart < 0, FARTHEST - size, FARTHEST + 1 + size)
