"""Speech without quotation marks: Russian dialogue with dashes, interviews, block quotes, lines under a speaker's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extraction.quotes.authorwords import split_speech
from pipeline.extraction.quotes.cues import DASHES, cue_before
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.quotes.marks import Marked
from pipeline.extraction.quotes.subjects import speaker_of
from pipeline.extraction.records import Party
from pipeline.extraction.view import View

QUESTION = re.compile(r"(?:Q|Question|Interviewer|Вопрос|В|Корр|Корреспондент|Журналист|Ведущий|Ведущая)\s*\.?\s*:\s+")
ANSWER = re.compile(r"(?:A|Answer|Ответ|О)\s*\.?\s*:\s+")
LABEL = re.compile(r"(?P<name>[A-ZА-ЯЁ][\w.’'-]*(?:\s+[A-ZА-ЯЁ(][\w.’')-]*){0,4}(?:,\s[\w\s]{3,60})?)\s*:\s+(?=\S)")
SIGNED = re.compile(r"\s*[—–-]{1,2}\s*(?=[A-ZА-ЯЁ])")
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
    lines = [k for k in range(len(view.paragraphs)) if k not in used and _begins_with_dash(view, k)]
    talk = {k for k in lines if _talks(view, k)}
    for k in lines:
        if k in talk or (_sentence_like(view, k) and (k - 1 in talk or k + 1 in talk)):
            quote = _line(view, *view.paragraph_tokens[k], k)
            if quote is not None:
                yield quote
    for k in range(len(view.paragraphs)):
        if k not in used and k not in talk:
            yield from _after_colon(view, k)


def _begins_with_dash(view: View, k: int) -> bool:
    low, high = view.paragraph_tokens[k]
    return high - low > 2 and view.words[low] in DASHES and view.paragraphs[k].kind not in {"heading"}


def _talks(view: View, k: int) -> bool:
    """Whether a line with a dash is speech by itself: author's words, a question, a call, or an announced answer."""
    low, high = view.paragraph_tokens[k]
    if split_speech(view, low + 1, high - 1)[1]:
        return True
    if not _sentence_like(view, k):
        return False
    text = view.text[view.paragraphs[k].start : view.paragraphs[k].end]
    if re.search(r"[!?…]|\.\.", text):
        return True
    before = view.text[view.paragraphs[k - 1].start : view.paragraphs[k - 1].end] if k else ""
    if before.endswith(":") and cue_before(view, view.paragraph_tokens[k - 1][1] - 2, view.paragraph_tokens[k - 1][0], ":") is not None:
        return view.paragraphs[k].kind != "list_item"
    return view.words[low] in {"—", "--"} and any("Person=1" in view.feats[i] or "Person=2" in view.feats[i] for i in range(low, high))


def _sentence_like(view: View, k: int) -> bool:
    paragraph = view.paragraphs[k]
    low, high = view.paragraph_tokens[k]
    first = next((view.words[i] for i in range(low, high) if view.words[i][:1].isalnum()), "")
    return first[:1].isupper() and SPOKEN.search(view.text[paragraph.start : paragraph.end]) is not None


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
    elif k and view.words[view.paragraph_tokens[k - 1][1] - 1 :][:1] == [":"]:
        cue = cue_before(view, view.paragraph_tokens[k - 1][1] - 2, view.paragraph_tokens[k - 1][0], ":")
        if cue is not None:
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
    named = [k for k, label in enumerate(labels) if label is not None]
    if len(named) < 2:
        return
    answerer = _answerer(view)
    for at, k in enumerate(named):
        kind, start = labels[k]  # type: ignore[misc]
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


def _label(view: View, k: int) -> tuple[str, int] | None:
    """The kind of a label (`question`, `answer`, `name`) and where the words begin."""
    paragraph = view.paragraphs[k]
    text = view.text[paragraph.start : min(paragraph.end, paragraph.start + 140)]
    for pattern, kind in ((QUESTION, "question"), (ANSWER, "answer")):
        if match := pattern.match(text):
            return kind, paragraph.start + match.end()
    match = LABEL.match(text)
    if match is None or paragraph.end - paragraph.start - match.end() < 8:
        return None
    name = match["name"]
    mention = view.mention_at(view.token_from(paragraph.start))
    person = mention is not None and mention.type == "PER" and mention.start < paragraph.start + len(name)
    capitals = name.isupper() and len(name) > 2
    return ("name", paragraph.start + match.end()) if person or capitals else None


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
    signature = last if last > first and _signature(view, last) else last + 1
    party = _signature(view, signature) if signature < len(view.paragraphs) else None
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


def _signature(view: View, k: int) -> Party | None:
    """A short line "— Name, title"."""
    paragraph = view.paragraphs[k]
    text = view.text[paragraph.start : paragraph.end]
    match = SIGNED.match(text)
    if match is None or len(text) > 120:
        return None
    mention = view.mention_at(view.token_from(paragraph.start + match.end()))
    return Party(mention.entity, mention.start, mention.end, "heading", 0.85) if mention is not None and mention.type in ("PER", "ORG") else None
