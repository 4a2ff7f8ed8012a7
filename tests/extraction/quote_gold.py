"""Reading and scoring the composed passages of `tests/gold/quotes_*.yaml`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Doc

from pipeline.documents.document import Block, Document
from pipeline.extraction.records import Quote
from pipeline.languages.pipelines import parse_documents

GOLD = Path(__file__).parent.parent / "gold"
TAG = re.compile(r"</?(\d)>")


@dataclass
class Wanted:
    kind: str
    speaker: str | None
    letters: set[int] = field(default_factory=set)


@dataclass
class Passage:
    text: str
    quotes: dict[int, Wanted]
    any_speaker: bool
    free: bool
    title: str | None


def passages(lang: str) -> list[Passage]:
    """The passages of a language; offsets of letters are in the text without tags."""
    return [_passage(entry) for entry in yaml.safe_load((GOLD / f"quotes_{lang}.yaml").read_text(encoding="utf-8"))]


def _passage(entry: dict[str, Any]) -> Passage:
    quotes = {int(n): Wanted(*spec) for n, spec in (entry.get("quotes") or {}).items()}
    text, at, open_since = "", 0, {}
    for match in TAG.finditer(entry["text"]):
        text += entry["text"][at : match.start()]
        at = match.end()
        number = int(match[1])
        if match.group().startswith("</"):
            start = open_since.pop(number)
            if number in quotes:
                quotes[number].letters |= letters(text, [(start, len(text))])
        else:
            open_since[number] = len(text)
    text += entry["text"][at:]
    return Passage(text, quotes, bool(entry.get("any")), bool(entry.get("free")), (entry.get("context") or {}).get("title"))


def letters(text: str, parts: list[tuple[int, int]]) -> set[int]:
    return {i for a, b in parts for i in range(a, min(b, len(text))) if text[i].isalnum()}


@dataclass
class Score:
    found: Counter[tuple[str, float]] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    extra: Counter[tuple[str, float]] = field(default_factory=Counter)
    speakers: list[int] = field(default_factory=lambda: [0, 0])
    in_quoteless: int = 0
    problems: list[str] = field(default_factory=list)

    def f1(self, kind: str, threshold: float) -> float:
        hit, extra = self.found[kind, threshold], self.extra[kind, threshold]
        precision, recall = hit / max(1, hit + extra), hit / max(1, self.wanted[kind])
        return 2 * precision * recall / max(1e-9, precision + recall)


def score(lang: str) -> Score:
    """All passages through the pipeline; letters and digits count, marks and blanks do not."""
    result = Score()
    wanted = [passage for passage in passages(lang) if not passage.free]
    documents = [_document(passage, lang) for passage in wanted]
    for passage, (_, doc) in zip(wanted, parse_documents(documents, lang), strict=True):
        _score_passage(result, passage, doc)
    return result


def _document(passage: Passage, lang: str) -> Document:
    blocks, at = [], 0
    for part in passage.text.split("\n\n"):
        blocks.append(Block(at, at + len(part), "paragraph", lang))
        at += len(part) + 2
    return Document("text", "", passage.text, title=passage.title, blocks=blocks, lang=lang)


def _score_passage(result: Score, passage: Passage, doc: Doc) -> None:
    shown = [(q, letters(passage.text, [doc._.alignment.to_original(*p) for p in q.parts])) for q in doc._.quotes]
    result.wanted.update(wanted.kind for wanted in passage.quotes.values())
    result.in_quoteless += 0 if passage.quotes else len(shown)
    for threshold in (0.3, 0.8):
        free = list(shown)
        for wanted in passage.quotes.values():
            fitting = [
                (len(s & wanted.letters) / len(s | wanted.letters), i)
                for i, (q, s) in enumerate(free)
                if q.kind == wanted.kind and s
            ]
            best = max(fitting, default=(0.0, -1))
            if best[0] < threshold:
                if threshold == 0.8:
                    result.problems.append(f"missed {best[0]:.2f}: {passage.text!r} {[q.rule for q in doc._.quotes]}")
                continue
            quote, _ = free.pop(best[1])
            result.found[wanted.kind, threshold] += 1
            if threshold == 0.3 and not passage.any_speaker:
                right = speaker_right(doc, quote, wanted.speaker)
                result.speakers[0] += right
                result.speakers[1] += 1
                if not right:
                    result.problems.append(f"speaker {wanted.speaker} is {quote.speaker}: {passage.text!r} {quote.rule}")
        for quote, _ in free:
            result.extra[quote.kind, threshold] += 1
            if threshold == 0.8:
                result.problems.append(f"extra {quote.kind} {quote.rule} {doc.text[quote.start : quote.end]!r}")


def speaker_right(doc: Any, quote: Quote, wanted: str | None) -> bool:
    """A name must be resolved; "~ words" must stand as text with nobody known; None means no speaker."""
    party = quote.speaker
    if wanted is None or party is None:
        return wanted is None and party is None
    if wanted.startswith("~ "):
        return party.entity is None and wanted[2:] in doc.text[party.start : party.end]
    if party.entity is None:
        return False
    name = doc._.entities[party.entity].name
    return name == wanted or set(name.lower().split()) <= set(wanted.lower().split()) or _cut(name) == _cut(wanted)


def _cut(name: str) -> list[str]:
    """Russian names without their endings: base forms are the business of `names`, not of quotes."""
    return [re.sub(r"[аяуюеиоыйь]{1,2}$|ом$|ем$", "", part.lower().replace("ё", "е")) for part in name.split()]
