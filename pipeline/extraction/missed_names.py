"""Persons that no model found or that it took for something else, known by speaking: subjects of verbs of speech."""

from __future__ import annotations

from pipeline.extraction.phrases import offices_in
from pipeline.extraction.records import Entity, Mention, Party
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View


def missed_name(view: View, head: int, first: int, last: int) -> Party | None:
    """A capitalised name that no model found, as subject of a verb of speech: one of the known persons or a new one."""
    words = speech_words(view.lang)
    if not view.words[head][:1].isupper() or view.mention[head] >= 0:
        return None
    followed = view.lang == "ru" and head < last and view.words[head + 1][:1].isupper() and view.pos[head + 1] == "PROPN"
    if view.pos[head] != "PROPN" and not followed:  # a given name may be tagged as the noun it also is («Роман»)
        return None
    if view.words[head].isupper() or view.lemmas[head] in words.persons or offices_in(view, head, first, last):
        return None
    a = b = head
    while (
        a - 1 >= first and view.words[a - 1][:1].isupper() and view.pos[a - 1] == "PROPN" and view.lows[a - 1] not in words.titles
    ):
        a -= 1
    while b + 1 <= last and view.words[b + 1][:1].isupper() and view.pos[b + 1] == "PROPN":
        b += 1
    if any(view.mention[i] >= 0 or view.lows[i] in words.offices or view.lemmas[i] in words.persons for i in range(a, b + 1)):
        return None
    return _new_person(view, a, b, 0.7) if _human(view, a, b) else None


def _human(view: View, first: int, last: int) -> bool:
    """Whether capitalised words are a person rather than a firm: a known surname, a given name, a title, a trade beside them."""
    words = speech_words(view.lang)
    if view.lang == "ru":
        return "Animacy=Anim" in view.feats[first]
    if view.words[last] in view.persons_by_word:
        return True
    before = view.lows[first - 1].rstrip(".") if first else ""
    if view.lows[first] in words.given_names or before in words.titles or before in words.persons:
        return True
    behind = view.lemmas[last + 2 : last + 6] if view.words[last + 1 : last + 2] == [","] else []
    return any(lemma in words.persons for lemma in behind)


def missed_after_title(view: View, head: int, last: int) -> Party | None:
    """«Руководитель проекта Дина Ким»: two capitalised names in a row that close a title and that no model found."""
    words = speech_words(view.lang)
    if view.lemmas[head] not in words.persons and view.lemmas[head] not in words.offices:
        return None
    end = last
    while end + 1 < len(view.words) and view.pos[end + 1] == "PROPN" and view.words[end + 1][:1].isupper() and end - last < 3:
        end += 1
    first = end + 1
    while first - 1 > head and view.pos[first - 1] == "PROPN" and view.words[first - 1].istitle() and view.mention[first - 1] < 0:
        first -= 1
    alive = view.lang == "en" or "Case=Gen" not in view.feats[end]
    return _new_person(view, first, end, 0.7) if 2 <= end - first + 1 <= 3 and alive else None


def misread_person(view: View, mention: Mention) -> bool:
    """A name of two or three words that speaks and was read as a place or a work ("George Hill"): make it a person, in place."""
    if mention.type == "PER":
        return True
    first, last = view.token_from(mention.start), view.token_before(mention.end)
    if mention.type == "ORG" or view.entities[mention.entity].country is not None or not 1 <= last - first <= 2:
        return False
    if not all(view.words[i][:1].isupper() for i in range(first, last + 1)):
        return False
    alive = view.lang == "ru" and all("Animacy=Anim" in view.feats[i] for i in range(first, last + 1))
    if not alive and view.lows[first] not in speech_words(view.lang).given_names:
        return False
    name = view.text[mention.start : mention.end]
    view.entities.append(Entity("person", name, {name}))
    mention.type, mention.name, mention.entity = "PER", name, len(view.entities) - 1
    mention.source, mention.rule, mention.confidence = "rule", "subject of speech", 0.7
    view.mentions_of.setdefault(mention.entity, []).append(mention.start)
    return True


def _new_person(view: View, first: int, last: int, confidence: float) -> Party:
    start, end = view.starts[first], view.ends[last]
    name = view.text[start:end]
    entity = view.persons_by_word.get(name.split()[-1])
    if entity is None:
        view.entities.append(Entity("person", name, {name}))
        entity = view.persons_by_word[name.split()[-1]] = len(view.entities) - 1
    view.mentions.append(Mention(start, end, "PER", name, entity, "rule", "subject of speech", confidence))
    view.place_mention(len(view.mentions) - 1)
    return Party(entity, start, end, "name", confidence)
