"""Invented names and sentences: names.yaml and sentences.yaml turned into training records with exact spans."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .records import Record, without_overlap

HERE = Path(__file__).parent
SLOT = re.compile(r"\{([^{}]+)\}")
KINDS = {"per": "PER", "full": "PER", "surname": "PER", "loc": "LOC", "country": "LOC", "place": "LOC", "COUNTRY": "LOC"}
KINDS |= {"org": "ORG", "acronym": "ORG"}
WITH_ARTICLE = re.compile("Min|Inst|Cent|Acad|Emb|Union|Council|Supreme|Agency|Committee|Dep|National")


@cache
def lists(name: str) -> dict[str, Any]:
    """One of the two YAML files beside this module."""
    data: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def surname(rng: random.Random) -> str:
    """A family name of one of the groups of people."""
    return rng.choice(rng.choice(lists("names")["people"][:4] + lists("names")["people"])["family"])


def full_name(rng: random.Random) -> str:
    """Given and family name, now and then with a hyphen, an initial, a patronymic or a second given name."""
    if rng.random() < 0.05:
        chinese = lists("names")["chinese"]
        return f"{rng.choice(chinese['family'])} {rng.choice(chinese['given'])}"
    group = rng.choice(lists("names")["people"][:2] + lists("names")["people"])  # Central Asia counts double
    given, family = rng.choice(group["given"]), rng.choice(group["family"])
    roll = rng.random()
    if roll < 0.08:
        given = f"{rng.choice(lists('names')['hyphenated'])}-{given}"
    elif roll < 0.14:
        given = f"{given} {rng.choice(group['given'])[0]}."
    elif roll < 0.18:
        given = f"{given} {rng.choice(group['given'])}"
    elif roll < 0.22:
        given = f"{given[0]}."
    return f"{given} {family}"


def place(rng: random.Random) -> str:
    """A country or another place."""
    return rng.choice(lists("names")["countries" if rng.random() < 0.4 else "places"])


def without_the(name: str) -> str:
    return name.removeprefix("the ")


def organisation(rng: random.Random) -> str:
    """A listed organisation, an acronym or one made from a pattern."""
    names = lists("names")
    roll = rng.random()
    if roll < 0.15:
        return str(rng.choice(names["acronyms"]))
    if roll < 0.5:
        return str(rng.choice(names["organisations"]))
    values = {
        "field": lambda: rng.choice(names["fields"]),
        "country": lambda: rng.choice(names["countries"]),
        "place": lambda: without_the(rng.choice(names["places"])),
        "adjective": lambda: rng.choice(names["adjectives"]),
        "person": lambda: full_name(rng),
        "surname": lambda: surname(rng),
    }
    made = SLOT.sub(lambda m: values[m[1]](), rng.choice(names["organisation_patterns"]))
    return f"the {made}" if WITH_ARTICLE.match(made) else made


def fill(template: str, rng: random.Random) -> Record:
    """One sentence with its slots filled; spans cover the names, without the articles before them."""
    names, frames = lists("names"), lists("sentences")
    values = {
        "full": full_name, "surname": surname, "per": full_name, "loc": place, "org": organisation,
        "place": lambda r: r.choice(names["places"]), "country": lambda r: r.choice(names["countries"]),
        "COUNTRY": lambda r: without_the(r.choice(names["countries"])).upper(), "acronym": lambda r: r.choice(names["acronyms"]),
        "adjective": lambda r: r.choice(names["adjectives"]), "office": lambda r: r.choice(frames["offices"]),
        "Office": lambda r: r.choice(frames["offices"]).title(), "title": lambda r: r.choice(frames["titles"]),
        "event": lambda r: r.choice(frames["events"]), "thing": lambda r: r.choice(frames["things"]),
        "number": lambda r: str(r.randint(2, 90)), "year": lambda r: str(r.randint(1991, 2030)),
        "initial": lambda r: r.choice("ABDEGIKMNRSTZ"),
    }  # fmt: skip
    text, spans, at = "", [], 0
    for slot in SLOT.finditer(template):
        text += template[at : slot.start()]
        at = slot.end()
        key = slot[1]
        value = values[key](rng) if key in values else rng.choice(key.split("|"))
        if key in KINDS:
            bare = without_the(value)
            if value != bare and (not text or text.endswith("The ")):
                value = f"The {bare}" if not text else bare
            start = len(text) + len(value) - len(bare)
            spans.append((start, start + len(bare), KINDS[key]))
        text += value
    return Record(text + template[at:], tuple(join_initials(text, spans)), "invented", "invented")


def join_initials(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Take the initials before a surname ("A. Bekov") into its span."""
    out = []
    for start, end, kind in spans:
        found = re.search(r"(?:\b[A-Z]\.\s?)+$", text[:start]) if kind == "PER" else None
        out.append((found.start() if found else start, end, kind))
    return without_overlap(out)


def sentences(count: int, rng: random.Random) -> list[Record]:
    """`count` invented sentences."""
    return [fill(rng.choice(lists("sentences")["sentences"]), rng) for _ in range(count)]


def substitute(kind: str, old: str, rng: random.Random) -> str:
    """A name of the same type as `old`, about as long: a surname for one word, a full name for several."""
    if kind == "PER":
        return full_name(rng) if " " in old else surname(rng)
    if kind == "LOC":
        return without_the(place(rng))
    return without_the(organisation(rng))
