"""Reading gold: forms, choices, and errors that say where."""

from pathlib import Path

import pytest

from pipeline.documents.read import read_document as read_text
from pipeline.evaluation import GoldError
from pipeline.evaluation.gold import gold_files, read_document, read_entities

ROOT = Path(__file__).parents[2]
GOLD, CORPUS = ROOT / "tests" / "gold", ROOT / "corpus"
TEXT = "Anna Berg met Berg senior. Berg said: “We came.” The Alpine Fund, or Fund, paid $5 million."
ENTITIES = """
anna: {type: PER, names: [Anna Berg]}
senior: {type: PER, names: [Berg senior]}
fund: {type: ORG, names: [Alpine Fund], kind: foundation}
"""


def gold_of(tmp_path: Path, body: str, entities: str = ENTITIES):
    (tmp_path / "entities.yaml").write_text(entities, encoding="utf-8")
    path = tmp_path / "a.txt.yaml"
    path.write_text("document: {lang: en}\n" + body, encoding="utf-8")
    return read_document(path, "a.txt", TEXT, read_entities(tmp_path))


def test_the_longest_form_claims_its_place_and_numbers_pick_occurrences(tmp_path: Path) -> None:
    document = gold_of(
        tmp_path, "mentions: {anna: [Anna Berg, 'Berg @2'], senior: ['Berg @1'], fund: [Alpine Fund, Fund = Alpine Fund]}"
    )
    found = [(m.text, m.key, m.names) for m in document.mentions]
    assert found == [
        ("Anna Berg", "anna", ("Anna Berg",)),
        ("Berg", "senior", ("Berg",)),
        ("Berg", "anna", ("Berg",)),
        ("Alpine Fund", "fund", ("Alpine Fund",)),
        ("Fund", "fund", ("Alpine Fund",)),
    ]


def test_open_places_hold_no_mentions(tmp_path: Path) -> None:
    document = gold_of(tmp_path, "open: [Alpine Fund]\nmentions: {fund: [Fund]}")
    assert [TEXT[slice(*m.span)] for m in document.mentions] == ["Fund"]
    assert document.mentions[0].span[0] == TEXT.rindex("Fund,")


def test_a_place_that_the_reader_may_leave_out_is_no_error(tmp_path: Path) -> None:
    document = gold_of(tmp_path, "open: [{text: Share this, maybe: true}, {text: Alpine Fund, maybe: true}]")
    assert [TEXT[slice(*span)] for span in document.open_spans] == ["Alpine Fund"]
    with pytest.raises(GoldError, match="'Share this'"):
        gold_of(tmp_path, "furniture: [Share this]")


def test_rows_carry_choices_and_parts(tmp_path: Path) -> None:
    body = "quotes: [{text: [Anna, met], kind: direct, speaker: [anna, null], optional: true}]"
    (quote,) = gold_of(tmp_path, body).rows["quotes"]
    assert quote.spans == ((0, 4), (10, 13))
    assert quote.text == "Anna Berg met"
    assert quote.optional
    assert quote.accepts("speaker", None) and quote.accepts("speaker", "anna") and not quote.accepts("speaker", "senior")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("quotes: [{text: We went, kind: direct, speaker: anna}]", "'We went' number 1 not found"),
        ("quotes: [{text: We came, kind: direct, speaker: otto}]", "unknown entity 'otto'"),
        ("numbers: [{text: $5 million, amount: 5}]", "unknown amount"),
        ("mentions: {anna: [Anna Bern]}", "'Anna Bern' occurs only 0 times"),
        ("mentions: {anna: ['Berg @9']}", "occurs only"),
        ("actors: [{key: anna, role: chair, organisation: bank}]", "unknown entity 'bank'"),
        ("sayings: []", "unknown sayings"),
        ("quotes: [", "no YAML"),
    ],
)
def test_wrong_gold_is_an_error_that_names_the_place(tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(GoldError, match=r"a\.txt\.yaml") as error:
        gold_of(tmp_path, body)
    assert said in str(error.value)


def test_gold_of_a_document_bears_its_name_and_extension(tmp_path: Path) -> None:
    for name in ("entities.yaml", "floors.yaml", "sentences.yaml", "b.txt.yaml", "a.md.yaml"):
        (tmp_path / name).touch()
    assert list(gold_files(tmp_path)) == ["a.md", "b.txt"]


def test_an_unknown_parent_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="unknown parent"):
        gold_of(tmp_path, "", "fund: {type: ORG, names: [Fund], parent: bank}")


@pytest.mark.parametrize("doc_id", sorted(gold_files(GOLD)))
def test_the_gold_of_the_sample_corpus_fits_its_texts(doc_id: str) -> None:
    text = read_text(CORPUS / doc_id, doc_id).text
    document = read_document(gold_files(GOLD)[doc_id], doc_id, text, read_entities(GOLD))
    assert document.mentions and document.rows["quotes"] and document.rows["proposals"] and document.rows["numbers"]
    for row in (*document.mentions, *(row for rows in document.rows.values() for row in rows)):
        start, end = row.span
        assert text[start:end] == row.text and 0 <= start < end


def test_every_document_of_the_sample_corpus_has_gold_and_every_entity_is_used() -> None:
    documents = {p.name for p in CORPUS.iterdir() if p.name != "README.md" and not p.name.endswith(".yaml")}
    assert documents == set(gold_files(GOLD))
    assert len(documents) >= 12
    entities, used = read_entities(GOLD), set()
    for doc_id, path in gold_files(GOLD).items():
        used |= {m.key for m in read_document(path, doc_id, read_text(CORPUS / doc_id, doc_id).text, entities).mentions}
    assert used | {e.parent for e in entities.values()} >= set(entities)
