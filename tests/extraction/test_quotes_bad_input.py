"""The component on input made to hurt: random trees and tags, endless sentences, marks without end. No crash, linear time."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.extraction.quotes import Quotes
from pipeline.extraction.records import Context, Entity, Mention, Paragraph, Role, prepare

VOCAB = Vocab()
QUOTES = Quotes(Language(), "quotes")
WORDS = {
    "en": [
        "he",
        "said",
        ",",
        ".",
        "“",
        "”",
        '"',
        "'",
        "(",
        ")",
        ":",
        ";",
        "—",
        "-",
        "that",
        "according",
        "to",
        "his",
        "opinion",
        "in",
        "Keller",
        "Oslo",
        "the",
        "President",
        "minister",
        "told",
        "noted",
        ",",
        "as",
        "you",
    ],
    "ru": [
        "он",
        "сказал",
        ",",
        ".",
        "«",
        "»",
        '"',
        "(",
        ")",
        ":",
        ";",
        "—",
        "--",
        "что",
        "по",
        "словам",
        "мнению",
        "его",
        "Келлер",
        "Осло",
        "президент",
        "министр",
        "отметил",
        "как",
        "сообщил",
        "о",
        "том",
        "ли",
    ],
}
LEMMAS = {"said": "say", "told": "tell", "noted": "note", "сказал": "сказать", "отметил": "отметить", "сообщил": "сообщить"}
LEMMAS |= {"словам": "слово", "мнению": "мнение"}
RELATIONS = [
    "nsubj",
    "ccomp",
    "punct",
    "conj",
    "advcl",
    "appos",
    "prep",
    "pobj",
    "parataxis",
    "dep",
    "nmod",
    "obl",
    "relcl",
    "acl",
    "xcomp",
]
TAGS = ["NOUN", "PROPN", "VERB", "PRON", "ADP", "PUNCT", "ADJ", "SCONJ", "AUX"]
FEATS = [
    "",
    "VerbForm=Fin",
    "VerbForm=Part|Aspect=Perf",
    "Case=Nom|Animacy=Anim",
    "Case=Gen",
    "Number=Plur",
    "Person=1",
    "Voice=Pass",
]


def made(words: list[str], lang: str, rng: random.Random | None, paragraphs: int = 1) -> Doc:
    """A Doc of these words with a flat tree, or a random one that has no cycle."""
    n = len(words)
    if rng is None:
        heads, deps = list(range(n)), ["dep"] * n
        tags = ["VERB" if word in LEMMAS else "NOUN" for word in words]
        feats = ["VerbForm=Fin" if word in LEMMAS else "Case=Nom" for word in words]
    else:
        heads = [rng.randrange(max(0, i - 6), i + 1) for i in range(n)]
        deps = [rng.choice(RELATIONS) for _ in words]
        tags = [rng.choice(TAGS) if rng.random() < 0.3 else ("VERB" if word in LEMMAS else "NOUN") for word in words]
        feats = [rng.choice(FEATS) for _ in words]
    doc = Doc(VOCAB, words=words, heads=heads, deps=deps, pos=tags, morphs=feats, lemmas=[LEMMAS.get(word, word) for word in words])
    size = max(1, n // paragraphs)
    cuts = [*range(0, n, size), n]
    places = [Paragraph(doc[a].idx, doc[b - 1].idx + len(doc[b - 1]), "paragraph") for a, b in pairwise(cuts) if a < b]
    prepare(doc, Context("d", lang), places)
    for token in doc:
        if token.text in {"Keller", "Келлер", "Oslo", "Осло"}:
            kind = ("PER", "person") if token.text in {"Keller", "Келлер"} else ("LOC", "place")
            known = next((k for k, e in enumerate(doc._.entities) if e.name == token.text), len(doc._.entities))
            if known == len(doc._.entities):
                doc._.entities.append(Entity(kind[1], token.text, {token.text}))
            doc._.mentions.append(Mention(token.idx, token.idx + len(token), kind[0], token.text, known))
    if doc._.mentions and doc._.entities[0].type == "person":
        doc._.roles.append(Role(0, "President", doc._.mentions[0].start, doc._.mentions[0].end))
    return doc


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_tree_and_no_mark_makes_it_fail(lang: str) -> None:
    rng = random.Random(7)
    for _ in range(150):
        words = [rng.choice(WORDS[lang]) for _ in range(rng.randrange(1, 70))]
        doc = QUOTES(made(words, lang, rng, rng.randrange(1, 6)))
        for quote in doc._.quotes:
            assert all(0 <= a < b <= len(doc.text) for a, b in quote.parts)
            assert quote.parts == sorted(quote.parts)
            assert (quote.start, quote.end) == (quote.parts[0][0], quote.parts[-1][1])
            assert quote.rule
        assert [q.start for q in doc._.quotes] == sorted(q.start for q in doc._.quotes)


PATTERNS = [
    ("en", "He said , “ it is so ."),
    ("en", "“ We go on , ” said Keller . And so it went ."),
    ("en", "Keller said that it is"),
    ("ru", "— Да , — сказал он . — Нет !"),
    ("ru", "Он сказал , что это так , и"),
    ("ru", "По словам Келлер , да , как сообщил он ,"),
    ("en", '"'),
    ("ru", "«"),
]


@pytest.mark.parametrize(("lang", "pattern"), PATTERNS)
def test_time_grows_with_the_text_only(lang: str, pattern: str) -> None:
    def seconds(times: int) -> float:
        doc = made(pattern.split() * times, lang, None)
        start = time.process_time()
        QUOTES(doc)
        return time.process_time() - start

    # Eight times the text: linear time is 8, quadratic 64. The best of three, since noise only adds.
    assert min(seconds(1600) for _ in range(3)) < 32 * max(seconds(200), 0.02)
