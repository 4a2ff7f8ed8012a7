"""Who holds an office: the name right behind it, right before it, joined by "is", in a list, or the document's author."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extraction.names.vocabulary import words
from pipeline.extraction.names.writers import author_entities
from pipeline.extraction.records import Role
from pipeline.extraction.roles.heading import headed
from pipeline.extraction.roles.marked import Marked, Placed
from pipeline.extraction.roles.office import Office
from pipeline.extraction.roles.phrases import office_of
from pipeline.extraction.roles.wording import role_text
from pipeline.extraction.titles import title_words
from pipeline.geography import country_of

_SOME = words("ru/name_words", "some")
_BEHIND_NAMES = words("en/name_words", "behind_names")
_LEARNED = words("en/name_words", "learned") | words("ru/name_words", "learned")
_COPULA = words("en/name_words", "copula") | words("ru/name_words", "copula")


def held_titles(doc: Marked) -> Iterator[Role]:
    """All roles of the document, in reading order."""
    taken: set[int] = set()
    until = 0
    for title in doc.titles:
        if title.start < until:
            continue
        if _by_training(doc, title.end):
            continue
        office = office_of(doc, title)
        until = office.end
        for holder, place in _holders(doc, office, taken):
            taken.add(place)
            if office.organisation is None and office.country is None and holder.country is None:
                office.organisation = _affiliation(doc, place)
            yield _role(doc, office, holder)
    yield from headed(doc)


def _by_training(doc: Marked, at: int) -> bool:
    """As in "a geologist by training", «геолог по образованию»: what somebody learned is no office."""
    pair = doc.tokens.lower[at : at + 2]
    return pair[:1] in (["by"], ["по"]) and pair[1:] != [] and pair[1] in _LEARNED


def _affiliation(doc: Marked, place: int) -> int | None:
    """«эксперт Ойбек Исмаилов из Центра …», "expert X of Y": the institution behind the name."""
    tokens, person = doc.tokens, doc.at.get(place)
    if person is None or person.end >= len(tokens) or tokens.lower[person.end] not in ("из", "of", "from", "at"):
        return None
    nearby = range(person.end + 1, min(person.end + 4, len(tokens)))
    return next((b.mention.entity for k in nearby if (b := doc.starting(k, "ORG")) is not None), None)


def _role(doc: Marked, office: Office, holder: Held) -> Role:
    text, start, end = role_text(doc, office)
    return Role(
        holder.entity, text, doc.tokens.starts[start], doc.tokens.ends[end - 1], office.organisation,
        holder.country or office.country, office.former,
    )  # fmt: skip


class Held:
    """A holder: the entity, and the country where the list names one for each."""

    __slots__ = ("country", "entity")

    def __init__(self, entity: int, country: str | None = None) -> None:
        self.entity, self.country = entity, country


def _holders(doc: Marked, office: Office, taken: set[int]) -> Iterator[tuple[Held, int]]:
    if office.title.plural:
        yield from _list_behind(doc, office)
        return
    behind, comma = _behind(doc, office)
    before = _before(doc, office)
    if behind is not None and not comma:
        yield Held(behind.mention.entity), behind.start
        return
    if before is not None and (behind is None or before.start not in taken):
        yield Held(before.mention.entity), before.start
        return
    subjects = list(_by_copula(doc, office))
    if subjects:
        yield from ((Held(entity), -1) for entity in subjects)
    elif behind is not None:
        yield Held(behind.mention.entity), behind.start


def _behind(doc: Marked, office: Office) -> tuple[Placed | None, bool]:
    """The person right behind the office, and whether a comma stands between."""
    tokens, at = doc.tokens, _past_honorific(doc, office.reach)
    if doc.lang == "ru" and at < len(tokens) and at not in tokens.breaks and tokens.words[at] in '»"”)':
        at += 1
    if doc.lang == "ru" and doc.starting(at, "PER") is None:
        at = _past_common_nouns(doc, at)
    person = doc.starting(at, "PER") if at not in tokens.breaks else None
    if person is not None and _is_superior(doc, office, person):
        return None, False
    if person is not None:
        return person, False
    if (
        at + 1 < len(tokens)
        and tokens.words[at] in (",", "–", "—", ":")
        and at not in tokens.breaks
        and at + 1 not in tokens.breaks
    ):
        return doc.starting(_past_honorific(doc, at + 1), "PER"), True
    return None, False


def _is_superior(doc: Marked, office: Office, person: Placed) -> bool:
    """«помощник президента Олега Белова»: the name stands in the genitive with the second of two titles, it is not the aide's."""
    tokens, head, last = doc.tokens, office.title.head, office.title.end - 1
    if doc.lang != "ru" or last == head or person.start != office.title.end or tokens.case(head) != "nomn":
        return False
    return tokens.case(last) == "gent" and {tokens.case(i) for i in range(person.start, person.end)} == {"gent"}


