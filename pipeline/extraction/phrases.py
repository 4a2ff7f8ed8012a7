"""Noun phrases on a `View`: where one begins and ends, which name stands in it, which pronoun it is."""

from __future__ import annotations

from functools import lru_cache

from pipeline.extraction.records import Mention
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

OUTSIDE = frozenset(
    [
        "relcl",
        "acl",
        "acl:relcl",
        "advcl",
        "parataxis",
        "conj",
        "cc",
        "punct",
        "preconj",
        "advmod",
        "mark",
        "nsubj",
        "cop",
        "aux",
        "aux:pass",
        "ccomp",
        "meta",
        "intj",
        "discourse",
        "dep",
    ]
)
"""Relations whose branches are no part of what a phrase calls somebody."""
MARK_PAIRS = (("«", "»"), ("“", "”"), ("„", "“"), ("(", ")"))
INNER = frozenset(["compound", "flat", "flat:name", "flat:foreign", "fixed", "case"])
NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"])
NEGATIONS = frozenset(["no", "nobody", "none", "nothing", "neither", "nor", "никто", "ничто", "ни"])

PRONOUNS = {
    "en": {
        "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f", "they": "pl",
        "them": "pl", "their": "pl", "it": "n", "its": "n", "i": "1", "me": "1", "my": "1", "we": "1pl", "us": "1pl", "our": "1pl",
        "who": "rel", "which": "rel",
    },
    "ru": {
        "он": "m", "его": "m", "него": "m", "ему": "m", "нему": "m", "им": "m", "ним": "m", "нем": "m", "она": "f", "ее": "f",
        "нее": "f", "ей": "f", "ней": "f", "ею": "f", "они": "pl", "их": "pl", "них": "pl", "я": "1", "мой": "1", "моему": "1",
        "меня": "1", "моим": "1", "мне": "1", "мы": "1pl", "наш": "1pl", "нашему": "1pl", "нам": "1pl", "оно": "n",
    },
}  # fmt: skip
"""Forms to gender (`m`, `f`, `n`), number (`pl`), person (`1`, `1pl`) or `rel` for one that points to the noun before it."""


def pronoun(view: View, token: int) -> str | None:
    """What kind of pronoun a token is (a value of `PRONOUNS`), or None."""
    low = view.lows[token].replace("ё", "е")
    kind = PRONOUNS[view.lang].get(low)
    if kind is None and view.lang == "ru" and view.lemmas[token] == "который":
        return "rel"
    return None if kind == "1" and low == "i" and view.words[token] != "I" else kind


def climb(view: View, token: int) -> int:
    """From a word inside a name to the head of the name."""
    for _ in range(6):
        head = view.heads[token]
        if view.deps[token] not in INNER or head == token or view.pos[head] not in NOMINAL:
            break
        token = head
    return token


def noun_phrase(view: View, head: int) -> tuple[int, int]:
    """First and last token of the phrase around a head noun, without clauses, appositions after a comma and conjuncts."""
    low = high = head
    todo = [head]
    while todo:
        at = todo.pop()
        low, high = min(low, at), max(high, at)
        for kid in view.kids[at]:
            if view.deps[kid] in OUTSIDE or abs(kid - head) > 25 or view.sentence[kid] != view.sentence[head]:
                continue
            if view.deps[kid] == "appos" and _comma_between(view, at, kid):
                continue
            todo.append(kid)
    for i in range(head + 1, high + 1):
        if view.words[i] in {",", "(", ";", ":", "—", "–"}:
            high = i - 1
            break
    for i in range(head - 1, low - 1, -1):
        if view.words[i] in {",", ")", ";", ":", "—", "–"} or view.words[i] in '“”"«»':
            low = i + 1
            break
    for opening, closing in MARK_PAIRS:
        inside = view.words[low : high + 1]
        if inside.count(opening) > inside.count(closing) and view.words[high + 1 : high + 2] == [closing]:
            high += 1
    if high > head and view.lows[high] in {"'s", "'"}:
        high -= 1
    while low < head and view.pos[low] in {"ADP", "SCONJ", "CCONJ", "ADV"}:
        low += 1
    return low, high


def _comma_between(view: View, a: int, b: int) -> bool:
    return any(word in {",", "(", "—", "–"} for word in view.words[min(a, b) + 1 : max(a, b)])


