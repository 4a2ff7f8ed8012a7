"""The words of speech of a language, from `lexicons/<lang>/speech.yaml` and `marked.yaml`, in the shapes that rules ask for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Lemmas in lower case, without «ё». `verbs` and `nouns` map a lemma to its sense (say, stress, ask, deny, ...)."""

    verbs: dict[str, str]
    clause_verbs: frozenset[str]
    judge: frozenset[str]
    noun_verbs: frozenset[str]
    gestures: frozenset[str]
    nouns: dict[str, str]
    adjectives: frozenset[str]
    phrases: dict[str, frozenset[str]]
    opinion: dict[str, frozenset[str]]
    according: frozenset[str]
    not_speakers: frozenset[str]
    collectives: frozenset[str]
    persons: frozenset[str]
    generic_persons: frozenset[str]
    bodies: frozenset[str]
    papers: frozenset[str]
    thing_verbs: frozenset[str]
    offices: dict[str, frozenset[str]]
    given_names: dict[str, str]
    titles: dict[str, str]
    named_things: frozenset[str]
    named_verbs: frozenset[str]
    scare: tuple[tuple[str, ...], ...]

    def speaks(self, lemma: str) -> bool:
        """Whether a verb can introduce marked words."""
        return lemma in self.verbs


@cache
def speech_words(lang: str) -> SpeechWords:
    """The lexicon of a language (`en`, `ru`)."""
    data, marked = lexicon(f"{lang}/speech"), lexicon(f"{lang}/marked")
    verbs = _senses(data["verbs"])
    offices: dict[str, set[str]] = {}
    for office, phrases in data["offices"].items():
        for phrase in phrases:
            offices.setdefault(_plain(phrase), set()).add(office)
    return SpeechWords(
        verbs=verbs,
        clause_verbs=frozenset(verbs) - _set(data["marks_only"]),
        judge=_set(data["judge"]),
        noun_verbs=_set(data["noun_verbs"]),
        gestures=_set(data["gestures"]),
        nouns=_senses(data["nouns"]),
        adjectives=_set(data.get("short_adjectives", [])),
        phrases={verb: _set(nouns) for verb, nouns in data.get("verb_phrases", {}).items()},
        opinion={preposition: _set(nouns) for preposition, nouns in data["opinion_phrases"].items()},
        according=_set(data["according"]),
        not_speakers=_set(data["not_speakers"]),
        collectives=_set(data["collectives"]),
        persons=_set(data["persons"]),
        generic_persons=_set(data["generic_persons"]),
        bodies=_set(data["bodies"]),
        papers=_set(data["papers"]),
        thing_verbs=_set(data["thing_verbs"]),
        offices={phrase: frozenset(found) for phrase, found in offices.items()},
        given_names={name: gender for gender in ("m", "f") for name in data["given_names"][gender]},
        titles={title: gender for gender in ("m", "f") for title in data[f"titles_{gender}"]},
        named_things=_set(marked["named_things"]),
        named_verbs=_set(marked["named_verbs"]),
        scare=tuple(tuple(_plain(phrase).split()) for phrase in marked["scare"]),
    )


def _plain(word: str) -> str:
    return str(word).lower().replace("ё", "е")


def _set(words: list[str]) -> frozenset[str]:
    return frozenset(_plain(word) for word in words)


def _senses(table: dict[str, list[str]]) -> dict[str, str]:
    senses: dict[str, str] = {}
    for sense, words in table.items():
        for word in words:
            senses.setdefault(_plain(word), sense)
    return senses
