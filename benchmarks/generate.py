"""A corpus of any size from the sample documents, varied so that no two texts are alike.

    python -m benchmarks.generate 1000 FOLDER

Each text mixes paragraphs of one to three sample documents of one language, with other surnames, other numbers and other
years; everything follows from the seed and the number of the document.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "corpus"
STEMS = {
    "en": ("Abd", "Kasym", "Nur", "Sarsen", "Tulegen", "Rahim", "Orozbek", "Bekmur", "Jolda", "Mirza", "Sapar", "Usman", "Kadyr"),
    "ru": ("Абд", "Касым", "Нур", "Сарсен", "Тулеген", "Рахим", "Орозбек", "Бекмур", "Жолда", "Мирза", "Сапар", "Усман", "Кадыр"),
}
SURNAME = re.compile(r"\b[A-ZА-Я]\w{4,}(?:ова|ев|ов|ova|ov|ev)\b")


def paragraphs(language: str) -> list[list[str]]:
    """The paragraphs of each plain sample document of a language (`en` or `ru`)."""
    files = sorted(SAMPLE.glob(f"{language}-*.txt"))
    return [[p for p in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")) if len(p) > 60] for path in files]


def varied(number: int, seed: int = 0) -> tuple[str, str]:
    """(language, text) of the document of that number."""
    rng = random.Random(f"{seed}/{number}")
    language = "en" if number % 2 else "ru"
    sources = rng.sample(paragraphs_of[language], 2)
    chosen = [p for source in sources for p in rng.sample(source, min(len(source), rng.randint(4, 7)))]
    text = "\n\n".join(chosen)
    text = re.sub(r"\b\d{2,3}\b", lambda _: str(rng.randint(11, 999)), text)
    text = re.sub(r"\b20[012]\d\b", lambda _: str(rng.randint(2003, 2026)), text)
    stem = rng.choice(STEMS[language])
    text = SURNAME.sub(lambda match: f"{stem}{match[0][len(match[0]) // 2 :]}", text)
    return language, f"{text}\n\n{'No.' if language == 'en' else '№'} {number}\n"


paragraphs_of = {language: paragraphs(language) for language in ("en", "ru")}


def write(folder: Path, first: int, last: int) -> None:
    """Documents `first` to `last - 1` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, last):
        language, text = varied(number)
        (folder / f"{number:07}-{language}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[2]), 0, int(sys.argv[1]))
