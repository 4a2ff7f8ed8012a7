"""What goes onto each kind of page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.reporting.charts import Label, bars, months, network
from pipeline.reporting.data import Entities, Row, Tally, anchor, page_of_document
from pipeline.reporting.highlight import LAYERS, Mark, pieces
from pipeline.reporting.render import Site, short
from pipeline.reporting.words import WORDS


def title_of(document: Row) -> str:
    """What a document is called on the pages."""
    return str(document["title"] or document["doc_id"])


def document_page(site: Site, document: Row, rows: Row, entities: Entities) -> None:
    """A document with its people, organisations, quotes, proposals and numbers highlighted, and lists of them."""
    marks = list(_marks(rows, entities))
    site.page(
        page_of_document(document["doc_id"]), "document.html", title=title_of(document), document=document, rows=rows,
        pieces=list(pieces(document["text"], marks)), entities=entities, anchor=anchor,
    )  # fmt: skip


def _marks(rows: Row, entities: Entities) -> Iterator[Mark]:
    for m in rows["mentions"]:
        page = entities.page(m["entity_id"])
        note = entities.name(m["entity_id"]) or m["name"]
        yield Mark(m["start"], m["end"], LAYERS[m["type"]], anchor(m["mention_id"]), note, f"../{page}" if page else None)
    for q in rows["quotes"]:
        speaker = entities.name(q["speaker_id"]) or q["speaker_text"] or "?"
        for i, part in enumerate(q["parts"]):
            yield Mark(part["start"], part["end"], "quo", anchor(q["quote_id"]) if i == 0 else "", f"“” {speaker}")
    for p in rows["proposals"]:
        proposer = entities.name(p["proposer_id"]) or p["proposer_text"] or "?"
        yield Mark(p["start"], p["end"], "pro", anchor(p["proposal_id"]), f"→ {proposer}: {p['force']}, {p['topic']}")
    for n in rows["numbers"]:
        yield Mark(n["start"], n["end"], "num", anchor(n["number_id"]), f"# {measure(n)}")


def measure(n: Row) -> str:
    """A number in one line: value or range or change, unit, what is measured."""
    from pipeline.reporting.render import number

    if n["value_from"] is not None or n["value_to"] is not None:
        value = f"{number(n['value_from']) or '?'} → {number(n['value_to']) or '?'}"
    elif n["low"] is not None or n["high"] is not None:
        value = f"{number(n['low']) or '…'}–{number(n['high']) or '…'}"
    else:
        value = number(n["value"])
    parts = [n["qualifier"], value, n["unit"], n["measured"] and f"({short(n['measured'], 80)})", n["period"]]
    return " ".join(part for part in parts if part)


def entity_page(site: Site, entity: Row, found: dict[str, list[Row]], entities: Entities, titles: dict[str, str]) -> None:
    """An actor or organisation: names, roles over time, quotes, proposals and numbers, each with the way to its place."""
    page = entities.page(entity["entity_id"])
    if page is None:
        return
    dates = Counter(str(row["date"])[:7] for row in [*found["quotes"], *found["proposals"]] if row["date"])
    members = found["members"]
    rows = [("quotes", row) for row in found["quotes"]] + [("proposals", row) for row in found["proposals"]]
    rows += [("numbers", row) for row in found["numbers"]]
    site.pages(
        page, "entity.html", rows, title=entity["name"], entity=entity, entities=entities, members=members, titles=titles,
        timeline=months(dates, "statements over time"), anchor=anchor, page_of_document=page_of_document, measure=measure,
    )  # fmt: skip


def overview(site: Site, tally: Tally, entities: Entities, counts: dict[str, int], rejected: list[Row]) -> None:
    """The first page."""

    def entity_label(entity_id: str) -> Label:
        return entities.name(entity_id) or entity_id, entities.page(entity_id)

    def plain(key: str) -> Label:
        return key, None

    speaking = +Counter({i: a["n_quotes"] + a["n_proposals"] for i, a in entities.actors.items()})
    named = +Counter({i: o["n_mentions"] for i, o in entities.organisations.items()})
    charts = {
        "documents by language": bars(tally.languages, plain),
        "documents by month": months(tally.months, "documents by month"),
        "who speaks and proposes most": bars(speaking, entity_label),
        "organisations named most": bars(named, entity_label),
        "proposals by topic": bars(tally.topics, lambda t: (t, None if t in WORDS else t)),
        "proposals by proposer": bars(tally.proposers, entity_label),
        "numbers by what is measured": bars(tally.measured, plain),
    }
    site.page(
        "index.html", "overview.html", title=site.title, charts=charts, counts=counts, rejected=rejected[:PREVIEW],
        network=_network(tally, entities), top_proposals=_shared(tally)[:PREVIEW], entities=entities, anchor=anchor,
        page_of_document=page_of_document,
    )  # fmt: skip


PREVIEW = 12
NETWORK_NODES = 60


def _shared(tally: Tally) -> list[list[Row]]:
    """Groups of the same proposal in several documents, largest first."""
    groups = [rows for rows in tally.groups.values() if len({row["doc_id"] for row in rows}) > 1]
    return sorted(groups, key=lambda rows: (-len(rows), rows[0]["proposal_id"]))


def _network(tally: Tally, entities: Entities) -> Any:
    """Who speaks for whom (a person and the organisation), and who shares a proposal."""
    edges: dict[tuple[str, str], str] = {}
    for entity_id, actor in entities.actors.items():
        if actor["organisation_id"] in entities.organisations and actor["n_quotes"] + actor["n_proposals"]:
            edges[entity_id, actor["organisation_id"]] = "for"
    for rows in _shared(tally):
        proposers = sorted({row["proposer_id"] for row in rows if row["proposer_id"] in entities.pages})
        for i, a in enumerate(proposers):
            for b in proposers[i + 1 :]:
                edges[a, b] = "shares"
    weight = Counter[str]()
    for pair in edges:
        weight.update(pair)
    chosen = {name for name, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:NETWORK_NODES]}
    nodes = {}
    for name in chosen:
        row = entities.actors.get(name) or entities.organisations[name]
        size = row["n_quotes"] + row["n_proposals"]
        nodes[name] = {"name": row["name"], "kind": row.get("type", "organisation"), "href": entities.page(name), "size": size}
    return network(nodes, [(a, b, kind) for (a, b), kind in sorted(edges.items()) if a in chosen and b in chosen])
