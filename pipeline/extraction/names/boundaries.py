"""Repairs of where a name begins and ends, whatever its type."""

from __future__ import annotations

from pipeline.extraction.names.draft import Draft, Name
from pipeline.extraction.names.vocabulary import given_names, words
from pipeline.geography import english_place_names

OPENING, CLOSING = "\"“„«‘'`([{<", "\"”“»’'`)]}>"
_EDGE = set(OPENING + CLOSING + ",;:.!?-–—•·*/\\|_…&@#~+=") | {"--", "...", "''", "``", "№", "’s", "'s", "’"}
_FIRST = {lang: words(f"{lang}/name_words", "first") for lang in ("en", "ru")}
_LAST = {lang: words(f"{lang}/name_words", "last") for lang in ("en", "ru")}


def trim_edges(draft: Draft) -> None:
    """No article, preposition, possessive, quotation mark or loose bracket at either end."""
    for name in draft.sorted():
        start, end = name.start, name.end
        source = draft.words if draft.lang == "ru" else draft.lower
        while start < end and (draft.words[start] in _EDGE or (source[start] in _FIRST[draft.lang] and _small(draft, start))):
            start += 1
        while end > start and (source[end - 1] in _LAST[draft.lang] or _is_edge(draft, start, end - 1)):
            end -= 1
        draft.resize(name, start, end, "trim_edges")


def _small(draft: Draft, token: int) -> bool:
    """An article, or a word that is written small or begins a sentence; "All Blacks" keeps its first word."""
    return draft.lower[token] in ("the", "a", "an") or draft.words[token].islower() or draft.starts_sentence(token)


def _is_edge(draft: Draft, start: int, token: int) -> bool:
    word = draft.words[token]
    if word == ")":
        return "(" not in draft.words[start:token]
    return word in _EDGE or (word.endswith(("'", "’")) and len(word) == 1)


def split_brackets(draft: Draft) -> None:
    """«Комитет защиты журналистов (КЗЖ)» is two names: the one before the bracket and the one inside."""
    for name in draft.sorted():
        opening = next((i for i in range(name.start, name.end) if draft.words[i] in "(["), None)
        if opening is None:
            continue
        closing = next((i for i in range(opening, min(len(draft), name.end + 6)) if draft.words[i] in ")]"), name.end)
        end, type_, source = name.end, name.type, name.source
        inner = (opening + 1, min(closing, max(end, opening + 1)))
        if name.start == opening:
            draft.resize(name, opening + 1, min(closing, end), "split_brackets")
            continue
        draft.resize(name, name.start, opening, "split_brackets")
        if inner[0] < inner[1] and draft.free(*inner) and any(draft.capital(i) for i in range(*inner)):
            draft.add(*inner, type_, "split_brackets", source=source)


def cut_at_separators(draft: Draft) -> None:
    """A name does not run over a bullet, a semicolon, a colon or a slash; the pieces are names of their own."""
    marks = {";", "•", "·", "|", ":", "*", "—", "–"}
    for name in draft.sorted():
        cuts = [
            i
            for i in range(name.start, name.end)
            if (draft.words[i] in marks and not draft.glued(i)) or draft.words[i] in ("•", "|", ";")
        ]
        if not cuts:
            continue
        start, end, type_, source = name.start, name.end, name.type, name.source
        draft.drop(name)
        for a, b in zip([start, *[c + 1 for c in cuts]], [*cuts, end], strict=True):
            if a < b and any(draft.capital(i) for i in range(a, b)):
                draft.add(a, b, type_, "cut_at_separators", source=source)


def no_capital_no_name(draft: Draft) -> None:
    """A span without any capital letter is no name, save a well-known place or given name that a careless hand wrote small, and
    save what a model says that was trained for such text."""
    for name in draft.sorted():
        text = draft.name_text(name)
        described = name.trusted and name.type == "ORG" and _description(draft, name)
        if any(c.isupper() for c in text) and not described:
            continue
        title = " ".join(draft.words[i].capitalize() for i in range(name.start, name.end))
        known = (
            title in words("en/places", "known")
            or title in english_place_names()
            or draft.words[name.start].capitalize() in given_names()
        )
        if draft.lang == "ru" or described or not any(c.isalpha() for c in text) or not (known or name.trusted):
            draft.drop(name)


def _description(draft: Draft, name: Name) -> bool:
    """As in "energy department of the Centre": common words and "of" describe a body, they do not name it."""
    return draft.words[name.start].islower() and "of" in draft.words[name.start : name.end]


def close_quotes(draft: Draft) -> None:
    """A quotation mark that opens inside a name and closes right behind it is its own: the name goes up to it."""
    pairs = {"«": "»", "“": "”", "„": "“"}
    for name in draft.sorted():
        for i in range(name.start, name.end):
            closing = pairs.get(draft.words[i])
            if closing is None or closing in draft.words[i : name.end]:
                continue
            end = next((k for k in range(name.end, min(name.end + 6, len(draft))) if draft.words[k] == closing), None)
            if end is not None and draft.free(name.end, end) and not any(draft.words[k] in ".,;:«“" for k in range(name.end, end)):
                draft.resize(name, name.start, end, "close_quotes")
            break


def split_glued(draft: Draft, name: Name, at: int, left: str, right: str, rule: str) -> None:
    """Cut one name into two at a token, with their types."""
    start, end, source = name.start, name.end, name.source
    draft.resize(name, start, at, rule)
    draft.retype(name, left, rule)
    draft.add(at, end, right, rule, source=source)
