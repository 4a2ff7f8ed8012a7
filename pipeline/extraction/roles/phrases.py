"""What a title is tied to: "Director of the Institute", "Kazakhstan's Deputy Prime Minister", «министр иностранных дел РК»."""

from __future__ import annotations

from pipeline.extraction.names.draft import Draft
from pipeline.extraction.names.vocabulary import institution_kinds, known_organisation, words
from pipeline.extraction.roles.described import described, nearest_country, nearest_organisation
from pipeline.extraction.roles.marked import Marked, Placed
from pipeline.extraction.roles.office import Office, take
from pipeline.extraction.roles.phrases_ru import right_of_title
from pipeline.extraction.titles import Title, title_words
from pipeline.geography import nationality_of

_SOME = frozenset(["one", "another", "some", "this", "that"])
_TIES = frozenset(["of", "for", "at", "to", "with", "from", "in"])
_DETERMINERS = frozenset(["the", "a", "an", "its", "his", "her", "their", "our", *_SOME])
_MINISTERS = words("en/name_words", "ministers") | words("ru/name_words", "ministers")


def office_of(doc: Marked, title: Title) -> Office:
    """Read what stands right and left of a title."""
    office = Office(title, title.start, title.end, title.end, title.start, former=title.former)
    _join_and(doc, office)
    (right_of_title if doc.lang == "ru" else _right_en)(doc, office)
    office.reach = past_superior(doc, office.reach)
    _left(doc, office)
    if office.country is None and office.organisation is not None:
        office.country = doc.entity(office.organisation).country
    return office


def past_superior(doc: Marked, at: int) -> int:
    """The token after "under the President of X", «при Президенте X», where that follows an institution; else the same token."""
    tokens = doc.tokens
    if at + 1 >= len(tokens) or at in tokens.breaks or tokens.lower[at] not in ("under", "при"):
        return at
    end = at + 1
    while (
        end < len(tokens)
        and end not in tokens.breaks
        and doc.starting(end, "PER") is None
        and (tokens.capital(end) or tokens.lower[end] in ("the", "of") or end in doc.at)
    ):
        end += 1
    return end


def _join_and(doc: Marked, office: Office) -> None:
    """As in "Deputy Prime Minister and Minister of Foreign Affairs" is one office with two titles."""
    words = doc.tokens.lower
    if office.end + 1 < len(words) and words[office.end] in ("and", "и", "-", "–", "—", ","):
        following = next((t for t in doc.titles if t.start == office.end + 1 and "rank" not in t.kinds and not t.plural), None)
        state = following is not None and "state" in following.kinds and "state" in office.title.kinds
        if following is not None and (
            (words[office.end] in ("and", "и") and state) or (words[office.end] in ("-", "–", "—") and state)
        ):
            office.end = office.reach = following.end


def _right_en(doc: Marked, office: Office) -> None:
    words, at = doc.tokens.lower, office.end
    for _ in range(3):
        if at >= len(words) or words[at] not in _TIES or at in doc.tokens.breaks:
            break
        step = at + 1
        while step < len(words) and words[step] in _DETERMINERS:
            step += 1
        found = doc.at.get(step)
        if found is None and step < len(words) and _generic(doc, office, step):
            at = office.reach
            break
        if found is not None and found.end + 1 < len(words) and words[found.end] == "-" and words[found.end + 1] == "based":
            step = found.end + 2
            found = doc.at.get(step)
        if (
            found is not None
            and found.start > step - 2
            and found.mention.type in ("ORG", "LOC")
            and not _is_field(doc, found, office)
        ):
            at = take(doc, office, found)
            if found.mention.type == "ORG" and office.country is None and at < len(words) and words[at] in ("of", "in"):
                continue
            break
        end = _field_end(doc, step, found) if words[at] in ("of", "for") else None
        if end is None:
            break
        if words[step - 1] in _SOME:  # "the director of one plant": no field, and no institution that has a name
            office.reach = end
            break
        office.end = office.reach = at = end
        if end - 1 > step and _generic(doc, office, end - 1, field=True):
            break
    _possessive_tail(doc, office)


def _generic(doc: Marked, office: Office, token: int, *, field: bool = False) -> bool:
    """As in "head of the agency": a common noun for an institution named before. A field ("energy department") keeps its word."""
    organisation = described(doc, token) if office.organisation is None else None
    if organisation is None or (
        field and doc.tokens.lower[token] in ("department", "division", "section", "office", "team", "group", "board")
    ):
        return False
    office.organisation = organisation
    office.reach = token + 1
    return True


