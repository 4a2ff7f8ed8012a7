"""Noun phrases around a number: the one that is counted, the one that a sum or share is of, the subject of its verb.

Works on spaCy's English labels and on Universal Dependencies alike. Russian trees of a small model are often wrong around
numerals and dashes, so every way has a fall-back that goes by word order.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from pipeline.languages.lemmas import analyzer

NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "iobj"})
_LEFT_WANTED = frozenset(["amod", "compound", "poss", "nmod"])
_RIGHT_WANTED = frozenset(
    ["prep", "nmod", "obl", "cc", "conj", "flat", "flat:name", "flat:foreign", "compound", "fixed", "punct", "case", "appos:name"]
)
_PREPOSITIONS = frozenset(
    [
        "of",
        "among",
        "between",
        "in",
        "from",
        "for",
        "with",
        "on",
        "to",
        "into",
        "across",
        "within",
        "by",
        "under",
        "per",
        "along",
        "against",
        "at",
        "through",
    ]
)
_CASES = frozenset(["между", "в", "во", "с", "со", "из", "для", "на", "по", "от", "среди", "к", "под", "через", "без", "против"])
_CLAUSES = frozenset(["relcl", "acl", "acl:relcl", "appos", "advcl", "parataxis", "ccomp"])
TIMES = frozenset(
    ["year", "month", "week", "day", "decade", "century", "quarter", "half", "future", "today", "june", "july", "march", "may",
     "год", "месяц", "квартал", "полугодие", "десятилетие", "неделя", "день", "будущее", "век"]
)  # fmt: skip
_EMPTY = frozenset(["размер", "сумма", "стоимость"])
STOPS = frozenset(',;:()[]—«»“”"')
MAX_WORDS = 16


def noun_phrase(head: Token, taken: frozenset[int]) -> tuple[int, int] | None:
    """The phrase of `head` as characters of the text: its adjectives and complements, without determiners and clauses.

    Tokens in `taken` (numbers, times) end it: "delegates from 46 countries" gives "delegates".
    """
    if head.pos_ in ("PRON", "DET") or head.is_punct or head.i in taken:
        return None
    first, last = _left_end(head, taken), _right_end(head, taken)
    doc = head.doc
    if head.dep_ == "csubj":  # "carrying a container along the route costs"
        last = max(last, *(_end_without_clause(c, taken) for c in head.rights if c.dep_ in ("dobj", "prep")), head.i)
    while first < head.i and (doc[first].is_punct or doc[first].pos_ in ("DET", "ADP", "CCONJ", "PRON", "NUM") or first in taken):
        first += 1
    last = min(last, first + MAX_WORDS - 1)
    while last > head.i and (doc[last].is_punct or doc[last].pos_ in ("ADP", "CCONJ", "DET")):
        last -= 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def _left_end(head: Token, taken: frozenset[int]) -> int:
    first = head.i
    for child in sorted(head.lefts, key=lambda t: -t.i):
        inside = any(k in taken for k in range(child.left_edge.i, child.right_edge.i + 1))
        if child.right_edge.i != first - 1 or child.dep_ not in _LEFT_WANTED or inside:
            break
        first = child.left_edge.i
    return first


def _right_end(head: Token, taken: frozenset[int]) -> int:
    """The last token of the complements that follow `head` without a gap: "among the countries", «стран Центральной Азии»."""
    last = head.i
    for child in head.rights:
        if child.left_edge.i > last + 1 or not _is_complement(child):
            break
        if any(k in taken for k in range(child.left_edge.i, child.i + 1)):
            break
        if child.dep_ == "conj" and any(t.pos_ == "NUM" for t in child.subtree):  # "schools and three hundred kindergartens"
            break
        end = _end_without_clause(child, taken)
        if end < child.i or (child.dep_ in ("prep", "nmod", "obl", "conj") and end == child.i and child.pos_ == "ADP"):
            break
        last = end
        if last != child.right_edge.i:
            break
    return last


def _is_complement(child: Token) -> bool:
    if child.dep_ not in _RIGHT_WANTED or child.pos_ in ("VERB", "AUX") or is_timely(child) or child.lemma_.lower() in _EMPTY:
        return False
    if child.is_punct:
        return child.text in ("-", "–", "'", "’")
    if child.dep_ == "prep":
        return child.lower_ in _PREPOSITIONS
    if child.dep_ in ("nmod", "obl"):
        cases = [c.lower_ for c in child.lefts if c.dep_ == "case"]
        return not cases or cases[0] in _CASES
    return child.dep_ != "conj" or (child.pos_ in NOUNS | {"ADJ"} and child.right_edge.i - child.left_edge.i < 8)


def is_timely(token: Token) -> bool:
    """ "in 2023", «в прошлом году», "last year": a time is no part of what is measured."""
    heads = [token, *(child for child in token.children if token.pos_ == "ADP")]
    return any(t.lemma_.lower() in TIMES or (t.is_digit and len(t) == 4) for t in heads)


def _end_without_clause(token: Token, taken: frozenset[int]) -> int:
    """The right edge of a complement, cut before a clause, a number or a time inside it."""
    for inner in sorted(token.subtree, key=lambda t: t.i):
        if inner.i <= token.i:
            continue
        clause = inner.dep_ in _CLAUSES
        if (
            clause
            or inner.i in taken
            or (inner.is_punct and inner.text in STOPS)
            or (inner.dep_ in ("pobj", "obl", "nmod") and inner.lemma_.lower() in TIMES)
        ):
            return min(inner.left_edge.i if clause or not inner.is_punct else inner.i, inner.i) - 1
    return token.right_edge.i


def head_outside(span: Span) -> Token:
    """The token of `span` whose head lies outside, its syntactic root; the last one where the tree is torn."""
    roots = [t for t in span if not (span.start <= t.head.i < span.end) or t.head is t]
    worded = [t for t in roots if t.pos_ in ("NOUN", "NUM", "PROPN", "SYM", "ADJ", "X")]
    return (worded or roots or [span[-1]])[-1]


def misread_noun(doc: Doc, i: int) -> Token | None:
    """Token `i`, if it is taken for a Russian verb though its only reading is the genitive of a noun («медсестёр»)."""
    if doc.lang_ != "ru" or doc[i].pos_ != "VERB":
        return None
    readings = analyzer().parse(doc[i].lower_)
    return doc[i] if all(p.tag.POS == "NOUN" and ("gent" in p.tag or "accs" in p.tag) for p in readings) else None


def noun_before(doc: Doc, span: Span) -> Token | None:
    """«станций осталось две», «заявок было 300»: the counted genitive stands before the verb of a Russian count."""
    verb = span.root.head
    if doc.lang_ != "ru" or verb.pos_ not in ("VERB", "AUX") or not verb.i < span.start:
        return None
    for child in verb.lefts:
        form = str(child.morph)
        if child.pos_ == "NOUN" and "Case=Gen" in form and "Number=Plur" in form and not any(c.dep_ == "case" for c in child.lefts):
            return child
    return None


def noun_after(doc: Doc, i: int) -> Token | None:
    """The head of a noun phrase that begins at token `i`: behind adjectives, in English behind noun modifiers too.

    "of the", "out of the" and «из» are passed over with the number behind them ("14 of the 17 dams").
    """
    limit = min(len(doc), i + 7)
    k = i
    while k < limit and (doc[k].lower_ in ("of", "out", "из") or (k > i and doc[k].pos_ in ("DET", "NUM", "PRON"))):
        k += 1
    while k < limit and not doc[k].is_punct and (doc[k].pos_ in ("ADJ", "ADV", "DET") or _is_participle(doc[k])):
        k += 1
    if k >= limit or doc[k].pos_ not in NOUNS:
        return None
    if doc.lang_ == "ru":
        return doc[k]
    while k + 1 < len(doc) and doc[k + 1].pos_ in NOUNS and doc[k].dep_ in ("compound", "nmod", "amod", "poss"):
        if doc[k + 1].sent.start != doc[k].sent.start:
            break
        k += 1
    owned = doc[k].dep_ == "poss" and k < doc[k].head.i < k + 6 and doc[k].head.pos_ in NOUNS  # "a quarter of the country's GDP"
    return doc[k].head if owned else doc[k]


def _is_participle(token: Token) -> bool:
    return token.tag_ in ("VBN", "VBG") or (
        token.pos_ == "VERB" and "VerbForm=Part" in str(token.morph) and token.doc.lang_ == "ru"
    )
