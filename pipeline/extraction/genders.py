"""The grammatical gender of a person, from what the text shows: the record itself, a title, a given name, an ending, a tag."""

from __future__ import annotations

import re

from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

FEMALE_SURNAME = re.compile(r"(?:ova|eva|yeva|ina|skaya|skaia|ова|ева|ёва|ина|ская|цкая|овна|евна|кызы|қызы|kyzy|qizi)$")
MALE_SURNAME = re.compile(
    r"(?:[^aeiou]ov|[^aeiou]ev|yev|iev|aev|aov|in|sky|skiy|skii|ов|ев|ёв|ин|ский|цкий|ович|евич|ulu|uulu|угли|улы|оглы|ugli|uly|oglu)$"
)


def gender_of(view: View, entity: int) -> str | None:
    """`m`, `f` or None where nothing tells; worked out once an entity."""
    known = view.entities[entity].gender
    if known is not None:
        return known
    if entity not in view.genders:
        view.genders[entity] = _guess(view, entity)
    return view.genders[entity]


def _guess(view: View, entity: int) -> str | None:
    words = speech_words(view.lang)
    name = view.entities[entity].name.lower().replace("ё", "е")
    for part in name.split()[:1]:
        if part in words.given_names:
            return words.given_names[part]
    for start in view.mentions_of.get(entity, [])[:5]:
        i = view.token_from(start)
        title = view.lemmas[i - 1].rstrip(".") if i else ""
        if title == "." and i > 1:
            title = view.lows[i - 2]
        if title in words.titles:
            return words.titles[title]
    surname = name.split()[-1] if name.split() else ""
    for pattern, gender in ((FEMALE_SURNAME, "f"), (MALE_SURNAME, "m")):
        if len(surname) > 4 and any(pattern.search(part) for part in name.split()):
            return gender
    return _by_tags(view, entity) if view.lang == "ru" else None


def _by_tags(view: View, entity: int) -> str | None:
    """The gender that most tags of the name agree on; names in cases are read better than one by one."""
    votes = {"m": 0, "f": 0}
    for start in view.mentions_of.get(entity, [])[:5]:
        i = view.token_from(start)
        while i < len(view.words) and view.mention[i] >= 0 and view.mentions[view.mention[i]].entity == entity:
            votes["m"] += "Gender=Masc" in view.feats[i]
            votes["f"] += "Gender=Fem" in view.feats[i]
            i += 1
    return None if votes["m"] == votes["f"] else max(votes, key=lambda gender: votes[gender])
