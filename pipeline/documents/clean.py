"""A clean text for the models, with an exact alignment back to the text as read.

What is repaired: hard wraps and hyphenation at line ends, runs of spaces of any kind, invisible characters, decomposed letters,
stress marks, ligatures, Latin look-alikes inside Cyrillic words, odd quotation marks, HTML entities, Markdown's inline marks.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.documents.hyphenation import keeps_hyphen
from pipeline.documents.markup import inline_marks

Offsets = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class CleanText:
    """`text[i]` stands for `original[starts[i]:ends[i]]`. Both arrays rise; what was dropped lies between two characters."""

    text: str
    starts: Offsets
    ends: Offsets

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of `text[start:end]`, which must not be empty."""
        return int(self.starts[start]), int(self.ends[end - 1])

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """The smallest stretch of `text` that holds all that is left of `original[start:end]`; empty if nothing is."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return first, max(first, last)


def join(parts: Sequence[CleanText], separator: str = " ") -> CleanText:
    """One text of several, in order; a separator stands for the gap in the original between its neighbours."""
    texts: list[str] = []
    starts: list[Offsets] = []
    ends: list[Offsets] = []
    for part in parts:
        if not part.text:
            continue
        if texts:
            texts.append(separator)
            gap = (ends[-1][-1], part.starts[0])
            starts.append(np.full(len(separator), gap[0], np.int32))
            ends.append(np.full(len(separator), gap[1], np.int32))
        texts.append(part.text)
        starts.append(part.starts)
        ends.append(part.ends)
    if not texts:
        return CleanText("", np.zeros(0, np.int32), np.zeros(0, np.int32))
    return CleanText("".join(texts), np.concatenate(starts), np.concatenate(ends))


# ---- one character for another: no offset moves -------------------------------------------------------------------

ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
        **dict.fromkeys("‐‑⁃", "-"),
        **dict.fromkeys("―⸺", "—"),
        "‒": "–",
        **dict.fromkeys("‟〝〞", "“"),
        "＂": '"',
        **dict.fromkeys("´`ʼʻ＇", "’"),
    }
)
LOOKALIKES = str.maketrans("ABCEHKMOPTXYaceopxyi", "АВСЕНКМОРТХУасеорхуі")
LATIN_LOOKALIKE_WORD = re.compile(r"\b(?=\w*[а-яё]{2})[А-Яа-яЁё]*[ABCEHKMOPTXYaceopxy][А-Яа-яЁёABCEHKMOPTXYaceopxy]*\b")
MIXED_SCRIPTS = re.compile(r"[A-Za-z][а-яё]|[а-яё][A-Za-z]")


def _same_length(text: str) -> str:
    text = text.translate(ONE_FOR_ONE)
    if MIXED_SCRIPTS.search(text):
        text = LATIN_LOOKALIKE_WORD.sub(lambda match: match.group().translate(LOOKALIKES), text)
    return text


# ---- what changes the length --------------------------------------------------------------------------------------

INVISIBLE = r"\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
CONTROL = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
PRIVATE = r"\ue000-\uf8ff"  # the bullets and ticks of PDF fonts
BLANK = rf"\s{INVISIBLE}{CONTROL}{PRIVATE}"
NEWLINE = r"(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])"
SPECIAL = re.compile(
    rf"""
      (?P<hyphen>(?<=[^\W_])[-\u00ad][{INVISIBLE}]*[ ]*{NEWLINE}(?:[ ]*>)*[{BLANK}]*(?=[^\W_]))
    | (?P<page>{NEWLINE}[ ]*{NEWLINE}[{BLANK}]*[-–—]?[ ]?\d{{1,3}}[ ]?[-–—]?[ ]*{NEWLINE}[{BLANK}]*)
    | (?P<blank>(?:{NEWLINE}[ ]{{0,3}}>[> ]*|[{BLANK}]){{2,}}|[^\S ]|[{INVISIBLE}{CONTROL}{PRIVATE}])
    | (?P<cluster>[^\W\d_][\u0300-\u036f]+)
    | (?P<ligature>[\ufb00-\ufb06])
    | (?P<entity>&(?:\#\d{{2,6}}|\#x[0-9a-fA-F]{{2,5}}|[A-Za-z]{{2,8}});)
    | (?P<quotes>''|’’|``|<<(?=\w)|(?<=[\w.,!?…])>>|(?:(?<=\s)|^),,(?=\w))
    """,
    re.VERBOSE,
)
QUOTES = {"''": '"', "’’": '"', "``": '"', "<<": "«", ">>": "»", ",,": "„"}


class _Builder:
    """Collects clean characters and where each stood; blanks never double."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.texts: list[str] = []
        self.starts: list[Offsets] = []
        self.ends: list[Offsets] = []

    def copy(self, start: int, end: int) -> None:
        """Take `source[start:end]` as it is."""
        if start < end and self.source[start] == " " and self.texts and self.texts[-1][-1] == " ":
            start += 1
            self.ends[-1][-1] = start
        if start < end:
            self.texts.append(self.source[start:end])
            self.starts.append(np.arange(start, end, dtype=np.int32))
            self.ends.append(np.arange(start + 1, end + 1, dtype=np.int32))

    def put(self, text: str, start: int, end: int) -> None:
        """Let every character of `text` stand for `source[start:end]`."""
        if text == " " and self.texts and self.texts[-1][-1] == " ":
            self.ends[-1][-1] = end
        elif text:
            self.texts.append(text)
            self.starts.append(np.full(len(text), start, np.int32))
            self.ends.append(np.full(len(text), end, np.int32))

    def finish(self, offset: int) -> CleanText:
        """The whole, without blanks at its ends."""
        text = "".join(self.texts)
        if not text:
            return CleanText("", np.zeros(0, np.int32), np.zeros(0, np.int32))
        first, last = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
        starts, ends = np.concatenate(self.starts), np.concatenate(self.ends)
        last = max(first, last)
        return CleanText(text[first:last], starts[first:last] + np.int32(offset), ends[first:last] + np.int32(offset))


def clean(text: str, offset: int = 0) -> CleanText:
    """The text of one block, repaired. `offset` is where `text` begins in the original."""
    source = _same_length(text)
    builder = _Builder(source)
    at = 0
    for start, end, marked in _marks(source):
        at = _copy_clean(builder, at, start)
        if marked and at <= start:
            builder.put(marked, start, end)
        at = max(at, end)
    _copy_clean(builder, at, len(source))
    return builder.finish(offset)


def flat(text: str) -> str:
    """The text on one line, for patterns that look at whole blocks: cleaned where it has marks, else only its blanks."""
    return clean(text).text if any(mark in text for mark in "*_[<&\u00ad\u200b") else " ".join(text.split())


def _marks(source: str) -> list[tuple[int, int, str]]:
    """Inline Markdown marks and citation numbers, to be dropped."""
    return inline_marks(source) if any(mark in source for mark in "*_[<") else []


def _copy_clean(builder: _Builder, start: int, stop: int) -> int:
    """Clean `source[start:stop]` into the builder; returns how far was read (a match may run over `stop`)."""
    source, at = builder.source, start
    for match in SPECIAL.finditer(source, start):
        if match.start() >= stop:
            break
        builder.copy(at, match.start())
        _repair(builder, match)
        at = match.end()
    builder.copy(at, stop)
    return max(at, stop)


def _repair(builder: _Builder, match: re.Match[str]) -> None:
    kind, piece, (start, end) = match.lastgroup, match.group(), match.span()
    if kind == "hyphen":
        if piece[0] == "-" and keeps_hyphen(_word_before(builder.source, start), _word_after(builder.source, end)):
            builder.put("-", start, start + 1)
    elif kind == "page":
        builder.put(" ", start, end)
    elif kind == "blank":
        if any(c.isspace() or "\ue000" <= c <= "\uf8ff" for c in piece):
            builder.put(" ", start, end)
    elif kind == "cluster":
        _compose(builder, start, end)
    elif kind == "ligature":
        builder.put(unicodedata.normalize("NFKC", piece), start, end)
    elif kind == "quotes":
        builder.put(QUOTES[piece], start, end)
    else:
        _entity(builder, piece, start, end)


def _entity(builder: _Builder, piece: str, start: int, end: int) -> None:
    known = html.unescape(piece)
    if len(known) != 1 or (not known.isprintable() and known != "\u00a0"):
        builder.copy(start, end) if len(known) > 1 else None
    else:
        builder.put(" " if known.isspace() else known.translate(ONE_FOR_ONE), start, end)


def _compose(builder: _Builder, start: int, end: int) -> None:
    """A letter with combining marks becomes one letter; stress marks, which no other text has, go."""
    piece = builder.source[start:end]
    composed = unicodedata.normalize("NFC", piece)
    if "\u0400" <= composed[0] <= "\u04ff":
        composed = composed[0] + "".join(c for c in composed[1:] if c not in "\u0300\u0301")
    if len(composed) == 1:
        builder.put(composed, start, end)
    else:
        builder.copy(start, end)


def _word_before(source: str, end: int) -> str:
    match = re.search(r"[^\W_]+$", source[max(0, end - 40) : end])
    return match.group() if match else ""


def _word_after(source: str, start: int) -> str:
    match = re.compile(r"[^\W_]+").match(source, start)
    return match.group()[:60] if match else ""
