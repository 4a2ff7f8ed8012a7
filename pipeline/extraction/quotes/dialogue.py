"""Speech without quotation marks: Russian dialogue with dashes, interviews, block quotes, lines under a speaker's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.extraction.quotes.authorwords import split_speech
from pipeline.extraction.quotes.cues import DASHES, Cue, cue_before
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.quotes.marks import Marked
from pipeline.extraction.quotes.signatures import signature
from pipeline.extraction.quotes.subjects import speaker_of
from pipeline.extraction.records import Party
from pipeline.extraction.view import View

QUESTION = re.compile(r"(?:Q|Question|Interviewer|Вопрос|В|Корр|Корреспондент|Журналист|Ведущий|Ведущая)\s*\.?\s*:\s+")
ANSWER = re.compile(r"(?:A|Answer|Ответ|О)\s*\.?\s*:\s+")
LABEL = re.compile(r"(?P<name>[A-ZА-ЯЁ][\w.’'-]*(?:\s+[A-ZА-ЯЁ(][\w.’')-]*){0,4}(?:,\s[\w\s]{3,60})?)\s*:\s+(?=\S)")
LONGEST_LINE = 40
"""Paragraphs that a line of dialogue may be broken into."""
SPOKEN = re.compile(r"[.!?…»\"”,:]\s*$")


def dialogue_quotes(view: View, marks: list[Marked]) -> list[Found]:
    """All quotes that need no quotation marks. Their words are marked in `view.quoted`."""
    starts_marked = {mark.first for mark in marks if mark.outer_start - view.paragraphs[mark.first].start < 3}
    found = [*_labelled(view)]
    used = {k for quote in found for k in range(quote.paragraphs[0], quote.paragraphs[1] + 1)}
    for quote in [*_blocks(view, starts_marked, used), *_dashed(view, used)]:
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
            for line in run:
                if _talks(view, *line) or _sentence_like(view, *line):
                    spoken.update(range(line[0], line[1] + 1))
                    quote = _line(view, *_tokens_of(view, line), line[0])
                    if quote is not None:
                        quote.paragraphs = line
                        yield quote
    for k in range(len(view.paragraphs)):
        if k not in used and k not in spoken:
            yield from _after_colon(view, k)


def _tokens_of(view: View, line: tuple[int, int]) -> tuple[int, int]:
    return view.paragraph_tokens[line[0]][0], view.paragraph_tokens[line[1]][1]


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
    """Lines with at most one paragraph of narration between them."""
    run: list[tuple[int, int]] = []
    for line in lines:
        if run and line[0] - run[-1][1] > 2:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _talks(view: View, first: int, last: int) -> bool:
    """Whether a line with a dash is speech by itself: author's words, a question, a call, or an announced answer."""
    low, high = _tokens_of(view, (first, last))
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
    low, high = _tokens_of(view, (first, last))
    word = next((view.words[i] for i in range(low, high) if view.words[i][:1].isalnum()), "")
    return word[:1].isupper() and SPOKEN.search(view.text[view.paragraphs[last].start : view.paragraphs[last].end]) is not None


def _line(view: View, low: int, high: int, k: int) -> Found | None:
    """A line of dialogue between tokens `low` (its dash) and `high`."""
    parts, verbs = split_speech(view, low + 1, high - 1)
    if not parts:
        return None
    found = Found([(view.starts[a], view.ends[b]) for a, b in parts], "direct", "direct/dash", 0.85, paragraphs=(k, k), inherit="turn")
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


# --- interviews -----------------------------------------------------------------------------------------------------------


def _labelled(view: View) -> Iterator[Found]:
    """Paragraphs that begin with who speaks: "Q:", «Ответ:», "SMITH:". Two such paragraphs make an interview."""
    labels = [_label(view, k) for k in range(len(view.paragraphs))]
    counts = Counter(label[2] for label in labels if label is not None)
    speakers = sum(label is not None and (label[0] != "name" or _is_speaker(view, k, label[2], counts)) for k, label in enumerate(labels))
    named = [k for k, label in enumerate(labels) if label is not None and (label[0] != "name" or _is_speaker(view, k, label[2], counts))]
    if speakers < 2:
        return
    answerer = _answerer(view)
    for at, k in enumerate(named):
        kind, start, _ = labels[k]  # type: ignore[misc]
        stop = named[at + 1] if at + 1 < len(named) else k + 1
        last = _last_paragraph(view, k, stop)
        words = [(start, view.paragraphs[k].end)]
        if last > k:
            words = [(start, view.paragraphs[last].end)]
        if view.text[words[0][0] : words[0][1]].strip():
            yield Found(words, "direct", f"direct/interview-{kind}", 0.85, party=_labelled_party(view, k, kind, answerer), paragraphs=(k, last))


