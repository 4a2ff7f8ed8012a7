"""«Мост закрыт. Об этом сообщил министр.»: the sentences before are what was said, as in the leads of agencies."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extraction.phrases import pronoun
from pipeline.extraction.quotes.agency import body_where, may_say, unreal
from pipeline.extraction.quotes.cues import DASHES, STOPS
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.quotes.opinions import indirect, strip
from pipeline.extraction.quotes.subjects import paper_near, speaker_of
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

LEADS = frozenset(
    [
        ("об", "этом"),
        ("такое", "мнение"),
        ("такую", "оценку"),
        ("такую", "позицию"),
        ("такие", "данные"),
        ("с", "таким", "заявлением"),
        ("с", "таким", "предложением"),
        ("такую", "точку", "зрения"),
    ]
)
MOST_SENTENCES = 3
REACH = 12
LONGEST_DATELINE = 14


def about_that(view: View, token: int) -> Iterator[Found]:
    """The indirect quote before a sentence that begins with «Об этом» and has a verb of speech with somebody who spoke."""
    if not any(tuple(view.lows[token : token + len(lead)]) == lead for lead in LEADS):
        return
    low, high = view.sentences[view.sentence[token]]
    words = speech_words("ru")
    verb = next((i for i in range(low + 2, min(high, low + REACH)) if view.pos[i] == "VERB" and _tells(view, i)), None)
    if verb is None or unreal(view, verb) or "VerbForm=Inf" in view.feats[verb] or words.verbs.get(_plain(view, verb)) == "ask":
        return
    subject = body_where(view, verb) or paper_near(view, verb) or speaker_of(view, verb, low, high)
    if subject is None or not may_say(view, verb, subject):
        return
    told = _before(view, token)
    if told is not None and not _of_himself(view, subject, told):
        yield indirect(view, [told], "indirect/sentence-before", verb, subject, 0.75)


def _of_himself(view: View, subject: int, told: tuple[int, int]) -> bool:
    """«Министр призвал к миру. Об этом он заявил в Минске»: what somebody did is told of him, not by him."""
    if pronoun(view, subject) is not None:
        return True
    mention = view.mention_at(subject)
    first = view.mention_order(view.starts[told[0]])
    inside = view.by_start[first : view.mention_order(view.ends[told[1]])]
    return mention is not None and any(other.entity == mention.entity for other in inside)


def _plain(view: View, verb: int) -> str:
    return view.lemmas[verb].removesuffix("ся")


def _tells(view: View, verb: int) -> bool:
    words = speech_words("ru")
    return _plain(view, verb) in words.clause_verbs or view.lemmas[verb] in words.verbs or view.lemmas[verb] in words.noun_verbs


def _before(view: View, token: int) -> tuple[int, int] | None:
    """The sentences of the paragraph before `token`, without a dateline; None where there are none or somebody's words."""
    low = view.paragraph_tokens[view.paragraph[token]][0]
    first = view.sentence[token]
    while first > 0 and view.sentences[first - 1][0] >= low and view.sentence[token] - first < MOST_SENTENCES:
        a, b = view.sentences[first - 1]
        if any(view.quoted[i] for i in range(a, b)) or not any(_predicate(view, i) for i in range(a, b)):
            break
        first -= 1
    if first == view.sentence[token]:
        return None
    start = _after_dateline(view, view.sentences[first][0], token)
    start, last = strip(view, start, token - 1)
    return (start, last) if last - start > 1 else None


def _predicate(view: View, token: int) -> bool:
    return view.finite(token) or view.words[token] in DASHES or "Variant=Short" in view.feats[token]


def _after_dateline(view: View, start: int, token: int) -> int:
    """Behind «БОНН, 18 июня. „Агентство“ — »: a dash or slash with a capital after it and nothing that tells before it."""
    for i in range(start, min(token - 1, start + LONGEST_DATELINE)):
        if view.finite(i):
            return start
        ends = view.words[i] in DASHES or (view.words[i] in STOPS and view.words[i - 1] in {"/", ")"})
        if ends and view.words[i + 1][:1].isupper() and any(view.words[k] in {",", ".", "/", "»", "("} for k in range(start, i)):
            return i + 1
    return start
