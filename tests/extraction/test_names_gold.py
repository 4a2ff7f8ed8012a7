"""Names on public gold data and on the shared documents: floors that a change may raise and never lower."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.documents.document import Block, Document
from pipeline.documents.read import read_document
from pipeline.languages.detection import detect
from pipeline.languages.pipelines import parse_documents

Span = tuple[int, int, str]

FLOORS = {
    ("ner_ru_factrueval_dev", 122): {"PER": 0.955, "ORG": 0.80, "LOC": 0.935, "ALL": 0.91},
    ("ner_en_wikigold", 145): {"PER": 0.75, "ORG": 0.54, "LOC": 0.70, "ALL": 0.67},
}
"""Exact F1, a little under what was measured with slovnet and with spaCy's sm alone (README, "How good it is")."""


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a leading article and a final possessive, as the gold is measured."""
    article = re.match(r"(?i)the\s+", text[start:end])
    start += article.end() if article else 0
    possessive = re.search(r"['’]s?$", text[start:end])
    return start, end - (len(possessive[0]) if possessive else 0)


def found_and_gold(path: Path) -> list[tuple[set[Span], set[Span]]]:
    """For each text what the pipeline finds and what the gold has; a line is a paragraph."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lang = records[0]["lang"]
    documents = [
        Document(str(i), "", r["text"], blocks=[Block(m.start(), m.end(), "paragraph", lang) for m in re.finditer(r"[^\n]+", r["text"])])
        for i, r in enumerate(records)
    ]
    docs = {document.doc_id: doc for document, doc in parse_documents(documents, lang)}
    pairs = []
    for i, record in enumerate(records):
        text, doc = record["text"], docs.get(str(i))
        gold = {(*trim(text, s["start"], s["end"]), s["type"]) for s in record["spans"] if s["type"] in ("PER", "ORG", "LOC")}
        mine = [] if doc is None else [(doc._.alignment.to_original(m.start, m.end), m.type) for m in doc._.mentions]
        pairs.append(({(*trim(text, *place), type_) for place, type_ in mine if type_ in ("PER", "ORG", "LOC")}, gold))
    return pairs


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size"), list(FLOORS), ids=[name for name, _ in FLOORS])
def test_exact_f1_stays_over_its_floor(shared_gold: Path, name: str, size: int) -> None:
    pairs = found_and_gold(shared_gold / f"{name}.jsonl")
    assert len(pairs) == size
    for type_, floor in FLOORS[name, size].items():
        counts: Counter[str] = Counter()
        for mine, gold in pairs:
            a, b = ({s for s in spans if type_ in (s[2], "ALL")} for spans in (mine, gold))
            counts += Counter(right=len(a & b), mine=len(a), gold=len(b))
        f1 = 2 * counts["right"] / (counts["mine"] + counts["gold"])
        assert f1 >= floor, f"{type_} {f1:.3f}"


PEOPLE = {
    "Y. Tukumov": "KZ", "R. Asizbaev": "KG", "A. Nasirov": None, "B. Usmanov": "UZ", "Kassym-Jomart Tokayev": "KZ", "Fumio Kishida": "JP",
    "Sadyr Zhaparov": "KG", "Emomali Rahmon": "TJ", "Serdar Berdimuhamedov": "TM", "Shavkat Mirziyoyev": "UZ", "Ilham Aliyev": "AZ",
    "Murat Nurtleu": "KZ", "Alibek Tazhibayev": "KZ", "Yerzhan Saltybayev": "KZ", "Мурад Узаков": None,
}  # fmt: skip
"""Who holds an office in the shared documents, and the country that the document itself gives the office."""


def test_people_of_the_shared_documents(shared_documents: Path) -> None:
    found: dict[str, set[str | None]] = {}
    for path in sorted(shared_documents.glob("*.txt")):
        document = detect(read_document(path, path.name))
        for lang in ("en", "ru"):
            for _, doc in parse_documents([document], lang):
                for role in doc._.roles:
                    found.setdefault(doc._.entities[role.holder].name, set()).add(role.country)
                people = {e.name for e in doc._.entities if e.type == "person"}
                assert people <= {*PEOPLE, "Н. Назарбаев"}, path.name
    assert {name: sorted(map(str, codes)) for name, codes in found.items()} == {name: [str(code)] for name, code in PEOPLE.items()}