def _possessive_tail(doc: Marked, office: Office) -> None:
    """As in "Director of Kazakhstan's Center ...": a country with 's goes before the institution that the office is of."""
    words, at = doc.tokens.lower, office.reach
    if at < len(words) and words[at] in ("'s", "’s", "'", "’"):
        found = doc.starting(at + 1, "ORG")
        if found is not None:
            country = office.country
            take(doc, office, found)
            office.country = office.country or country


def _is_field(doc: Marked, found: Placed, office: Office) -> bool:
    """As in "Minister of Foreign Affairs": what a model may call an institution is the field of the office."""
    head = doc.tokens.lower[office.title.head : office.title.end]
    text = doc.tokens.shown(found.start, found.end)
    heads = institution_kinds("en")
    return (
        found.mention.type == "ORG" and any(w in _MINISTERS for w in head)
        and not any(doc.tokens.words[i] in heads for i in range(found.start, found.end)) and known_organisation(text) is None
    )  # fmt: skip


def _field_end(doc: Marked, token: int, found: Placed | None) -> int | None:
    """The end of a field: capitalised or plain nouns ("Foreign Affairs", "the research department"), at most six words."""
    tokens = doc.tokens
    end = token
    while end < len(tokens) and end - token < 7 and end not in tokens.breaks:
        inside = doc.at.get(end)
        if inside is not None and inside is not found:
            break
        if (
            tokens.pos[end] in ("NOUN", "PROPN", "ADJ")
            or (tokens.lower[end] in ("and", "&") and _goes_on(tokens, end + 1))
            or tokens.words[end] == "-"
        ):
            end += 1
            continue
        break
    return end if end > token else None


def _goes_on(tokens: Draft, token: int) -> bool:
    return token < len(tokens) and tokens.pos[token] in ("NOUN", "PROPN", "ADJ")


def _past_small_words(tokens: Draft, at: int) -> int:
    """As in "the Kazakh foreign ministry's spokesperson": back over common words to what they belong to."""
    while at > 0 and at not in tokens.breaks and tokens.words[at - 1].islower() and tokens.pos[at - 1] in ("NOUN", "ADJ", "PROPN"):
        at -= 1
    return at


def _antecedent(doc: Marked, relative: int) -> int | None:
    """As in "the Bank (EB), whose chief economist": the institution that ends where the relative clause begins."""
    at, tokens = relative, doc.tokens
    while at > 0 and at not in tokens.breaks and tokens.words[at - 1] in ("," , ")", '"', "”", "»"):
        at -= 1
    found = doc.ending(at, "ORG")
    return found.mention.entity if found is not None else None


def _left(doc: Marked, office: Office) -> None:
    """A nationality, a country with 's or an institution right before the title."""
    tokens, at = doc.tokens, office.start
    if at == 0 or at in tokens.breaks:
        return
    if doc.lang == "en" and tokens.lower[at - 1] in ("'s", "’s", "'", "’"):
        at -= 1
    if tokens.lower[at - 1] in ("its", "его", "ее", "её", "их") and office.organisation is None:
        office.left, office.country = at - 1, office.country or nearest_country(doc, at)
        if office.country is None:
            office.organisation = nearest_organisation(doc, at)
        return
    if tokens.lower[at - 1] == "whose" and office.organisation is None and office.country is None:
        office.left, office.organisation = at - 1, _antecedent(doc, at - 1)
        return
    found = doc.ending(at, "ORG", "LOC")
    if doc.lang == "en" and at < office.start and found is None:
        at = _past_small_words(tokens, at)
    elif doc.lang == "en" and found is None and "office" in office.title.kinds:
        body_at = _past_small_words(tokens, at)  # "IMF mission chief"
        found = doc.ending(body_at, "ORG") if body_at < at else None
        if found is not None:
            at = office.start = body_at
    word = tokens.words[at - 1]
    country = nationality_of(word, doc.lang)
    if country:
        office.country, office.left = office.country or country, at - 1
    elif found is not None and doc.lang == "en":
        reach = office.reach
        take(doc, office, found)
        office.left, office.reach = found.start, reach
    if office.left > 0 and tokens.lemmas[office.left - 1] in title_words(doc.lang).former and office.left not in tokens.breaks:
        office.left, office.former = office.left - 1, True
