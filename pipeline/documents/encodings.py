"""From bytes to text: Unicode with or without a mark, and the 8-bit encodings that English and Russian texts come in."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from pipeline.errors import DocumentError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
CYRILLIC_ENCODINGS = ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")
LATIN_ENCODINGS = ("cp1252",)
SAMPLE = 200_000
"""So many bytes tell an encoding."""
COMMON_RUSSIAN = frozenset("оеаинтсрвл")
SMALL, CAPITAL = re.compile(r"[а-яё]"), re.compile(r"[А-ЯЁ]")


def decode(data: bytes, name: str) -> str:
    """The text of a file; `name` is for messages. Raises `DocumentError` for bytes that are no text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _legacy(data, name)
    else:
        if "\0" in text:
            text = _unmarked_utf16(data, text)
    _refuse_binary(text, name)
    return text


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"{name}: marked as {encoding.upper()}, but byte {error.start} is not: {error.reason}"
        raise DocumentError("encoding", message) from error


def _unmarked_utf16(data: bytes, text: str) -> str:
    """English in UTF-16 without a mark is valid UTF-8 in which every other character is NUL."""
    for first, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        zeros = data[first : SAMPLE : 2].count(0)
        if zeros * 2 > len(data[:SAMPLE:2]) * 0.6 and len(data) % 2 == 0:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    return text


def _legacy(data: bytes, name: str) -> str:
    sample = data[:SAMPLE]
    scores = {encoding: _russian_score(sample, encoding) for encoding in CYRILLIC_ENCODINGS}
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] > 0.5:
        return data.decode(best, errors="replace")
    utf16 = _cyrillic_utf16(data)
    if utf16 is not None:
        return utf16
    guess = from_bytes(sample).best()
    if guess is not None:
        try:
            return data.decode(guess.encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    if _high_share(sample) < 0.1:
        for encoding in LATIN_ENCODINGS:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise DocumentError("encoding", f"{name}: neither Unicode nor any encoding known for English or Russian text")


def _high_share(sample: bytes) -> float:
    return sum(byte >= 0x80 for byte in sample) / max(1, len(sample))


def _cyrillic_utf16(data: bytes) -> str | None:
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = len(re.findall(r"[А-яЁёA-Za-z ]", text[:SAMPLE]))
        if letters > 0.8 * len(text[:SAMPLE]):
            return text
    return None


def _russian_score(sample: bytes, encoding: str) -> float:
    """How Russian the non-ASCII part of `sample` looks when read so: 1 is perfect, below 0.5 it is something else.

    In the wrong encoding letters change case within words, and rare letters and signs take the place of common ones.
    """
    text = sample.decode(encoding, errors="replace")
    foreign = [c for c in text if ord(c) >= 0x80]
    if not foreign:
        return 0.0
    letters = len(SMALL.findall(text)) + len(CAPITAL.findall(text))
    common = sum(c in COMMON_RUSSIAN for c in text.lower())
    wrong_case = len(re.findall(r"[а-яё][А-ЯЁ]", text))
    typographic = sum(c in "«»—–„“”’…№\u00a0" for c in foreign)
    share = (letters + typographic) / len(foreign)
    return share * (common / max(1, letters)) / 0.62 - 3 * wrong_case / max(1, letters)


def _refuse_binary(text: str, name: str) -> None:
    """Texts hold hardly any control characters; other files do."""
    sample = text[:SAMPLE]
    controls = len(re.findall(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffd]", sample))
    if controls > 2 + 0.01 * len(sample):
        raise DocumentError("binary", f"{name}: not text (it is full of control characters)")
