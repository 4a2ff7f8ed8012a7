"""A body's own acronym against its full name in the other language: «ЦИВР» and "Centre for Water Resources Studies"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.linking.clusters import Clusters, Edge
from pipeline.linking.dictionary import Dictionary, translated
from pipeline.linking.forms import Form
from pipeline.linking.offices import other_city
from pipeline.linking.organisations import (
    BodyName,
    acronym_fits,
    acronym_letters,
    guard,
    is_acronym,
    letter_keys,
    parse_body,
    same_words,
)
from pipeline.linking.sounds import is_cyrillic
from pipeline.linking.words import HEAD, SUBJECT, WORD

LETTERS = 4  # of an acronym that says something by itself
SHARED = 0.2  # the share of words in common, beside the kind of body, that must support the letters
MOST_BODIES = 50  # whose words give the same letters; more are no evidence


def acronym_edges(
    forms: list[Form], places: Iterable[int], fixed: Iterable[int], clusters: Clusters, dictionary: Dictionary
) -> list[Edge]:
    """Edges between bodies of unlike language where the acronym that a document gives to one is made of the other's words.

    Both must be of one kind of body and have a word more in common; a body that has an acronym of its own in that script, or
    names in both languages, is no candidate.
    """
    known = {clusters.find(i) for i in fixed}
    named = [i for i in places if not is_acronym(forms[i].name) and clusters.find(i) not in known]
    wanted = [(i, acronym) for i in named for acronym in sorted(forms[i].acronyms) if _says_something(acronym, forms[i].lang)]
    if not wanted:
        return []
    names = {i: translated(parse_body(forms[i].name, forms[i].lang, forms[i].country), dictionary) for i in named}
    made: dict[str, list[int]] = defaultdict(list)
    for i, name in names.items():
        for key in letter_keys(name):
            made[key].append(i)
    edges = []
    for i, acronym in wanted:
        letters = sorted(acronym_letters(acronym))
        keys = {"".join(letters), *("".join(letters[:n] + letters[n + 1 :]) for n in range(len(letters)))}  # one may be a country's
        others = sorted({j for key in keys for j in made.get(forms[i].lang + key, ())})
        if len(others) <= MOST_BODIES:
            fitting = (j for j in others if _unlike(forms, i, j, clusters) and _fits(acronym, names[i], names[j], forms[j]))
            edges += [Edge(0.8, min(i, j), max(i, j), f"acronym {acronym} of the translated name") for j in fitting]
    return edges


def _says_something(acronym: str, lang: str) -> bool:
    return len(acronym_letters(acronym)) >= LETTERS and is_cyrillic(acronym) == (lang == "ru")


def _unlike(forms: list[Form], a: int, b: int, clusters: Clusters) -> bool:
    langs = [{forms[m].lang for m in clusters.members(i)} for i in (a, b)]
    return not langs[0] & langs[1]


def _fits(acronym: str, own: BodyName, other: BodyName, form: Form) -> bool:
    if guard(own, other) or not own.of(HEAD) & other.of(HEAD):
        return False
    if any(is_cyrillic(a) == is_cyrillic(acronym) for a in form.acronyms):
        return False
    shared, common, left, right = same_words(own, other)
    telling = any(word.kind in (SUBJECT, WORD) for word in own.content if word.key in common)
    if own.of(SUBJECT) & set(left) or other.of(SUBJECT) & set(right):
        return False  # the lexicon knows the word in both languages, and the other name has it not
    if other_city(left, own.lang) and other_city(right, other.lang):
        return False
    return telling and shared >= SHARED and acronym_fits(acronym, other) > 0
