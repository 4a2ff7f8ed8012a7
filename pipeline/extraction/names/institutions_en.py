"""English institutions: a capitalised phrase around a word such as "Institute" is completed to its full name."""

from __future__ import annotations

import re

from pipeline.extraction.names.draft import Draft
from pipeline.extraction.names.vocabulary import institution_kinds, words
from pipeline.extraction.titles import Title, title_words
from pipeline.geography import country_of, nationality_of

_TIES = frozenset(["of", "for", "on"])
_DAYS = words("en/name_words", "calendar")
_PEOPLE = frozenset(["countries", "states", "nations", "peoples", "republics"])
_TITLE_LIKE = words("en/name_words", "title_like")
_NUMBERED = words("en/name_words", "numbered")
_JOINS = frozenset(["and", "&"])
_STOP_LEFT = words("en/name_words", "stop_left")


def complete_institutions(draft: Draft, titles: list[Title]) -> None:
    """Around each head word the capitalised words before it, and "of/for/and ..." after it, are one institution."""
    heads, weak = institution_kinds("en"), words("en/institutions", "weak")
    in_title = {i for t in titles for i in range(t.start, t.end)}
    done = -1
    for i, word in enumerate(draft.words):
        if i < done or word not in heads or i in in_title:
            continue
        start, end = _left(draft, i), _right(draft, i)
        if end - start == 1 or (word in weak and start == i and not draft.capital(end - 1)):
            continue
        if word in ("Office", "Mission", "Service", "Division", "Group", "Bank", "Union") and start == i and end - start < 3:
            continue
        end = _last_head(draft, i, end)
        needs_support = word in weak or draft.trusting
        if draft.shown(start, end) in words("en/places", "known") or (needs_support and not _supported(draft, start, end, word)):
            continue
        _claim(draft, start, end)
        done = end


def _supported(draft: Draft, start: int, end: int, head: str) -> bool:
    """The model saw an institution somewhere here (a common word such as "Service" is not enough by itself)."""
    if draft.trusting:
        return end - start > 3 or _touches_org(draft, start, end)
    enough = 3 if head in ("Centre", "Center", "Council", "Union", "Bank") and not draft.starts_sentence(start) else 4
    return end - start > enough or _touches_org(draft, start, end)


def _touches_org(draft: Draft, start: int, end: int) -> bool:
    return any((n := draft.at(i)) is not None and n.type == "ORG" for i in range(start, end))


def _left(draft: Draft, head: int) -> int:
    """The first of the capitalised words before the head; a sentence's first word only if the model took it in."""
    lo, _ = draft.paragraph_bounds(head)
    start = head
    while start > lo:
        i = start - 1
        word = draft.words[i]
        name = draft.at(i)
        if name is not None and name.type == "PER" and name.sure:
            break
        if word == "-" and draft.glued(i) and i > lo and draft.glued(start):
            start = i
            continue
        if (
            word in _JOINS
            and i > lo
            and draft.capital(i - 1)
            and draft.lower[i - 1] not in _STOP_LEFT
            and name is not None
            and name.end > start - 1
            and name.start < i
        ):
            start = i - 1
            continue
        if word[0].isdigit() and draft.words[start] in _NUMBERED and not draft.starts_sentence(i):
            return i
        if (
            not draft.capital(i)
            or not word[0].isalpha()
            or (draft.lower[i] in _STOP_LEFT and (draft.starts_sentence(i) or len(word) < 4))
        ):
            break
        if (draft.lower[i],) in title_words("en").heads and draft.lower[i] not in _TITLE_LIKE:
            break
        start = i
    while start < head and (draft.words[start] in "-" or _foreign_start(draft, start)):
        start += 1
    return start


def _foreign_start(draft: Draft, start: int) -> bool:
    """A sentence's first word that is no name ("Yesterday Parliament ...")."""
    return draft.starts_sentence(start) and draft.at(start) is None and draft.pos[start] not in ("PROPN", "ADJ", "NOUN")


def _right(draft: Draft, head: int) -> int:
    """The token after the last word that belongs to the name."""
    _, hi = draft.paragraph_bounds(head)
    heads = institution_kinds("en")
    end, tied = head + 1, False
    while end < hi:
        if (
            draft.lower[end] in _PEOPLE
            and draft.capital(end - 1)
            and re.search("(?:an|ic|ese|ish|[bz]ek|az[ae]kh)$", draft.words[end - 1])
        ):
            return end + 1
        if _continues(draft, end, hi) and not _begins_person(draft, end) and not (tied and _country_ends(draft, end)):
            end += 1
            continue
        word = draft.lower[end]
        step = end + 1
        if word in _TIES:
            while step < hi and draft.lower[step] in ("the", "of"):
                step += 1
            if step < hi and draft.capital(step) and not _begins_person(draft, step) and draft.words[step] not in _DAYS:
                end, tied = step + 1, True
                continue
        if (
            word in _JOINS
            and tied
            and step < hi
            and draft.capital(step)
            and draft.words[step] not in heads
            and not _begins_person(draft, step)
            and not _new_phrase(draft, step)
        ):
            end = step + 1
            continue
        if word == "," and tied and _listed(draft, step, hi):
            end = step + 1
            continue
        if word == "under":
            stop = _office_or_body(draft, step, hi)
            if stop:
                return stop
        break
    return end


