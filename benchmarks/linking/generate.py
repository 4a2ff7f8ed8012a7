"""A made-up corpus for the benchmark of linking: any number of local entities of a tenth as many entities, in two languages.

People bear names put together from lists, spelled in several romanisations and in Cyrillic, with and without patronymics,
initials, or the surname alone; bodies have full names in English and Russian, with and without country, and acronyms. The
same numbers give the same corpus. Every local entity knows the entity it stands for, so that the result can be scored.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from pipeline.linking.sounds import romanised
from pipeline.schema import EXTRACTED

SCHEMA = pa.schema([EXTRACTED.field(name) for name in ("doc_id", "entities", "roles")])
SYLLABLES = [
    "ба", "бе", "ва", "га", "да", "де", "жа", "за", "ка", "ке", "ла", "ле", "ма", "му", "на", "ну", "ра", "ри", "са", "се", "та",
    "ти", "ту", "ша",
]  # fmt: skip
ENDINGS = ["рин", "лат", "жан", "бек", "нур", "мир", "хан", "тай", "гуль", "дан", "сар", "ман", "лик", "рат", "зад", "вар"]
SURNAMES = ["ов", "ев", "ин", "баев", "енко", "ский", "беков", "алиев", "зода", "улин"]
HEADS = [
    ("Institute", "Институт"), ("Center", "Центр"), ("Foundation", "Фонд"), ("Agency", "Агентство"), ("Council", "Совет"),
    ("University", "Университет"),
]  # fmt: skip
SUBJECTS = [
    ("Economic", "экономических"), ("Strategic", "стратегических"), ("Regional", "региональных"), ("Energy", "энергетических"),
    ("Political", "политических"), ("Social", "социальных"), ("Legal", "правовых"), ("Climate", "климатических"),
    ("Financial", "финансовых"), ("Scientific", "научных"), ("Transport", "транспортных"), ("Agricultural", "сельскохозяйственных"),
]  # fmt: skip
COUNTRIES = [
    ("KZ", "Kazakhstan", "Казахстана"), ("UZ", "Uzbekistan", "Узбекистана"), ("KG", "Kyrgyzstan", "Кыргызстана"),
    ("TJ", "Tajikistan", "Таджикистана"), ("GE", "Georgia", "Грузии"), ("RU", "Russia", "России"),
]  # fmt: skip
ROMANISATIONS = [("zh", "j"), ("kh", "h"), ("iy", "y"), ("ay", "ai"), ("ye", "e"), ("u", "oo"), ("y", "i")]


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity and the forms of its name, (language, name), the more frequent ones first."""

    type: str
    country: str | None
    forms: tuple[tuple[str, str], ...]


def things(n: int, seed: int) -> list[Thing]:
    """`n` entities, seven people to three bodies, no two of one full name."""
    rng = random.Random(seed)
    seen: set[str] = set()
    made: list[Thing] = []
    while len(made) < n:
        thing = _person(rng) if len(made) % 10 < 7 else _body(rng)
        if thing.forms[0][1] not in seen:
            seen.add(thing.forms[0][1])
            made.append(thing)
    return made


def _word(rng: random.Random, endings: list[str], syllables: int) -> str:
    return ("".join(rng.choice(SYLLABLES) for _ in range(syllables)) + rng.choice(endings)).capitalize()


def _person(rng: random.Random) -> Thing:
    given, surname = _word(rng, ENDINGS, rng.choice((1, 2))), _word(rng, SURNAMES, rng.choice((2, 2, 3)))
    patronymic = _word(rng, ENDINGS, 1) + "ович"
    latin, other = romanised(f"{given} {surname}"), romanised(f"{given} {surname}")
    for old, new in rng.sample(ROMANISATIONS, 2):
        other = other.replace(old, new)
    forms = (
        ("ru", f"{given} {surname}"), ("en", latin), ("en", other), ("ru", f"{surname} {given} {patronymic}"),
        ("ru", f"{given[0]}. {patronymic[0]}. {surname}"), ("en", f"{latin[0]}. {latin.split()[-1]}"), ("ru", surname),
    )  # fmt: skip
    return Thing("person", None, forms)


def _body(rng: random.Random) -> Thing:
    (head_en, head_ru), (subject_en, subject_ru), (code, en, ru) = rng.choice(HEADS), rng.choice(SUBJECTS), rng.choice(COUNTRIES)
    own = _word(rng, ENDINGS, 2)
    name_en, name_ru = f"{romanised(own)} {head_en} for {subject_en} Studies", f"{head_ru} {subject_ru} исследований «{own}»"
    acronym = "".join(w[0] for w in (head_ru, subject_ru, "исследований", own)).upper()
    forms = (("en", name_en), ("ru", name_ru), ("en", f"{name_en} of {en}"), ("ru", f"{name_ru} {ru}"), ("ru", acronym))
    return Thing("organisation", code, forms)


def batches(
    entities: list[Thing], n: int, seed: int, by_document: int = 12, rows: int = 4_000
) -> Iterator[tuple[pa.Table, list[int]]]:
    """Documents of `by_document` local entities until there are `n`, `rows` documents a batch, each with its entities' numbers.

    Mentions are spread as in news: a few entities are everywhere, most are rare.
    """
    rng = random.Random(seed + 1)
    documents, truth, made = [], [], 0
    while made < n:
        locals_ = []
        for local in range(min(by_document, n - made)):
            number = int(len(entities) * rng.random() ** 2)
            locals_.append(_local(entities[number], local, rng))
            truth.append(number)
        made += len(locals_)
        documents.append({"doc_id": f"d/{made:09d}.txt", "entities": locals_, "roles": []})
        if len(documents) == rows or made >= n:
            yield pa.Table.from_pylist(documents, schema=SCHEMA), truth
            documents, truth = [], []


def _local(thing: Thing, local: int, rng: random.Random) -> dict[str, object]:
    lang, name = thing.forms[min(int(len(thing.forms) * rng.random() ** 1.5), len(thing.forms) - 1)]
    country = thing.country if rng.random() < 0.5 else None
    return {
        "local": local, "type": thing.type, "lang": lang, "name": name, "aliases": [], "acronyms": [], "kind": None,
        "country": country, "parent": None, "gender": None,
    }  # fmt: skip
