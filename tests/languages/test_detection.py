"""Languages by paragraph and by document, over the languages that are spoken around Central Asia."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from pipeline.documents.document import Block, Document
from pipeline.languages.detection import detect, language_of

PARAGRAPHS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "paragraphs.yaml").read_text(encoding="utf-8"))
ALL = [(tag[:2], text) for tag, texts in PARAGRAPHS.items() for text in texts]


def letters(text: str) -> int:
    return sum(c.isalpha() for c in text)


def pieces(text: str, least: int, most: int) -> Iterator[str]:
    """Runs of words with `least` to `most` letters, one after the other."""
    run: list[str] = []
    for word in text.split():
        if run and letters(" ".join([*run, word])) > most:
            yield " ".join(run)
            run = []
        run.append(word)
    yield " ".join(run)


def share_right(cases: list[tuple[str, str]]) -> float:
    wrong = [(lang, language_of(text), text) for lang, text in cases if language_of(text)[0] != lang]
    print(*wrong, sep="\n")
    return 1 - len(wrong) / len(cases)


def test_long_paragraphs() -> None:
    long = [(lang, text) for lang, text in ALL if letters(text) >= 60]
    assert len(long) > 100
    assert share_right(long) >= 0.995


def test_short_paragraphs() -> None:
    short = [(lang, piece) for lang, text in ALL for piece in pieces(text, 20, 60) if 20 <= letters(piece) <= 60]
    assert len(short) > 180
    assert share_right(short) >= 0.97


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("five", "en"), ("15 km", "en"), ("Astana", "en"), ("$10", "en"), ("OMG lol", "en"), ("de la Cruz", "en"), ("1 рубль", "ru"),
        ("Казахстан и Узбекистан", "ru"), ("Общественный фонд", "ru"), ("привет", "ru"), ("5 ₽", "ru"), ("Hewlett-Packard берёт пример с Google", "ru"), ("Қазақстан", "kk"),
        ("Ўзбекистон Республикаси", "uz"), ("საქართველო", "ka"), ("日本", "zh"), ("---", "und"),
        ("@jane https://t.co/der-die-das ok", "en"),
    ],
)  # fmt: skip
def test_very_short_texts(text: str, lang: str) -> None:
    assert language_of(text)[0] == lang


def document(*paragraphs: tuple[str, str]) -> Document:
    text, blocks = "", []
    for kind, body in paragraphs:
        blocks.append(Block(len(text), len(text) + len(body), kind))
        text += body + "\n\n"
    return Document(doc_id="a.txt", sha256="", text=text, blocks=blocks)


def test_each_paragraph_of_a_mixed_document_has_its_language() -> None:
    mixed = document(
        ("heading", "Дайджест № 3 / Digest"),
        ("paragraph", PARAGRAPHS["ru"][0]),
        ("menu", "Home » Новости"),
        ("paragraph", PARAGRAPHS["en"][0]),
        ("paragraph", "5 %"),
        ("paragraph", PARAGRAPHS["kk"][0]),
    )
    found = detect(mixed)
    assert [block.lang for block in found.blocks] == ["ru", "ru", None, "en", "en", "kk"]
    assert {entry["lang"] for entry in found.languages} == {"ru", "en", "kk"}
    assert sum(entry["share"] for entry in found.languages) == pytest.approx(1, abs=0.001)
    assert found.lang_confidence is not None and 0 < found.lang_confidence < 1


@pytest.mark.parametrize("tag", sorted(PARAGRAPHS))
def test_a_document_of_one_language(tag: str) -> None:
    found = detect(document(("heading", "Astana 2024"), *(("paragraph", text) for text in PARAGRAPHS[tag])))
    assert found.lang == tag[:2]
    assert found.blocks[1].lang == tag[:2]


def test_context_decides_what_a_paragraph_leaves_open() -> None:
    alone = "Президент, министр"
    assert language_of(alone)[0] == "ru"
    within = detect(document(("paragraph", alone), *(("paragraph", text) for text in PARAGRAPHS["bg"])))
    assert within.blocks[0].lang == "bg"


def test_the_same_text_gives_the_same_answer() -> None:
    text = "призовават за общо наблюдение"
    assert len({language_of(text) for _ in range(5)}) == 1


def test_a_text_of_furniture_alone_or_of_nothing() -> None:
    assert detect(document(("menu", "Home"))).lang == "en"
    assert detect(document(("paragraph", "..."))).lang == "und"