def person_in(view: View, head: int, first: int, last: int) -> Mention | None:
    """The person that a phrase names: its head, a name that closes it, or an apposition."""
    own = view.mention_at(head)
    if own is not None and own.type == "PER":
        return own
    found: Mention | None = None
    seen = -1
    for i in range(first, last + 1):
        k = view.mention[i]
        if k < 0 or k == seen or view.mentions[k].type != "PER":
            continue
        seen = k
        if _names_the_head(view, i, view.mentions[k], head, first):
            found = view.mentions[k]
    return found or _apposition(view, head) or _between_commas(view, last)


def _names_the_head(view: View, token: int, mention: Mention, head: int, first: int) -> bool:
    before = view.words[token - 1] if token > first else ""
    if token > first and view.pos[token - 1] == "ADP":
        return False
    after = view.token_from(mention.end)
    if after < len(view.words) and view.words[after] in {"'s", "’s", "'", "’"}:
        return False
    if view.lang == "ru":
        root = climb(view, token)
        if view.deps[root] in {"appos", "flat", "flat:name", "nsubj", "nmod:appos"}:
            return True
        return "Case=Gen" not in view.feats[root] or "Case=Gen" in view.feats[head]
    return token > head or before not in {"of", "for"}


def _between_commas(view: View, last: int) -> Mention | None:
    """ "The German delegate, Anke Keller, …": a name alone between commas behind a title."""
    if last + 2 >= len(view.words) or view.words[last + 1] != ",":
        return None
    mention = view.mention_at(_name_behind(view, last + 2))
    if mention is None or mention.type != "PER":
        return None
    after = view.token_before(mention.end) + 1
    return mention if after < len(view.words) and view.words[after] in {",", ".", ")"} else None


def _name_behind(view: View, token: int) -> int:
    """Over the words of a title in agreement («мой учитель, академик Ашот Меликян,») to the name they lead to."""
    for i in range(token, min(len(view.words) - 1, token + 3)):
        titled = view.pos[i] in {"NOUN", "ADJ"} and (view.lang == "en" or "Case=Nom" in view.feats[i]) and view.mention[i] < 0
        if not titled and view.lows[i] != "dr":
            return i
    return token


def _apposition(view: View, head: int) -> Mention | None:
    for kid in view.kids[head]:
        if view.deps[kid] in {"appos", "flat", "flat:name"}:
            mention = view.mention_at(kid)
            if mention is not None and mention.type == "PER":
                return mention
    after = head + 1
    if view.lang == "ru" and after < len(view.words):
        mention = view.mention_at(after)
        if mention is not None and mention.type == "PER" and "Case=Gen" not in view.feats[after]:
            return mention
    return None


def plural(view: View, head: int) -> bool:
    """Whether a phrase speaks of several, so that it stands for no one person."""
    return "Number=Plur" in view.feats[head] or (view.lang == "en" and view.pos[head] == "NOUN" and view.lows[head] == "people")


def offices_in(view: View, head: int, first: int, last: int) -> frozenset[str]:
    """The offices that a phrase names ("prime minister", «глава государства»): those of the longest match around its head."""
    table = speech_words(view.lang).offices
    best: tuple[int, frozenset[str]] = (0, frozenset())
    for a in range(max(first, head - 2), head + 1):
        for b in range(head, min(last, head + 2) + 1):
            lemmas, lows = view.lemmas[a : b + 1], [low.replace("ё", "е") for low in view.lows[a : b + 1]]
            for phrase in (" ".join(lemmas), " ".join([*lemmas[:1], *lows[1:]]), " ".join(lows)):
                if phrase in table and b - a + 1 > best[0]:
                    best = (b - a + 1, table[phrase])
    return best[1]


@lru_cache(maxsize=4096)
def offices_of_title(title: str, lang: str) -> frozenset[str]:
    """The offices that the words of a role name."""
    table = speech_words(lang).offices
    words = title.lower().replace("ё", "е").split()
    best: tuple[int, frozenset[str]] = (0, frozenset())
    for a in range(len(words)):
        for b in range(a + 1, min(len(words), a + 3) + 1):
            phrase = " ".join(words[a:b])
            if phrase in table and b - a > best[0]:
                best = (b - a, table[phrase])
    return best[1]
