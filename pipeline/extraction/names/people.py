"""Repairs of people's names: initials, titles, particles, and names glued to the institution before."""

from __future__ import annotations

import re

from pipeline.extraction.names.draft import Draft, Name
from pipeline.extraction.names.vocabulary import given_names, institution_kinds, words
from pipeline.extraction.titles import Title, title_words
from pipeline.languages.lemmas import parses

_ONE = r"(?:[A-ZА-ЯЁÀ-ÞҚӘІҢҒҮҰӨҺ]|Th|Ch|Sh|Zh|Yu|Ya|Ye|Kh|Ph|Дж|Вл|Ал|Ив|Ст)\."
INITIAL = re.compile(rf"^{_ONE}(?:-?{_ONE})*$")
_NO_INITIALS = words("en/name_words", "no_initials") | words("ru/name_words", "no_initials")
SURNAME = re.compile(r"^[A-ZА-ЯЁÀ-ÞҚӘІҢҒҮҰӨҺ][\w’'’-]*[^\W\d_]$")
_PARTICLES = words("en/name_words", "particles") | words("ru/name_words", "particles")
SURNAME_ENDING = re.compile(r"(?:[oe]v|[oe]va|sky|skaya|skiy|enko|shvili|zoda|zade|zadeh|yan|bekov|uly|ugli|oglu|kyzy|uulu)$")
_SUFFIX = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "esq", "phd"])


def initials_make_people(draft: Draft) -> None:
    """As in "Y. Tukumov", «К.-Ж. Токаев», "George W. Bush", «Салтыбаев Е.А.»: initials and a surname are one person."""
    for i in range(len(draft)):
        if not draft.words[i][0].isupper() or len(draft.words[i]) > 6:
            continue
        end = _initials_end(draft, i)
        if end is None or not _is_surname(draft, end) or end in draft.breaks or _inside_body(draft, i, end):
            continue
        start = i
        before = draft.at(i - 1)
        if i > 0 and i not in draft.breaks and _may_begin(draft, i - 1) and not draft.glued(i):
            start = before.start if before and before.type == "PER" and before.end == i else i - 1
        if not _bears_name(draft, start):
            _person(draft, start, _surname_end(draft, end + 1), "initials_make_people")


def _inside_body(draft: Draft, start: int, surname: int) -> bool:
    """ "J.M. Huber Corporation" is a company; "T. I. Quit" is no name."""
    name = draft.at(start)
    goes_on = name is not None and name.type == "ORG" and name.end > surname + 1 and name.start == start
    return draft.lang == "en" and (goes_on or draft.pos[surname] in ("VERB", "ADV", "PRON", "AUX", "DET", "ADP", "SCONJ", "CCONJ"))


def _bears_name(draft: Draft, token: int) -> bool:
    """«Фонд Н. Назарбаева»: a single word for an institution, with a capital, and whose name it bears."""
    before = token - 1
    return (
        draft.lang == "ru"
        and before >= 0
        and token not in draft.breaks
        and draft.capital(before)
        and not draft.starts_sentence(before)
        and draft.lemmas[before] in institution_kinds("ru")
        and draft.at(before) is not None
    )


def _may_begin(draft: Draft, token: int) -> bool:
    """A given name before a middle initial."""
    word = draft.words[token]
    name = draft.at(token)
    return word in given_names() and (name is None or name.type == "PER" or name.end == token + 1)


def _initials_end(draft: Draft, token: int) -> int | None:
    """The token after a run of initials that begins here, or None."""
    end = token
    while end < len(draft):
        if INITIAL.match(draft.words[end]) and draft.words[end] not in _NO_INITIALS:
            end += 1
        elif _is_letter(draft, end):
            end += 2
        elif (
            end > token
            and draft.words[end] == "-"
            and draft.glued(end)
            and (INITIAL.match(draft.words[end + 1 :][0]) if end + 1 < len(draft) else False)
        ) or (end > token and draft.words[end] == "-" and draft.glued(end) and _is_letter(draft, end + 1)):
            end += 1
        else:
            break
    return end if token < end < len(draft) and end - token <= 8 else None


