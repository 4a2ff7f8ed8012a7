"""Events and works are no institutions: conferences, battles, treaties, programmes, projects."""

from __future__ import annotations

from pipeline.extraction.names.draft import Draft, Name
from pipeline.extraction.names.places import is_place
from pipeline.extraction.names.vocabulary import institution_kinds, known_organisation, words
from pipeline.extraction.titles import Title

_RU_EVENT = words("ru/name_words", "event_heads")
_RU_WORK = words("ru/name_words", "work_heads")


def events_and_works(draft: Draft) -> None:
    """A name whose head is "Conference", "Treaty" or the like is an event or a work."""
    if draft.lang == "ru":
        _russian(draft)
        return
    event, work, keep = words("en/events", "event"), words("en/events", "work"), words("en/events", "institution")
    for name in draft.of_type("ORG", "LOC", "PER"):
        text = draft.name_text(name)
        kind = _kind(draft, name, event, work)
        if kind and text not in keep and known_organisation(text) is None:
            draft.retype(name, kind, "events_and_works", sure=True)


def unseen_events(draft: Draft) -> None:
    """As in "Bergen Energy Forum", "Treaty of Lisbon": capitalised words around such a head that no name holds (English)."""
    event, work = words("en/events", "event"), words("en/events", "work")
    small = words("en/name_words", "stop_left")
    for i, word in enumerate(draft.words):
        if word not in event | work or draft.at(i) is not None:
            continue
        lo, hi = draft.paragraph_bounds(i)
        start, end = i, i + 1
        while start > lo and draft.capital(start - 1) and draft.free(start - 1, start) and draft.lower[start - 1] not in small:
            start -= 1
        while end + 1 < hi and draft.lower[end] in ("of", "on", "for") and draft.capital(end + 1) and draft.free(end, end + 2):
            end += 2
            while end < hi and draft.capital(end) and draft.free(end, end + 1):
                end += 1
        if end - start > 1 and draft.words[start][0].isalpha():
            draft.add(start, end, "EVENT" if word in event else "WORK", "unseen_events")


def inside_works(draft: Draft) -> None:
    """As in "the Treaty on Trade and Cooperation for the Future of Europe": a phrase without any word for an institution inside a
    treaty's title names none (English)."""
    work, heads = words("en/events", "work"), institution_kinds("en")
    for name in draft.of_type("ORG"):
        if name.sure or any(draft.words[i] in heads for i in range(name.start, name.end)) or len(name) < 3:
            continue
        i, low = name.start - 1, draft.paragraph_bounds(name.start)[0]
        while i > low and (draft.capital(i) or draft.lower[i] in ("and", "for", "of", "the", ",")):
            i -= 1
        if i > low and draft.lower[i] == "on" and draft.words[i - 1] in work:
            place = next((k for k in range(name.start + 1, name.end) if is_place(draft.shown(k, name.end), "en")), None)
            if place is None:
                draft.drop(name)
            else:
                draft.resize(name, place, name.end, "inside_works")
                draft.retype(name, "LOC", "inside_works", sure=True)


def forums(draft: Draft, titles: list[Title]) -> None:
    """As in "the chair of the Rural Transport Forum", "Ms Ann Weller (Rural Transport Forum)": a forum that somebody belongs to is
    an institution (English)."""
    ends = {t.end for t in titles}
    for name in draft.of_type("EVENT"):
        i = name.start - 1
        if draft.words[name.end - 1] != "Forum" or name.start in draft.breaks or i < 1:
            continue
        i -= draft.lower[i] == "the"
        person = draft.at(i - 1)
        member = draft.words[i] in ("(", ",") and person is not None and person.type == "PER" and person.end == i
        closed = name.end < len(draft) and draft.words[name.end] in (")", ",", ";", ".")
        if (member and closed) or (draft.lower[i] in ("of", "for", "from", "at") and i in ends):
            draft.retype(name, "ORG", "forums", sure=True)


def _kind(draft: Draft, name: Name, event: frozenset[str], work: frozenset[str]) -> str | None:
    """By the last word before any "of"; a single word says nothing."""
    quote = next((i for i in range(name.start + 1, name.end) if draft.words[i] in '"“«'), name.end)
    end = next((i for i in range(name.start + 1, name.end) if draft.lower[i] in ("of", "on", "for", "in") or i == quote), name.end)
    head = draft.words[end - 1]
    if len(name) < 2 or head in institution_kinds("en"):
        return None
    if head in event:
        return "EVENT"
    return "WORK" if head in work else None


def _russian(draft: Draft) -> None:
    for name in draft.of_type("ORG", "PER", "LOC"):
        first = draft.lemmas[name.start]
        before = draft.lemmas[name.start - 1] if name.start and draft.words[name.start - 1] not in ("«", '"', "“") else ""
        quoted = draft.lemmas[name.start - 2] if name.start > 1 and draft.words[name.start - 1] in ("«", '"', "“") else ""
        head = next((draft.lemmas[i] for i in range(name.start, name.end) if draft.pos[i] == "NOUN"), first)
        if name.type == "LOC" and (len(name) < 2 or first != head):
            continue
        if (
            head in _RU_EVENT
            or quoted in _RU_EVENT
            or (
                quoted == "школа" and name.start > 2 and draft.lemmas[name.start - 3] in ("летний", "зимний", "весенний", "осенний")
            )
        ):
            draft.retype(name, "EVENT", "events_and_works", sure=True)
        elif head in _RU_WORK or quoted in _RU_WORK or before == "проект":
            draft.retype(name, "WORK", "events_and_works", sure=True)
