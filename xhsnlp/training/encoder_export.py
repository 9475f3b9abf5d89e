"""Write the network as two int8 ONNX graphs: the encoder with the tag heads, and the claim head."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from xhsnlp.encoder.marks import MARKS
from xhsnlp.encoder.network import FURTHER, SLOTS
from xhsnlp.training.encoder_net import SIZE, Net

OPSET = 17


class _AsMatrix(nn.Module):
    """A convolution over three neighbors as one product of matrices, which eight bits make faster."""

    def __init__(self, conv: nn.Conv1d):
        super().__init__()
        outputs, inputs, width = conv.weight.shape
        self.linear = nn.Linear(inputs * width, outputs)
        self.linear.weight = nn.Parameter(conv.weight.transpose(1, 2).reshape(outputs, inputs * width))
        self.linear.bias = conv.bias

    def forward(self, columns: Tensor) -> Tensor:
        x = columns.transpose(1, 2)
        edge = torch.zeros_like(x[:, :1])
        around = torch.cat([torch.cat([edge, x[:, :-1]], 1), x, torch.cat([x[:, 1:], edge], 1)], 2)
        result: Tensor = self.linear(around).transpose(1, 2)
        return result


class _Reader(nn.Module):
    """States, entity scores and predicate scores of windows."""

    def __init__(self, net: Net):
        super().__init__()
        self.net = net

    def forward(
        self, ids: Tensor, mask: Tensor, tok: Tensor, flag: Tensor, letter: Tensor, marks: Tensor
    ) -> tuple[Tensor, ...]:
        states = self.net.states(ids, mask, tok, flag, letter, marks)
        return states, *(self.net.tag(name, states) for name in ("entity", "predicate", *FURTHER))


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
    net = copy.deepcopy(net).eval()
    net.conv, net.claim_conv = _AsMatrix(net.conv), _AsMatrix(net.claim_conv)
    size = {0: "batch", 1: "pieces"}
    letters = {0: "batch", 1: "characters"}
    row = torch.zeros(2, 30, dtype=torch.long)
    marks = torch.zeros(2, 30, len(MARKS), dtype=torch.long)
    outputs = ["states", "entities", "predicates", *FURTHER]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            _Reader(net),
            (torch.ones(2, 20, dtype=torch.long), torch.ones(2, 20, dtype=torch.bool), row, row, row, marks),
            str(path),
            input_names=["ids", "mask", "tok", "flag", "chr", "marks"],
            output_names=outputs,
            dynamic_axes={"ids": size, "mask": size}
            | dict.fromkeys(("tok", "flag", "chr", "marks", *outputs), letters),
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
