"""Russian institutions: legal forms, quoted names, completion over «при …», adjectives before, lower-case heads."""

from __future__ import annotations

from pipeline.extraction.names.boundaries import split_glued
from pipeline.extraction.names.draft import Draft
from pipeline.extraction.names.vocabulary import institution_kinds, known_organisation, words
from pipeline.extraction.titles import Title
from pipeline.geography import country_of
from pipeline.languages.lemmas import parses
from pipeline.languages.ru_phrases import phrase_base

_QUOTES = {"«": "»", '"': '"', "“": "”", "„": "“"}


def legal_form_off(draft: Draft) -> None:
    """«ОАО «Газпром»»: a legal form before a name in quotation marks is no part of it."""
    forms = words("ru/institutions", "legal")
    for name in draft.of_type("ORG"):
        if draft.words[name.start] in forms and name.start + 2 < name.end and draft.words[name.start + 1] in _QUOTES:
            end = name.end - 1 if draft.words[name.end - 1] in _QUOTES.values() else name.end
            inner = name.start + 2
            draft.resize(name, inner, end, "legal_form_off")
            name.sure = True


def person_or_institution(draft: Draft) -> None:
    """An institution's word in a span that the model calls a person: «Фонде Н.Назарбаева» is an institution."""
    heads = institution_kinds("ru")
    for name in draft.of_type("PER"):
        if draft.lemmas[name.start] in heads and len(name) > 1 and draft.capital(name.start):
            draft.retype(name, "ORG", "person_or_institution", sure=True)


def things_are_no_bodies(draft: Draft) -> None:
    """«шаттл «Индевор»», «аэропорт «Домодедово»»: a name in quotation marks behind a word for a thing or a place."""
    things, sites = words("ru/things", "things"), words("ru/things", "sites")
    for name in draft.of_type("ORG", "PER"):
        if name.start < 2 or draft.words[name.start - 1] not in _QUOTES:
            continue
        kind = draft.lemmas[name.start - 2]
        if kind in things:
            draft.retype(name, "WORK", "things_are_no_bodies", sure=True)
        elif kind in sites:
            draft.retype(name, "LOC", "things_are_no_bodies", sure=True)


def no_names(draft: Draft, titles: list[Title]) -> None:
    """«СМИ», «ВВП», «Замглавы»: acronyms of common nouns and titles are no names."""
    common = words("ru/things", "no_names")
    whole = {(t.start, t.end) for t in titles}
    for name in draft.of_type("ORG", "PER", "LOC"):
        if (
            draft.name_text(name) in common
            or (name.start, name.end) in whole
            or (name.type == "PER" and any(c.isdigit() for c in draft.name_text(name)))
        ):
            draft.drop(name)


def kind_before(draft: Draft) -> None:
    """«команда Феррари», «газета Ведомости»: a single name behind a word for an institution is one."""
    kinds = words("ru/things", "kinds_before")
    for name in draft.of_type("PER", "LOC"):
        i = name.start - 1
        if (
            i >= 0
            and name.start not in draft.breaks
            and draft.lemmas[i] in kinds
            and len(name) == 1
            and draft.case(name.start) != "gent"
        ):
            draft.retype(name, "ORG", "kind_before", sure=True)


def named_after(draft: Draft) -> None:
    """«Театр им. Йозефа Бойса», «университет имени аль-Фараби»: whose name an institution bears belongs to it."""
    for name in draft.of_type("ORG"):
        i = name.end
        if i < len(draft) and draft.words[i - 1] == "им" and draft.words[i] == ".":
            i -= 1
        if i + 2 >= len(draft) or draft.lower[i] not in ("им", "имени", "им."):
            continue
        i += 1 + (draft.words[i + 1] == ".")
        whose = draft.at(i)
        end = whose.end if whose is not None else i
        while (
            end < len(draft)
            and end not in draft.breaks
            and (draft.capital(end) or (draft.words[end] in ".-" and draft.glued(end)))
            and whose is None
        ):
            end += 1
        if end > i:
            draft.resize(name, name.start, end, "named_after")


