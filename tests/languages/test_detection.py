"""Languages by paragraph and by document, over the languages that are spoken around Central Asia."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from pipeline.languages.detection import language_of

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
