"""What stands right of a Russian title: its field in the genitive, then the institution or the country."""

from __future__ import annotations

from pipeline.extraction.names.draft import Draft
from pipeline.extraction.names.vocabulary import institution_kinds
from pipeline.extraction.roles.described import common_nouns, described
from pipeline.extraction.roles.marked import Marked
from pipeline.extraction.roles.office import Office, take


def right_of_title(doc: Marked, office: Office) -> None:
    """Genitives after the title are its field until an institution or a country comes: «министр иностранных дел РК»."""
    tokens, at, sphere = doc.tokens, office.end, False
    while at < len(tokens) and at - office.end < 9 and at not in tokens.breaks:
        found = doc.at.get(at)
        if found is not None:
            if found.mention.type == "PER":
                break
            if found.mention.type in ("ORG", "LOC"):
                at = take(doc, office, found)
                if office.organisation is not None and doc.starting(at, "LOC", "ORG") is None:
                    break
                continue
            break
        if tokens.words[at] in '«»"“”' and at + 1 < len(tokens) and (at > office.end or at + 1 in doc.at):
            at += 1
            continue
        if office.organisation is not None or office.country is not None:
            office.reach = _past_sphere(doc, at)
            break
        if tokens.lower[at] == "из" and at == office.end and doc.starting(at + 1, "ORG", "LOC") is not None:
            take(doc, office, doc.at[at + 1])  # «эксперт из Ташкента»
            break
        if sphere and tokens.case(at) == "datv" and tokens.pos[at] in ("NOUN", "ADJ", "PROPN"):
            at += 1
            continue
        sphere = tokens.lower[at] == "по" or (sphere and tokens.lower[at] == "и")
        if (
            tokens.pos[at] in ("NOUN", "ADJ", "PROPN")
            and (tokens.case(at) in ("gent", None) or (at == office.end and _governs_instrumental(tokens, office)))
        ) or (tokens.lower[at] in ("и", "по", "в", "при", "на") and _ru_goes_on(doc, at + 1)):
            at += 1
            continue
        break
    if office.organisation is not None:
        office.reach = _past_sphere(doc, office.reach)
    else:
        nouns = [i for i in range(office.end, at) if i not in doc.at and doc.tokens.lemmas[i] in common_nouns("ru")]
        office.organisation = described(doc, nouns[-1]) if nouns and office.country is None else None
        if office.organisation is not None:
            office.reach = max(office.reach, nouns[-1] + 1)
            office.end = _trimmed(tokens, office.end, nouns[-1])
            return
    if office.reach > at:
        return
    if office.organisation is None and office.country is None:
        office.end = office.reach = _trimmed(tokens, office.end, at) if _only_field(doc, office.end, at) else office.end
    else:
        first = next(i for i in range(office.end, len(tokens)) if i in doc.at)
        office.end = _trimmed(tokens, office.end, first)


def _past_sphere(doc: Marked, at: int) -> int:
    """«спецпредставитель ЕС по Центральной Азии»: what the office is for stands between the institution and the person."""
    tokens = doc.tokens
    if at >= len(tokens) or tokens.lower[at] != "по" or at in tokens.breaks:
        return at
    end = at + 1
    while end < len(tokens) and end - at < 7 and end not in tokens.breaks and doc.starting(end, "PER") is None:
        if tokens.pos[end] not in ("NOUN", "ADJ", "PROPN", "CCONJ"):
            return at
        end += 1
    return end if doc.starting(end, "PER") is not None else at


def _governs_instrumental(tokens: Draft, office: Office) -> bool:
    """«заведующий отделом»: the field stands in the instrumental."""
    return (
        tokens.lower[office.title.head].startswith(("заведующ", "управляющ", "командующ", "руководящ"))
        and tokens.case(office.end) == "ablt"
    )


def _ru_goes_on(doc: Marked, token: int) -> bool:
    tokens = doc.tokens
    return (
        token < len(tokens)
        and token not in tokens.breaks
        and (
            tokens.pos[token] in ("NOUN", "ADJ", "PROPN")
            or ((found := doc.at.get(token)) is not None and found.mention.type in ("ORG", "LOC"))
        )
    )


def _only_field(doc: Marked, start: int, end: int) -> bool:
    return all(i not in doc.at for i in range(start, end)) and end - start <= 5


def _trimmed(tokens: Draft, start: int, end: int) -> int:
    """Without a preposition, a mark, or a word for an institution («директор института Е. Тукумов») at the end."""
    heads = institution_kinds("ru")
    while end > start and (
        tokens.lower[end - 1] in ("и", "по", "в", "при", "на")
        or tokens.words[end - 1] in '«»"“”,('
        or tokens.lemmas[end - 1] in heads
        or tokens.pos[end - 1] == "ADJ"
    ):
        end -= 1
    return end
