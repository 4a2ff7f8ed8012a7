"""Names of bodies (and of places, events and works): are two of them one, and does an acronym stand for a full name?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from pipeline.linking.likeness import likeness
from pipeline.linking.people import Comparison
from pipeline.linking.sounds import is_cyrillic
from pipeline.linking.words import COUNTRY, FUNCTION, HEAD, LEVEL, NUMBER, SUBJECT, WORD, Word, is_tail, related, words_of

WEIGHTS = {HEAD: 0.6, LEVEL: 0.8, SUBJECT: 1.0, WORD: 1.3, COUNTRY: 0.5, NUMBER: 0.5}
SAME_WORD, SAME_SPELLING = 0.78, 0.95  # how alike two words of two languages, or of one, must be to count as one
LONG_STEM = 5  # letters of a word whose ending may be guessed at
_GENITIVES = {"а": ("",), "я": ("ь", "й")}
_FINAL_VOWELS = {"a": "а", "e": "е", "i": "и", "o": "о", "u": "у"}
_CYRILLIC_VOWELS = "аеёиоуыэюяйьъ"
_NOTHING: frozenset[str] = frozenset()

_ACRONYM = re.compile(r"^[^\W\d_][\w&.+-]{1,11}$")
_INNER = re.compile(r"[«“\"„](?P<inner>[^«»“”\"„]{3,})[»”\"“]")
# Heads of state bodies that every country has: without a country their names say nothing across documents. The second set
# holds heads that need more than one further word to be somebody's own.
_GENERIC = frozenset(
    {"ministry", "government", "parliament", "senate", "mazhilis", "court", "embassy", "consulate", "cabinet", "army", "police"}
)
_GENERIC_SHORT = frozenset(
    {"agency", "committee", "commission", "council", "department", "administration", "service", "inspectorate", "authority",
     "bank", "chamber", "assembly", "university", "academy", "board", "office", "secretariat", "foundation", "institute", "center"}
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class BodyName:
    """A name in words. `tail` is what follows "under" or «при»; `inner` the words of a name in quotation marks inside it;
    `home` the country that the document gives."""

    words: tuple[Word, ...]
    tail: tuple[Word, ...]
    inner: tuple[Word, ...]
    lang: str
    home: str | None = None

    def of(self, kind: str) -> frozenset[str]:
        """Keys of the words of one class."""
        return self._by_kind.get(kind, _NOTHING)

    @cached_property
    def _by_kind(self) -> dict[str, frozenset[str]]:
        return {kind: frozenset(w.key for w in self.words if w.kind == kind) for kind in {w.kind for w in self.words}}

    @cached_property
    def countries(self) -> frozenset[str]:
        if self.home and not self.of(COUNTRY):
            return frozenset((self.home,))
        return self.of(COUNTRY) or frozenset(w.key for w in self.tail if w.kind == COUNTRY)

    @cached_property
    def content(self) -> tuple[Word, ...]:
        return tuple(w for w in self.words if w.kind not in (FUNCTION, COUNTRY))

    @cached_property
    def weights(self) -> dict[str, float]:
        """Keys of the words that mean something, with what each is worth."""
        return {w.key: WEIGHTS[w.kind] for w in self.content}

    @cached_property
    def generic(self) -> bool:
        """A state body, or a single common word, that is nobody's in particular until a country is known."""
        content = self.content
        if self.countries or any(w.kind == WORD for w in content):
            return False
        heads = self.of(HEAD)
        return len(content) <= 1 or bool(heads & _GENERIC) or (bool(heads & _GENERIC_SHORT) and len(content) <= 2)

    def key(self) -> tuple[str, ...]:
        """Equal for names that differ only in language, order and function words. Empty when a word is known in one alone."""
        return tuple(sorted(w.key for w in self.content))


@lru_cache(maxsize=300_000)
def parse_body(name: str, lang: str, home: str | None = None) -> BodyName:
    """The words of the name of a body, place, event or work in its base form; `home` is its country where the document tells."""
    inner = _INNER.search(name)
    head = without_tail(name, lang)
    tail = " ".join(name.split()[len(head.split()) + 1 :])
    inner_words = words_of(inner["inner"], lang) if inner and len(inner["inner"]) < len(name) - 3 else ()
    return BodyName(words_of(head, lang), words_of(tail, lang), inner_words, lang, home)


