"""English institutions: a capitalised phrase around a word such as "Institute" is completed to its full name."""

from __future__ import annotations

import re

from pipeline.extraction.names.boundaries import split_glued
from pipeline.extraction.names.draft import Draft, Name
from pipeline.extraction.names.people import SURNAME_ENDING
from pipeline.extraction.names.vocabulary import institution_kinds, known_organisation, words
from pipeline.extraction.titles import Title, title_words
from pipeline.geography import country_of, nationality_of

_TIES = frozenset(["of", "for", "on"])
_DAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"])
_PEOPLE = frozenset(["countries", "states", "nations", "peoples", "republics"])
_TITLE_LIKE = frozenset(["general", "state", "private", "major", "judge", "justice", "sheriff", "officer", "premier", "prince", "king", "queen", "saint", "earl", "duke", "bishop", "secretary", "engineer", "speaker", "lead", "author", "writer", "attorney", "executive", "mayor"])
_NUMBERED = frozenset(["Division", "Regiment", "Brigade", "Corps", "Wing", "Battalion", "Squadron", "Fleet", "Army", "Infantry", "Cavalry", "Air"])
_JOINS = frozenset(["and", "&"])
_STOP_LEFT = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "in", "on", "at", "of", "by", "for", "with", "from", "to", "and", "or", "but", "as", "if", "when", "while", "after", "before", "since", "during", "until", "he", "she", "it", "they", "we", "i", "both", "other", "another", "new", "such", "every", "each", "some", "any", "all", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "however", "although", "meanwhile", "following", "according", "under"]
)


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
        if draft.shown(start, end) in words("en/places", "known") or (word in weak and not _supported(draft, start, end, word)):
            continue
        _claim(draft, start, end)
        done = end


def _supported(draft: Draft, start: int, end: int, head: str) -> bool:
    """The model saw an institution somewhere here (a common word such as "Service" is not enough by itself)."""
    enough = 3 if head in ("Centre", "Center", "Council", "Union", "Bank") and not draft.starts_sentence(start) else 4
    return end - start > enough or any((n := draft.at(i)) is not None and n.type == "ORG" for i in range(start, end))


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
        if word in _JOINS and i > lo and draft.capital(i - 1) and draft.lower[i - 1] not in _STOP_LEFT and name is not None and name.end > start - 1 and name.start < i:
            start = i - 1
            continue
        if word[0].isdigit() and draft.words[start] in _NUMBERED and not draft.starts_sentence(i):
            return i
        if not draft.capital(i) or not word[0].isalpha() or (draft.lower[i] in _STOP_LEFT and (draft.starts_sentence(i) or len(word) < 4)):
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
        if draft.lower[end] in _PEOPLE and draft.capital(end - 1) and re.search("(?:an|ic|ese|ish|[bz]ek|az[ae]kh)$", draft.words[end - 1]):
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
        if word in _JOINS and tied and step < hi and draft.capital(step) and draft.words[step] not in heads and not _begins_person(draft, step) and not _new_phrase(draft, step):
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
    """"Ministry of Trade, Industry and Energy": a comma inside, when "and" plus a capital follows."""
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
    while k < hi and (draft.capital(k) or (draft.lower[k] in ("of", "the") and _capital_follows(draft, k, hi))) and not _begins_person(draft, k):
        k += 1
    return k


def _capital_follows(draft: Draft, token: int, hi: int) -> bool:
    k = token + 1
    while k < hi and draft.lower[k] in ("of", "the"):
        k += 1
    return k < hi and draft.capital(k)


def _last_head(draft: Draft, head: int, end: int) -> int:
    """A name in quotation marks right after belongs to it: Center for Analytical Studies "Eurasian Monitoring"."""
    if end + 1 < len(draft) and draft.words[end] in "\"“«" and draft.capital(end + 1):
        closing = next((k for k in range(end + 1, min(end + 7, len(draft))) if draft.words[k] in "\"”»"), None)
        inside = range(end + 1, closing) if closing else range(0)
        if closing and all(draft.capital(k) or draft.words[k] in "-,&" or draft.lower[k] in ("of", "and", "for") for k in inside):
            return closing - (draft.words[closing - 1] == ",")
    return end


def _claim(draft: Draft, start: int, end: int) -> None:
    touching = {id(n): n for i in range(start, end) if (n := draft.at(i))}.values()
    for name in touching:
        if (name.start, name.end) == (start, end):
            draft.retype(name, "ORG", "complete_institutions", sure=True)
            name.sure = True
            return
    first = draft.at(start)
    if first is not None and first.start < start and first.type != "ORG":
        draft.resize(first, first.start, start, "complete_institutions")
    draft.add(start, end, "ORG", "complete_institutions", sure=True)


_OF_BODIES = frozenset(["director", "head", "chairman", "chairwoman", "chairperson", "ceo", "founder", "founder", "rector", "spokesman", "spokeswoman", "spokesperson", "representative", "expert", "analyst", "manager", "researcher", "officer", "editor"])