def _last_paragraph(view: View, first: int, stop: int) -> int:
    """An answer goes on over plain paragraphs up to the next label; the last one of a document keeps to its own."""
    last = first
    while last + 1 < stop and view.paragraphs[last + 1].kind in {"paragraph", "list_item"}:
        last += 1
    return last


def _label(view: View, k: int) -> tuple[str, int, str] | None:
    """The kind of a label (`question`, `answer`, `name`), where the words begin, and the label itself."""
    paragraph = view.paragraphs[k]
    text = view.text[paragraph.start : min(paragraph.end, paragraph.start + 140)]
    for pattern, kind in ((QUESTION, "question"), (ANSWER, "answer")):
        if match := pattern.match(text):
            return kind, paragraph.start + match.end(), match.group()
    match = LABEL.match(text)
    if match is None or paragraph.end - paragraph.start - match.end() < 8:
        return None
    return "name", paragraph.start + match.end(), match["name"]


def _is_speaker(view: View, k: int, label: str, counts: Counter[str]) -> bool:
    """A label that is a person, stands in capitals, or is two capitalised words, or comes back; "Source:" is none of these."""
    mention = view.mention_at(view.token_from(view.paragraphs[k].start))
    if mention is not None and mention.type == "PER" and mention.start < view.paragraphs[k].start + len(label):
        return True
    words = label.split(",")[0].split()
    return (label.isupper() and len(label) > 2) or (len(words) in {2, 3} and all(word[0].isupper() for word in words)) or counts[label] > 2


def _labelled_party(view: View, k: int, kind: str, answerer: int | None) -> Party | None:
    start = view.paragraphs[k].start
    if kind == "question":
        return None
    if kind == "answer":
        return Party(answerer, start, start, "heading", 0.7) if answerer is not None else None
    mention = view.mention_at(view.token_from(start))
    if mention is not None and mention.type == "PER":
        return Party(mention.entity, mention.start, mention.end, "heading", 0.9)
    end = view.text.index(":", start)
    return Party(_person_by_surname(view, view.text[start:end]), start, end, "heading", 0.7)


def _person_by_surname(view: View, label: str) -> int | None:
    surname = label.split()[-1].strip(".").lower()
    fitting = [k for k, e in enumerate(view.entities) if e.type == "person" and e.name.lower().split()[-1:] == [surname]]
    return fitting[0] if fitting else None


def _answerer(view: View) -> int | None:
    """Whom an interview with "Q" and "A" is with: the person named first in it, in the heading as a rule."""
    first = next((mention for mention in view.by_start if mention.type == "PER"), None)
    return first.entity if first else None


# --- block quotes ---------------------------------------------------------------------------------------------------------


def _blocks(view: View, starts_marked: set[int], used: set[int]) -> Iterator[Found]:
    """Runs of block quotes: one quote each, signed below or announced above. Those that carry marks are left to the marks."""
    k = 0
    while k < len(view.paragraphs):
        if view.paragraphs[k].kind != "quote" or k in used:
            k += 1
            continue
        first = k
        while k < len(view.paragraphs) and view.paragraphs[k].kind == "quote":
            k += 1
        if first not in starts_marked:
            yield from _block(view, first, k - 1)


def _block(view: View, first: int, last: int) -> Iterator[Found]:
    signature = last if last > first and signature(view, last) else last + 1
    party = signature(view, signature) if signature < len(view.paragraphs) else None
    end = last - 1 if signature == last else last
    low, high = view.paragraph_tokens[first][0], view.paragraph_tokens[end][1]
    if high - low < 3:
        return
    found = Found([(view.starts[low], view.ends[high - 1])], "direct", "direct/block", 0.75, party=party, paragraphs=(first, end), inherit="same")
    if party is None and first:
        a, b = view.paragraph_tokens[first - 1]
        cue = cue_before(view, b - 2 if view.words[b - 1] in {":", "."} else b - 1, a, ":") if b - a > 1 else None
        if cue is not None:
            found.cue, found.subject, found.rule = cue.token, cue.subject, "direct/block+paragraph-before"
    yield found