def without_tail(name: str, lang: str) -> str:
    """The name up to "under" or «при»."""
    tokens = name.split()
    return " ".join(tokens[: next((i for i, token in enumerate(tokens) if i >= 1 and is_tail(token, lang)), len(tokens))])


@lru_cache(maxsize=300_000)
def is_acronym(name: str) -> bool:
    """ИСМИ, SCO, KazISS, C5+1: one word with at least two capitals, and not all small letters after the first."""
    capitals = sum(c.isupper() for c in name)
    return bool(_ACRONYM.match(name)) and capitals >= 2 and (capitals >= 0.5 * sum(c.isalpha() for c in name))


def compare_bodies(a: BodyName, b: BodyName, meaning: float | None = None) -> Comparison:
    """Compare two names of bodies; symmetric.

    Different countries, numbers, heads (institute, centre) or levels (national, international) are conflicts. Otherwise the
    score is the weight of the words that both names have. `meaning` is the cosine of a sentence encoder, or None.
    """
    conflict = guard(a, b)
    if conflict:
        return Comparison(0.2, conflict, True)
    shared = _overlap(a, b)
    translated = a.lang != b.lang
    if _same_inner(a, b):
        return Comparison(max(0.86, shared), "name in quotation marks")
    if _kind_left_out(a, b):
        return Comparison(max(0.84, shared), "name without its kind")
    if meaning is not None and shared >= 0.3 and not (a.generic and b.generic):
        mixed = min(0.97, 0.45 * shared + 0.55 * _calibrated(meaning))
        if mixed > shared:
            return Comparison(mixed, f"translation {meaning:.2f}")
    return Comparison(min(shared, 0.98), ("same words in two languages" if translated else "same words"))


def guard(a: BodyName, b: BodyName) -> str | None:
    """Why two names cannot be one body's, or None."""
    if a.countries and b.countries and not a.countries & b.countries:
        return "country differs"
    if a.of(NUMBER) != b.of(NUMBER):
        return "number differs"
    heads = a.of(HEAD), b.of(HEAD)
    if all(heads) and not heads[0] & heads[1]:
        return "kind of body differs"
    levels = a.of(LEVEL), b.of(LEVEL)
    if all(levels) and not (levels[0] <= levels[1] or levels[1] <= levels[0]):
        return "level differs"
    return None


def _calibrated(cosine: float) -> float:
    """From the encoder's cosine to 0..1: wrong pairs of institutes reach 0.77, right ones begin at 0.79."""
    return max(0.0, min(1.0, (cosine - 0.45) / 0.45))


def _overlap(a: BodyName, b: BodyName) -> float:
    """The weight of the words that both names have, as a share of all; a word that one name has twice counts once."""
    return same_words(a, b)[0]


def same_words(a: BodyName, b: BodyName) -> tuple[float, set[str], list[str], list[str]]:
    """The weight that two names have in common as a share of all, the words of `a` that `b` has too, and what each has alone."""
    left, right = dict(a.weights), dict(b.weights)
    got = 0.0
    common = a.weights.keys() & b.weights.keys()
    for key in common:
        got += left.pop(key)
        del right[key]
    enough = SAME_SPELLING if a.lang == b.lang else SAME_WORD
    for key in sorted(left) if right else ():
        value, other = max(((_word_likeness(key, other), other) for other in right), default=(0.0, ""))
        if value >= enough:
            got += left.pop(key) * value
            common.add(key)
            del right[other]
    lost = sum(left.values()) + sum(right.values())
    if a.countries and b.countries:
        got += WEIGHTS[COUNTRY]
    elif a.of(COUNTRY) or b.of(COUNTRY):
        lost += 0.3 * WEIGHTS[COUNTRY]
    return (got / (got + lost) if got else 0.0), common, list(left), list(right)


def _word_likeness(key: str, other: str) -> float:
    if (key, other) in related() or (other, key) in related():
        return 0.85
    value = likeness(key, other)
    if value < SAME_SPELLING and is_cyrillic(key) != is_cyrillic(other):
        cyrillic, latin = (key, other) if is_cyrillic(key) else (other, key)
        return max([value, *(0.97 * likeness(guess, latin) for guess in _nominatives(cyrillic, latin))])
    return value


