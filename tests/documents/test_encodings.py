"""Bytes to text: Unicode with and without marks, and the 8-bit encodings of Russian texts."""

from __future__ import annotations

import codecs
import random

import pytest

from pipeline.documents.encodings import decode
from pipeline.errors import DocumentError

RUSSIAN = "Министры договорились о совместном строительстве дороги. «Это наш общий путь», — сказала она.\n"
ENGLISH = "The ministers agreed to build the road together. It will cost €40 million, a café owner said.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866", "iso8859_5"])
@pytest.mark.parametrize("repeat", [1, 200])
def test_russian(encoding: str, repeat: int) -> None:
    plain = RUSSIAN if encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1251") else RUSSIAN.translate(str.maketrans("«»—", '""-'))
    assert decode((plain * repeat).encode(encoding), "a.txt") == plain * repeat


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_english(encoding: str) -> None:
    assert decode((ENGLISH * 3).encode(encoding), "a.txt") == ENGLISH * 3


@pytest.mark.parametrize(("mark", "encoding"), [(b"", "utf-16-le"), (b"", "utf-16-be"), (codecs.BOM_UTF16_BE, "utf-16-be")])
@pytest.mark.parametrize("text", [RUSSIAN * 3, "Plain English words in a file without any mark.\n"])
def test_utf16_with_and_without_mark(mark: bytes, encoding: str, text: str) -> None:
    assert decode(mark + text.encode(encoding), "a.txt") == text


def test_mixed_russian_and_english_in_cp1251() -> None:
    text = "Директор Kazakhstan Institute заявил: «Мы ждем решения». The end."
    assert decode(text.encode("cp1251"), "a.txt") == text


def test_line_ends_stay() -> None:
    assert decode(b"a\r\nb\rc\n", "a.txt") == "a\r\nb\rc\n"


def test_random_bytes_are_no_text() -> None:
    rng = random.Random(3)
    for size in (50, 500, 5000):
        with pytest.raises(DocumentError, match=r"a\.txt"):
            decode(b"\xff\x80" + rng.randbytes(size), "a.txt")


def test_a_broken_mark_is_said() -> None:
    with pytest.raises(DocumentError, match=r"a\.txt: marked as UTF-8"):
        decode(codecs.BOM_UTF8 + b"\xff\xff", "a.txt")


def test_binary_is_refused() -> None:
    with pytest.raises(DocumentError, match="control characters"):
        decode(bytes(range(128)) * 4, "a.txt")
