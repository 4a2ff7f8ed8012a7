"""Who a word stands for: the party that speaks or proposes, by name, by title, by pronoun, or a collective without a name.

Used for speakers and for proposers alike. A pronoun or a bare title looks back in the document: nearer persons, subjects of
their sentence and the last speaker count most, and gender and number must agree.
"""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from pipeline.extraction.lookback import by_pronoun, nearest_person
from pipeline.extraction.missed_names import misread_person, missed_after_title, missed_name
from pipeline.extraction.names.writers import author_entities
from pipeline.extraction.offices import UNKNOWN_BODY, body_named, by_office, complement, fits
from pipeline.extraction.phrases import (
    NEGATIONS,
    climb,
    noun_phrase,
    offices_in,
    person_in,
    plural,
    pronoun,
)  # fmt: skip
from pipeline.extraction.records import Mention, Party
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View, view_of

NOT_NOMINAL = frozenset({"VERB", "ADV", "ADP", "SCONJ", "PUNCT"})


def party_at(doc: Doc, token: Token) -> Party | None:
    """The party that the noun phrase headed by `token` stands for; None where it stands for nobody who can speak."""
    return party_of(view_of(doc), token.i)


def author_party(doc: Doc) -> Party | None:
    """The author of the document, where its metadata or a byline names one person; `start == end`, for no words stand for him."""
    authors = author_entities(doc)
    return Party(authors[0], 0, 0, "author", 0.8) if len(authors) == 1 else None


def party_of(view: View, token: int, speaks: bool = False) -> Party | None:
    """As `party_at`, on a view. `speaks`: the phrase is the subject of a verb of speech, so that a capitalised name that the
    model missed is taken for a person and gets a mention."""
    kind = pronoun(view, token)
    if kind == "rel":
        return _relative(view, token, speaks)
    if kind is not None:
        found = by_pronoun(view, token, kind)
        return _noun_before(view, token, found) if kind in {"m", "f"} else found
    head = climb(view, token)
    first, last = noun_phrase(view, head)
    negated = view.lows[head] in NEGATIONS or view.lows[first] in NEGATIONS
    if view.mention_at(head) is None and (negated or view.pos[head] in NOT_NOMINAL):
        return None
    return _of_phrase(view, head, first, last, speaks)


def _noun_before(view: View, token: int, found: Party | None) -> Party | None:
    """A pronoun behind "a neighbour came": whoever that noun is, where it stands nearer than any name of the person found."""
    words = speech_words(view.lang)
    named = view.last_mention_of(found.entity, view.starts[token]) if found is not None and found.entity is not None else -1
    low = view.sentences[max(0, view.sentence[token] - 1)][0]
    for i in range(token - 1, max(low, token - 40) - 1, -1):
        if view.starts[i] <= named or view.paragraph[i] != view.paragraph[token]:
            break
        subject = view.deps[i] == "nsubj" and view.pos[i] == "NOUN" and not view.quoted[i] and not plural(view, i)
        if subject and (view.lemmas[i] in words.persons or view.lemmas[i] in words.offices):
            meant = party_of(view, i)
            entity = meant.entity if meant is not None else None
            return Party(entity, view.starts[token], view.ends[token], "pronoun", 0.7 if entity is not None else 0.4)
    return found


def _of_phrase(view: View, head: int, first: int, last: int, speaks: bool) -> Party | None:
    person = person_in(view, head, first, last) or _named_before(view, first)
    if person is not None and _title_as_name(view, head, person):
        return _by_description(view, head, first, last, (person.start, person.end))
    if person is not None:
        return Party(person.entity, person.start, person.end, "name", 0.95)
    own = view.mention_at(head)
    if own is not None and speaks and misread_person(view, own):
        return Party(own.entity, own.start, own.end, "name", 0.75)
    if own is not None and own.type == "ORG" and (longer := _longer_name(view, head, own)) is not None:
        return Party(longer, own.start, own.end, "title", 0.75)
    if own is not None and own.type in ("ORG", "LOC"):
        return Party(own.entity, own.start, own.end, "name", 0.85)
    named = _named_body(view, head)
    if named is not None:
        return named
    for i in range(head + 1, last + 1) if speaks else ():
        beside = view.mention_at(i)
        if beside is not None and beside.type in ("WORK", "EVENT") and misread_person(view, beside):
            return Party(beside.entity, beside.start, beside.end, "name", 0.7)
    first = _without_article(view, first, head)
    place = (view.starts[first], view.ends[last])
    if plural(view, head):
        return None if view.lemmas[head] in speech_words(view.lang).not_speakers else Party(None, *place, None, 0.7)
    missed = missed_name(view, head, first, last) or missed_after_title(view, head, last) if speaks else None
    if missed is not None:
        return missed
    return (
        by_office(view, head, first, last, place)
        or _by_description(view, head, first, last, place)
        or _by_body(view, head, place)
        or _unknown(view, head, place)
    )