def _past_honorific(doc: Marked, at: int) -> int:
    """As in "its economist, Dr Feruza Yuldasheva": an honorific stands between the office and the name."""
    words, honorifics = doc.tokens.lower, title_words(doc.lang).honorifics
    if at + 1 < len(words) and words[at] in honorifics and at not in doc.tokens.breaks:
        return at + 1 + (words[at + 1] == ".")
    return at


def _past_common_nouns(doc: Marked, at: int) -> int:
    """«директор института Е. Тукумов»: genitives between a title and the name."""
    k = at
    while (
        k < len(doc.tokens)
        and k - at < 4
        and k not in doc.tokens.breaks
        and k not in doc.at
        and ((doc.tokens.pos[k] in ("NOUN", "ADJ") and doc.tokens.case(k) == "gent") or doc.tokens.lemmas[k] in _SOME)
    ):
        k += 1
    return k if doc.starting(k, "PER") is not None else at


def _before(doc: Marked, office: Office) -> Placed | None:
    """As in "X, Director of ...", "X, a senior adviser at ...", «X — директор ...», "X (director of ...)"."""
    tokens, at = doc.tokens, office.left
    if at == 0:
        return None
    if at in tokens.breaks:
        return _line_before(doc, at)
    while (
        at > 0
        and at not in tokens.breaks
        and tokens.lower[at - 1] in ("the", "a", "an", "then", "now", "currently", "ныне", "сейчас", "тогда", "в", "прошлом")
    ):
        at -= 1
    if at > 3 and tokens.words[at - 1] == "," and tokens.words[at - 2].isdigit() and tokens.words[at - 3] == ",":
        at -= 2  # "X, 44, a former ..."
    close = doc.ending(at, "PER") if at > 0 and at not in tokens.breaks else None
    if close is not None and tokens.words[office.title.head] in _BEHIND_NAMES:
        return close  # "Ann Weller MEP"
    if at < 1 or at in tokens.breaks or tokens.words[at - 1] not in (",", "–", "—", "-", "(", "--"):
        return None
    person = doc.ending(at - 1, "PER")
    if person is None and tokens.words[at - 2] in (")", "»", ",") and tokens.words[at - 1] in (",", "–", "—"):
        opening = next((k for k in range(at - 2, max(at - 8, 0), -1) if tokens.words[k] == "("), None)
        person = doc.ending(opening, "PER") if opening else None
    if person is not None and tokens.words[at - 1] == "," and doc.lang == "ru" and not _agrees(doc, person, office):
        return None
    return person


def _agrees(doc: Marked, person: Placed, office: Office) -> bool:
    """An apposition stands in the case of the name («Токаеву, президенту»)."""
    cases = {doc.tokens.case(i) for i in range(person.start, person.end)}
    title = doc.tokens.case(office.title.head)
    return title is None or title in cases or None in cases or (cases <= {"nomn"} and title == "nomn")


def _line_before(doc: Marked, at: int) -> Placed | None:
    """A byline or a caption: a paragraph that is only a name, and the title begins the next one."""
    person = doc.ending(at, "PER")
    return person if person is not None and person.start in doc.tokens.breaks else None


