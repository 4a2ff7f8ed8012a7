"""From lines to paragraphs: which line end is a paragraph's end and which is only where the paper was too narrow.

Nothing in a plain text says it, so evidence is weighed: blank lines, the marks a line ends and begins with, its first letter,
and whether the next word would still have fitted on the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|$)")
BLANKS = " \t\u00a0\u2007\u202f\u200b\ufeff\u00ad\x00\u3000\u2002\u2003\u2009"
FINAL = re.compile(r"[.!?…]\s?[\"'»”’)\]*_]*$")
SOFT_END = re.compile(r"[,–—(«„“&/]$|(?:^|[\s.,;:!?…»”\"])[-–—]{1,2}$|[^\W\d_][-\u00ad\u2010\u2011]$")
PLACE_START = re.compile(r"(?:г|гор|с|пос|ул)\.\s?[А-ЯЁ]")
PAGE_NUMBER = re.compile(r"[-–—]?\s?\d{1,3}\s?[-–—]?")
ABBREVIATED = re.compile(r"(?:^|[\s.])(?:[A-ZА-ЯЁ]|c|ca|Mr|Mrs|Dr|St|Gen|Col|Prof|им|проф|акад|тыс|т\.\s?е|т\.\s?к)\.$")
ONLY_DASH = re.compile(r"[-–—]{1,2}")
SPOKEN_START = re.compile(r"[\"«“„]")
SPOKEN_END = re.compile(r"[.,;:!?…»”\"]\s*$")
MIDDLE_START = re.compile(r"[,.;:!?)»”…](?!\.)")
ITEM_END = re.compile(r"[;:]$")
LOWER_START = re.compile(r"[\"'«“„(\[]*[a-zà-öø-ÿа-яёіїєґўәғқңөұүһӣӯҳҷ]")
BULLET = re.compile(r"(?:(?:[•‣▪▫●○◦■□◆◇►▶➢➤✓✔✗❖·∙\uf000-\uf0ff]|[*+](?=\s)|[→⇒](?=\s))[ \t\u00a0]*)+(?=\S)")
DASH = re.compile(r"(?:-{1,3}|[–—―−])(?:[ \t\u00a0]+(?=\S)|(?=[^\W\d_]))")
NUMBER = re.compile(
    r"(?:\(?\d{1,2}[.)]|\(?[a-zа-я]\)|\(?[ivx]{1,5}\)|(?:I{2,3}|IV|VI{1,3}|IX|XI{0,3}|XIV|XV)\.|§\s?\d+\.?|\d{1,2}(?:\.\d{1,2}){1,3}\.?)"
    r"[ \t\u00a0]+(?=[^\W\d_\s]|[\"«“„])"
)
WIDEST_WRAP = 160
"""No text is wrapped wider than this, in characters."""
SHORTEST_CUT, SHORTEST_REST = 40, 12
FULL = 0.82
"""A line that fills this much of the width may have been wrapped even if one more short word had fitted (ragged setting)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its blanks: `text` is `source[start:end]`; `indent` is in columns, `blank_before` tells of an empty line."""

    start: int
    end: int
    text: str
    indent: int
    blank_before: bool

    @property
    def marker(self) -> re.Match[str] | None:
        """The bullet, dash or number it opens with."""
        return BULLET.match(self.text) or DASH.match(self.text) or NUMBER.match(self.text)


def split_lines(text: str) -> list[Line]:
    """The lines of `text` that hold something."""
    lines: list[Line] = []
    blank = False
    for match in LINE.finditer(text):
        raw = match.group().rstrip("\r\n\x0b\x0c\x85\u2028\u2029" + BLANKS)
        body = raw.lstrip(BLANKS)
        if not body:
            blank = blank or bool(match.group())
            continue
        start = match.start() + len(raw) - len(body)
        indent = len(raw[: len(raw) - len(body)].expandtabs(4))
        lines.append(Line(start, start + len(body), body, indent, blank))
        blank = False
    return lines


def paragraphs(lines: Sequence[Line], width: int | None = None) -> list[list[Line]]:
    """Lines grouped to paragraphs and items, in order. `width`, in characters, is given where all lines are known to be wrapped."""
    groups: list[list[Line]] = []
    for run in _runs(_without_inner_page_numbers(lines)):
        wrap = _Wrap(width, 1.0) if width else _Wrap.of(run, lines)
        for line in run:
            previous = groups[-1][-1] if groups else None
            if previous is not None and _continues(previous, line, wrap, groups[-1]):
                groups[-1].append(line)
            else:
                groups.append([line])
    return groups


def _without_inner_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """A page's number in the middle of a sentence is passed over; `clean` drops it."""
    kept: list[Line] = []
    passed = -1
    for i, line in enumerate(lines):
        alone = line.blank_before and i + 1 < len(lines) and lines[i + 1].blank_before and PAGE_NUMBER.fullmatch(line.text)
        if alone and kept and _mid_sentence(kept[-1], lines[i + 1]):
            passed = i + 1
        else:
            kept.append(replace(line, blank_before=False) if i == passed else line)
    return kept


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    runs: list[list[Line]] = []
    for line in lines:
        if runs and not line.blank_before:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