def general_head(draft: Draft) -> None:
    """«Университет Лос-Анджелеса»: a word for an institution alone with a capital takes the place or name behind it."""
    heads = institution_kinds("ru")
    for name in draft.of_type("ORG"):
        after = draft.at(name.end)
        if (
            len(name) > 1
            or draft.lemmas[name.start] not in heads
            or after is None
            or after.type not in ("LOC", "PER")
            or name.end in draft.breaks
        ):
            continue
        if draft.lemmas[name.start] in words("ru/things", "general") and draft.case(after.start) in ("gent", None):
            draft.resize(name, name.start, after.end, "general_head")


def quoted_names(draft: Draft) -> None:
    """«общественный фонд "Financial Freedom"»: a name in quotation marks behind a word for an institution is one."""
    heads = institution_kinds("ru")
    forms = words("ru/institutions", "legal")
    for i in range(len(draft) - 2):
        if not (draft.lemmas[i] in heads or draft.words[i] in forms) or draft.words[i + 1] not in _QUOTES:
            continue
        closing = _QUOTES[draft.words[i + 1]]
        end = next((k for k in range(i + 2, min(i + 12, len(draft))) if draft.words[k] == closing), None)
        if end is None or end == i + 2 or not draft.capital(i + 2):
            continue
        own = draft.at(i)
        if own is not None and own.type == "ORG" and own.end == i + 1 and len(own) > 1:
            draft.resize(own, own.start, end + 1, "quoted_names")
            continue
        inside = draft.at(i + 2)
        if inside is not None and inside.type == "ORG" and (inside.start, inside.end) != (i + 2, end) and inside.start < i + 2:
            continue
        draft.add(i + 2, end, "ORG", "quoted_names", sure=True)


def latin_names(draft: Draft) -> None:
    """«общественного фонда Financial Freedom»: Latin words behind a word for an institution are its name."""
    heads = institution_kinds("ru")
    for i in range(len(draft) - 1):
        if draft.lemmas[i] not in heads or not _latin(draft.words[i + 1]) or i + 1 in draft.breaks:
            continue
        end = i + 1
        while (
            end < len(draft)
            and end not in draft.breaks
            and (_latin(draft.words[end]) or draft.lower[end] in ("of", "and", "for", "&", "-"))
        ):
            end += 1
        while draft.lower[end - 1] in ("of", "and", "for", "&", "-"):
            end -= 1
        if draft.at(i + 1) is None or draft.at(i + 1).type != "PER":  # type: ignore[union-attr]
            start = draft.at(i + 1).start if draft.at(i + 1) else i + 1  # type: ignore[union-attr]
            draft.add(min(start, i + 1), end, "ORG", "latin_names", sure=True)


def _latin(word: str) -> bool:
    return word[0].isupper() and word.isascii() and word.isalpha()


def complete_under(draft: Draft) -> None:
    """«Центр … при Президенте Республики Таджикистан»: an institution goes on over «при» with a capital."""
    for name in draft.of_type("ORG"):
        end = name.end
        acronym = len(name) == 1 and draft.words[name.start].isupper()
        if acronym or end + 1 >= len(draft) or draft.lower[end] != "при" or end in draft.breaks:
            continue
        k = end + 1
        after = draft.at(k)
        if after is not None and after.start == k and after.type in ("ORG", "PER"):
            k = after.end
        elif draft.capital(k) or draft.lemmas[k] in ("президент", "правительство", "министерство", "прокуратура"):
            k += 1
        else:
            continue
        draft.resize(name, name.start, _genitives(draft, k), "complete_under")


def title_off(draft: Draft, titles: list[Title]) -> None:
    """«Содиректор центра «Горизонт»»: a title at the beginning of an institution's name is none of it."""
    starts = {t.start: t for t in titles if t.kinds & {"state", "office"}}
    for name in draft.of_type("ORG"):
        title = starts.get(name.start)
        if title is not None and title.end < name.end and draft.words[title.end].islower():
            draft.resize(name, title.end, name.end, "title_off")