def _by_copula(doc: Marked, office: Office) -> Iterator[int]:
    """As in "X is Director of ...", «X является директором ...», "The author is Director of ..."."""
    tokens, at = doc.tokens, office.left
    steps = 0
    while (
        at > 0
        and at not in tokens.breaks
        and steps < 7
        and (tokens.lower[at - 1] in _COPULA or tokens.words[at - 1] in ("–", "—") or tokens.words[at - 1].isdigit())
    ):
        at -= 1
        steps += 1
    between = [tokens.lower[i] for i in range(at, office.left)]
    if not between or all(word in ("the", "a", "an", "who", "в", "с", "на", "of") for word in between):
        return
    if all(word in ("as", "the", "a", "an") for word in between):
        subject = _subject(doc, at, office)
        if subject is not None and any(tokens.lower[i] in _TAKING for i in range(subject.end, at)):
            yield subject.mention.entity
        return
    if (at > 0 and tokens.lower[at - 1] in ("author", "writer", "автор")) or tokens.lower[at] in ("author", "автор"):
        yield from author_entities(doc.doc)
        return
    if at > 0 and tokens.words[at - 1] == "," and "who" in tokens.lower[at : office.left]:
        at -= 1
    person = doc.ending(at, "PER") or _subject(doc, at, office)
    if person is not None:
        yield person.mention.entity


_TAKING = words("en/name_words", "taking")
_OFFICE_VERBS = words("ru/name_words", "office_verbs")


def _subject(doc: Marked, at: int, office: Office) -> Placed | None:
    """Further left in the sentence: «Осмонова руководила школой, а с осени работает советником», "X, who took over as Rector"."""
    tokens = doc.tokens
    between = range(at, office.left)
    verb = (
        any(tokens.lemmas[i] in _OFFICE_VERBS for i in between) if doc.lang == "ru" else "as" in (tokens.lower[i] for i in between)
    )
    if not verb or tokens.lower[at] == "of":
        return None
    sentence = doc.doc[office.start].sent.start
    for placed in reversed(doc.placed):
        if placed.mention.type != "PER" or not sentence <= placed.start < at:
            continue
        if doc.lang == "ru" and tokens.case(placed.start) not in ("nomn", None):
            continue
        if placed.start > sentence and tokens.lower[placed.start - 1] in (
            "from",
            "by",
            "with",
            "of",
            "to",
            "for",
            "after",
            "before",
        ):
            continue
        return placed
    return None


def _list_behind(doc: Marked, office: Office) -> Iterator[tuple[Held, int]]:
    """As in "Presidents A of B, C of D, and E of F"; "Presidents A and B"; «президенты Казахстана и Узбекистана А и Б»."""
    tokens = doc.tokens
    countries = _countries_behind(doc, office)
    at = office.end if not countries else office.reach
    held: list[tuple[Held, int]] = []
    while at < len(tokens) and at not in tokens.breaks:
        person = doc.starting(at, "PER")
        if person is None:
            if tokens.words[at] in (",", "–", "—") or tokens.lower[at] in ("and", "и", "as", "well"):
                at += 1
                continue
            break
        at, country = person.end, None
        if at + 1 < len(tokens) and (tokens.lower[at] in ("of", "from") or tokens.words[at] == "("):
            step = at + 1 + (tokens.lower[at + 1] == "the")
            place = doc.starting(step, "LOC", "ORG")
            if place is not None:
                country = doc.entity(place.mention.entity).country
                at = place.end + (place.end < len(tokens) and tokens.words[place.end] == ")")
        held.append((Held(person.mention.entity, country), person.start))
    if len(countries) == len(held) > 1:
        for (holder, _), code in zip(held, countries, strict=True):
            holder.country = holder.country or code
        office.country = None
    yield from held


def _countries_behind(doc: Marked, office: Office) -> list[str]:
    """«президенты Казахстана, Узбекистана и Таджикистана»: the countries of a list, in order."""
    tokens, at, found = doc.tokens, office.title.end, []
    at += int(at < len(tokens) and tokens.lower[at] == "of")
    while at < len(tokens) and at not in tokens.breaks:
        place = doc.starting(at, "LOC")
        if place is not None and (code := country_of(tokens.shown(place.start, place.end), doc.lang)):
            found.append(code)
            at = place.end
        elif found and tokens.lower[at] in (",", "and", "и"):
            at += 1
        else:
            break
    office.reach = max(office.reach, at)
    return found
