"""The topic of a proposal: words of `lexicons/<lang>/topics.yaml`, and a sentence encoder where words leave it open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.proposals.lexical import plain
from pipeline.lexicon import lexicon

OTHER = "other"
TABLES = frozenset({"order", "weak"})


@dataclass(frozen=True, slots=True)
class Topics:
    """Words to topics: `exact` lemmas, `stems` (a word that begins so), `phrases` of several words."""

    exact: dict[str, tuple[str, ...]]
    stems: tuple[tuple[str, str], ...]
    phrases: tuple[tuple[tuple[str, ...], str], ...]
    order: tuple[str, ...]
    weak: frozenset[str]


@cache
def topics_of(lang: str) -> Topics:
    """The topic lexicon of a language."""
    data = lexicon(f"{lang}/topics")
    exact: dict[str, tuple[str, ...]] = {}
    stems, phrases = [], []
    for topic, words in data.items():
        if topic in TABLES:
            continue
        for word in map(plain, words):
            if " " in word:
                phrases.append((tuple(word.split()), topic))
            elif word.endswith("*"):
                stems.append((word[:-1], topic))
            else:
                exact[word] = (*exact.get(word, ()), topic)
    return Topics(exact, tuple(stems), tuple(phrases), tuple(data["order"]), frozenset(data["weak"]))


def topic_of(lemmas: Sequence[str], lang: str) -> str:
    """The topic with most words in the phrase; earlier words count a little more, general topics less; `other` without any."""
    topics = topics_of(lang)
    votes: Counter[str] = Counter()
    for place, lemma in enumerate(lemmas):
        weight = 1.0 / (1.0 + 0.05 * place)
        for topic in topics.exact.get(lemma, ()):
            votes[topic] += weight  # type: ignore[assignment]
        for stem, topic in topics.stems:
            if lemma.startswith(stem):
                votes[topic] += weight  # type: ignore[assignment]
        for words, topic in topics.phrases:
            if tuple(lemmas[place : place + len(words)]) == words:
                votes[topic] += 2 * weight  # type: ignore[assignment]
    if not votes:
        return OTHER
    rank = {topic: k for k, topic in enumerate(topics.order)}
    return max(votes, key=lambda t: (votes[t] * (0.5 if t in topics.weak else 1.0), -rank.get(t, len(rank))))
