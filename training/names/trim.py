"""Trim the 250,002 pieces of the base model to what English documents with names from elsewhere need.

A piece stays if the full tokenizer uses it on the training texts, on frequent English words (in four cases of letters) or on
names, or if it is short and Latin, Cyrillic, Greek, a digit or a sign. Pieces that mix letters with punctuation go, so that
a piece never lies across the end of a word and spans can be read off pieces without doubt.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
SPACE = "▁"
SHORT = {"LATIN": 3, "CYRILLIC": 2, "GREEK": 1}


def build_tokenizer(pieces: list[str], scores: list[float]) -> Tokenizer:
    """A unigram tokenizer over these pieces with the normaliser that the base model was trained with (nmt_nfkc)."""
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=SPECIAL.index("<unk>")))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement=SPACE, prepend_scheme="always")
    ids = [(token, pieces.index(token)) for token in ("<s>", "</s>")]
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=ids)
    return tokenizer


def script(char: str) -> str:
    """The first word of a letter's Unicode name, which names its script; DIGIT or SIGN for what is no letter."""
    if char.isdigit():
        return "DIGIT"
    if not char.isalpha():
        return "MARK" if unicodedata.category(char).startswith("M") else "SIGN"
    return unicodedata.name(char, "OTHER").split(" ")[0]


def pure(piece: str) -> bool:
    """Whether a piece is all letters, all digits or one kind of sign (the word-begin mark aside)."""
    kinds = {"LETTER" if script(c) not in ("DIGIT", "SIGN") else script(c) for c in piece.replace(SPACE, "")}
    return len(kinds) <= 1


def always_kept(piece: str) -> bool:
    """Whether a piece stays whatever the texts hold: short pieces of the scripts in SHORT, numbers and signs."""
    core = piece.replace(SPACE, "")
    scripts = {script(c) for c in core}
    if not core or scripts <= {"DIGIT"}:
        return len(core) <= 4
    if scripts <= {"SIGN"}:
        return len(core) <= 1
    return len(scripts) == 1 and len(core) <= SHORT.get(next(iter(scripts)), 0)


def case_forms(word: str) -> Iterator[str]:
    """A word as listed, capitalised, in capitals and in small letters, without repeats."""
    yield from dict.fromkeys((word, word.capitalize(), word.upper(), word.lower()))


def choose(pieces: list[str], used: Counter[int], least: int = 1) -> list[int]:
    """Ids of the pieces to keep, in their old order: special ones, `always_kept`, and pure ones used `least` times."""
    return [i for i, piece in enumerate(pieces) if piece in SPECIAL or (pure(piece) and (always_kept(piece) or used[i] >= least))]


def count_pieces(tokenizer: Tokenizer, texts: Iterable[str], batch: int = 4096) -> Counter[int]:
    """How often the tokenizer uses each piece, by id, on the texts."""
    used: Counter[int] = Counter()
    chunk: list[str] = []
    for text in texts:
        chunk.append(text)
        if len(chunk) == batch:
            used.update(i for e in tokenizer.encode_batch_fast(chunk) for i in e.ids)
            chunk = []
    used.update(i for e in tokenizer.encode_batch_fast(chunk) for i in e.ids)
    return used


def compact_json(tokenizer: Tokenizer) -> str:
    """The tokenizer as JSON without white space, scores rounded to four digits."""
    data = json.loads(tokenizer.to_str())
    data["model"]["vocab"] = [[piece, round(score, 4)] for piece, score in data["model"]["vocab"]]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
