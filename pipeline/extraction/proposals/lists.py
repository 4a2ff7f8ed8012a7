"""Lists: the members of a phrase that are proposals of their own, and lists that a noun announces ("tasks, including ...").

A member is one only where it has its own verb or action noun and its own object, so that "the development of trade,
logistics and industrial hubs" and "develop and strengthen cooperation" stay whole.
"""

from __future__ import annotations

from pipeline.extraction.proposals.bounds import reporting_tail, trim
from pipeline.extraction.proposals.grammar import NOUNS, VERBS, Grammar

AND = frozenset(["and", "и", "&"])
ALSO = (("as", "well", "as"), ("а", "также"), ("along", "with"), ("а", "кроме", "того"), ("а", "еще"))
MORE_AFTER_AND = frozenset(["also", "then", "to", "further", "thus", "finally", "thereby", "также", "затем", "дальше", "далее"])
SAME = {"об": "о", "обо": "о", "ко": "к", "во": "в", "upon": "on"}
Member = tuple[int, int, int]


def members(g: Grammar, start: int, end: int, head: int, shape: str) -> list[Member]:
    """(start, end, head) of each member of the phrase `start:end`; the phrase itself where it is no list."""
    starts: list[tuple[int, int, int]] = [(start, start, head)]  # where it begins, where the separator before it begins, its head
    i = head + 1
    while i < end:
        after = _after_separator(g, i, end)
        if after is None:
            i += 1
            continue
        found = None if _purpose(g, starts[-1][2], i, after) else _member_at(g, after, end, starts[-1], shape)
        if found is not None and _has_object(g, starts[-1][2], i, shape):
            starts.append((found[0], i, found[1]))
            i = found[1] + 1
        else:
            i = after
    if shape == "clause":
        return [(start, end, head)]
    cuts = [cut for _, cut, _ in starts[1:]] + [end]
    return [(a, trim(g, a, cut), h) for (a, _, h), cut in zip(starts, cuts, strict=True)]


def _purpose(g: Grammar, head: int, i: int, after: int) -> bool:
    """"create a company, Blue Dam, to run the canal": what a thing that was just named is for, no second member."""
    if g.lows[i] != "," or after != i + 1 or g.lows[after] != "to" or g.pos[i - 1] != "PROPN":
        return False
    return any(g.lows[k] == "," and g.pos[k + 1] == "PROPN" for k in range(head, i))


def _after_separator(g: Grammar, i: int, end: int) -> int | None:
    """The token after ",", ";", "and", ", as well as"; None where no separator stands at `i`."""
    j = i
    if g.lows[j] in {",", ";", "•", "-"}:
        j += 1
    for phrase in ALSO:
        if tuple(g.lows[j : j + len(phrase)]) == phrase:
            return j + len(phrase)
    if j < end and g.lows[j] in AND:
        j += 1
    return skip_enumerator(g, j, end) if j > i and g.lows[i] != "-" else None


def skip_enumerator(g: Grammar, i: int, end: int) -> int:
    """Past "(a)", "2)", "first," and «во-вторых,»."""
    j = i + 1 if i < end and g.lows[i] == "(" else i
    if j + 1 < end and g.lows[j + 1] == ")" and len(g.lows[j]) <= 3:
        return j + 2
    if i < end and g.words.has("enumerators", g.lows[i]):
        return i + 2 if i + 1 < end and g.lows[i + 1] == "," else i + 1
    return i


def _member_at(g: Grammar, i: int, end: int, before: tuple[int, int, int], shape: str) -> tuple[int, int] | None:
    """(start, head) of a member that begins at `i` and is like the one before."""
    while i < end and (g.lows[i] in MORE_AFTER_AND - {"to"} or (shape != "noun" and g.pos[i] == "ADV")):
        i += 1
    if i >= end:
        return None
    if shape == "inf":
        return _infinitive_member(g, i, end, before[2])
    if shape == "ing":
        return (i, i) if g.gerund(i, end) and i + 1 < end else None
    return _noun_member(g, i, end, before[2])


def _infinitive_member(g: Grammar, i: int, end: int, head: int) -> tuple[int, int] | None:
    verb = g.infinitive(i, end)
    if verb is not None:
        return (i + 1 if g.english else i), verb
    if g.english and g.lows[i] in g.verbs and i + 1 < end and (g.feat(i, "VerbForm=Inf") or g.view.deps[i] == "conj"):
        follows = g.pos[i + 1] not in {"PUNCT", "CCONJ"} and g.lows[i + 1] != "of"
        own_subject = any(g.view.deps[k] in {"nsubj", "nsubjpass"} for k in g.view.kids[i])
        return (i, i) if follows and g.pos[i] == "VERB" and g.lows[i] == g.lemmas[i] and not own_subject else None
    if not g.english and not g.feat(head, "VerbForm=Inf"):  # «давайте создадим ... и откроем»
        return (i, i) if g.finite(i) and g.feat(i, "Tense=Fut") else None
    return None


