"""Russian institutions whose full name goes on behind what a model took for its end: a state, a field, a place."""

from __future__ import annotations

from pipeline.extraction.names.draft import Draft
from pipeline.extraction.names.vocabulary import institution_kinds, known_organisation, words
from pipeline.extraction.titles import title_words
from pipeline.geography import country_of
from pipeline.languages.ru_phrases import phrase_base


def of_the_republic(draft: Draft) -> None:
    """«Агентство по развитию транзита» + «Республики Казахстан»: the state in its long form is part of an official name."""
    for name in draft.of_type("ORG"):
        after = draft.at(name.end)
        if len(name) < 2 or name.end in draft.breaks or after is None or after.type != "LOC" or len(after) < 2:
            continue
        long_form = draft.lemmas[after.start] in ("республика", "королевство") or draft.lemmas[after.end - 1] in (
            "республика",
            "федерация",
        )
        if long_form and country_of(draft.name_text(after), "ru") and draft.case(after.start) in ("gent", None):
            draft.resize(name, name.start, after.end, "of_the_republic")


def open_ends(draft: Draft) -> None:
    """«Центр изучения» + «Афганистана»: a name that ends with such a genitive takes the place behind it."""
    ends = words("ru/name_words", "open_ends")
    for name in draft.of_type("ORG"):
        after = draft.at(name.end)
        if (
            len(name) < 2
            or after is None
            or after.type != "LOC"
            or name.end in draft.breaks
            or draft.lemmas[name.end - 1] not in ends
        ):
            continue
        if {draft.case(after.start), draft.case(name.end - 1)} <= {"gent", None}:
            draft.resize(name, name.start, after.end, "open_ends")


def described_ends(draft: Draft) -> None:
    """«Африканский альянс» + «климатической справедливости», «Арбитражная палата» + «по Сырдарье»: a name that ends with its
    word for an institution goes on over an adjective and a noun in the genitive, or over «по» and a place."""
    heads, times = institution_kinds("ru"), words("ru/name_words", "times")
    for name in draft.of_type("ORG"):
        i = name.end
        ends_with_head = draft.lemmas[name.end - 1] in heads and draft.pos[name.start] == "ADJ"
        if len(name) < 2 or not ends_with_head or i + 1 >= len(draft) or i in draft.breaks or i + 1 in draft.breaks:
            continue
        if known_organisation(phrase_base(draft.name_text(name))) is not None:
            continue
        place = draft.at(i + 1)
        if draft.lower[i] == "по" and place is not None and place.type == "LOC" and place.start == i + 1:
            draft.resize(name, name.start, place.end, "described_ends")
        elif (
            draft.free(i, i + 2)
            and draft.pos[i] == "ADJ"
            and draft.pos[i + 1] == "NOUN"
            and draft.words[i].islower()
            and draft.case(i) == draft.case(i + 1) == "gent"
            and not {draft.lemmas[i], draft.lemmas[i + 1]} & times
            and (draft.lemmas[i + 1],) not in title_words("ru").heads
        ):
            draft.resize(name, name.start, i + 2, "described_ends")


def of_a_country(draft: Draft) -> None:
    """«Министерство транспорта» + «Казахстана»: an office of a state takes the state in the genitive."""
    bodies = words("ru/name_words", "state_bodies")
    for name in draft.of_type("ORG"):
        after = draft.at(name.end)
        if len(name) < 2 or after is None or after.type != "LOC" or after.start != name.end or name.end in draft.breaks:
            continue
        if (
            draft.lemmas[name.start] in bodies
            and draft.capital(name.start)
            and draft.case(after.start) in ("gent", None)
            and country_of(draft.name_text(after), "ru") is not None
        ):
            draft.resize(name, name.start, after.end, "of_a_country")


def office_and_country(draft: Draft) -> None:
    """«Фонд Первого Президента» + «Республики Казахстан»: a name that ends with an office takes the office's country."""
    for name in draft.of_type("ORG"):
        if len(name) > 1 and draft.lemmas[name.end - 1] in ("президент", "правительство", "премьер-министр", "парламент"):
            after = draft.at(name.end)
            if (
                after is not None
                and after.type == "LOC"
                and name.end not in draft.breaks
                and country_of(draft.name_text(after), "ru")
            ):
                draft.resize(name, name.start, after.end, "office_and_country")
