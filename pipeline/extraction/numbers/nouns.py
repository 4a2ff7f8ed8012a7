"""Noun phrases around a number: the one that is counted, the one that a sum or share is of, the subject of its verb.

Works on spaCy's English labels and on Universal Dependencies alike. Russian trees of a small model are often wrong around
numerals and dashes, so every way has a fall-back that goes by word order.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "iobj"})
_LEFT = frozenset({"amod", "compound", "poss", "nmod", "case", "advmod", "quantmod", "punct", "npadvmod", "det", "nummod", "prt"})
_LEFT_WANTED = frozenset({"amod", "compound", "poss", "nmod"})
_PREPOSITIONS = frozenset({"of", "among", "between", "in", "from", "for", "with", "on", "to", "into", "across", "within", "by"})
_CASES = frozenset({"между", "в", "во", "с", "со", "из", "для", "на", "по", "от", "среди", "к"})
_CLAUSES = frozenset({"relcl", "acl", "acl:relcl", "appos", "advcl", "parataxis", "ccomp"})
MAX_WORDS = 16


def noun_phrase(head: Token, taken: Span) -> tuple[int, int] | None:
    """The phrase of `head` as characters of the text: its adjectives and complements, without determiners, clauses and `taken`."""
    if head.pos_ in ("PRON", "DET") or head.is_punct:
        return None
    first, last = head.i, head.i
    for child in sorted(head.lefts, key=lambda t: -t.i):
        edge = child.left_edge.i
        if child.right_edge.i != first - 1 or child.dep_ not in _LEFT_WANTED or _touches(child, taken):
            if child.dep_ in ("punct", "nummod", "det", "case", "advmod", "quantmod") or _touches(child, taken):
                break
            continue
        first = edge
    last = _right_end(head, taken)
    while first < last and (head.doc[first].is_punct or head.doc[first].dep_ == "det" or head.doc[first].pos_ in ("DET", "ADP", "CCONJ")):
        first += 1
    if last - first >= MAX_WORDS:
        last = first + MAX_WORDS - 1
    if taken.start <= first < taken.end or taken.start <= last < taken.end:
        return None
    while last > head.i and (head.doc[last].is_punct or head.doc[last].pos_ in ("ADP", "CCONJ", "DET")):
        last -= 1
    return head.doc[first].idx, head.doc[last].idx + len(head.doc[last])


def _touches(token: Token, taken: Span) -> bool:
    return token.left_edge.i < taken.end and token.right_edge.i >= taken.start


def _right_end(head: Token, taken: Span) -> int:
    """The last token of the complements that follow `head` without a gap: "among the countries", «стран Центральной Азии»."""
    last = head.i
    for child in head.rights:
        if child.left_edge.i > last + 1 or _touches(child, taken) or child.dep_ in _CLAUSES or child.pos_ in ("VERB", "AUX"):
            break
        if child.is_punct and child.text not in ("-", "–", "'", "’"):
            break
        if child.dep_ in ("prep",) and child.lower_ not in _PREPOSITIONS:
            break
        if child.dep_ in ("prep", "nmod", "obl", "amod", "case", "cc", "conj", "flat", "flat:name", "flat:foreign", "compound", "appos:name", "fixed", "punct"):
            if child.dep_ in ("nmod", "obl") and not _joins_by_case(child):
                break
            if child.dep_ == "conj" and (child.pos_ not in NOUNS | {"ADJ"} or not _short(child)):
                break
            if _timely(child):
                break
            last = _end_without_clause(child, taken)
            if last != child.right_edge.i:
                break
            continue
        break
    return last


def _joins_by_case(token: Token) -> bool:
    cases = [c.lower_ for c in token.lefts if c.dep_ == "case"]
    return not cases or cases[0] in _CASES


def _short(token: Token) -> bool:
    return token.right_edge.i - token.left_edge.i < 8


def _timely(token: Token) -> bool:
    """"in 2023", «в прошлом году», "last year": a time is no part of what is measured."""
    words = {t.lower_ for t in token.subtree}
    lemmas = {t.lemma_.lower() for t in token.subtree}
    return bool(lemmas & {"year", "month", "год", "месяц", "квартал", "полугодие", "today", "century"}) or any(w.isdigit() and len(w) == 4 for w in words)


def _end_without_clause(token: Token, taken: Span) -> int:
    """The right edge of a complement, cut before a clause inside it."""
    last = token.right_edge.i
    for inner in sorted(token.subtree, key=lambda t: t.i):
        if inner.i > token.i and (inner.dep_ in _CLAUSES or (inner.is_punct and inner.text in ",;:()—«»“”\"") or taken.start <= inner.i < taken.end or _timely_noun(inner)):
            edge = inner.left_edge.i if inner.dep_ in _CLAUSES or _timely_noun(inner) else inner.i
            return max(token.left_edge.i, edge - 1)
    return last


def _timely_noun(token: Token) -> bool:
    return token.dep_ in ("pobj", "npadvmod", "obl", "nmod") and _timely(token)


def head_outside(span: Span) -> Token:
    """The token of `span` whose head lies outside, its syntactic root; the last one where the tree is torn."""
    roots = [t for t in span if not (span.start <= t.head.i < span.end) or t.head is t]
    worded = [t for t in roots if t.pos_ in ("NOUN", "NUM", "PROPN", "SYM", "ADJ", "X")]
    return (worded or roots or [span[-1]])[-1]


def noun_after(doc: Doc, i: int) -> Token | None:
    """The head of a noun phrase that begins at token `i`: behind adjectives, in English behind noun modifiers too."""
    russian = doc.lang_ == "ru"
    k = i
    limit = min(len(doc), i + 6)
    if k < limit and doc[k].lower_ == "of":
        k += 1
        while (k < limit and doc[k].dep_ in ("det", "poss")) or (k < limit and doc[k].pos_ == "DET"):
            k += 1
    while k < limit and (doc[k].pos_ in ("ADJ", "ADV", "DET") or doc[k].tag_ in ("VBN", "VBG") or (russian and doc[k].pos_ == "VERB" and "VerbForm=Part" in str(doc[k].morph))):
        if doc[k].is_punct:
            return None
        k += 1
    if k >= limit or doc[k].pos_ not in NOUNS:
        return None
    if russian:
        return doc[k]
    while k + 1 < len(doc) and doc[k + 1].pos_ in NOUNS and doc[k + 1].sent.start == doc[k].sent.start and doc[k].dep_ in ("compound", "nmod", "amod", "poss"):
        k += 1
    return doc[k]