def _country_ends(draft: Draft, token: int) -> bool:
    """A country's name ends here, so that a capital behind it begins something else ("... of Kazakhstan Nurlan Beisenov")."""
    return country_of(draft.words[token - 1], "en") is not None and nationality_of(draft.words[token - 1], "en") is None


def _continues(draft: Draft, token: int, hi: int) -> bool:
    if draft.capital(token) and draft.words[token][0].isalpha():
        return draft.lower[token] not in ("the", "a", "in", "i", "he", "she")
    return draft.words[token] == "-" and draft.glued(token) and token + 1 < hi and draft.glued(token + 1)


def _begins_person(draft: Draft, token: int) -> bool:
    name = draft.at(token)
    return name is not None and name.type == "PER" and name.sure and name.start == token


def _new_phrase(draft: Draft, token: int) -> bool:
    """After "and": a phrase with an institution word of its own, before anything ties it to this one."""
    heads = institution_kinds("en")
    k = token
    while k < len(draft) and draft.capital(k):
        if draft.words[k] in heads:
            return True
        k += 1
    return False


def _listed(draft: Draft, token: int, hi: int) -> bool:
    """As in "Ministry of Trade, Industry and Energy": a comma inside, when "and" plus a capital follows."""
    k = token
    if not draft.capital(token) or (draft.at(token) is not None and draft.at(token).type == "PER"):  # type: ignore[union-attr]
        return False
    while k < min(hi, token + 6):
        if draft.words[k] in ("and", "&") and k + 1 < hi and draft.capital(k + 1):
            return not _new_phrase(draft, k + 1)
        if not draft.capital(k) and draft.words[k] != ",":
            return False
        k += 1
    return False


def _office_or_body(draft: Draft, token: int, hi: int) -> int | None:
    """The end of "the President of the Republic of X" or of another institution after "under"; None where neither follows."""
    k = token + int(draft.lower[token : token + 1] == ["the"])
    if k >= hi or not draft.capital(k):
        return None
    while (
        k < hi
        and (draft.capital(k) or (draft.lower[k] in ("of", "the") and _capital_follows(draft, k, hi)))
        and not _begins_person(draft, k)
    ):
        k += 1
    return k


def _capital_follows(draft: Draft, token: int, hi: int) -> bool:
    k = token + 1
    while k < hi and draft.lower[k] in ("of", "the"):
        k += 1
    return k < hi and draft.capital(k)


def _last_head(draft: Draft, head: int, end: int) -> int:
    """A name in quotation marks right after belongs to it: Center for Analytical Studies "Eurasian Monitoring"."""
    if end + 1 < len(draft) and draft.words[end] in '"“«' and draft.capital(end + 1):
        closing = next((k for k in range(end + 1, min(end + 7, len(draft))) if draft.words[k] in '"”»'), None)
        inside = range(end + 1, closing) if closing else range(0)
        if closing and all(draft.capital(k) or draft.words[k] in "-,&" or draft.lower[k] in ("of", "and", "for") for k in inside):
            return closing - (draft.words[closing - 1] == ",")
    return end


def _claim(draft: Draft, start: int, end: int) -> None:
    inner = draft.at(end - 1) or next((n for i in range(end - 1, start, -1) if (n := draft.at(i)) is not None), None)
    if (
        inner is not None
        and inner.trusted
        and inner.type == "ORG"
        and inner.end < end
        and draft.lower[inner.end] not in (*_TIES, "under")
    ):
        end = inner.end
    touching = {id(n): n for i in range(start, end) if (n := draft.at(i))}.values()
    for name in touching:
        if (name.start, name.end) == (start, end):
            if not (name.trusted and name.type == "LOC"):
                draft.retype(name, "ORG", "complete_institutions", sure=True)
            return
    first = draft.at(start)
    if first is not None and first.start < start and first.type == "ORG":
        start = first.start
    elif first is not None and first.start < start:
        draft.resize(first, first.start, start, "complete_institutions")
    draft.add(start, end, "ORG", "complete_institutions", sure=True)
