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
SAMPLE = 200_000
"""So many bytes tell an encoding."""
FEW_BAD, FEW_ACCENTS = 8, 0.05
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
    damaged = data.decode("utf-8", errors="replace")
    if sum(c >= "\x80" for c in damaged) > FEW_BAD * damaged.count("\ufffd"):
        return damaged  # UTF-8 with a few bytes lost
    scores = {encoding: _russian_score(sample, encoding) for encoding in CYRILLIC_ENCODINGS}
    best = max(scores, key=lambda encoding: scores[encoding])
    candidates = [best] if scores[best] > 0.5 else []
    candidates += ["cp1252"] if not candidates and _high_share(sample) < FEW_ACCENTS else []
    candidates += ["utf-16-le", "utf-16-be"] if len(data) % 2 == 0 else []
    guess = from_bytes(sample).best() if not candidates or scores[best] <= 0.5 else None
    candidates += [guess.encoding] if guess is not None else []
    for encoding in candidates:
        text = data.decode(encoding, errors="replace" if encoding == best else "ignore")
        if _looks_written(text):
            return text
    raise DocumentError("encoding", f"{name}: neither Unicode nor any encoding known for English or Russian text")


def _looks_written(text: str) -> bool:
    """Mostly Latin or Cyrillic letters, in words of one script whose letters do not change case inside."""
    sample = text[:SAMPLE]
    marks = re.sub(r"\s", "", sample)
    words = re.findall(r"[^\W\d_]{2,}", sample)
    letters = sum(map(len, words))
    mixed = sum(len(word) for word in words if re.search("[A-Za-z]", word) and re.search("[Ѐ-ӿ]", word))
    odd = sum(len(word) for word in words if not (word.islower() or word.isupper() or word.istitle()))
    known = len(re.findall(r"[A-Za-zÀ-žЀ-ӿ]", sample))
    return bool(words) and letters > 0.6 * len(marks) and odd <= 0.2 * letters and mixed <= 0.1 * letters and known > 0.9 * letters


def _high_share(sample: bytes) -> float:
    return sum(byte >= 0x80 for byte in sample) / max(1, len(sample))


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
    alone = len(re.findall(r"(?<![А-яЁё])[А-яЁё](?![А-яЁё])", text))
    return share * (common / max(1, letters)) / 0.62 - (3 * wrong_case + 2 * max(0, alone - len(foreign) // 20)) / max(1, letters)


def _refuse_binary(text: str, name: str) -> None:
    """Texts hold hardly any control characters; other files do."""
    sample = text[:SAMPLE]
    controls = len(re.findall(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffd]", sample))
    if controls > 2 + 0.01 * len(sample):
        raise DocumentError("binary", f"{name}: not text (it is full of control characters)")