def _genitives(draft: Draft, token: int) -> int:
    """The end of a run of capitalised genitives («Республики Таджикистан», «РФ»)."""
    end = token
    while end < len(draft) and end not in draft.breaks and draft.capital(end) and draft.words[end][0].isalpha():
        name = draft.at(end)
        if name is not None and name.type == "PER":
            break
        country = country_of(draft.words[end], "ru") or draft.lemmas[end] in ("республика", "федерация")
        if not country and draft.case(end) not in ("gent", None):
            break
        end += 1
    return end


def adjective_before(draft: Draft) -> None:
    """An adjective with a capital letter that agrees with the institution's first word belongs to it: «Каспийского института»."""
    for name in draft.of_type("ORG"):
        i = name.start - 1
        if i < 0 or name.start in draft.breaks or not draft.free(i, i + 1) or not draft.capital(i) or draft.starts_sentence(i):
            continue
        if draft.pos[i] == "ADJ" and draft.case(i) == draft.case(name.start) and not draft.words[name.start].isupper():
            draft.resize(name, i, name.end, "adjective_before")


def known_acronyms(draft: Draft) -> None:
    """Acronyms and names that the lexicons know as organisations are found even where the model saw nothing or a place."""
    known = words("ru/institutions", "known") if draft.lang == "ru" else words("en/institutions", "known")
    for i, word in enumerate(draft.words):
        acronym = len(word) >= 2 and word.isupper() and not word.isdigit()
        if not acronym and draft.lang == "en":
            continue
        base = word if acronym else draft.lemmas[i].capitalize()
        if not draft.capital(i) or not (known_organisation(base) or base in known) or len(word) < 2:
            continue
        name = draft.at(i)
        if name is None and _capital_neighbour(draft, i):
            continue
        if name is None and (not acronym or len(word) > 2 or draft.lang == "ru"):
            draft.add(i, i + 1, "ORG", "known_acronyms", source="lexicon", sure=True)
        elif name is not None and len(name) == 1 and name.type in ("LOC", "PER"):
            draft.retype(name, "ORG", "known_acronyms", sure=True)


def _capital_neighbour(draft: Draft, token: int) -> bool:
    return draft.words[token].title() == draft.words[token] and token + 1 < len(draft) and draft.capital(token + 1)


def person_after_institution(draft: Draft) -> None:
    """«оператор Аль-Джазиры Сами аль-Хадж», «ИМЭП Е. Тукумова»: a person's name glued to an institution is cut off."""
    for name in draft.of_type("ORG", "PER"):
        for i in range(name.start + 1, name.end):
            if not draft.words[i - 1].isupper() or len(draft.words[i - 1]) < 3 or draft.words[i].isupper() or not draft.capital(i):
                continue
            if any({"Name"} & p.tag.grammemes for p in parses(draft.words[i])[:2]):
                start, end = name.start, name.end
                draft.resize(name, start, i, "person_after_institution")
                draft.retype(name, "ORG", "person_after_institution")
                draft.add(i, end, "PER", "person_after_institution", sure=True)
                break


def known_before_person(draft: Draft) -> None:
    """«лидер Аль-Каиды Усама бин Ладен» in one span: a body that the lexicons know is cut off the person."""
    known = words("ru/institutions", "known")
    for name in draft.of_type("PER"):
        for end in range(name.end - 1, name.start, -1):
            base = phrase_base(draft.shown(name.start, end))
            if known_organisation(base) is not None or base in known:
                split_glued(draft, name, end, "ORG", "PER", "known_before_person")
                break


def known_bodies(draft: Draft) -> None:
    """«Белый дом», «Евросоюз»: what the lexicons know as a body is one whatever the model says."""
    known = words("ru/institutions", "known")
    for name in draft.of_type("LOC", "PER"):
        base = phrase_base(draft.name_text(name))
        if base in known or known_organisation(base) is not None:
            draft.retype(name, "ORG", "known_bodies", sure=True)
