"""The models alone on the texts that the stage `extract` gives them, and that stage, by turns in one process.

    python -m benchmarks.bare OUTPUTS      # steps/detect of a run; prints JSON

Bare English is spaCy with the components that `configs/en.cfg` takes from its model, over all paragraphs in one `nlp.pipe`,
then the model of names where that file has it; bare Russian is razdel and slovnet's NER, morphology and syntax in their own
batches. Neither makes a row. Seconds are CPU seconds of the process, which a busy machine changes least.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from pipeline.engine import limit_threads

limit_threads()  # before anything imports numpy

# ruff: noqa: E402
import razdel

from pipeline import schema
from pipeline.documents.clean import clean
from pipeline.documents.document import Document
from pipeline.languages.pipelines import DOCUMENT_COMPONENTS, language_pipeline
from pipeline.languages.slovnet import _taggers
from pipeline.settings import load_settings
from pipeline.shards import Shard, next_shards
from pipeline.stages.extract import extract_shard
from pipeline.storage import Folder
from pipeline.workspace import Workspace


def texts_of(shard: Shard) -> dict[str, list[str]]:
    """The clean paragraphs of a shard, by language."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in shard.rows():
        document = Document.from_row(row)
        for block in document.prose():
            text = clean(document.text[block.start : block.end], block.start).text
            if text and block.lang in ("en", "ru"):
                found[block.lang].append(text)
    return found


def english(texts: list[str]) -> None:
    """spaCy's components and our model of names."""
    nlp = language_pipeline("en")
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name in DOCUMENT_COMPONENTS]):
        for _ in nlp.pipe(texts):
            pass


def russian(texts: list[str]) -> None:
    """slovnet's three models, each over all texts."""
    ner, morph, syntax = _taggers()
    sentences = [[t.text for t in razdel.tokenize(s.text)] for text in texts for s in razdel.sentenize(text)]
    for result in (ner.map(texts), morph.map(sentences), syntax.map(sentences)):
        for _ in result:
            pass


BARE = {"en": english, "ru": russian}


def measure(outputs: Path) -> dict[str, float]:
    """Documents, CPU seconds of the bare models by language and of `extract`, shard by shard after one that warms up."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings()
        workspace = Workspace(Folder(outputs), Folder(outputs), replace(settings, engine=replace(settings.engine, workers=1)))
        shards = next_shards(workspace, "detect", "extract", schema.EXTRACTED, "bare")
        workspace = replace(workspace, memo=Path(folder) / "memo")
        shards = [replace(shard, target=Folder(folder), workspace=workspace) for shard in shards]
        seconds: dict[str, float] = defaultdict(float)
        for k, shard in enumerate([shards[0], *shards]):
            if k == 1:  # the first shard, done twice, loads the models and lexicons and is not counted
                seconds.clear()
                for entry in (Path(folder) / "memo").glob("??/*"):
                    entry.unlink()
            for lang, texts in texts_of(shard).items():
                start = time.process_time()
                BARE[lang](texts)
                seconds[f"bare {lang}"] += time.process_time() - start
            start = time.process_time()
            seconds["documents"] += extract_shard(shard)
            seconds["extract"] += time.process_time() - start
        return dict(seconds)


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