def _is_letter(draft: Draft, token: int) -> bool:
    """A single capital and a full stop as two tokens (as razdel cuts them), or «Ж» and a stop after a hyphen."""
    return (
        token + 1 < len(draft) and len(draft.words[token]) == 1 and draft.words[token].isupper() and draft.words[token + 1] == "."
        and draft.glued(token + 1)
    )  # fmt: skip


def _is_surname(draft: Draft, token: int) -> bool:
    word = draft.words[token]
    return (
        bool(SURNAME.match(word))
        and len(word) > 1
        and not word.isupper()
        and draft.lower[token] not in ("the", "он", "она", "в", "на")
        and (draft.glued(token) or draft.starts[token] == draft.ends[token - 1] + 1)
    )


def _surname_end(draft: Draft, token: int) -> int:
    """A double surname in English tokens: "Ter - Petrosyan"."""
    while (
        token + 1 < len(draft)
        and draft.words[token] == "-"
        and draft.glued(token)
        and draft.glued(token + 1)
        and draft.capital(token + 1)
    ):
        token += 2
    return token


def _person(draft: Draft, start: int, end: int, rule: str) -> Name:
    """A sure person at these tokens; what lay there and reaches further left keeps its part."""
    left = draft.at(start)
    if left is not None and left.start < start and left.end > start:
        if left.type == "PER" and not _ends_title(draft, left.start, start):
            start = left.start
        else:
            draft.resize(left, left.start, start, rule)
    right = draft.at(end - 1)
    if right is not None and right.type == "PER" and right.end > end and right.start < end:
        end = right.end
    return draft.add(start, end, "PER", rule, sure=True)


def _ends_title(draft: Draft, start: int, end: int) -> bool:
    heads = title_words(draft.lang).heads
    return any((draft.lemmas[i],) in heads or (draft.lower[i],) in heads for i in range(start, end))


def people_in_names(draft: Draft) -> None:
    """«Фонд Н. Назарбаева»: initials and a surname at the end of an institution's name are a person as well."""
    for name in draft.of_type("ORG"):
        for i in range(name.start + 1, name.end - 1):
            end = _initials_end(draft, i)
            if end is not None and end == name.end - 1 and _is_surname(draft, end):
                draft.nested.append(Name(i, name.end, "PER", "rule", "people_in_names", sure=True))
                break


def surname_first_initials(draft: Draft) -> None:
    """«Салтыбаев Е.А.»: initials behind a surname belong to the name."""
    for name in draft.of_type("PER"):
        end = name.end
        while end + 1 < len(draft) and (
            _is_letter(draft, end) or (draft.words[end] == "." and len(draft.words[end - 1]) == 1 and draft.glued(end))
        ):
            end += 2 if _is_letter(draft, end) else 1
        if end > name.end and end - name.end <= 5 and len(name) <= 2:
            draft.resize(name, name.start, end, "surname_first_initials")


def titles_out(draft: Draft, titles: list[Title]) -> None:
    """A title or honorific in front is no part of a person's name: "President Tokayev", "Mr. Smith", «г-н Иванов»."""
    starts = {t.start: t for t in titles} | {t.head: t for t in titles}
    honorifics = title_words(draft.lang).honorifics
    for name in draft.of_type("PER"):
        start = name.start
        while start < name.end - 1:
            title = starts.get(start)
            if draft.lower[start] in honorifics or (draft.lower[start] + "." in honorifics and draft.words[start + 1] == "."):
                start += 2 if draft.words[start + 1] == "." and start + 2 < name.end else 1
            elif title is not None and title.end < name.end:
                start = title.end
            elif title is None and start == name.start and _inside_title(titles, start, name.end):
                start += 1
            else:
                break
            while start < name.end - 1 and draft.words[start] in (",", "of", "-", "–", "—", ":"):
                start += 1
        if start > name.start:
            draft.resize(name, start, name.end, "titles_out")
            name.sure = True


def _inside_title(titles: list[Title], token: int, end: int) -> bool:
    return any(t.start < token < t.end < end for t in titles)


