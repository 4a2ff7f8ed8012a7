"""Pairs of quotation marks in a text, whatever their shape: nested, unbalanced, over several paragraphs.

Two scans, each linear in the text: one for marks that are never anything else (“ ” „ « » ‹ › " `` ''), one for single marks,
which are mostly apostrophes. A mark that finds no partner costs its own paragraph at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.extraction.records import Paragraph

DOUBLE = re.compile(r"``|''|[\"“”„‟«»‹›〝〞＂]")
SINGLE_OPEN = re.compile(r"(?<![\w’'”\")])['‘](?=[\w“\"«…¿¡])")
SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…”\"»)—–-])['’](?!\w)")
FAMILY = {
    "«": "«", "»": "«", "‹": "«", "›": "«", "“": "“", "”": "“", "„": "“", "‟": "“", "〝": "“", "〞": "“", "＂": '"', '"': '"',
    "``": "`", "''": "`",
}  # fmt: skip
ALWAYS_OPEN, ALWAYS_CLOSE = frozenset("«‹„〝") | {"``"}, frozenset("»›〞") | {"''"}
DEEPEST = 8
FARTHEST = 6
"""How many paragraphs without marks may lie between the opening and the closing mark of a quote."""


@dataclass(slots=True)
class Marked:
    """Words in marks: `start:end` are the words, `outer_start:outer_end` include the marks; `first`, `last` are paragraphs."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    first: int
    last: int
    glyph: str
    closed: bool = True
    children: list[Marked] = field(default_factory=list)


@dataclass(slots=True)
class _Scan:
    """What one paragraph holds: whole pairs, openers left over (outermost first), and closers that nothing had opened."""

    pairs: list[Marked] = field(default_factory=list)
    left: list[Marked] = field(default_factory=list)
    strays: list[tuple[int, int]] = field(default_factory=list)
    starts_open: int | None = None


def marked_spans(text: str, paragraphs: Sequence[Paragraph]) -> list[Marked]:
    """All outermost stretches in quotation marks, in order."""
    scans = [_scan(text, paragraph, k) for k, paragraph in enumerate(paragraphs)]
    found: list[Marked] = []
    pending: Marked | None = None
    for k, scan in enumerate(scans):
        if pending is not None:
            pending = _carry_on(text, pending, scan, paragraphs[k], k, found)
        if pending is None:
            found += scan.pairs
            pending = _leftover(text, scans, paragraphs, k, found) if scan.left else None
    if pending is not None:
        _give_up(text, pending, found)
    return list(_outermost([mark for mark in found if mark.start < mark.end]))


def _carry_on(text: str, pending: Marked, scan: _Scan, paragraph: Paragraph, k: int, found: list[Marked]) -> Marked | None:
    """Read one more paragraph of a quote that is still open. Gives it back while it stays open."""
    pending.last = k
    first = scan.pairs[0] if scan.pairs else None
    if scan.starts_open is not None and first is not None and first.outer_start == scan.starts_open:
        scan.pairs.pop(0)  # each paragraph opens again, the last one closes
        _close(text, pending, first.end, first.outer_end, found)
        return None
    if scan.strays and (scan.starts_open is None or not scan.left):
        a, b = scan.strays[0]
        scan.pairs = [pair for pair in scan.pairs if pair.start > b]
        _close(text, pending, a, b, found)
        return None
    scan.pairs, scan.left = [], []
    pending.end = pending.outer_end = paragraph.end
    return pending


def _close(text: str, marked: Marked, end: int, outer_end: int, found: list[Marked]) -> None:
    marked.end, marked.outer_end, marked.closed = end, outer_end, True
    found.append(_trimmed(text, marked))


def _leftover(text: str, scans: list[_Scan], paragraphs: Sequence[Paragraph], k: int, found: list[Marked]) -> Marked | None:
    """What becomes of a mark that its own paragraph does not close: it goes on, ends with a nested mark, or is given up."""
    marked = scans[k].left[0]
    marked.children += scans[k].left[1:]
    if _goes_on(scans, paragraphs, k):
        return marked
    whole = [child for child in marked.children if child.closed]
    if whole and re.match(r"\s*(?:[.,!?…:;—–-]|$)", text[whole[-1].outer_end : paragraphs[k].end]):
        _close(text, marked, whole[-1].outer_end, whole[-1].outer_end, found)  # one mark closes both
        return None
    _give_up(text, marked, found, text[paragraphs[k].start : marked.outer_start])
    return None


def _goes_on(scans: list[_Scan], paragraphs: Sequence[Paragraph], k: int) -> bool:
    for n in range(k + 1, min(len(scans), k + 1 + FARTHEST)):
        if paragraphs[n].kind == "heading":
            return False
        if scans[n].starts_open is not None:
            return True
        if scans[n].strays:
            return True
        if scans[n].pairs or scans[n].left:
            return False
    return False


