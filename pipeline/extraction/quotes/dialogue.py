"""Speech without quotation marks: Russian dialogue with dashes, interviews, block quotes, lines under a speaker's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extraction.quotes.authorwords import split_speech
from pipeline.extraction.quotes.blocks import block_quotes
from pipeline.extraction.quotes.cues import DASHES, Cue, cue_before
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.quotes.interviews import interview_by_questions, interview_by_turns, tokens_of
from pipeline.extraction.quotes.labels import labelled_quotes
from pipeline.extraction.quotes.marks import Marked
from pipeline.extraction.quotes.subjects import speaker_of
from pipeline.extraction.view import View

MOST_BETWEEN = 3
LONGEST_LINE = 40
"""Paragraphs that a line of dialogue may be broken into."""
SPOKEN = re.compile(r"[.!?…»\"”,:]\s*$")


def dialogue_quotes(view: View, marks: list[Marked]) -> list[Found]:
    """All quotes that need no quotation marks. Their words are marked in `view.quoted`."""
    starts_marked = {mark.first for mark in marks if mark.outer_start - view.paragraphs[mark.first].start < 3}
    found = [*labelled_quotes(view)] or interview_by_questions(view, starts_marked)
    used = {k for quote in found for k in range(quote.paragraphs[0], quote.paragraphs[1] + 1)}
    for quote in [*block_quotes(view, starts_marked, used), *_dashed(view, used)]:
        found.append(quote)
    for quote in found:
        for start, end in quote.parts:
            a, b = view.token_from(start), view.token_before(end) + 1
            view.quoted[a:b] = b"\1" * max(0, b - a)
    return found


# --- dashes ---------------------------------------------------------------------------------------------------------------


def _dashed(view: View, used: set[int]) -> Iterator[Found]:
    if view.lang != "ru":
        return
    lines = list(_lines(view, used))
    spoken: set[int] = set()
    for run in _runs(lines):
        if any(_talks(view, *line) for line in run):
            interview = interview_by_turns(view, run, used)
            if interview:
                yield from interview
                spoken.update(range(run[0][0], run[-1][1] + 1))
                continue
            for line in run:
                if _talks(view, *line) or _sentence_like(view, *line):
                    spoken.update(range(line[0], line[1] + 1))
                    quote = _line(view, *tokens_of(view, line), line[0])
                    if quote is not None:
                        quote.paragraphs = line
                        yield quote
    for k in range(len(view.paragraphs)):
        if k not in used and k not in spoken:
            yield from _after_colon(view, k)


def _lines(view: View, used: set[int]) -> Iterator[tuple[int, int]]:
    """First and last paragraph of everything that begins with a dash; a paragraph that begins small goes on the one before."""
    k = 0
    while k < len(view.paragraphs):
        first = k
        k += 1
        if first in used or not _begins_with_dash(view, first):
            continue
        while k < len(view.paragraphs) and k not in used and k - first < LONGEST_LINE and _continues(view, k):
            k += 1
        yield first, k - 1


def _begins_with_dash(view: View, k: int) -> bool:
    low, high = view.paragraph_tokens[k]
    return high - low > 1 and view.words[low] in DASHES and view.paragraphs[k].kind != "heading" and not _continues(view, k)


def _continues(view: View, k: int) -> bool:
    """Whether a paragraph is no sentence of its own: a lone dash, words that begin small behind one, or what a dash leads to."""
    low, high = view.paragraph_tokens[k]
    first = next((view.words[i] for i in range(low, high) if view.words[i][:1].isalnum()), "")
    dash = low < high and view.words[low] in DASHES
    if not first or (dash and first[:1].islower()):
        return view.paragraphs[k].kind == "paragraph"
    before = view.words[low - 1] if low else ""
    return before in DASHES and low > 1 and not dash and view.words[low - 2] in {",", ".", "!", "?", "…"}


def _runs(lines: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Lines with at most two paragraphs of narration between them."""
    run: list[tuple[int, int]] = []
    for line in lines:
        if run and line[0] - run[-1][1] > MOST_BETWEEN:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _talks(view: View, first: int, last: int) -> bool:
    """Whether a line with a dash is speech by itself: author's words, a question, a call, or an announced answer."""
    low, high = tokens_of(view, (first, last))
    if split_speech(view, low + 1, high - 1)[1]:
        return True
    if not _sentence_like(view, first, last):
        return False
    if any(view.words[i][-1] in "!?…" for i in range(low, high)):
        return True
    if first and view.paragraphs[first].kind != "list_item" and _announced(view, first) is not None:
        return True
    return view.words[low] in {"—", "--"} and any(
        "Person=1" in view.feats[i] or "Person=2" in view.feats[i] for i in range(low, high)
    )


def _announced(view: View, k: int) -> Cue | None:
    """The cue of the paragraph before, where that ends with a colon."""
    low, high = view.paragraph_tokens[k - 1]
    return cue_before(view, high - 2, low, ":") if high - low > 1 and view.words[high - 1] == ":" else None


def _sentence_like(view: View, first: int, last: int) -> bool:
    low, high = tokens_of(view, (first, last))
    word = next((view.words[i] for i in range(low, high) if view.words[i][:1].isalnum()), "")
    return word[:1].isupper() and SPOKEN.search(view.text[view.paragraphs[last].start : view.paragraphs[last].end]) is not None


def _line(view: View, low: int, high: int, k: int) -> Found | None:
    """A line of dialogue between tokens `low` (its dash) and `high`."""
    parts, verbs = split_speech(view, low + 1, high - 1)
    if not parts:
        return None
    found = Found(
        [(view.starts[a], view.ends[b]) for a, b in parts], "direct", "direct/dash", 0.85, paragraphs=(k, k), inherit="turn"
    )
    if verbs:
        found.cue = verbs[0]
        found.subject = speaker_of(view, verbs[0], max(low, verbs[0] - 6), min(high, verbs[0] + 14))
        found.rule = "direct/dash+cue"
    elif k and (cue := _announced(view, k)) is not None:
        found.cue, found.subject, found.rule = cue.token, cue.subject, "direct/dash+paragraph-before"
    return found


def _after_colon(view: View, k: int) -> Iterator[Found]:
    """«Он спросил: — Где ты?» inside a paragraph."""
    low, high = view.paragraph_tokens[k]
    for i in range(low + 2, high - 2):
        if view.words[i] == ":" and view.words[i + 1] in DASHES and view.words[i + 2][:1].isupper():
            cue = cue_before(view, i - 1, low, ":")
            quote = _line(view, i + 1, high, k) if cue is not None else None
            if quote is not None and cue is not None:
                quote.rule, quote.cue, quote.subject = "direct/dash+before-cue", cue.token, cue.subject
                yield quote
            return
