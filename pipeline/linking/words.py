"""Words of titles and of bodies' names as meanings that both languages share, and the letters they lend to an acronym."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from babel import Locale

from pipeline.geography import city_of_adjective, country_name, country_of
from pipeline.languages.lemmas import analyzer
from pipeline.lexicon import lexicon
from pipeline.linking.names import first_letters
from pipeline.linking.sounds import folded, is_cyrillic

HEAD, LEVEL, SUBJECT, WORD, COUNTRY, NUMBER, FUNCTION = "head", "level", "subject", "word", "country", "number", "function"

_TOKENS = re.compile(r"[^\W_]+(?:[’'.&][^\W_]+)*")
_ADJECTIVE = re.compile(r"(?<=\w{4})ский$")  # «бишкекский» is of Bishkek
_ROMAN = re.compile(r"^(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th|й|я|е|го|ой|ая|ый|ое|м|му)?$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: its class, a key that is equal across languages, and the acronym letters of both."""

    kind: str
    key: str
    text: str
    en: frozenset[str]
    ru: frozenset[str]


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    """Word in its dictionary form -> (meaning, class)."""
    found: dict[str, tuple[str, str]] = {}
    for meaning, row in lexicon("organisation_words")["words"].items():
        kind = HEAD if row.get("head") else LEVEL if row.get("level") else SUBJECT
        for form in (*row["en"], *row["ru"]):
            found.setdefault(form, (meaning, kind))
    return found


@cache
def _letters_of(meaning: str) -> tuple[frozenset[str], frozenset[str]]:
    row = lexicon("organisation_words")["words"][meaning]
    return frozenset(w[0] for w in row["en"]), frozenset(w[0] for w in row["ru"])


@cache
def _set(group: str, lang: str | None = None) -> frozenset[str]:
    content = lexicon("organisation_words")[group]
    return frozenset(content[lang] if lang else content)


@cache
def related() -> frozenset[tuple[str, str]]:
    """Pairs of meanings that translators take for each other."""
    return frozenset(combinations_of(lexicon("organisation_words")["related"]))


def combinations_of(groups: list[list[str]]) -> list[tuple[str, str]]:
    """All pairs within each group."""
    return [pair for group in groups for pair in combinations(group, 2)]