def _give_up(text: str, marked: Marked, found: list[Marked], before: str = "") -> None:
    """A mark that is never closed holds its paragraph if it begins it or follows a colon; else only what is nested counts."""
    before = before.rstrip()
    if not before.strip("—–- ") or before.endswith(":"):
        marked.closed = False
        found.append(_trimmed(text, marked))
    else:
        found += [child for child in marked.children if child.closed]


def _trimmed(text: str, marked: Marked) -> Marked:
    """The words without blanks at their ends and without the comma that belongs to the cue."""
    start, end = marked.start, marked.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    marked.start, marked.end = start, end
    return marked


def _scan(text: str, paragraph: Paragraph, k: int) -> _Scan:
    scan = _Scan()
    stack: list[Marked] = []
    for match in DOUBLE.finditer(text, paragraph.start, paragraph.end):
        glyph = match.group()
        if _opens(text, match, paragraph, stack):
            _open(scan, stack, match, paragraph, k, text)
        elif stack:
            _pop(text, scan, stack, match)
        elif glyph != '"' or not text[match.start() - 1 : match.start()].isdigit():
            scan.strays.append(match.span())
    scan.left = stack
    for pair in _singles(text, paragraph, k, scan):
        scan.pairs.append(pair)
    scan.pairs = list(_outermost(scan.pairs))
    return scan


def _open(scan: _Scan, stack: list[Marked], match: re.Match[str], paragraph: Paragraph, k: int, text: str) -> None:
    if len(stack) >= DEEPEST:
        return
    near = match.start() - paragraph.start < 8  # no long prefix is looked at for every mark
    if near and not text[paragraph.start : match.start()].strip("—–- …"):
        scan.starts_open = match.start() if scan.starts_open is None else scan.starts_open
    stack.append(Marked(match.end(), paragraph.end, match.start(), paragraph.end, k, k, match.group()))


def _pop(text: str, scan: _Scan, stack: list[Marked], match: re.Match[str]) -> None:
    """Close the innermost open mark of the same family; what was left open above it is swallowed."""
    family = FAMILY[match.group()]
    depth = next((d for d in range(len(stack) - 1, -1, -1) if FAMILY[stack[d].glyph] == family), len(stack) - 1)
    marked = stack[depth]
    del stack[depth:]
    marked.end, marked.outer_end = match.span()
    marked = _trimmed(text, marked)
    (stack[-1].children if stack else scan.pairs).append(marked)


def _opens(text: str, match: re.Match[str], paragraph: Paragraph, stack: list[Marked]) -> bool:
    """Whether a mark opens, by its shape and its neighbours."""
    glyph = match.group()
    before = text[match.start() - 1] if match.start() > paragraph.start else " "
    after = text[match.end()] if match.end() < paragraph.end else " "
    free_left = before.isspace() or before in "([{—–-/«“„\"'‘"
    word_right = not after.isspace() and after not in ".,;:!?)]}»”"
    if glyph in ALWAYS_OPEN:
        return word_right or free_left or not stack
    if glyph in ALWAYS_CLOSE:
        return not stack and free_left and word_right and glyph != "''"
    if glyph == "“" and stack and stack[-1].glyph == "„":
        return free_left and word_right and before != "„"
    if glyph in "“‟":
        return (free_left and word_right) or (not stack and word_right)
    if free_left and word_right:
        return before not in '"”»' or not stack
    return not stack and free_left and not before.isspace() and glyph == '"' and word_right


def _singles(text: str, paragraph: Paragraph, k: int, scan: _Scan) -> Iterator[Marked]:
    """Pairs of single marks: up to the next opener, the first closer after punctuation, else the first that is no plural's."""
    opens = [m.start() for m in SINGLE_OPEN.finditer(text, paragraph.start, paragraph.end)]
    if not opens:
        return
    closes = [m.start() for m in SINGLE_CLOSE.finditer(text, paragraph.start, paragraph.end)]
    at = 0
    for n, start in enumerate(opens):
        limit = opens[n + 1] if n + 1 < len(opens) else paragraph.end
        while at < len(closes) and closes[at] <= start:
            at += 1
        mine = []
        while at < len(closes) and closes[at] < limit:
            if (text[start] == "‘") == (text[closes[at]] == "’"):
                mine.append(closes[at])
            at += 1
        if mine:
            end = min(mine, key=lambda c: (text[c - 1] not in ".,!?…", text[c - 1] == "s", c))
            yield _trimmed(text, Marked(start + 1, end, start, end + 1, k, k, text[start]))


def _outermost(pairs: list[Marked]) -> Iterator[Marked]:
    """Pairs that no other pair holds; overlapping ones give way to the one that starts first."""
    reach = -1
    for pair in sorted(pairs, key=lambda p: (p.outer_start, -p.outer_end)):
        if pair.outer_start >= reach:
            reach = pair.outer_end
            yield pair
