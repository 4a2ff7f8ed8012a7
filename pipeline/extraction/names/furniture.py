"""What looks like a name and is none: file names, photo credits, common words with a capital."""

from __future__ import annotations

import re

from pipeline.extraction.names.draft import Draft
from pipeline.extraction.names.vocabulary import words
from pipeline.geography import country_of
from pipeline.languages.lemmas import is_known, parses

_FILE = re.compile(r"(?:-(?:min|max|scaled|thumb|\d+x\d+)|\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|html?|php))$", re.IGNORECASE)
_CREDIT = re.compile(
    r"^(?:photos?|images?|picture|credits?|photo credit|photo by|image credit|фото|фотография|снимок|иллюстрация|изображение)\b"
    r"[^.]{0,20}[:©]|^©",
    re.IGNORECASE,
)


def file_names(draft: Draft) -> None:
    """As in "Ivanov-min", "chart.png"."""
    for name in draft.sorted():
        if _FILE.search(draft.name_text(name)):
            draft.drop(name)


_DOMAIN = re.compile(r"^[\w-]{2,}(?:\.[\w-]+)*\.(?:uz|kz|kg|tj|tm|ru|com|org|net|info|az|by|ua|eu|рф)$", re.IGNORECASE)


def domains(draft: Draft) -> None:
    """As in "Kun.uz", "Lenta.ru": a site named in running text is a medium or a company."""
    for i, word in enumerate(draft.words):
        name = draft.at(i) if "." in word else None
        free = name is None or (name.type == "PER" and len(name) == 1)
        if "." in word and _DOMAIN.match(word) and not word.lower().startswith("www.") and free:
            linked = i > 0 and draft.words[i - 1] in ("/", "//", "@", ":", "—") and draft.glued(i)
            if not linked and not (i + 1 < len(draft) and draft.words[i + 1] == "/" and draft.glued(i + 1)):
                draft.add(i, i + 1, "ORG", "domains")


def credits(draft: Draft) -> None:
    """A paragraph that begins with "Photo:" names nobody who acts."""
    for name in draft.sorted():
        start, end = draft.paragraph_bounds(name.start)
        if end - start <= 25 and _CREDIT.match(draft.shown(start, end)):
            draft.drop(name)


def capital_lines(draft: Draft) -> None:
    """«ПОСТАНОВИЛИ:», «АНАЛИТИЧЕСКАЯ ЗАПИСКА»: words in capitals of which a dictionary knows none as a name, alone in their
    paragraph or before a colon."""
    for name in draft.of_type("ORG", "PER", "LOC"):
        shouted = all(len(draft.words[i]) > 4 and draft.words[i].isupper() for i in range(name.start, name.end))
        if draft.lang != "ru" or not shouted:
            continue
        end = name.end
        closes = end >= len(draft) or end in draft.breaks or draft.words[end] == ":"
        if closes and all(_is_plain_word(draft.lower[i]) for i in range(name.start, name.end)):
            draft.drop(name)


def _is_plain_word(word: str) -> bool:
    return is_known(word) and not {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr"} & parses(word)[0].tag.grammemes


_REGIONAL = re.compile(r"(?:ian|[cr]an|ese|ish|Arab|Nordic)$")
_STATES = frozenset(["states", "countries", "nations", "peoples", "republics"])
_RU_STATES = frozenset(["страна", "государство", "народ"])


def described_countries(draft: Draft) -> None:
    """As in "Central Asian States", «Богатые страны»: a plural of states with an adjective before it is a description."""
    for name in draft.of_type("LOC", "PER", "ORG"):
        last, first = name.end - 1, name.start
        if len(name) < 2 or country_of(draft.name_text(name), draft.lang) is not None:
            continue
        if draft.lang == "ru":
            described = draft.lemmas[last] in _RU_STATES and draft.words[last].islower() and draft.pos[first] == "ADJ"
        else:
            described = draft.lower[last] in _STATES and len(name) < 4 and _REGIONAL.search(draft.words[last - 1]) is not None
        if described:
            draft.drop(name)


_LEADS = words("en/name_words", "port_of")
_BEHIND = frozenset(["valley", "region", "province", "district", "river", "city", "area", "county", "coast", "basin", "oblast"])


def small_letters(draft: Draft) -> None:
    """As in "port of Aktau", "Ala-Archa valley": common nouns in small letters are no part of a place's name."""
    if draft.lang != "en":
        return
    for name in draft.of_type("LOC"):
        start, end = name.start, name.end
        if draft.lower[start] in _LEADS and draft.words[start].islower():
            start += 1
            while start < end and draft.lower[start] in ("of", "the"):
                start += 1
        while end - start > 1 and draft.words[end - 1] in _BEHIND:
            end -= 1
        if (start, end) != (name.start, name.end):
            draft.resize(name, start, end, "small_letters")


def common_words(draft: Draft) -> None:
    """A single word that the same document writes with a small letter too is no name, unless form or context makes it one."""
    small = {w for w in draft.words if w.islower()}
    for name in draft.of_type("LOC", "ORG", "PER"):
        if (
            len(name) == 1
            and not name.sure
            and not name.trusted
            and draft.lang == "en"
            and draft.lower[name.start] in small
            and draft.pos[name.start] != "PROPN"
        ):
            draft.drop(name)
