"""What a text's letters, words and endings say about its language, from `lexicons/languages.yaml`.

langdetect does not know Kazakh, Kyrgyz, Uzbek, Tajik, Mongolian or Belarusian, so alphabets and common words come first.
Scores are sums of log-likelihood ratios, set by hand: what counts is which language explains most words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pipeline.lexicon import lexicon

WORD = re.compile(r"[^\W\d_]+(?:['’ʻʼ‘`-][^\W\d_]+)*")
NO_WORDS = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)[\w.+-]{1,60}@\S+|[@#]\w+|(?<![\w.])(?:[a-z0-9-]{1,60}\.){1,5}[a-z]{2,6}\b(?:/\S*)?",
    re.IGNORECASE,
)
MOST_REPEATED = 3
MOST_WORDS = 200
"""So many words of a block tell its language; more say nothing new and cost time."""
KNOWN_WORD, LETTER_WORD, KNOWN_ENDING, KNOWN_PART = 3.0, 0.7, 1.0, 1.0
FOREIGN_LETTER, OWN_LETTER = -3.0, 1.0
DEFAULT_BONUS, SHORT_BONUS = 2.0, 6.5
SHORT = 20
"""A text of fewer letters is in the script's default language unless its letters or several words say otherwise."""
APOSTROPHES = str.maketrans("’ʻʼ‘`", "'''''")
OTHER_SCRIPTS = {"GEORGIAN": "ka", "ARMENIAN": "hy", "GREEK": "el", "HEBREW": "he", "HANGUL": "ko", "HIRAGANA": "ja",
                 "KATAKANA": "ja", "CJK": "zh", "ARABIC": "ar", "DEVANAGARI": "hi", "THAI": "th", "MONGOLIAN": "mn"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """The languages of one script."""

    default: str
    letters: Mapping[str, frozenset[str]]
    words: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    handicap: Mapping[str, float]
    longest_ending: int
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """`script` is `latin`, `cyrillic`, another script's language code, or "" where there are no letters.

    `own` are the scores without the bonus of the script's default language; `text` is what was looked at, without addresses;
    `known_share` is the share of words known in the best language, `capitals` of those that begin with one.
    """

    script: str
    letters: int
    words: int
    scores: Mapping[str, float]
    own: Mapping[str, float] = field(default_factory=dict)
    text: str = ""
    known_share: float = 0.0
    capitals: float = 0.0


@cache
def table(script: str) -> Table:
    """The lexicon's part for a script, turned around: which languages have a word, an ending."""
    entry = lexicon("languages")[script]
    letters = {lang: frozenset(unicodedata.normalize("NFC", e["letters"])) for lang, e in entry["languages"].items()}
    words: dict[str, list[str]] = {}
    endings: dict[str, list[str]] = {}
    parts: dict[str, list[str]] = {}
    for lang, e in entry["languages"].items():
        for word in set(e["words"].split()):
            words.setdefault(word, []).append(lang)
        for ending in set(e["endings"].split()):
            endings.setdefault(ending, []).append(lang)
        for part in set(e.get("parts", "").split()):
            parts.setdefault(part, []).append(lang)
    return Table(
        entry["default"], letters, {w: tuple(ls) for w, ls in words.items()}, {w: tuple(ls) for w, ls in endings.items()},
        {w: tuple(ls) for w, ls in parts.items()}, {lang: e.get("handicap", 0.0) for lang, e in entry["languages"].items()},
        max(map(len, endings)), frozenset.intersection(*letters.values()),
    )  # fmt: skip


def evidence(text: str) -> Evidence:
    """Letters, script and the score of every language of that script, of one block."""
    plain = NO_WORDS.sub(" ", unicodedata.normalize("NFC", text))
    written = [w for w in WORD.findall(plain) if len(w) > 1 or w.islower()][:MOST_WORDS]  # without initials
    words = [w.lower().translate(APOSTROPHES) for w in written]
    scripts: Counter[str] = Counter()
    for shown, word in zip(written, words, strict=True):
        scripts[_script(word)] += len(word) * (1 if shown[0].isupper() else 2)  # names of another script say little
    if not scripts:
        return Evidence("", 0, 0, {})
    script = scripts.most_common(1)[0][0]
    mine = [word for word in words if _script(word) == script]
    n_letters = sum(map(len, mine))
    if script not in ("latin", "cyrillic"):
        return Evidence(script, n_letters, len(mine), {})
    own = _scores(mine, script)
    scores = dict(own)
    scores[table(script).default] += DEFAULT_BONUS if n_letters >= SHORT else SHORT_BONUS
    best = max(scores, key=lambda lang: scores[lang])
    known = sum(best in table(script).words.get(word, ()) for word in mine)
    capitals = sum(word[0].isupper() for word in written) / len(written)
    return Evidence(script, n_letters, len(mine), scores, own, plain, known / len(mine), capitals)


@cache
def _script_of_letter(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if name.startswith("LATIN") or "MODIFIER LETTER" in name:
        return "latin"
    if name.startswith("CYRILLIC"):
        return "cyrillic"
    return next((lang for start, lang in OTHER_SCRIPTS.items() if name.startswith(start)), "und")


def _script(word: str) -> str:
    return _script_of_letter(word[0]) if word[0] > "z" else "latin"


def _scores(words: list[str], script: str) -> dict[str, float]:
    scores = {lang: -handicap for lang, handicap in table(script).handicap.items()}
    for word, count in Counter(words).items():
        for lang, score in _word_scores(word, script):
            scores[lang] += min(count, MOST_REPEATED) * score
    return scores


@lru_cache(maxsize=100_000)
def _word_scores(word: str, script: str) -> tuple[tuple[str, float], ...]:
    """What one word says for and against each language."""
    known = table(script)
    scores: defaultdict[str, float] = defaultdict(float)
    special = set(word) - known.common - {"-", "'"}
    if special:
        for lang, letters in known.letters.items():
            scores[lang] += OWN_LETTER if letters.issuperset(special) else FOREIGN_LETTER
    for lang in known.words.get(word, ()):
        scores[lang] += KNOWN_WORD if len(word) > 1 else LETTER_WORD
    for lang in _endings_of(word, known):
        scores[lang] += KNOWN_ENDING
    for part in (part for part in known.parts if part in word):
        for lang in known.parts[part]:
            scores[lang] += KNOWN_PART
    return tuple(scores.items())


def _endings_of(word: str, known: Table) -> set[str]:
    """The languages that have an ending of `word`; the longest ending known decides."""
    for length in range(min(known.longest_ending, len(word) - 2), 0, -1):
        langs = known.endings.get(word[-length:])
        if langs:
            return set(langs)
    return set()
