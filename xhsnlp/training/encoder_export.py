"""Write the network as two int8 ONNX graphs: the encoder with the tag heads, and the claim head."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from xhsnlp.encoder.network import SLOTS
from xhsnlp.training.encoder_net import SIZE, Net

OPSET = 17


class _Reader(nn.Module):
    """States, entity scores and predicate scores of windows."""

    def __init__(self, net: Net):
        super().__init__()
        self.net = net

    def forward(
        self, ids: Tensor, mask: Tensor, tok: Tensor, flag: Tensor, letter: Tensor
    ) -> tuple[Tensor, ...]:
        states = self.net.states(ids, mask, tok, flag, letter)
        return states, self.net.tag("entity", states), self.net.tag("predicate", states)


class _Claims(nn.Module):
    """Role ends and slots of the predicates of one window."""

    def __init__(self, net: Net):
        super().__init__()
        self.net = net

    def forward(self, states: Tensor, start: Tensor, end: Tensor) -> tuple[Tensor, ...]:
        valid = torch.ones_like(start)[:, None].bool() & torch.ones_like(states[:, :, 0]).bool()
        ends, slots = self.net.claims(states, torch.zeros_like(start), start, end, valid)
        return (ends, *(slots[name] for name in SLOTS))


def export(net: Net, target: Path) -> None:
    """Write `encoder.onnx` and `claims.onnx` into a folder."""
    net.eval()
    size = {0: "batch", 1: "pieces"}
    letters = {0: "batch", 1: "characters"}
    row = torch.zeros(2, 30, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            _Reader(net),
            (torch.ones(2, 20, dtype=torch.long), torch.ones(2, 20, dtype=torch.bool), row, row, row),
            str(path),
            input_names=["ids", "mask", "tok", "flag", "chr"],
            output_names=["states", "entities", "predicates"],
            dynamic_axes={"ids": size, "mask": size}
            | dict.fromkeys(("tok", "flag", "chr", "states", "entities", "predicates"), letters),
            dynamo=False,
            opset_version=OPSET,
        )
        _quantize(path, target / "encoder.onnx")
        path = Path(folder) / "claims.onnx"
        torch.onnx.export(
            _Claims(net),
            (torch.randn(1, 30, SIZE), torch.tensor([3, 5]), torch.tensor([4, 7])),
            str(path),
            input_names=["c", "a", "e"],
            output_names=["ends", *SLOTS],
            dynamic_axes={
                "c": {1: "characters"},
                "a": {0: "claims"},
                "e": {0: "claims"},
                "ends": {0: "claims", 1: "places"},
            },
            dynamo=False,
            opset_version=OPSET,
        )
        _quantize(path, target / "claims.onnx")


def _quantize(source: Path, target: Path) -> None:
    """Weights of matrices and embeddings in eight bits, one scale a column."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(source),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
    )
