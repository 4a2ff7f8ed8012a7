"""Who a word stands for: the party that speaks or proposes, by name, by title, by pronoun, or a collective without a name.

Used for speakers and for proposers alike. A pronoun or a bare title looks back in the document: nearer persons, subjects of
their sentence and the last speaker count most, and gender and number must agree.
"""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from pipeline.extraction.lookback import by_pronoun, nearest_person
from pipeline.extraction.names.writers import author_entities
from pipeline.extraction.phrases import (
    NEGATIONS,
    climb,
    noun_phrase,
    offices_in,
    offices_of_title,
    person_in,
    plural,
    pronoun,
)  # fmt: skip
from pipeline.extraction.records import Entity, Mention, Party, Role
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View, view_of

NOT_NOMINAL = frozenset({"VERB", "ADV", "ADP", "SCONJ", "PUNCT"})


def party_at(doc: Doc, token: Token) -> Party | None:
    """The party that the noun phrase headed by `token` stands for; None where it stands for nobody who can speak."""
    return party_of(view_of(doc), token.i)


def author_party(doc: Doc) -> Party | None:
    """The author of the document, where its metadata or a byline names one person.

    `start == end` where only the metadata does.
    """
    authors = author_entities(doc)
    if not authors:
        return None
    mention = next((m for m in doc._.mentions if m.entity == authors[0]), None)
    at = mention.start if mention is not None else 0
    return Party(authors[0], at, at, "author", 0.8 if mention is not None else 0.7)


def party_of(view: View, token: int, speaks: bool = False) -> Party | None:
    """As `party_at`, on a view. `speaks`: the phrase is the subject of a verb of speech, so that a capitalised name that the
    model missed is taken for a person and gets a mention."""
    kind = pronoun(view, token)
    if kind == "rel":
        return _relative(view, token, speaks)
    if kind is not None:
        return by_pronoun(view, token, kind)
    head = climb(view, token)
    first, last = noun_phrase(view, head)
    negated = view.lows[head] in NEGATIONS or view.lows[first] in NEGATIONS
    if view.mention_at(head) is None and (negated or view.pos[head] in NOT_NOMINAL):
        return None
    return _of_phrase(view, head, first, last, speaks)


def _of_phrase(view: View, head: int, first: int, last: int, speaks: bool) -> Party | None:
    person = person_in(view, head, first, last) or _named_before(view, first)
    if person is not None:
        return Party(person.entity, person.start, person.end, "name", 0.95)
    own = view.mention_at(head)
    if own is not None and speaks and misread_person(view, own):
        return Party(own.entity, own.start, own.end, "name", 0.75)
    if own is not None and own.type in ("ORG", "LOC"):
        return Party(own.entity, own.start, own.end, "name", 0.85)
    first = _without_article(view, first, head)
    place = (view.starts[first], view.ends[last])
    if plural(view, head):
        return None if view.lemmas[head] in speech_words(view.lang).not_speakers else Party(None, *place, None, 0.7)
    return (
        _by_office(view, head, first, last, place)
        or _by_description(view, head, first, last, place)
        or (_missed_name(view, head, first, last) if speaks else None)
        or _unknown(view, head, place)
    )


def _named_before(view: View, first: int) -> Mention | None:
    """ "D. Keller, director of X, said": a tree may hang the name on the title."""
    before = _without_article_before(view, first)
    if before < 2 or view.words[before - 1] != "," or view.sentence[before - 2] != view.sentence[first]:
        return None
    mention = view.mention_at(before - 2)
    return mention if mention is not None and mention.type == "PER" else None


def _without_article_before(view: View, first: int) -> int:
    return first - 1 if first and view.lows[first - 1] in {"the", "a", "an"} else first


def _without_article(view: View, first: int, head: int) -> int:
    return first + 1 if first < head and view.lows[first] in {"the", "a", "an"} else first


def _unknown(view: View, head: int, place: tuple[int, int]) -> Party | None:
    words = speech_words(view.lang)
    lemma = view.lemmas[head]
    if lemma in words.not_speakers and lemma not in words.collectives:
        return None
    if lemma in words.persons or lemma in words.offices:
        return Party(None, *place, "title", 0.6)
    return Party(None, *place, None, 0.5)


def _relative(view: View, token: int, speaks: bool) -> Party | None:
    """ "Smith, who said": the noun that the clause belongs to."""
    verb = view.heads[token]
    for _ in range(4):
        if view.deps[verb] in {"relcl", "acl:relcl", "acl"}:
            noun = view.heads[verb]
            return party_of(view, noun, speaks) if pronoun(view, noun) != "rel" else None
        if view.heads[verb] == verb:
            break
        verb = view.heads[verb]
    before = token - 1 if token and view.words[token - 1] != "," else token - 2
    return party_of(view, before, speaks) if before >= 0 and view.pos[before] in {"NOUN", "PROPN"} else None