@dataclass(frozen=True, slots=True)
class _Wrap:
    """How the lines of a run end: `broken` is the share of inner line ends that stand in the middle of a sentence."""

    width: int
    broken: float

    @classmethod
    def of(cls, run: Sequence[Line], document: Sequence[Line]) -> _Wrap:
        inner = list(pairwise(run))
        width = max((len(line.text) + min(line.indent, 4) for line in run), default=0)
        if len(inner) < 3:
            inner = [(a, b) for a, b in pairwise(document) if not b.blank_before]
        broken = sum(1 for a, b in inner if _mid_sentence(a, b))
        if broken:  # some lines surely go on, so others may, before a name
            broken += sum(1 for a, b in inner if not _mid_sentence(a, b) and _cut_before_a_name(a, b, width))
        return cls(width, broken / len(inner) if inner else 0.0)

    @property
    def hard(self) -> bool:
        return self.broken >= 0.3 and self.width <= WIDEST_WRAP


def _mid_sentence(a: Line, b: Line) -> bool:
    return not FINAL.search(a.text) and not ITEM_END.search(a.text) and bool(LOWER_START.match(b.text)) and b.marker is None


def _cut_before_a_name(a: Line, b: Line, width: int) -> bool:
    goes_on = not FINAL.search(a.text) and not ITEM_END.search(a.text) and b.marker is None
    return goes_on and len(a.text) >= SHORTEST_CUT and len(a.text) + 1 + len(b.text.split(maxsplit=1)[0]) > width


def _continues(a: Line, b: Line, wrap: _Wrap, group: Sequence[Line]) -> bool:
    """Whether `b` goes on with the paragraph `group` whose last line is `a`."""
    if ONLY_DASH.fullmatch(b.text) or MIDDLE_START.match(b.text) or _goes_on_after_speech(b, group):
        return True
    if b.marker is not None and not _dash_inside(a, b, wrap):
        return False
    lower = bool(LOWER_START.match(b.text))
    if b.blank_before:
        longest = max(len(a.text), len(b.text))
        long_enough = a.text[-1:].islower() and longest >= SHORTEST_CUT and min(len(a.text), len(b.text)) >= SHORTEST_REST
        return lower and not PLACE_START.match(b.text) and (bool(SOFT_END.search(a.text)) or long_enough)
    if ABBREVIATED.search(a.text) and len(a.text) >= SHORTEST_CUT:
        return True
    if SOFT_END.search(a.text):
        return lower or wrap.hard or len(group) > 1
    if not FINAL.search(a.text) and not ITEM_END.search(a.text) and lower:
        return True
    return wrap.hard and not _indented(b, group) and _filled(a, b, wrap)


def _goes_on_after_speech(b: Line, group: Sequence[Line]) -> bool:
    """«- Куда ты?» and on the next line «- спросила она», as some books are set."""
    dash = DASH.match(b.text)
    if dash is None or not LOWER_START.match(b.text, dash.end()) or not SPOKEN_END.search(group[-1].text):
        return False
    opening = DASH.match(group[0].text)
    if opening is None:
        return bool(SPOKEN_START.match(group[0].text))
    return not LOWER_START.match(group[0].text, opening.end())


def _dash_inside(a: Line, b: Line, wrap: _Wrap) -> bool:
    """A dash, or a number with a full stop, may open a line because the line before was full."""
    if BULLET.match(b.text) or FINAL.search(a.text) or ITEM_END.search(a.text) or b.blank_before or not wrap.hard:
        return False
    dash = DASH.match(b.text)
    return _filled(a, b, wrap) and (dash is None or bool(LOWER_START.match(b.text, dash.end())))


def _filled(a: Line, b: Line, wrap: _Wrap) -> bool:
    first_word = b.text.split(maxsplit=1)[0]
    used = len(a.text) + min(a.indent, 4)
    return used + 1 + len(first_word) > wrap.width or (used >= FULL * wrap.width and not FINAL.search(a.text))


def _indented(b: Line, group: Sequence[Line]) -> bool:
    """A first line that is set in, after lines that are not; the later lines of an item hang."""
    if group[0].marker is not None:
        return False
    return b.indent >= group[-1].indent + 2 and (len(group) == 1 or group[-1].indent <= group[0].indent)
