"""The words of a role in their base form: «заместителем министра» as «заместитель министра», "Presidents" as "President"."""

from __future__ import annotations

import re

from pipeline.extraction.roles.marked import Marked
from pipeline.extraction.roles.office import Office
from pipeline.extraction.titles import title_words
from pipeline.languages.lemmas import parses
from pipeline.languages.ru_phrases import phrase_base


def role_text(doc: Marked, office: Office) -> tuple[str, int, int]:
    """The role in its base form without "former", and its place."""
    tokens = doc.tokens
    start = office.start
    former = title_words(doc.lang).former
    while start < office.title.head and (tokens.lemmas[start] in former or tokens.words[start] in "-–"):
        start += 1
    text = " ".join(tokens.shown(start, office.end).split())
    if doc.lang == "ru":
        case, number = tokens.case(office.title.head), "plur" if office.title.plural else None
        pieces = re.split(
            r"( [–—-] | и (?=[а-яё-]*(?:министр|секретар|советник|представител|председател|директор|руководител)))",
            re.sub("^экс-", "", text, flags=re.IGNORECASE),
        )
        text = "".join(
            piece if i % 2 else _one(phrase_base(piece, case=case, number=number), office) for i, piece in enumerate(pieces)
        )
        return (text if text[:2].isupper() else text[:1].lower() + text[1:]), start, office.end
    return _singular(text, office), start, office.end


def _one(text: str, office: Office) -> str:
    """The singular of a plural title («президенты»)."""
    if not office.title.plural:
        return text
    first, _, rest = text.partition(" ")
    parse = next((p for p in parses(first.lower()) if p.tag.POS == "NOUN"), None)
    form = parse.inflect({"nomn", "sing"}) if parse is not None else None
    return (form.word if form is not None else first) + (" " + rest if rest else "")


def _singular(text: str, office: Office) -> str:
    if not office.title.plural:
        return text
    first, _, rest = text.partition(" of ")
    one = first[:-3] + "y" if first.endswith("ies") else first[:-3] + "man" if first.endswith("men") else first.removesuffix("s")
    return one + (" of " + rest if rest else "")