def _noun_member(g: Grammar, i: int, end: int, head: int) -> tuple[int, int] | None:
    first = _first_of(g, head)
    before = g.lows[first - 1] if first > 0 else ""
    again = g.pos[i] == "ADP" and SAME.get(g.lows[i], g.lows[i]) == SAME.get(before, before)
    i += again  # "for transparent borders and for faster clearance", «к нахождению ..., к достижению ...»
    if again and g.gerund(i, end):
        return i, i
    noun = g.noun_from(i, end)
    if noun is None or not _has_object(g, noun, end, "noun"):
        return None
    things = g.lows[i] in {"a", "an"} and g.lows[first] in {"a", "an"}
    if again or (things and (g.words.has("things", g.lemmas[noun]) or g.action(noun) is not None)):
        return g.after_article(i), noun
    if g.action(noun) is None or g.action(head) is None:
        return None
    if g.english:
        own = noun + 1 < end and g.pos[noun + 1] in {"ADP", "SCONJ", "PART"}
        return (g.after_article(i), noun) if (own or _conjunct(g, noun, head)) and not _inside(g, noun, head) else None
    same_case = g.case(noun) == g.case(head) or {g.case(noun), g.case(head)} <= {"Nom", "Acc"}
    return (i, noun) if same_case and not _inside(g, noun, head) else None


def _first_of(g: Grammar, head: int) -> int:
    return g.left_edge(head, g.region(head)[0])


def _inside(g: Grammar, noun: int, head: int) -> bool:
    """Whether the tree joins `noun` to an action below `head`: "support for the protection of A and the restoration of B"."""
    first = g.view.heads[noun]
    if g.view.deps[noun] != "conj" or first == head or first < head:
        return False
    if g.english:
        return g.lows[first].endswith("ing") and g.action(first) is not None
    return g.action(first) is not None and g.case(first) == g.case(noun) and g.case(head) != g.case(noun)


def _conjunct(g: Grammar, noun: int, head: int) -> bool:
    at = noun
    for _ in range(6):
        if g.view.deps[at] != "conj":
            return False
        at = g.view.heads[at]
        if at == head:
            return True
    return False


def _has_object(g: Grammar, head: int, cut: int, shape: str) -> bool:
    """Whether a member has something of its own after its head, before the separator at `cut`."""
    nxt = head + 1
    if nxt >= cut:
        before = head - 1
        return shape == "noun" and before >= 0 and g.english and g.pos[before] in NOUNS | {"ADJ"} and g.view.heads[before] == head
    if g.lows[nxt] in AND | {",", ";"}:
        return False
    if shape != "noun":  # "continue to reform and transform the council": the object comes after both
        return not (g.feat(cut - 1, "VerbForm=Inf") and g.pos[cut - 1] in VERBS)
    if g.english:
        return g.pos[nxt] in {"ADP", "SCONJ", "PART"} or g.lows[nxt] in {"of", "to", "for", "between"}
    return g.case(nxt) in {"Gen", "Ins", "Dat"} or g.pos[nxt] in {"ADP", "ADJ", "NOUN", "PROPN", "DET"}


def announced(g: Grammar, noun: int, limit: int) -> list[tuple[int, int, int, str]]:
    """(start, end, head, shape) of the list that follows the noun: ", including A, B and C", ": A, B", «, в их числе А, Б»."""
    i = _list_start(g, noun, limit)
    return [] if i is None else listed_from(g, i, limit)


def listed_from(g: Grammar, i: int, limit: int) -> list[tuple[int, int, int, str]]:
    """The list that begins at `i` as one phrase, to be split: infinitives, gerunds or action nouns."""
    i = skip_enumerator(g, i, limit)
    verb = g.infinitive(i, limit)
    if verb is not None:
        start = i + 1 if g.english else i
        return [(start, _list_end(g, start, verb, limit), verb, "inf")]
    if g.gerund(i, limit):
        return [(i, _list_end(g, i, i, limit), i, "ing")]
    head = g.noun_from(i, limit)
    if head is None or g.action(head) is None:
        return []
    start = g.after_article(i)
    return [(start, _list_end(g, start, head, limit), head, "noun")]


def _list_start(g: Grammar, noun: int, limit: int) -> int | None:
    """The first token of the list: after a list mark within the noun's phrase."""
    for i in range(noun + 1, min(limit - 1, noun + 12)):
        for mark in g.words.marks:
            if tuple(g.lows[i : i + len(mark)]) == mark and (mark != ("как",) or g.lows[i - 1] != ","):
                j = i + len(mark)
                while j < limit and g.lows[j] in {":", "-", "–", "—", ",", "•"}:
                    j += 1
                return j if j < limit else None
        if g.finite(i) or g.lows[i] in {";"}:
            return None
    return None


def _list_end(g: Grammar, start: int, head: int, limit: int) -> int:
    """To the end of the sentence, or to where somebody is said to have said it; in a list, semicolons separate only."""
    end = limit
    for i in range(head + 1, limit):
        if g.lows[i] == "," and reporting_tail(g, i + 1, limit):
            end = i
            break
        pronoun = g.lows[i] == "," and g.pos[min(i + 1, limit - 1)] == "PRON"
        if pronoun and any(g.finite(k) for k in range(i + 1, min(limit, i + 4))):
            end = i
            break
        if g.lows[i] in {"»", "”"} and not any(g.lows[k] in {"«", "“"} for k in range(start, i)):
            end = i
            break
        if g.lows[i] in {".", "!", "?"} and i + 1 >= limit:
            end = i
    return trim(g, start, end)
