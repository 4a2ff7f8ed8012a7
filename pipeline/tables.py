"""Rows of the tables from what was extracted and linked, each checked against the text of its document."""

from __future__ import annotations

from collections import Counter
from typing import Any

Row = dict[str, Any]
Locals = dict[int, Row]
"""Local number of an entity -> its row of `schema.LINKS`; an entity that an analyst dropped has none."""


def rows_of_document(document: Row, found: Row, links: Locals, groups: dict[str, str]) -> Row:
    """The row of `schema.ROWS` of one document: rows of the tables, sorted by place, ids filled in."""
    doc_id, text = document["doc_id"], document["text"]
    quotes = [_quote(doc_id, quote, links) for quote in found["quotes"]]
    rows = {"quotes": _in_order("quotes", quotes)}
    quote_ids = [quote["quote_id"] for quote in quotes]
    rows["mentions"] = _in_order("mentions", [row for mention in found["mentions"] if (row := _mention(doc_id, mention, links))])
    proposals = [_proposal(doc_id, p, links, quote_ids, groups) | {"date": document["date"]} for p in found["proposals"]]
    rows["proposals"] = _in_order("proposals", proposals)
    rows["numbers"] = _in_order("numbers", [_number(doc_id, n, links, quote_ids) for n in found["numbers"]])
    for table, part in rows.items():
        for row in part:
            if text[row["start"] : row["end"]] != row["text"]:
                raise RuntimeError(f"{doc_id}: {table} at {row['start']}:{row['end']} is not what the text says there")
    roles = [_role(document, role, links) for role in found["roles"] if role["holder"] in links]
    return {"doc_id": doc_id, "n_tokens": found["n_tokens"], "roles": roles, "dropped": found["dropped"], **rows}


def proposal_id(doc_id: str, proposal: Row) -> str:
    """The id of a proposal of `schema.EXTRACTED`."""
    return f"{doc_id}#p{proposal['start']}-{proposal['end']}"


def _id(kind: str, doc_id: str, row: Row) -> str:
    return f"{doc_id}#{kind}{row['start']}-{row['end']}"


def _in_order(table: str, rows: list[Row]) -> list[Row]:
    """Rows by place; a second row at one place gets a number after its id, so that no two ids are the same."""
    name = f"{table.removesuffix('s')}_id"
    ordered = sorted(rows, key=lambda row: (row["start"], row["end"], repr(sorted(row.items()))))
    seen: Counter[str] = Counter()
    for row in ordered:
        first = row[name]
        seen[first] += 1
        if seen[first] > 1:
            row[name] = f"{first}.{seen[first]}"
    return ordered


def _entity(links: Locals, local: int | None) -> str | None:
    link = links.get(local) if local is not None else None
    return link["entity_id"] if link else None


def _mention(doc_id: str, mention: Row, links: Locals) -> Row | None:
    link = links.get(mention["local"])
    if link is None:  # an analyst dropped the entity
        return None
    return mention | {
        "mention_id": _id("m", doc_id, mention), "doc_id": doc_id, "entity_id": link["entity_id"], "link_score": link["score"],
        "link_reason": link["reason"],
    }  # fmt: skip


def _role(document: Row, role: Row, links: Locals) -> Row:
    return role | {
        "entity_id": links[role["holder"]]["entity_id"], "organisation_id": _entity(links, role["organisation"]),
        "doc_id": document["doc_id"], "date": document["date"],
    }  # fmt: skip


def _quote(doc_id: str, quote: Row, links: Locals) -> Row:
    return quote | {
        "quote_id": _id("q", doc_id, quote), "doc_id": doc_id, "speaker_id": _entity(links, quote["party"]),
        "speaker_text": quote["party_text"], "speaker_start": quote["party_start"], "speaker_end": quote["party_end"],
        "speaker_by": quote["party_by"],
    }  # fmt: skip


def _proposal(doc_id: str, proposal: Row, links: Locals, quote_ids: list[str], groups: dict[str, str]) -> Row:
    own_id = proposal_id(doc_id, proposal)
    return proposal | {
        "proposal_id": own_id, "doc_id": doc_id, "proposer_id": _entity(links, proposal["party"]),
        "proposer_text": proposal["party_text"], "proposer_by": proposal["party_by"],
        "quote_id": quote_ids[proposal["quote"]] if proposal["quote"] is not None else None,
        "group_id": groups.get(own_id, own_id),
    }  # fmt: skip


def _number(doc_id: str, number: Row, links: Locals, quote_ids: list[str]) -> Row:
    return number | {
        "number_id": _id("n", doc_id, number), "doc_id": doc_id, "entity_id": _entity(links, number["entity"]),
        "quote_id": quote_ids[number["quote"]] if number["quote"] is not None else None,
    }  # fmt: skip
