"""The words of `lexicons/<lang>/proposals.yaml` as typed records, read once a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.errors import SettingsError
from pipeline.lexicon import lexicon

FORCES = ("propose", "call", "urge", "support", "need", "intend", "offer")
ENDS = frozenset(["inf", "state", "ing", "that", "action", "thing", "new", "any", "carrier"])
ADDRESSEE, DOER = "NP", "DOER"


@dataclass(frozen=True, slots=True)
class Frame:
    """What may follow a cue: words to pass (sets of alternatives, `ADDRESSEE` or `DOER`), then the kind of phrase that ends it."""

    parts: tuple[frozenset[str], ...]
    end: str


@dataclass(frozen=True, slots=True)
class CueWord:
    """A verb, noun or adjective with its frames; `force` is None for one that is only passed through."""

    force: str | None
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables of one language. `sets` holds the plain lists of the file under their names."""

    lang: str
    verbs: Mapping[str, CueWord]
    nouns: Mapping[str, CueWord]
    adjectives: Mapping[str, CueWord]
    passed: Mapping[str, CueWord]
    light: Mapping[str, tuple[tuple[str, ...], ...]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    actions: Mapping[str, str]
    marks: tuple[tuple[str, ...], ...]
    only_by: tuple[tuple[str, ...], ...]
    sets: Mapping[str, frozenset[str]]

    def has(self, table: str, word: str) -> bool:
        """Whether a word stands in the list `table`."""
        return word in self.sets[table]


@cache
def words_of(lang: str) -> Lexicon:
    """The proposals lexicon of a language; a force or a frame that does not exist is a `SettingsError`."""
    data: dict[str, Any] = lexicon(f"{lang}/proposals")
    tables = {name: frozenset(plain(word) for word in value) for name, value in data.items() if isinstance(value, list)}
    return Lexicon(
        lang=lang,
        verbs=_cues(data["verbs"], lang),
        nouns=_cues(data["nouns"], lang),
        adjectives=_cues(data["party_adjectives"], lang),
        passed=_cues(data["verbs_to_pass"], lang),
        light=_sequences(data["light"]),
        phrases=_sequences(data["action_phrases"]),
        actions={plain(noun): verb for noun, verb in data["actions"].items()},
        marks=_longest_first(data["list_marks"]),
        only_by=_longest_first(data["only_by"]),
        sets=tables,
    )


def plain(word: str) -> str:
    """Lower case, «е» for «ё»: the form in which words are compared."""
    return str(word).lower().replace("ё", "е").replace("’", "'")


def _cues(table: Mapping[str, Mapping[str, Any]], lang: str) -> dict[str, CueWord]:
    cues = {}
    for word, entry in table.items():
        force = entry.get("force")
        if force is not None and force not in FORCES:
            raise SettingsError(f"lexicon {lang}/proposals.yaml: '{word}' has the force '{force}' (known: {', '.join(FORCES)})")
        cues[plain(word)] = CueWord(force, tuple(_frame(text, word, lang) for text in entry["frames"]))
    return cues


def _frame(text: str, word: str, lang: str) -> Frame:
    *parts, end = text.split()
    if end not in ENDS:
        known = ", ".join(sorted(ENDS))
        raise SettingsError(f"lexicon {lang}/proposals.yaml: frame '{text}' of '{word}' must end in one of {known}")
    return Frame(tuple(_part(part) for part in parts), end)


def _part(part: str) -> frozenset[str]:
    return frozenset([part]) if part in (ADDRESSEE, DOER) else frozenset(map(plain, part.split("|")))


def _longest_first(texts: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(plain(text).split()) for text in texts), key=len, reverse=True))


def _sequences(table: Mapping[str, list[str]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {plain(word): tuple(tuple(plain(text).split()) for text in texts) for word, texts in table.items()}
