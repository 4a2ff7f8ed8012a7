"""The table of links: one row a local entity, made column by column, so that a million rows cost seconds."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from pipeline.linking.forms import Collector
from pipeline.schema import LINKS


def links_table(
    collector: Collector, entity_of: np.ndarray, ids: list[str], scores: np.ndarray, reasons: list[str], *, dropped: set[int]
) -> pa.Table:
    """A row for each local entity, by document and local number. `entity_of`, `scores` and `reasons` go by form, `ids` by entity;
    local entities of `dropped` forms keep their row, without an id."""
    local = collector.local
    form = np.frombuffer(local.form, dtype=np.int32) if local.form else np.zeros(0, dtype=np.int32)
    reason_names = sorted({*reasons, *(r for _, r in local.reasons.values()), "curated: dropped"})
    code = {name: i for i, name in enumerate(reason_names)}
    score, reason = scores[form], np.array([code[r] for r in reasons], dtype=np.int32)[form] if len(form) else np.zeros(0, np.int32)
    for place, (value, text) in local.reasons.items():
        score[place], reason[place] = value, code[text]
    gone = np.isin(form, sorted(dropped)) if dropped else np.zeros(len(form), dtype=bool)
    score[gone], reason[gone] = 1.0, code["curated: dropped"]
    documents = np.frombuffer(local.document, dtype=np.int32) if local.document else np.zeros(0, dtype=np.int32)
    numbers = np.frombuffer(local.local, dtype=np.int32) if local.local else np.zeros(0, dtype=np.int32)
    rank = np.empty(len(local.documents), dtype=np.int64)
    rank[np.argsort(np.array(local.documents, dtype=object), kind="stable")] = np.arange(len(local.documents))
    order = np.lexsort((numbers, rank[documents])) if len(form) else np.zeros(0, dtype=np.int64)
    entity = pa.array(entity_of[form][order], mask=gone[order])
    return pa.table(
        [
            pa.array(local.documents, pa.string()).take(pa.array(documents[order])),
            pa.array(numbers[order]),
            pa.array(ids, pa.string()).take(entity),
            pa.array(score[order].astype(np.float64)),
            pa.array(reason_names, pa.string()).take(pa.array(reason[order])),
        ],
        schema=LINKS,
    )