def _named_body(view: View, head: int) -> Party | None:
    """«Газета „Ведомости“», «компания „Алатау Карго“»: the organisation named right behind the noun."""
    if view.lang != "ru" or view.lemmas[head] not in speech_words("ru").bodies:
        return None
    for i in range(head + 1, min(head + 3, len(view.words))):
        mention = view.mention_at(i)
        if mention is not None and mention.type == "ORG" and view.deps[climb(view, i)] in {"appos", "flat", "flat:name", "nmod"}:
            marked = view.words[i - 1] in '«“„"' or view.deps[climb(view, i)] != "nmod"
            return Party(mention.entity, mention.start, mention.end, "name", 0.8) if marked else None
    return None


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
            if noun < token:
                return party_of(view, noun, speaks) if pronoun(view, noun) != "rel" else None
        if view.heads[verb] == verb:
            break
        verb = view.heads[verb]
    before = token - 1 if token and view.words[token - 1] != "," else token - 2
    return party_of(view, before, speaks) if before >= 0 and view.pos[before] in {"NOUN", "PROPN"} else None


# --- bodies and descriptions ----------------------------------------------------------------------------------------------


def _by_body(view: View, head: int, place: tuple[int, int]) -> Party | None:
    """ "The foundation", «в агентстве»: the organisation of the document that is one."""
    if view.lemmas[head] in speech_words(view.lang).persons or not (view.pos[head] == "NOUN" or _capital_head(view, head)):
        return None
    entity = body_named(view, head, UNKNOWN_BODY)
    return Party(entity, *place, "title", 0.7) if entity != UNKNOWN_BODY else None


def _capital_head(view: View, head: int) -> bool:
    """ "The Foundation", «Агентство»: a word for a body with a capital, read as a name."""
    article = view.lang == "ru" or view.lows[head - 1 : head] == ["the"]
    return view.pos[head] == "PROPN" and article and view.lemmas[head] in speech_words(view.lang).bodies


def _longer_name(view: View, head: int, own: Mention) -> int | None:
    """The body that «Центр» alone is short for, where the one word was read as a name of its own."""
    if view.starts[head] != own.start or view.ends[head] != own.end or view.lemmas[head] not in speech_words(view.lang).bodies:
        return None
    named = [entity for start, entity in view.bodies.get(view.lemmas[head], []) if start < own.start and entity != own.entity]
    longer = [entity for entity in named if len(view.entities[entity].name.split()) > 1]
    return longer[-1] if longer else None


def _by_description(view: View, head: int, first: int, last: int, place: tuple[int, int]) -> Party | None:
    """ "The expert", «представитель ИСМИ»: somebody whom the document has given such a role, else the one who spoke last."""
    words = speech_words(view.lang)
    lemma = view.lemmas[head]
    if lemma not in words.persons and lemma not in words.offices and not _called_so(view, head):
        return None
    if view.lang == "en" and (
        head == 0 or view.lows[first - 1 if first else 0] in {"a", "an"} or view.lows[first] in {"another", "one", "some"}
    ):
        return None
    wanted = complement(view, head, first, last)
    offices = offices_in(view, head, first, last)
    fitting = {
        role.holder for role in view.roles
        if role.start < view.starts[head] and fits(view, role, wanted) and (wanted or lemma in _plain(role.role))
    }  # fmt: skip
    if fitting:
        holder = max(fitting, key=lambda e: view.last_mention_of(e, view.starts[head]))
        return Party(holder, *place, "title", 0.8)
    called = [entity for start, entity in view.descriptions.get(lemma, []) if start < view.starts[head]]
    if called and not wanted:
        return Party(called[-1], *place, "title", 0.75)
    definite = view.lang == "ru" or (first > 0 and view.lows[first - 1] == "the") or view.lows[first] == "the"
    bodies = any(e == UNKNOWN_BODY or view.entities[e].type == "organisation" for e in wanted)
    if lemma not in words.generic_persons and _replies(view, head):
        return None
    if bodies or offices or not definite or (last - first > 1 and not wanted):
        return None
    return nearest_person(view, head, None, place, "title", 0.6, near=3)


def _called_so(view: View, head: int) -> bool:
    """Whether the text has called a person by this noun before, though no lexicon has it as a title («вице-министр»)."""
    words = speech_words(view.lang)
    lemma = view.lemmas[head]
    alive = "Animacy=Anim" in view.feats[head] if view.lang == "ru" else lemma not in words.bodies and lemma not in words.papers
    before = any(start < view.starts[head] for start, _ in view.descriptions.get(lemma, []))
    return before and alive and view.pos[head] in {"NOUN", "PROPN"} and lemma not in words.not_speakers


def _title_as_name(view: View, head: int, person: Mention) -> bool:
    """Whether a "name" is the bare title of a person named before, at the beginning of a sentence («Спецпредставитель считает»)."""
    alone = view.starts[head] == person.start and view.ends[head] == person.end
    opens = head == view.sentences[view.sentence[head]][0] or (view.lang == "en" and view.lows[head - 1] == "the")
    return alone and opens and any(start < person.start for start, _ in view.descriptions.get(view.lemmas[head], []))


def _replies(view: View, head: int) -> bool:
    """Whether somebody spoke in the paragraph right before: "said the judge" there means the other one."""
    at = bisect_left(view.speakers, (view.starts[head], -1))
    before = view.paragraph[view.token_from(view.speakers[at - 1][0])] if at else -1
    return before == view.paragraph[head] - 1


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")
