"""One id over the documents that the project was asked for; skipped where they are not on this machine."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as pq
import pytest


@pytest.mark.slow
def test_one_id_each(shared_run: Path) -> None:
    rows = pq.read_table(shared_run / "tables" / "mentions.parquet").to_pylist()
    ids, documents = defaultdict(set), defaultdict(set)
    for row in rows:
        ids[row["name"]].add(row["entity_id"])
        documents[row["entity_id"]].add(row["doc_id"][:3])
    tokayev = ids["Kassym-Jomart Tokayev"] | ids["Tokayev"]
    assert len(tokayev) == 1 and documents[tokayev.pop()] >= {"001", "004"}
    world_economics = ids["ИМЭП"] | ids["Институт мировой экономики и политики"]
    assert len(world_economics) == 1 and documents[world_economics.pop()] >= {"002", "003"}
    interregional = ids["ИСМИ"]
    assert len(interregional) == 1 and documents[interregional.pop()] >= {"000", "002"}
    for russian, english in [("ШОС", "Shanghai Cooperation Organisation"), ("ЕАЭС", "Eurasian Economic Union"), ("Казахстан", "Kazakhstan")]:
        assert len(ids[russian] | ids[english]) == 1, russian
    assert not ids["National Institute for Strategic Studies of the Kyrgyz Republic"] & ids["KazISS"]