@cache
def _legal_phrases() -> re.Pattern[str]:
    phrases = sorted(lexicon("organisation_words")["legal_phrases"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


@cache
def _ordinals() -> dict[str, int]:
    english = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    russian = ("первый", "второй", "третий", "четвертый", "пятый", "шестой", "седьмой", "восьмой", "девятый", "десятый")
    return {word: i + 1 for words in (english, russian) for i, word in enumerate(words)}


def is_tail(word: str, lang: str) -> bool:
    """True for "under", «при»: what follows is the parent body."""
    return word.lower() in _set("tails", lang)


@lru_cache(maxsize=300_000)
def words_of(text: str, lang: str) -> tuple[Word, ...]:
    """The words of a name in order; countries of several words are one, legal forms are left out."""
    text = _legal_phrases().sub(" ", text.replace("’", "'")) or text
    tokens = [t for piece in _TOKENS.findall(text) for t in [piece.removesuffix("'s")] if t]
    out: list[Word] = []
    i = 0
    while i < len(tokens):
        code, width = _country_at(tokens, i, lang)
        if code and not _is_continent(tokens[i], out):
            if out and out[-1].key == "republican":
                out.pop()
            out.append(_country_word(code, tokens[i]))
            i += width
            continue
        word, width = _word_at(tokens, i, lang)
        if word:
            out.append(word)
        i += width
    return tuple(out)


def _is_continent(token: str, before: list[Word]) -> bool:
    """South, Latin, Central America are no United States."""
    if token[:5].lower() not in ("ameri", "амери") or not before:
        return False
    return before[-1].kind == LEVEL or before[-1].key[:4] in ("lati", "лати")


def _country_at(tokens: list[str], i: int, lang: str) -> tuple[str | None, int]:
    if tokens[i][:3].lower().replace("ё", "е") not in _country_beginnings() or (lang == "en" and not tokens[i][0].isupper()):
        return None, 1
    for width in (3, 2, 1):
        if i + width <= len(tokens):
            code = _country(" ".join(tokens[i : i + width]), lang)
            if code:
                return code, width
    return None, 1


@cache
def _country_beginnings() -> frozenset[str]:
    """The first three letters of every country's names and adjectives: what can begin a country at all."""
    names = [name for lang in ("en", "ru") for code, name in Locale(lang).territories.items() if code.isalpha()]
    for row in lexicon("countries").values():
        names += [name for key in ("en", "ru", "adj", "radj", "people", "rpeople") for name in row.get(key, ())]
    words = {word for name in names for word in (name, *name.split())}
    return frozenset(word[:3].lower().replace("ё", "е") for word in words)


@lru_cache(maxsize=200_000)
def _country(name: str, lang: str) -> str | None:
    if " " in name and lang == "ru" and not name[0].isupper():
        return None
    if lang == "ru" and name.islower() and not name.endswith(("кий", "кого", "кая", "кой", "кое", "кие", "ких")):
        return None
    return country_of(name, lang)


@lru_cache(maxsize=50_000)
def _country_word(code: str, token: str) -> Word:
    en, ru = country_name(code, "en")[0].lower(), country_name(code, "ru")[0].lower()
    first = token[0].lower()
    own = frozenset(first)
    return Word(COUNTRY, code, token, frozenset(en) | (own if not is_cyrillic(first) else frozenset()),
                frozenset(ru) | (own if is_cyrillic(first) else frozenset()))  # fmt: skip


def _word_at(tokens: list[str], i: int, lang: str) -> tuple[Word | None, int]:
    if i + 1 < len(tokens) and lang == "ru":
        both = f"{_lemma(tokens[i])} {_lemma(tokens[i + 1])}"
        if both in _meanings():
            return _meaning_word(both, f"{tokens[i]} {tokens[i + 1]}"), 2
    return _word(tokens[i], lang), 1


@lru_cache(maxsize=300_000)
def _word(token: str, lang: str) -> Word | None:
    lower = token.lower().replace("ё", "е")
    if lower in _set("legal_forms"):
        return None
    if lower in _set("function_words", lang) or lower in _set("function_words", "ru" if is_cyrillic(lower) else "en"):
        first = frozenset(lower[0])
        return Word(FUNCTION, lower, lower, first, first)
    number = _number(token, lower)
    if number is not None:
        return Word(NUMBER, str(number), lower, frozenset(lower[0]), frozenset(lower[0]))
    if lang == "ru" or is_cyrillic(lower):
        form = next((f for f in (*_normal_forms(lower), *_guesses(lower)) if f in _meanings()), None)
    else:
        form = next((f for f in (lower, lower.removesuffix("s")) if f in _meanings()), None)
    if form:
        return _meaning_word(form, lower)
    text = folded(_place_of(_lemma(lower)) if is_cyrillic(lower) else lower)
    if not text:
        return None
    latin = frozenset(first_letters(text)) if is_cyrillic(text) else frozenset(text[0])
    return Word(WORD, text, text, latin, _cyrillic_letters(text))


def _meaning_word(form: str, text: str) -> Word:
    meaning, kind = _meanings()[form]
    en, ru = _letters_of(meaning)
    return Word(kind, meaning, text.lower(), en, ru)


def _number(token: str, lower: str) -> int | None:
    match = _ORDINAL.match(lower)
    if match:
        return int(match[1])
    if _ROMAN.match(token) and token not in ("I", "X"):
        values = [_ROMAN_VALUES[c] for c in token]
        return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    if is_cyrillic(lower):
        return next((_ordinals()[f] for f in _normal_forms(lower) if f in _ordinals()), None)
    return _ordinals().get(lower)


def _cyrillic_letters(text: str) -> frozenset[str]:
    if is_cyrillic(text):
        return frozenset(text[0])
    return frozenset(c for c in "абвгдежзийклмнопрстуфхцчшэюя" if text[0] in first_letters(c))


@lru_cache(maxsize=300_000)
def _read(word: str) -> tuple[str, tuple[str, ...]]:
    """The dictionary form of a Russian word in small letters, and all it may have; a noun that the dictionary does not know
    stays as it is."""
    parses = analyzer().parse(word)[:4]
    forms = tuple(dict.fromkeys(str(p.normal_form).replace("ё", "е") for p in parses))
    return (forms[0] if parses[0].is_known or parses[0].tag.POS == "ADJF" else word), forms


def _place_of(lemma: str) -> str:
    """The city of an adjective that the lexicon knows («тбилисский»), else the adjective's stem; other words as they are."""
    return city_of_adjective(lemma) or _ADJECTIVE.sub("", lemma)


def _guesses(word: str) -> tuple[str, ...]:
    """Nominatives of a genitive in -а or -я that the dictionary does not know."""
    if len(word) < 5 or word[-1] not in "ая" or analyzer().word_is_known(word):
        return ()
    return (word[:-1],) if word[-1] == "а" else (word[:-1] + "ь", word[:-1] + "й")


def _normal_forms(word: str) -> tuple[str, ...]:
    return _read(word)[1]


def _lemma(word: str) -> str:
    word = word.lower().replace("ё", "е")
    return _read(word)[0] if is_cyrillic(word) else word
