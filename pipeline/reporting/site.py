"""The whole report from the tables. A page whose rows are as before is not drawn again; rows are read as streams."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.memo import code_version, key_of
from pipeline.progress import Progress
from pipeline.reporting.data import Entities, Row, Tally, anchor, batches, page_of_document
from pipeline.reporting.pages import document_page, entity_page, measure, overview, title_of
from pipeline.reporting.render import PAGE_ROWS, Site
from pipeline.reporting.search import Index
from pipeline.shards import read_index
from pipeline.storage import Folder
from pipeline.workspace import Workspace

KEYS = "keys.json"
CODE = ("reporting", "schema.py")
SHOWN = {
    "quotes": ("speaker_id", ["quote_id", "doc_id", "text", "kind", "cue"]),
    "proposals": ("proposer_id", ["proposal_id", "doc_id", "text", "force", "topic", "addressee", "group_id", "date"]),
    "numbers": (
        "entity_id",
        ["number_id", "doc_id", "text", "kind", "value", "low", "high", "value_from", "value_to", "unit", "qualifier", "measured",
         "period", "status"],
    ),
}  # fmt: skip


def build(workspace: Workspace) -> None:
    """Write `outputs/report`."""
    folder = (workspace.outputs / "report").path
    site = Site(folder, workspace.settings.report.title)
    keys = json.loads((folder / KEYS).read_text()) if (folder / KEYS).is_file() else {}
    entities = Entities.read(workspace.tables)
    tally, index = Tally(), Index()
    new: dict[str, Any] = {}
    site.assets()
    documents = _documents(site, workspace, entities, tally, index, keys, new)
    _entities(site, workspace.tables, entities, documents, index, keys, new)
    _lists(site, workspace.tables, entities, documents, tally, index)
    rejected = workspace.tables.read("rejected.parquet").to_pylist()
    counts = {name: n for name, n in json.loads(workspace.metrics.read_bytes("tables.json") or b"{}").items() if isinstance(n, int)}
    overview(site, tally, entities, counts, rejected)
    site.page("search.html", "search.html", title="search")
    index.write(site)
    site.write(KEYS, json.dumps(new, sort_keys=True))
    site.sweep()


def _documents(
    site: Site, workspace: Workspace, entities: Entities, tally: Tally, index: Index, keys: Row, new: Row
) -> dict[str, Row]:
    """Pages of documents, shard by shard; gives what the other pages need of each document."""
    version = key_of(code_version(*CODE), site.title)
    documents: dict[str, Row] = {}
    shards = read_index(workspace.work("rows"))
    with Progress("report", sum(len(entry["items"]) for entry in shards)) as progress:
        for entry in shards:
            detected = workspace.work("detect").read(f"{entry['name']}.parquet")
            mine = detected.select(["doc_id", "title", "date", "publisher", "author", "lang", "url"]).to_pylist()
            for row in mine:
                documents[row["doc_id"]] = row
                tally.languages[row["lang"] or "?"] += 1
                tally.months[str(row["date"])[:7] if row["date"] else ""] += 1
                index.add("document", title_of(row), page_of_document(row["doc_id"]), f"{row['title']} {row['doc_id']}")
            rows = workspace.work("rows").read(f"{entry['name']}.parquet")
            names = {i: entities.name(i) for i in sorted(_ids(rows))}
            key = new[entry["name"]] = key_of(version, entry["key"], names)
            pages = [page_of_document(row["doc_id"]) for row in mine]
            if keys.get(entry["name"]) == key and all(map(site.has, pages)):
                site.keep(pages)
            else:
                _draw(site, detected, rows, entities)
            progress.advance(len(entry["items"]))
    return documents


def _ids(rows: pa.Table) -> set[str]:
    """The ids of all entities that these documents name."""
    found: set[str] = set()
    for table, column in (("mentions", "entity_id"), ("quotes", "speaker_id"), ("proposals", "proposer_id")):
        values = pc.struct_field(pc.list_flatten(rows[table]), column)
        found |= {value for value in pc.unique(values).to_pylist() if value}
    return found


def _draw(site: Site, detected: pa.Table, rows: pa.Table, entities: Entities) -> None:
    empty: Row = {"mentions": [], "quotes": [], "proposals": [], "numbers": []}
    found = {row["doc_id"]: row for row in rows.to_pylist()}
    for document in detected.to_pylist():
        document_page(site, document, found.get(document["doc_id"], empty), entities)


def _entities(
    site: Site, tables: Folder, entities: Entities, documents: dict[str, Row], index: Index, keys: Row, new: Row
) -> None:
    """A page for each actor and organisation. Rows are sorted by entity once and then taken slice by slice."""
    version = key_of(code_version(*CODE), site.title)
    sorted_rows = {name: _Sorted(tables, name, owner, columns) for name, (owner, columns) in SHOWN.items()}
    members: dict[str, list[Row]] = {}
    for actor in entities.actors.values():
        for organisation in sorted({role["organisation_id"] for role in actor["roles"] if role["organisation_id"]}):
            members.setdefault(organisation, []).append(actor)
    for entity_id, entity in sorted({**entities.organisations, **entities.actors}.items()):
        found = {name: rows.of(entity_id) for name, rows in sorted_rows.items()}
        for part in found.values():
            for row in part:
                row["date"] = documents[row["doc_id"]]["date"]
        found["members"] = members.get(entity_id, [])
        page = entities.page(entity_id) or ""
        names = [entity["name"], entity["name_en"], entity["name_ru"], *entity["aliases"], *entity.get("acronyms", [])]
        note = entity.get("role") or entity.get("kind") or ""
        index.add(entity.get("type", "organisation"), entity["name"], page, " ".join(filter(None, names)), note)
        titles = {d: title_of(documents[d]) for d in _named(entity, found)}
        others = {i: entities.name(i) for role in entity.get("roles", []) if (i := role["organisation_id"])}
        key = new[entity_id] = key_of(version, entity, found, titles, others, entities.name(entity.get("parent_id")))
        count = sum(len(found[name]) for name in SHOWN)
        pages = [page] + [f"{page.removesuffix('.html')}-{i}.html" for i in range(2, -(-count // PAGE_ROWS) + 1)]
        if keys.get(entity_id) == key and all(map(site.has, pages)):
            site.keep(pages)
        else:
            entity_page(site, entity, found, entities, titles)


def _named(entity: Row, found: dict[str, list[Row]]) -> set[str]:
    rows = [row["doc_id"] for name in SHOWN for row in found[name]]
    return {*rows, *(role["doc_id"] for role in entity.get("roles", [])), *entity["doc_ids"][:PAGE_ROWS]}


class _Sorted:
    """A table sorted by the entity that owns each row, held as Arrow memory."""

    def __init__(self, tables: Folder, name: str, owner: str, columns: list[str]) -> None:
        table = tables.read(f"{name}.parquet", [owner, *columns])
        table = table.filter(pc.is_valid(table[owner])).sort_by([(owner, "ascending"), ("doc_id", "ascending")])
        self._rows = table.drop_columns([owner])
        self._span: dict[str, tuple[int, int]] = {}
        at = 0
        counts = pc.value_counts(table[owner].combine_chunks() if table.num_rows else pa.array([], pa.string()))
        for value, n in sorted((v["values"], v["counts"]) for v in counts.to_pylist()):
            self._span[value] = (at, n)
            at += n

    def of(self, entity_id: str) -> list[Row]:
        start, n = self._span.get(entity_id, (0, 0))
        rows: list[Row] = self._rows.slice(start, n).to_pylist() if n else []
        return rows


def _lists(site: Site, tables: Folder, entities: Entities, documents: dict[str, Row], tally: Tally, index: Index) -> None:
    by_date = sorted(documents.values(), key=lambda d: (str(d["date"] or ""), d["doc_id"]), reverse=True)
    context: Row = {"entities": entities, "documents": documents, "anchor": anchor, "page_of_document": page_of_document}
    context |= {"measure": measure, "title_of": title_of}
    site.pages("documents.html", "documents.html", by_date, title="documents", **context)
    actors = sorted(entities.actors.values(), key=lambda a: (-a["n_quotes"] - a["n_proposals"], -a["n_mentions"], a["entity_id"]))
    site.pages("actors.html", "entities.html", actors, title="people and states", **context)
    organisations = sorted(entities.organisations.values(), key=lambda o: (-o["n_mentions"], o["entity_id"]))
    site.pages("organisations.html", "entities.html", organisations, title="organisations", **context)
    for name, (owner, columns) in SHOWN.items():
        rows = list(_all(tables, name, [owner, *columns], tally))
        for row in rows if name != "numbers" else []:
            href = f"{page_of_document(row['doc_id'])}#{anchor(row[columns[0]])}"
            who = entities.name(row[owner]) or ""
            index.add(name.removesuffix("s"), row["text"], href, f"{row['text']} {who}", who)
        site.pages(f"{name}.html", f"{name}.html", rows, title=name, **context)


def _all(tables: Folder, name: str, columns: list[str], tally: Tally) -> Iterator[Row]:
    for rows in batches(tables, name, columns):
        if name == "proposals":
            tally.add_proposals(rows)
        if name == "numbers":
            tally.measured.update(" ".join(row["measured"].split()).lower() for row in rows if row["measured"])
        yield from rows
