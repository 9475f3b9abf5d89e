"""Bytes to text: byte-order marks, UTF-8, GB18030, Big5, UTF-16, told apart by how common the characters are.

Chinese encodings share most byte patterns, so several decodings of one file can succeed; the right one is
made of common characters, a wrong one of rare ones. The common ones are the first levels of the character
sets themselves (GB 2312: 3,755 characters, Big5: 5,401, both chosen by frequency of use) and the most
frequent characters of running text.
"""

from __future__ import annotations

import codecs
from functools import lru_cache

from xhsnlp.errors import error

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
#: About a third of running text, simplified and traditional.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行"
    "这為個國時來們對會發動說產種後過與從業電經關還將現開報東車長並沒數據萬億網務場價訊書學點號應實"
    "，。、：；“”《》（）！？"
)
#: Starts of files that are no text, and what they are.
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP, Word or Excel"),
    (b"\xd0\xcf\x11\xe0", "old Word or Excel"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3", "database"),
    (b"PAR1", "Parquet"),
    (b"{\\rtf", "RTF"),
)
#: How much of a file is looked at to tell encodings apart, in bytes.
_SAMPLE = 200_000
#: A decoding whose characters are rarer than this is no text.
_LEAST = 0.35


def decode(data: bytes, *, where: str = "bytes") -> str:
    """Decode a file's bytes; a byte-order mark is not part of the text.

    Raises:
        InputError: binary (E105), or in none of the known encodings (E108).
    """
    return data.decode(detect(data, where=where)).removeprefix("\ufeff")


def detect(data: bytes, *, where: str = "bytes") -> str:
    """The name of the encoding of a file's bytes, for `bytes.decode`: the same bytes, the same answer.

    Raises:
        InputError: as `decode`.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise error("E105", where=where, why=what)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _checked(data, name, where)
    if _decodes(data, "utf-8"):
        _refuse_control(data.decode("utf-8")[:_SAMPLE], where)
        return "utf-8"
    scores = [(_commonness(data, name), -rank, name) for rank, name in enumerate(_CANDIDATES)]
    best, _, name = max(scores)
    if best < _LEAST:
        if _binary_share(data[:_SAMPLE]) > 0.05:
            raise error("E105", where=where, why="control bytes")
        raise error("E108", where=where, tried=", ".join(("utf-8", *_CANDIDATES)))
    return name


def _checked(data: bytes, name: str, where: str) -> str:
    if not _decodes(data, name):
        raise error("E108", where=where, tried=f"{name}, which its byte-order mark names")
    return name


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_control(text: str, where: str) -> None:
    """A few odd control characters do no harm; many mean that this is no text."""
    control = sum(1 for char in text if char < " " and char not in "\t\n\r\f\v")
    if control > 8 and control > 0.05 * len(text):
        raise error("E105", where=where, why="control bytes")


def _binary_share(data: bytes) -> float:
    return sum(1 for byte in data if byte < 32 and byte not in b"\t\n\r\f\v\x1b") / max(1, len(data))


def _commonness(data: bytes, name: str) -> float:
    """Mean of two shares of the characters beyond ASCII, first-level and frequent; -1 if undecodable."""
    if name.startswith("utf-16") and len(data) % 2 or not _decodes(data, name):
        return -1.0
    text = data.decode(name)[: _SAMPLE // 2]
    beyond = [char for char in text if char > "\x7f"]
    if name.startswith("utf-16") and any(char == "\x00" for char in text[:1000]):
        return -1.0
    if not beyond:
        return -1.0
    level = _first_level(name)
    common = sum(1 for char in beyond if char in level or char in _FREQUENT)
    frequent = sum(1 for char in beyond if char in _FREQUENT)
    return 0.5 * (common / len(beyond) + min(1.0, 3 * frequent / len(beyond)))


@lru_cache(maxsize=4)
def _first_level(name: str) -> frozenset[str]:
    gb = frozenset(_plane("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)))
    big5 = frozenset(_plane("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]))
    if name == "gb18030":
        return gb
    return big5 if name == "big5hkscs" else gb | big5


def _plane(name: str, leads: range, trails: range | list[int]) -> str:
    return "".join(bytes((lead, trail)).decode(name, "ignore") for lead in leads for trail in trails)