def _nominatives(word: str, latin: str) -> tuple[str, ...]:
    """What a Russian word that the dictionary does not know may be in the nominative: «арала» is of Aral; and the stem of an
    adjective with the vowel that a Latin place name ends in («тбилис» and Tbilisi)."""
    if len(word) < LONG_STEM:
        return ()
    if word[-1] in _GENITIVES and latin[-1] not in "ae":
        return tuple(word[:-1] + ending for ending in _GENITIVES[word[-1]])
    if word[-1] not in _CYRILLIC_VOWELS and latin[-1] in _FINAL_VOWELS:
        return (word + _FINAL_VOWELS[latin[-1]],)
    return ()


def _kind_left_out(a: BodyName, b: BodyName) -> bool:
    """«Нордлихт» and "Nordlicht Foundation": the same names of their own, and only one says what it is."""
    if bool(a.of(HEAD)) == bool(b.of(HEAD)):
        return False
    own, other = ([w for w in name.content if w.kind != HEAD] for name in (a, b))
    if len(own) != len(other) or not any(w.kind == WORD for w in own):
        return False
    return all(max(likeness(w.key, x.key) for x in other) >= SAME_WORD for w in own)


def _same_inner(a: BodyName, b: BodyName) -> bool:
    keys = [tuple(sorted(w.key for w in words if w.kind not in (FUNCTION, COUNTRY))) for words in (a.inner, b.inner)]
    return any(keys[i] and keys[i] == other.key() for i, other in ((0, b), (1, a)))


# ---- acronyms -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=300_000)
def acronym_fits(acronym: str, name: BodyName) -> float:
    """How well `acronym` can be made of the first letters of `name`, in the acronym's own script: 1 in order, 0.8 in another
    order (adjectives move in translation), else 0. Every word that means something must lend a letter."""
    letters = acronym_letters(acronym)
    cyrillic = is_cyrillic(letters)
    if not 2 <= len(letters) <= 10 or not name.content:
        return 0.0
    elements = [(w.ru if cyrillic else w.en, w.kind in (FUNCTION, COUNTRY)) for w in name.words]
    elements += [(w.ru if cyrillic else w.en, True) for w in name.tail]
    if _in_order(letters, elements):
        return 1.0
    needed = [e for e in elements if not e[1]]
    return 0.8 if len(letters) >= 3 and _any_order(letters, needed, [e for e in elements if e[1]]) else 0.0


def acronym_letters(acronym: str) -> str:
    """The letters that stand for words: the capitals of KazISS, all of ИМЭП; in lower case."""
    capitals = "".join(c for c in acronym if c.isupper())
    return capitals.lower()


def _in_order(letters: str, elements: list[tuple[frozenset[str], bool]]) -> bool:
    places = {0}
    for options, optional in elements:
        step = {p + 1 for p in places if p < len(letters) and letters[p] in options}
        places = step | places if optional else step
        if not places:
            return False
    return len(letters) in places


def _any_order(letters: str, needed: list[tuple[frozenset[str], bool]], spare: list[tuple[frozenset[str], bool]]) -> bool:
    """Every needed word takes a letter of its own; what letters are left over are taken by spare words (a country's)."""
    if not needed:
        return not letters or all(any(c in options for options, _ in spare) for c in letters)
    options = needed[0][0]
    return len(needed) <= len(letters) <= len(needed) + len(spare) and any(
        c in options and _any_order(letters[:i] + letters[i + 1 :], needed[1:], spare) for i, c in enumerate(letters)
    )


def letter_keys(name: BodyName) -> set[str]:
    """Sorted letters that the words may lend, with the script; none where the choices are too many."""
    content = name.content
    keys = set()
    for script in ("en", "ru"):
        options = [sorted(w.en if script == "en" else w.ru) for w in content if w.kind != FUNCTION]
        size = 1
        for o in options:
            size *= len(o)
        if 2 <= len(options) <= 10 and 0 < size <= 64:
            keys |= {script + "".join(sorted(choice)) for choice in product(*options)}
    return keys
