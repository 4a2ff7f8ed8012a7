"""Numbers against gold: hand-made sentences with floors for each language, and public data where this machine has them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.documents.document import Block, Document
from pipeline.extraction.numbers import numbers_in
from pipeline.extraction.records import Number
from pipeline.languages.pipelines import parse_documents

GOLD = Path(__file__).parent.parent / "gold"
DATE = dt.date(2024, 8, 9)
FLOORS = {"f1": 0.98, "span": 0.97, "value": 0.99, "unit": 0.98, "qualifier": 0.98, "status": 0.96, "period": 0.96, "measured": 0.94}


def close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-6 * max(1, abs(b))


def value_is(found: Number, gold: dict[str, Any]) -> bool:
    if "from" in gold:
        return close(found.value_from, gold["from"]) and close(found.value_to, gold["to"])
    if "lo" in gold:
        return close(found.low, gold["lo"]) and close(found.high, gold["hi"])
    return close(found.value, gold.get("v")) and found.value_from is None


def words_shared(a: str, b: str) -> float:
    first, second = set(a.lower().split()), set(b.lower().split())
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 0


def scores(lang: str) -> dict[str, float]:
    sentences = yaml.safe_load((GOLD / f"numbers_{lang}.yaml").read_text(encoding="utf-8"))["sentences"]
    documents = []
    for i, entry in enumerate(sentences):
        document = Document(doc_id=str(i), sha256="", text=entry["s"], blocks=[Block(0, len(entry["s"]), "paragraph", lang)], lang=lang)
        document.date = entry.get("d") or DATE
        documents.append(document)
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for (_, doc), entry in zip(parse_documents(documents, lang), sentences, strict=True):
        rows = list(doc._.numbers)
        at = 0
        for gold in entry["n"]:
            start = doc.text.index(str(gold["t"]), at)
            at, end = start + 1, start + len(str(gold["t"]))
            asked["gold"] += 1
            hits = [row for row in rows if row.start < end and start < row.end]
            if not hits:
                continue
            hit = max(hits, key=lambda row: min(row.end, end) - max(row.start, start))
            rows.remove(hit)
            right["found"] += 1
            checks = {
                "span": (hit.start, hit.end) == (start, end),
                "value": value_is(hit, gold),
                "qualifier": hit.qualifier == gold.get("q"),
                "status": hit.status == gold.get("st", "actual"),
            }
            if gold["k"] != "ordinal" and not (gold["k"] == "count" and "u" not in gold):
                checks["unit"] = (hit.kind, hit.unit) == (gold["k"], gold.get("u"))
            if "p" in gold:
                checks["period"] = hit.period == str(gold["p"])
            if "m" in gold:
                text = doc.text[slice(*hit.measured)] if hit.measured else ""
                checks["measured"] = words_shared(text, gold["m"]) >= 0.5
            for name, good in checks.items():
                asked[name] += 1
                right[name] += good
        right["extra"] += len(rows)
    precision, recall = right["found"] / (right["found"] + right["extra"]), right["found"] / asked["gold"]
    return {"f1": 2 * precision * recall / (precision + recall)} | {name: right[name] / asked[name] for name in FLOORS if name != "f1"}


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_gold_sentences(lang: str) -> None:
    reached = scores(lang)
    assert {name: round(value, 3) for name, value in reached.items() if value < FLOORS[name]} == {}


NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
PUBLIC = {"num_en_duckling": 0.90, "num_ru_duckling": 0.96, "num_en_quantulum3": 0.90}


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_gold(name: str, shared_gold: Path) -> None:
    """The share of the found whose value is right; times of day and dates are no numbers here."""
    found = right = 0
    for line in (shared_gold / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        rows = numbers_in(record["text"], record["lang"])
        for gold in record["quantities"]:
            wanted = [float(x) for x in re.findall(rf"(?<![\w.]){NUMBER}(?!\w)", gold["expected"])] if "expected" in gold else [gold["value"]]
            hits = [r for r in rows if r.start < gold["end"] and gold["start"] < r.end]
            if gold["type"] == "Time" or not hits:
                continue
            best = max(hits, key=lambda r: min(r.end, gold["end"]) - max(r.start, gold["start"]))
            taken = hits if len(wanted) > 1 else [best]
            have = [x for r in taken for x in (r.value, r.low, r.high, r.value_from, r.value_to) if x is not None]
            found += 1
            right += all(any(close(x, y) for x in have) for y in wanted)
    assert right / found >= PUBLIC[name]
