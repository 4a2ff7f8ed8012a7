"""One reading of a name in one document: all mentions of "Tokayev" are the person, all of "Reuters" the agency."""

from __future__ import annotations

from collections import defaultdict

from pipeline.extraction.names.details import organisation_kind
from pipeline.extraction.names.draft import Draft, Name
from pipeline.geography import country_of, country_of_city
from pipeline.languages.ru_people import surname_bases

_SURE = 3.0
Key = tuple[str, ...]


def _key(draft: Draft, start: int, end: int) -> Key:
    source = draft.lemmas if draft.lang == "ru" else draft.words
    return tuple(w.lower() if draft.lang == "ru" else w for w in source[start:end])


def one_type(draft: Draft) -> None:
    """The type that most mentions of a name have, sure ones counting more, is that of all of them."""
    votes: dict[Key, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    groups: dict[Key, list[Name]] = defaultdict(list)
    for name in draft.sorted():
        key = _key(draft, name.start, name.end)
        groups[key].append(name)
        votes[key][name.type] += _SURE if name.sure else 1.0
        cue = context_type(draft, name)
        if cue:
            votes[key][cue] += 1.0
    for key, names in groups.items():
        if len(votes[key]) < 2:
            continue
        best = max(votes[key], key=lambda t: (votes[key][t], t))
        for name in names:
            outvoted = not name.trusted or votes[key][best] >= 2 * votes[key][name.type]
            if not name.sure and outvoted and (best == name.type or context_type(draft, name) != name.type):
                draft.retype(name, best, "one_type")


def context_type(draft: Draft, name: Name) -> str | None:
    """What the words around a name say of its type: "in X" a place, "X said" or "X, who" a person; English only."""
    if draft.lang != "en":
        return None
    before = draft.lower[name.start - 1] if name.start and name.start not in draft.breaks else ""
    after = draft.lower[name.end] if name.end < len(draft) and name.end not in draft.breaks else ""
    if before in ("in", "near", "at") and after not in ("'s", "’s", "and"):
        return "LOC"
    said = after in ("said", "says", "told", "added", "noted", "stressed", "married", "died", "who")
    if said or before in ("mr.", "mrs.", "ms.", "dr.", "by"):
        return "PER"
    return None


def surnames(draft: Draft) -> None:
    """The last word of a full name, wherever it stands alone, is the person, unless it is surely something else."""
    full = [n for n in draft.of_type("PER") if len(n) > 1]
    last = {_key(draft, _surname_start(draft, n), n.end) for n in full if len(draft.words[n.end - 1]) > 2}
    firm = {_key(draft, n.start, n.end) for n in draft.names if n.sure and n.type != "PER"}
    for name in draft.of_type("ORG", "LOC", "EVENT", "WORK"):
        key = _key(draft, name.start, name.end)
        if not name.sure and key in last and key not in firm:
            draft.retype(name, "PER", "surnames", sure=True)
    if draft.lang == "ru":
        _russian_surnames(draft, full)
        return
    firsts = {key[0]: key for key in sorted(last, key=len)}
    for i, word in enumerate(draft.words):
        key = firsts.get(word, ())
        end = i + len(key)
        if (
            key
            and word[0].isupper()
            and tuple(draft.words[i:end]) == key
            and draft.free(i, end)
            and key not in firm
            and not _in_phrase(draft, i, end)
        ):
            draft.add(i, end, "PER", "surnames", sure=True)


def _surname_start(draft: Draft, name: Name) -> int:
    """Where the surname begins; English tokens cut a double one at its hyphen."""
    start = name.end - 1
    while start - 2 >= name.start and draft.words[start - 1] == "-" and draft.glued(start):
        start -= 2
    return start


def _russian_surnames(draft: Draft, full: list[Name]) -> None:
    """A capitalised word that can be a form of a surname (or of a single name) of the document is that person."""
    bases: set[str] = set()
    stems: set[str] = set()
    single = [n for n in draft.of_type("PER") if len(n) == 1]
    for name in [*full, *single]:
        word = draft.words[name.end - 1]
        if len(word) > 4 and (len(name) > 1 or sum(draft.lemmas[n.start] == draft.lemmas[name.start] for n in single) > 1):
            bases |= surname_bases(word)
            stems.add(word[:4].lower())
    for i, word in enumerate(draft.words):
        if (
            len(word) > 4
            and word[0].isupper()
            and draft.lower[i][:4] in stems
            and draft.at(i) is None
            and surname_bases(word) & bases
        ):
            before = i not in draft.breaks and draft.capital(i - 1) and not draft.starts_sentence(i - 1)
            if not before and draft.pos[i] in ("PROPN", "NOUN", "ADJ", "X"):
                draft.add(i, i + 1, "PER", "surnames", sure=True)


def _in_phrase(draft: Draft, start: int, end: int) -> bool:
    """A capitalised neighbour: the words are part of another name ("Ross Sea", "Clinton Foundation")."""
    lo, hi = draft.paragraph_bounds(start)
    after = end < hi and draft.capital(end) and draft.pos[end] == "PROPN"
    before = start > lo and draft.capital(start - 1) and draft.pos[start - 1] == "PROPN" and not draft.starts_sentence(start - 1)
    return after or before


def missed_mentions(draft: Draft) -> None:
    """A name of several words, or a sure one, is found wherever its words stand; where the model saw a part, it is completed."""
    known: dict[Key, Name] = {}
    for name in draft.sorted():
        if _known_everywhere(draft, name) and _specific(draft, name):
            known.setdefault(_key(draft, name.start, name.end), name)
    if not known:
        return
    by_first: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(known, key=lambda k: -len(k)):
        by_first[key[0]].append(key)
    source = [w.lower() for w in draft.lemmas] if draft.lang == "ru" else draft.words
    for i, word in enumerate(source):
        for key in by_first.get(word, ()):
            if tuple(source[i : i + len(key)]) == key and draft.capital(i) and _fits(draft, i, i + len(key)):
                name = known[key]
                draft.add(i, i + len(key), name.type, "missed_mentions", sure=name.sure)
                break


def _known_everywhere(draft: Draft, name: Name) -> bool:
    """Sure names, institutions and places of several words, acronyms; in Russian people too (by lemma)."""
    if name.type not in ("PER", "ORG", "LOC"):
        return False
    acronym = draft.lang == "ru" and name.type == "ORG" and len(name) == 1 and len(draft.words[name.start]) > 2
    long = len(name) > 1 and (name.type != "PER" or draft.lang == "ru")
    return name.sure or (acronym and draft.words[name.start].isupper()) or long


def _specific(draft: Draft, name: Name) -> bool:
    """Not a common noun with a capital at the beginning of a sentence."""
    if len(name) > 1:
        return True
    return draft.pos[name.start] == "PROPN" and not draft.starts_sentence(name.start) and len(draft.words[name.start]) > 2


def _fits(draft: Draft, start: int, end: int) -> bool:
    """Free, or taken by parts of it only; and no capitalised neighbour that would make it part of a longer name."""
    inside = {id(n): n for i in range(start, end) if (n := draft.at(i))}.values()
    if any(n.start < start or n.end > end or (n.start, n.end) == (start, end) or n.sure for n in inside):
        return False
    if not inside and end - start == 1 and _in_phrase(draft, start, end):
        return False
    return not any(i in draft.breaks for i in range(start + 1, end))


def short_names(draft: Draft) -> None:
    """As in "Oasis" for "Oasis News Agency": a medium or a company of the document by the first word of its name."""
    if draft.lang == "ru":
        return
    small = {w for w in draft.words if w.islower()}
    firsts = {
        draft.words[n.start]
        for n in draft.of_type("ORG")
        if len(n) > 1 and organisation_kind([draft.name_text(n)], "en") in ("media", "company")
    }
    firsts = {
        w for w in firsts if len(w) > 3 and w.lower() not in small and not country_of(w, "en") and not country_of_city(w, "en")
    }
    for i, word in enumerate(draft.words):
        if (
            word in firsts
            and draft.at(i) is None
            and draft.pos[i] == "PROPN"
            and not draft.starts_sentence(i)
            and not _in_phrase(draft, i, i + 1)
        ):
            draft.add(i, i + 1, "ORG", "short_names", sure=True)
