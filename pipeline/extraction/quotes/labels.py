"""Interviews and minutes whose lines begin with who speaks: "Q:", «Ответ:», "SMITH:", "SW:"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extraction.missed_names import misread_person
from pipeline.extraction.quotes.cues import DASHES
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.records import Party
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

QUESTION = re.compile(r"(?:Q|Question|Interviewer|Вопрос|В|Корр|Корреспондент|Журналист|Ведущий|Ведущая)\s*\.?\s*:\s+")
ANSWER = re.compile(r"(?:A|Answer|Ответ|О)\s*\.?\s*:\s+")
NAME = re.compile(r"(?P<name>[A-ZА-ЯЁ][\w.’'-]*(?:\s+[A-ZА-ЯЁ(][\w.’')-]*){0,4}(?:,\s[\w\s]{3,60})?)\s*:\s+(?=\S)")
INITIALS = re.compile(r"[A-ZА-ЯЁ]{2,3}")
SHORTEST_SPEECH = 8
"""Characters; less is said only under a label that comes back."""


@dataclass(frozen=True, slots=True)
class Label:
    """What paragraph `k` begins with; `kind` is `question`, `answer` or `name`, `start` the character where the words begin."""

    k: int
    kind: str
    start: int
    text: str


def labelled_quotes(view: View) -> Iterator[Found]:
    """Paragraphs that begin with who speaks: "Q:", «Ответ:», "SMITH:". Two such paragraphs make an interview."""
    labels = [label for k in range(len(view.paragraphs)) if (label := _label(view, k)) is not None]
    counts = Counter(label.text for label in labels)
    turns = [label for label in labels if label.kind != "name" or _is_turn(view, label, counts)]
    if len(turns) < 2:
        return
    answerer = _answerer(view)
    for at, label in enumerate(turns):
        stop = turns[at + 1].k if at + 1 < len(turns) else label.k + 1
        last = _last_paragraph(view, label.k, stop)
        words = (label.start, view.paragraphs[last].end)
        if view.text[words[0] : words[1]].strip():
            party = _party(view, label, answerer)
            yield Found([words], "direct", f"direct/interview-{label.kind}", 0.85, party=party, paragraphs=(label.k, last))


def _last_paragraph(view: View, first: int, stop: int) -> int:
    """An answer goes on over plain paragraphs up to the next label; the last one of a document keeps to its own.

    A paragraph that begins with a dash is somebody's next turn, unless it belongs to a list that a colon announces.
    """
    last = first
    while last + 1 < stop and view.paragraphs[last + 1].kind in {"paragraph", "list_item"}:
        low, _ = view.paragraph_tokens[last + 1]
        if view.words[low : low + 1] and view.words[low] in DASHES and view.words[low - 1] not in {":", ";"}:
            break
        last += 1
    return last


def _label(view: View, k: int) -> Label | None:
    paragraph = view.paragraphs[k]
    text = view.text[paragraph.start : min(paragraph.end, paragraph.start + 140)]
    for pattern, kind in ((QUESTION, "question"), (ANSWER, "answer")):
        if match := pattern.match(text):
            return Label(k, kind, paragraph.start + match.end(), match.group())
    match = NAME.match(text)
    if match is None or _headline(view, k, text[match.end() : match.end() + 1]):
        return None
    return Label(k, "name", paragraph.start + match.end(), match["name"])


def _headline(view: View, k: int, opening: str) -> bool:
    """«Имя: «…»» as a headline: the first paragraph, or a heading whose words stand in marks, is no turn."""
    return view.paragraphs[k].kind == "heading" and (k == 0 or opening in "«“„\"'‘")


def _is_turn(view: View, label: Label, counts: Counter[str]) -> bool:
    """Whether a label stands for one who speaks, and what follows is speech rather than a name in a form."""
    back = counts[label.text] > 1
    if view.paragraphs[label.k].end - label.start < SHORTEST_SPEECH and not back:
        return False
    return _is_speaker(view, label, counts) and (back or _said(view, label))


def _said(view: View, label: Label) -> bool:
    """A verb, a question or a call; «Председатель: ректор X.» and "Present: A, B" fill in a form."""
    first, last = view.token_from(label.start), view.paragraph_tokens[label.k][1]
    return any(_tells(view, i) or view.words[i][-1] in "?!…" for i in range(first, last))


def _tells(view: View, token: int) -> bool:
    """A finite verb, and in Russian also an infinitive («начать надо»), a short form or a past form that lost its tag."""
    if view.finite(token) or view.lang == "en":
        return view.finite(token)
    return "Variant=Short" in view.feats[token] or (view.pos[token] == "VERB" and "VerbForm=Part" not in view.feats[token])


def _is_speaker(view: View, label: Label, counts: Counter[str]) -> bool:
    """A person, the initials of one, a word for one, two or three capitalised words, or capitals that come back."""
    token = view.token_from(view.paragraphs[label.k].start)
    mention = view.mention_at(token)
    if mention is not None and mention.type == "PER" and mention.start < view.paragraphs[label.k].start + len(label.text):
        return True
    words = label.text.split(",")[0].split()
    if _by_initials(view, label.text) is not None:
        return True
    if len(words) == 1:
        known = view.lemmas[token] in speech_words(view.lang).persons or _by_surname(view, label.text) is not None
        return known or (label.text.isupper() and counts[label.text] > 2 and view.pos[token] == "PROPN")
    return len(words) in {2, 3} and all(word[0].isupper() for word in words)


def _party(view: View, label: Label, answerer: int | None) -> Party | None:
    start = view.paragraphs[label.k].start
    if label.kind == "question":
        return None
    if label.kind == "answer":
        return Party(answerer, start, start, "heading", 0.7) if answerer is not None else None
    end = view.text.index(":", start)
    initials = _by_initials(view, label.text)
    if initials is not None:
        return Party(initials, start, end, "heading", 0.8)
    mention = view.mention_at(view.token_from(start))
    if mention is not None and misread_person(view, mention):
        return Party(mention.entity, mention.start, mention.end, "heading", 0.9)
    return Party(_by_surname(view, view.text[start:end]), start, end, "heading", 0.7)


def _by_initials(view: View, label: str) -> int | None:
    """The one person of the document whose initials a label is: "SW" for Samuel Wekesa; of several, the first one named."""
    letters = re.sub(r"[.\s]", "", label)
    if not INITIALS.fullmatch(letters):
        return None
    fitting = [k for k, e in enumerate(view.entities) if e.type == "person" and _initials(e.name) == letters]
    return min(fitting, key=lambda e: min(view.mentions_of.get(e, [len(view.text)])), default=None)


def _initials(name: str) -> str:
    """First letters of the words of a whole name; nothing for a bare surname or for one that is cut to initials itself."""
    words = [part for part in re.split(r"[\s-]+", name) if part]
    return "".join(word[0] for word in words).upper() if len(words) > 1 and all(len(word.rstrip(".")) > 1 for word in words) else ""


def _by_surname(view: View, label: str) -> int | None:
    surname = label.split()[-1].strip(".").lower()
    fitting = [k for k, e in enumerate(view.entities) if e.type == "person" and e.name.lower().split()[-1:] == [surname]]
    return fitting[0] if fitting else None


def _answerer(view: View) -> int | None:
    """Whom an interview with "Q" and "A" is with: the person named first in it, in the heading as a rule."""
    first = next((mention for mention in view.by_start if mention.type == "PER"), None)
    return first.entity if first else None
