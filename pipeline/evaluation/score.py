"""Tables against gold: one number for each thing that the contract asks, by table and language, and a list of errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluation.entities import score_metadata, score_organisations, score_people
from pipeline.evaluation.gold import Entity, GoldDocument, gold_files, read_document, read_entities
from pipeline.evaluation.mentions import Linked, is_open, note_wrong_links, score_links, score_mentions
from pipeline.evaluation.rows import score_groups, score_numbers, score_proposals, score_quotes
from pipeline.evaluation.scores import ALL, Error, Metrics, Scores, format_errors
from pipeline.evaluation.tables import EntityMap, Tables

HEADLINE = {
    "mentions": ("exact_f1",),
    "links": ("pairs_f1", "across_languages_f1"),
    "actors": ("found_f1", "role_f1"),
    "organisations": ("found_f1",),
    "quotes": ("direct_strict_f1", "found_and_speaker_f1"),
    "proposals": ("found_f1", "found_and_proposer_f1"),
    "numbers": ("found_f1", "found_and_value_f1"),
}


@dataclass(frozen=True)
class Evaluation:
    """What was measured, and each difference behind the figures.

    `metrics` is a tree of table, language (``en``, ``ru``, ``all``) and measure: ``_p``, ``_r``, ``_f1`` and ``_n`` (number of gold
    rows), or a share and ``_of`` (answers it is taken of).
    """

    metrics: Metrics
    errors: tuple[Error, ...]

    def headline(self) -> Metrics:
        """The few figures that tell most, by table and language: what `dvc metrics show` has room for."""
        chosen: Metrics = {}
        for table, names in HEADLINE.items():
            for lang, measures in self.metrics.get(table, {}).items():
                shown = {name: measures[name] for name in names if name in measures}
                if shown and (lang != ALL or table == "links"):
                    chosen.setdefault(table, {})[lang] = shown
        return chosen

    def errors_markdown(self) -> str:
        """The differences by table and document, in the order of the text."""
        return format_errors(self.errors)


def evaluate(tables_dir: Path, gold_dir: Path) -> Evaluation:
    """Score the Parquet tables in `tables_dir` against the gold in `gold_dir`.

    Nothing is measured where the gold is of another corpus, or is not there. A single document of the gold that was not read is
    measured as such (``documents.all.read``). Raises GoldError for gold that does not fit its text, CorpusError for missing tables.
    """
    tables, files = Tables.read(tables_dir), gold_files(gold_dir)
    texts = {row["doc_id"]: row["text"] for row in tables.rows["documents"]}
    if not texts.keys() & files.keys():
        return Evaluation({}, ())
    entities = read_entities(gold_dir)
    documents = [read_document(path, doc_id, texts[doc_id], entities) for doc_id, path in files.items() if doc_id in texts]
    scores = score(tables, documents, entities)
    for doc_id in files:
        scores.share("documents", (), "read", doc_id in texts)
        if doc_id not in texts:
            scores.wrong("documents", doc_id, 0, "not read", doc_id)
    return Evaluation(scores.metrics(), tuple(sorted(scores.errors)))


def score(tables: Tables, documents: list[GoldDocument], entities: Mapping[str, Entity]) -> Scores:
    """Score all tables on the documents that have gold."""
    scores, ids = Scores(), EntityMap(entities)
    links: dict[str, list[Linked]] = {}
    for document in documents:
        links[document.doc_id] = score_mentions(document, tables.of_document("mentions", document.doc_id), scores)
    everything = [link for of_document in links.values() for link in of_document]
    for link in everything:
        ids.vote(link.entity_id, link.mention.key)
    ids.name(tables.rows["actors"], frozenset({"PER", "LOC"}))
    ids.name(tables.rows["organisations"], frozenset({"ORG"}))
    ids.open = _open_ids(tables, documents)
    score_links(everything, scores)
    groups = []
    for document in documents:
        doc_id = document.doc_id
        note_wrong_links(doc_id, links[doc_id], ids, scores)
        score_metadata(document, tables.of_document("documents", doc_id)[0], scores)
        score_quotes(document, tables.of_document("quotes", doc_id), ids, scores)
        groups += score_proposals(document, tables.of_document("proposals", doc_id), ids, scores)
        score_numbers(document, tables.of_document("numbers", doc_id), ids, scores)
    score_groups(groups, scores)
    score_people(documents, tables.rows["actors"], everything, ids, scores)
    score_organisations(documents, tables.rows["organisations"], everything, ids, scores)
    return scores


def _open_ids(tables: Tables, documents: list[GoldDocument]) -> set[str]:
    """The ids all of whose mentions in the gold's documents lie in open places."""
    where: dict[bool, set[str]] = {True: set(), False: set()}
    for document in documents:
        for row in tables.of_document("mentions", document.doc_id):
            where[is_open(document, row)].add(row["entity_id"])
    return where[True] - where[False]
