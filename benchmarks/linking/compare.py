"""Splink and dragoman on the same people: the same records, the same measure, in one run.

Splink 5 (probabilistic linkage after Fellegi and Sunter, with DuckDB) gets what it needs to shine: names romanised and parted
into given name and surname, blocking on either, Jaro-Winkler and Levenshtein levels, weights by expectation maximisation.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

import pandas as pd
import pyarrow as pa

from benchmarks.linking.generate import batches, things
from benchmarks.linking.run import pairwise
from pipeline.linking.link import LinkOptions, link
from pipeline.linking.names import SURNAME, parse_person
from pipeline.linking.sounds import romanised

Row = dict[str, object]


def compare(n: int, seed: int) -> list[Row]:
    """Both on the people among `n` local entities; Splink's best threshold of five is reported."""
    tables, truth = _people(n, seed)
    start = time.perf_counter()
    result = link(iter(tables), options=LinkOptions())
    ours = {"tool": "dragoman", "people": len(truth), "seconds": round(time.perf_counter() - start, 1)}
    rows = [ours | pairwise(result.links["entity_id"].to_pylist(), truth)]
    return rows + _splink(tables, truth)


def _people(n: int, seed: int) -> tuple[list[pa.Table], list[int]]:
    entities = things(n // 10, seed)
    tables, truth = [], []
    for table, numbers in batches(entities, n, seed):
        rows, at = [], 0
        for row in table.to_pylist():
            own = numbers[at : at + len(row["entities"])]
            at += len(own)
            kept = [(e, t) for e, t in zip(row["entities"], own, strict=True) if e["type"] == "person"]
            rows.append(row | {"entities": [e for e, _ in kept]})
            truth += [t for _, t in kept]
        tables.append(pa.Table.from_pylist(rows, schema=table.schema))
    return tables, truth


def _records(tables: list[pa.Table]) -> Iterator[Row]:
    for number, entity in enumerate(e for table in tables for row in table.to_pylist() for e in row["entities"]):
        name = parse_person(romanised(entity["name"]))
        given = next((p.text for p in name.parts if p.kind != SURNAME), None) if name else None
        yield {"unique_id": number, "given": given, "surname": name.surname.text if name else None}


def _splink(tables: list[pa.Table], truth: list[int]) -> list[Row]:
    import splink.comparison_library as levels
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    start = time.perf_counter()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[levels.NameComparison("given"), levels.NameComparison("surname")],
        blocking_rules_to_generate_predictions=[block_on("surname"), block_on("given", "substr(surname, 1, 3)")],
    )
    api = DuckDBAPI()
    linker = Linker(api.register(pd.DataFrame(_records(tables))), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("given", "surname")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("surname"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("given"))
    predictions = linker.inference.predict(threshold_match_probability=0.5)
    results = []
    for threshold in (0.5, 0.8, 0.9, 0.95, 0.99):
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold).as_pandas_dataframe()
        found = clusters.sort_values("unique_id")["cluster_id"].astype(str).tolist()
        results.append({"tool": f"Splink, threshold {threshold}"} | pairwise(found, truth))
    seconds = {"people": len(truth), "seconds": round(time.perf_counter() - start, 1)}
    return [max(results, key=lambda row: row["f1"]) | seconds]
