"""The shipped English name model as a spaCy component."""

from __future__ import annotations

import json
import shutil
import tomllib
from importlib.metadata import EntryPoint
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.errors import ModelError
from pipeline.languages.name_model import MODELS, NameModel, NameTagger, tagger
from pipeline.languages.name_spans import TYPES, WORD

FOLDER = MODELS / "names-en"

SENTENCES = [
    ("Gulnara Omarova flew from Almaty to Vienna.", {("Gulnara Omarova", "PER"), ("Almaty", "LOC"), ("Vienna", "LOC")}),
    ("President of Finland Matti Virtanen met Minister Olsen.", {("Finland", "LOC"), ("Matti Virtanen", "PER"), ("Olsen", "PER")}),
    ("The World Bank lent Mongolia $30 million.", {("World Bank", "ORG"), ("Mongolia", "LOC")}),
    ("“We are ready,” Dr. Bakyt Isakov said in Bishkek.", {("Bakyt Isakov", "PER"), ("Bishkek", "LOC")}),
    ("Norway’s foreign minister, Arman Sadykov, thanked UNESCO.", {("Norway", "LOC"), ("Arman Sadykov", "PER"), ("UNESCO", "ORG")}),
    ("Trade with Uzbekistan's neighbours grew, according to Reuters.", {("Uzbekistan", "LOC"), ("Reuters", "ORG")}),
    ("Nur-Aziz Tursunov and Lola Karimova left the Institute of Energy and moved to Tashkent.",
     {("Nur-Aziz Tursunov", "PER"), ("Lola Karimova", "PER"), ("Institute of Energy", "ORG"), ("Tashkent", "LOC")}),
    ("The Prime Minister told the Head of State that prices had fallen.", set()),
    ("The President believes that water is a common good.", set()),
    ("Prices rose by 4 percent last year.", set()),
    ("İlham Çelik and Zoë Müller live in São Paulo.", {("İlham Çelik", "PER"), ("Zoë Müller", "PER"), ("São Paulo", "LOC")}),
    ("Leaders of Tajikistan, Kyrgyzstan and Turkmenistan met in Dushanbe.",
     {("Tajikistan", "LOC"), ("Kyrgyzstan", "LOC"), ("Turkmenistan", "LOC"), ("Dushanbe", "LOC")}),
]  # fmt: skip


@pytest.fixture(scope="module")
def tag() -> NameTagger:
    return tagger(FOLDER)


@pytest.fixture(scope="module")
def nlp() -> Language:
    blank = spacy.blank("en")
    blank.add_pipe("name_model")
    return blank


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:30] for text, _ in SENTENCES])
def test_names_of_sentences(tag: NameTagger, text: str, expected: set[tuple[str, str]]) -> None:
    assert {(text[s.start : s.end], s.label) for s in tag(text)} == expected


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_offsets_hold_on_any_text(text: str) -> None:
    found = tagger(FOLDER)(text)
    assert all(0 <= s.start < s.end <= len(text) and s.label in TYPES and 0 <= s.score <= 1 for s in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    edges = {position for match in WORD.finditer(text) for position in match.span()}
    assert all({s.start, s.end} <= edges for s in found)


def test_odd_characters_do_not_shift_offsets(tag: NameTagger) -> None:
    head = "😀 ﬁne… №5 e\u0301tude\u00a0— "
    text = head + "Gulnara Omarova flew to Vienna."
    assert [text[s.start : s.end] for s in tag(text)] == ["Gulnara Omarova", "Vienna"]


def test_a_long_paragraph_is_read_in_windows(tag: NameTagger) -> None:
    sentences = [f"In the year {1900 + i} Gulnara Omarova wrote a long letter about rivers and roads to Vienna." for i in range(40)]
    text = " ".join(sentences)
    found = tag(text)
    assert sum(text[s.start : s.end] == "Gulnara Omarova" for s in found) == 40
    assert sum(text[s.start : s.end] == "Vienna" for s in found) == 40


def test_nothing_in_nothing(tag: NameTagger) -> None:
    assert [tag(text) for text in ("", " ", "\n\n", "...")] == [[], [], [], []]


def ents(doc: Doc) -> list[tuple[str, str, float]]:
    return [(ent.text, ent.label_, ent._.name_score) for ent in doc.ents]


def test_a_text_gives_the_same_in_any_batch(nlp: Language) -> None:
    texts = [text for text, _ in SENTENCES] + [" ".join(text for text, _ in SENTENCES)]
    alone = [ents(nlp(text)) for text in texts]
    together = [ents(doc) for doc in nlp.pipe(reversed(texts), batch_size=5)]
    assert together[::-1] == alone


def test_ents_are_whole_tokens_with_scores(nlp: Language) -> None:
    doc = nlp("Gulnara Omarova's book was printed in Vienna-based workshops.")
    assert doc.ents[0].text == "Gulnara Omarova"
    assert all(0 < ent._.name_score <= 1 for ent in doc.ents)


def test_scores_survive_joining_of_paragraphs(nlp: Language) -> None:
    docs = list(nlp.pipe(text for text, _ in SENTENCES[:3]))
    joined = Doc.from_docs(docs, ensure_whitespace=True)
    assert joined is not None
    assert [row for doc in docs for row in ents(doc)] == ents(joined)


def test_the_factory_is_an_entry_point(project: Path) -> None:
    declared = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    points = declared["project"]["entry-points"]["spacy_factories"]
    assert EntryPoint("name_model", points["name_model"], "spacy_factories").load() is NameModel


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_missing_file_is_one_sentence(tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "names"
    shutil.copytree(FOLDER, folder)
    (folder / missing).unlink()
    with pytest.raises(ModelError, match=missing):
        NameTagger(folder)


def test_a_damaged_model_is_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "names"
    shutil.copytree(FOLDER, folder)
    weights = (folder / "model.onnx").read_bytes()
    (folder / "model.onnx").write_bytes(weights[: len(weights) // 2])
    with pytest.raises(ModelError, match="damaged"):
        NameTagger(folder)


def test_the_model_is_small_and_described() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 50_000_000
    config = json.loads((FOLDER / "config.json").read_text(encoding="utf-8"))
    assert config["version"] in (FOLDER / "MODEL_CARD.md").read_text(encoding="utf-8")
    attribution = (FOLDER / "ATTRIBUTION.md").read_text(encoding="utf-8")
    for source in ("multilingual-e5-small", "wikigold", "Universal NER", "WNUT", "Broad Twitter Corpus", "CrossNER"):
        assert source.lower() in attribution.lower()