def people_after_titles(draft: Draft, titles: list[Title]) -> None:
    """What stands right behind "President", "Mr." or «господин» and is written like a name is a person."""
    for title in titles:
        if not title.plural:
            _person_at(draft, title.end, title)
    honorifics = title_words(draft.lang).honorifics
    for i, word in enumerate(draft.lower):
        if word in honorifics and i + 1 < len(draft) and (draft.capital(i) or draft.lang == "ru"):
            _person_at(draft, i + 1 + (draft.words[i + 1] == "."), None)


def _person_at(draft: Draft, token: int, title: Title | None) -> None:
    if token >= len(draft) or token in draft.breaks:
        return
    name = draft.at(token)
    if name is None or name.start != token or name.type == "PER" or name.sure:
        if name is not None and name.type == "PER":
            name.sure = True
        return
    looks_like_person = all(
        SURNAME.match(draft.words[i]) or draft.words[i] in "-." or draft.lower[i] in _PARTICLES for i in range(name.start, name.end)
    )
    heads = institution_kinds(draft.lang)
    if not looks_like_person or any(draft.words[i] in heads or draft.lemmas[i] in heads for i in range(name.start, name.end)):
        return
    place = name.type == "LOC" and (draft.lang == "en" or not _may_be_person(draft, name))
    if title is not None and (place or (len(name) == 1 and draft.words[name.start].isupper())):
        return
    small_rank = title is not None and title.kinds == {"rank"} and not draft.capital(title.head)
    if draft.lang == "en" and small_rank and draft.words[name.start] not in given_names():
        return
    if draft.lang == "ru" and not _may_be_person(draft, name):
        return
    draft.retype(name, "PER", "people_after_titles", sure=True)


def _may_be_person(draft: Draft, name: Name) -> bool:
    """In Russian an institution behind a title stands in the genitive and is no surname («директор Газпрома»)."""
    return len(name) > 1 and any({"Name", "Patr", "Surn"} & p.tag.grammemes for p in parses(draft.words[name.start])[:2])


def given_name_makes_person(draft: Draft) -> None:
    """A name that begins with a given name and holds no word of an institution or place is a person's."""
    heads = institution_kinds("en")
    last = words("en/places", "last")
    for name in draft.of_type("ORG", "LOC", "WORK", "EVENT"):
        first = draft.words[name.start]
        if len(name) < 2 or first not in given_names() or not SURNAME.match(draft.words[name.end - 1]):
            continue
        if (name.start and draft.lower[name.start - 1] == "the") or _loose_dash(draft, name):
            continue
        middle = range(name.start + 1, name.end)
        plain = all(
            SURNAME.match(draft.words[i]) or draft.lower[i] in _PARTICLES or draft.words[i] == "-" or INITIAL.match(draft.words[i])
            for i in middle
        )
        if plain and not any(
            draft.words[i] in heads or draft.words[i] in last or (draft.words[i].isupper() and len(draft.words[i]) > 2)
            for i in middle
        ):
            draft.retype(name, "PER", "given_name_makes_person", sure=True)


def _loose_dash(draft: Draft, name: Name) -> bool:
    """As in "Chiang Mai - Bangkok": a dash between blanks ties no name together."""
    return any(draft.words[i] in "-–" and not draft.glued(i) for i in range(name.start, name.end))


def grow_people(draft: Draft) -> None:
    """Particles, a further surname or "Jr." that the model left out."""
    for name in draft.of_type("PER"):
        start, end = name.start, name.end
        lo, hi = draft.paragraph_bounds(start)
        if end < hi and draft.lower[end] in _SUFFIX:
            end += 1
        elif end + 1 < hi and draft.words[end] == "," and draft.lower[end + 1] in _SUFFIX:
            end += 2
        while (
            end + 1 < hi
            and draft.words[end] == "-"
            and draft.glued(end)
            and draft.glued(end + 1)
            and draft.capital(end + 1)
            and draft.free(end, end + 2)
        ):
            end += 2
        if (
            end + 1 < hi
            and draft.lower[end] in _PARTICLES
            and draft.lower[end] not in ("la", "de", "да", "де")
            and draft.capital(end + 1)
            and draft.free(end, end + 2)
        ):
            end += 2
        if start - 1 >= lo and draft.words[start - 1] in given_names() and draft.free(start - 1, start) and len(name) == 1:
            start -= 1
        draft.resize(name, start, end, "grow_people")