def bodies_after_titles(draft: Draft, titles: list[Title]) -> None:
    """"Director of KazISS": what an office of an institution is "of" or "at", written with a capital, is an institution."""
    for title in titles:
        at = title.end
        if draft.lower[title.end - 1] not in _OF_BODIES or at + 1 >= len(draft) or draft.lower[at] not in ("of", "at"):
            continue
        at += 1 + (draft.lower[at + 1] == "the")
        name = draft.at(at) if at < len(draft) else None
        if at >= len(draft) or not draft.capital(at) or at in draft.breaks:
            continue
        if name is not None and name.type == "PER" and not name.sure and len(name) == 1:
            draft.retype(name, "ORG", "bodies_after_titles")
        elif name is None and draft.pos[at] == "PROPN" and (at + 1 >= len(draft) or not draft.capital(at + 1)):
            draft.add(at, at + 1, "ORG", "bodies_after_titles")


def split_at_surnames(draft: Draft) -> None:
    """"Centre for Water Research Aliya Nurlanova": a surname by its ending, or one known from elsewhere, ends an institution's name."""
    heads = institution_kinds("en")
    known = {draft.words[n.end - 1] for n in draft.of_type("PER")}
    for name in draft.of_type("ORG"):
        first, last = name.end - 2, name.end - 1
        if len(name) < 4 or draft.words[first] in heads or draft.lower[first] in _TIES | _JOINS or not draft.capital(first):
            continue
        surname = draft.words[last] in known or SURNAME_ENDING.search(draft.words[last])
        if surname and any(draft.words[i] in heads for i in range(name.start, first)) and draft.words[last] not in heads:
            split_glued(draft, name, first, "ORG", "PER", "split_at_surnames")


def split_at_titles(draft: Draft, titles: list[Title]) -> None:
    """"EU Special Representative for Central Asia Eduards": a title inside a span ends the institution before it."""
    for title in titles:
        name = draft.at(title.start)
        if name is None or name.type != "ORG" or title.start == name.start or title.plural or not title.kinds & {"state", "office"}:
            continue
        before = draft.shown(name.start, title.start)
        if before.isupper() or country_of(before, "en") or known_organisation(before) is not None:
            draft.resize(name, name.start, title.start, "split_at_titles")
            if country_of(before, "en"):
                draft.retype(name, "LOC", "split_at_titles")


def general_words(draft: Draft) -> None:
    """"the Centre", "Ministry" alone: a word for an institution is a description, no name."""
    heads = institution_kinds("en")
    for name in draft.of_type("ORG", "LOC"):
        if len(name) == 1 and not name.sure and draft.words[name.start] in heads and draft.words[name.start] not in words("en/institutions", "proper"):
            draft.drop(name)


def branch_offices(draft: Draft) -> None:
    """"Office of the Konrad Adenauer Foundation": the institution whose office it is acts."""
    heads = institution_kinds("en")
    for name in draft.of_type("ORG"):
        at = name.start + 1
        if draft.words[name.start] not in ("Office", "Branch", "Representation", "Headquarters") or at + 1 >= name.end or draft.lower[at] != "of":
            continue
        at += 1 + (draft.lower[at + 1] == "the")
        if any(draft.words[i] in heads for i in range(at, name.end)):
            draft.resize(name, at, name.end, "branch_offices")


def legal_forms(draft: Draft) -> None:
    """"Smith & Sons Ltd": capitalised words before a legal form are a company."""
    forms = words("en/institutions", "legal")
    for i, word in enumerate(draft.words):
        if word not in forms or i in draft.breaks:
            continue
        start = i
        lo, _ = draft.paragraph_bounds(i)
        while start > lo and ((draft.capital(start - 1) and draft.lower[start - 1] not in _STOP_LEFT) or (draft.words[start - 1] in "&,-" and start - 1 > lo and draft.capital(start - 2))):
            start -= 1
        while start < i and draft.words[start] in "&,-":
            start += 1
        name = draft.at(i - 1)
        if start < i and (name is not None or word not in ("SA", "AG", "AB", "LP", "AO")):
            draft.add(start, i + 1, "ORG", "legal_forms", sure=True)


def drop_nationalities(draft: Draft) -> None:
    """Peoples, languages and adjectives of nationality are no names of places, people or institutions."""
    for name in draft.sorted():
        parts = [draft.shown(name.start, name.end)]
        if len(name) == 3 and draft.words[name.start + 1] == "-":
            parts = [draft.words[name.start], draft.words[name.end - 1]]
        if all(nationality_of(part, draft.lang) for part in parts) and not all(country_of(p, draft.lang) and not nationality_of(p, draft.lang) for p in parts):
            draft.drop(name)


def is_institution(draft: Draft, name: Name) -> bool:
    """A word of the name says that it is an institution."""
    heads = institution_kinds(draft.lang)
    return any(draft.words[i] in heads or draft.lemmas[i] in heads for i in range(name.start, name.end))