# --- titles ---------------------------------------------------------------------------------------------------------------


def _by_office(view: View, head: int, first: int, last: int, place: tuple[int, int]) -> Party | None:
    offices = offices_in(view, head, first, last)
    if not offices:
        return None
    wanted = _complement(view, head, first, last)
    fitting = [role for role in view.roles if offices & offices_of_title(role.role, view.lang) and _fits(view, role, wanted)]
    if not fitting:
        return None
    before = [role for role in fitting if role.start < view.starts[head]] or fitting
    sitting = [role for role in before if not role.former] or before
    holder = max(sitting, key=lambda role: _last_mention_before(view, role.holder, view.starts[head])).holder
    return Party(holder, *place, "title", 0.9 if len({role.holder for role in fitting}) == 1 else 0.75)


def _complement(view: View, head: int, first: int, last: int) -> set[int]:
    """The places and organisations that a title names ("President of Kazakhstan", "Kazakhstan's leader")."""
    return {
        view.mentions[k].entity
        for i in range(first, last + 1)
        if i != head and (k := view.mention[i]) >= 0 and view.mentions[k].type in ("LOC", "ORG")
    }


def _fits(view: View, role: Role, wanted: set[int]) -> bool:
    """Whether a role may be meant by a title with this complement; without one every role may."""
    if not wanted:
        return True
    countries = {view.entities[e].country for e in wanted} - {None}
    if role.organisation in wanted or (role.country is not None and role.country in countries):
        return True
    title = view.text[role.start : role.end].lower()
    return any(_stem(view.entities[e].name) in title for e in wanted)


def _stem(name: str) -> str:
    """Enough of a name to find it in another case."""
    return name.lower()[: max(4, len(name) - 2)]


def _last_mention_before(view: View, entity: int, char: int) -> int:
    starts = view.mentions_of.get(entity, [])
    at = bisect_left(starts, char)
    return starts[at - 1] if at else -1


def _by_description(view: View, head: int, first: int, last: int, place: tuple[int, int]) -> Party | None:
    """ "The expert", «представитель ИСМИ»: somebody whom the document has given such a role, else the one who spoke last."""
    words = speech_words(view.lang)
    lemma = view.lemmas[head]
    if lemma not in words.persons:
        return None
    if view.lang == "en" and (
        head == 0 or view.lows[first - 1 if first else 0] in {"a", "an"} or view.lows[first] in {"another", "one", "some"}
    ):
        return None
    wanted = _complement(view, head, first, last)
    offices = offices_in(view, head, first, last)
    fitting = {
        role.holder for role in view.roles
        if role.start < view.starts[head] and _fits(view, role, wanted) and (wanted or lemma in _plain(role.role))
    }  # fmt: skip
    if fitting:
        holder = max(fitting, key=lambda e: _last_mention_before(view, e, view.starts[head]))
        return Party(holder, *place, "title", 0.8)
    called = [entity for start, entity in view.descriptions.get(lemma, []) if start < view.starts[head]]
    if called and not wanted:
        return Party(called[-1], *place, "title", 0.75)
    definite = view.lang == "ru" or (first > 0 and view.lows[first - 1] == "the") or view.lows[first] == "the"
    bodies = any(view.mentions[k].type == "ORG" for i in range(first, last + 1) if (k := view.mention[i]) >= 0)
    if bodies or offices or not definite or (last - first > 1 and not wanted):
        return None
    return nearest_person(view, head, None, place, "title", 0.6, near=3)


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")


def _missed_name(view: View, head: int, first: int, last: int) -> Party | None:
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
    sure = b > a or view.lows[a] in words.given_names or (a > 0 and view.lows[a - 1].rstrip(".") in words.titles)
    alive = view.lang == "en" or "Animacy=Anim" in view.feats[head]
    return _new_person(view, a, b, 0.75 if sure else 0.6) if sure or alive else None


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
    surname = name.split()[-1]
    persons = [(k, e.name.split()) for k, e in enumerate(view.entities) if e.type == "person"]
    entity = next((k for k, parts in persons if parts[-1:] == [surname] or (first == last and parts[:1] == [name])), None)
    if entity is None:
        view.entities.append(Entity("person", name, {name}))
        entity = len(view.entities) - 1
    view.mentions.append(Mention(start, end, "PER", name, entity, "rule", "subject of speech", confidence))
    view.place_mention(len(view.mentions) - 1)
    return Party(entity, start, end, "name", confidence)
