"""Scores of the tables of actors and organisations, and of the documents' metadata."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.evaluation.compare import is_name, is_role
from pipeline.evaluation.gold import Choice, Entity, GoldDocument, as_date
from pipeline.evaluation.mentions import Linked
from pipeline.evaluation.scores import Scores
from pipeline.evaluation.tables import EntityMap, TableRow, language_at

METADATA = ("lang", "title", "date", "publisher", "author", "url")


def score_metadata(document: GoldDocument, row: TableRow, scores: Scores) -> None:
    """Which of a document's own fields are right."""
    lang = str(document.metadata["lang"][0])
    for name in METADATA:
        if name in document.metadata:
            wanted = tuple(as_date(value) for value in document.metadata[name])
            found = as_date(row[name])
            good = is_name(found, wanted)
            scores.share("documents", lang, name, good)
            if not good:
                scores.wrong("documents", document.doc_id, 0, f"wrong {name}", document.doc_id, wanted, found)


def score_people(
    documents: Iterable[GoldDocument], actors: list[TableRow], links: list[Linked], ids: EntityMap, scores: Scores
) -> None:
    """People found, their names and countries, states that act, and who holds which role where."""
    documents = list(documents)
    people = [row for row in actors if row["type"] == "person"]
    _score_entities("actors", "PER", people, documents, links, ids, scores)
    acting = {
        key
        for document in documents
        for table, field in (("quotes", "speaker"), ("proposals", "proposer"))
        for row in document.rows[table]
        for key in row.fields.get(field, ())[:1]
        if not row.optional and key is not None and ids.entities[key].type == "LOC"
    }
    states = {ids.key(row["entity_id"]) for row in actors if row["type"] == "state"}
    for key in sorted(acting):
        scores.share("actors", (), "acting_state", key in states)
    for document in documents:
        _score_roles(document, people, ids, scores)


def score_organisations(
    documents: Iterable[GoldDocument], rows: list[TableRow], links: list[Linked], ids: EntityMap, scores: Scores
) -> None:
    """Organisations found, their names, kinds, countries, acronyms and parents."""
    for row in _score_entities("organisations", "ORG", rows, list(documents), links, ids, scores):
        _score_organisation(ids.entities[ids.key(row["entity_id"]) or ""], row, links, ids, scores)


def _score_entities(
    table: str, kind: str, rows: list[TableRow], documents: list[GoldDocument], links: list[Linked], ids: EntityMap, scores: Scores
) -> list[TableRow]:
    """Each gold entity that the texts name, once; a second row for it, or a row for nobody, is false. Gives the right rows."""
    langs: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.mention.type == kind:
            langs[link.mention.key].add(link.lang)
    known, seen = {document.doc_id for document in documents}, set()
    right = []
    for row in sorted(rows, key=lambda r: (-(r["n_mentions"] or 0), r["entity_id"])):
        key = ids.key(row["entity_id"]) or ""
        if not known & set(row["doc_ids"] or ()) or row["entity_id"] in ids.open:
            continue
        where = (row["doc_ids"] or ["-"])[0]
        if key not in langs or key in seen:
            spoken = langs.get(key) or {_script(row["name"])}
            scores.count(table, spoken, "found", false=1)
            problem = f"second row of {key}" if key in seen else "false"
            scores.wrong(table, where, 0, problem, row["name"], None, row["entity_id"])
            continue
        seen.add(key)
        right.append(row)
        scores.count(table, langs[key], "found", right=1)
        entity = ids.entities[key]
        answers: dict[str, tuple[Any, Choice]] = {"name": (row["name"], entity.names)}
        if entity.country:
            answers["country"] = (row["country"], entity.country)
        _score_answers(table, langs[key], where, row["name"], answers, scores)
    for key in sorted(langs.keys() - seen):
        scores.count(table, langs[key], "found", missing=1)
        scores.wrong(table, "-", 0, "missing", str(ids.entities[key].names[0]))
    return right


def _score_organisation(entity: Entity, row: TableRow, links: list[Linked], ids: EntityMap, scores: Scores) -> None:
    langs = {link.lang for link in links if link.mention.key == entity.key}
    where = (row["doc_ids"] or ["-"])[0]
    answers: dict[str, tuple[Any, Choice]] = {}
    if entity.kind:
        answers["kind"] = (row["kind"], entity.kind)
    if entity.parent is not None:
        answers["parent"] = (ids.key(row["parent_id"]), (entity.parent,))
    _score_answers("organisations", langs, where, row["name"], answers, scores)
    written = {link.mention.text for link in links if link.mention.key == entity.key}
    for acronym in entity.acronyms:
        if acronym in written:
            good = is_name(acronym, row["acronyms"] or ())
            scores.share("organisations", langs, "acronym", good)
            if not good:
                scores.wrong("organisations", where, 0, "missing acronym", row["name"], acronym, row["acronyms"])


def _score_answers(
    table: str, langs: set[str], where: str, text: str, answers: Mapping[str, tuple[Any, Choice]], scores: Scores
) -> None:
    for name, (value, wanted) in answers.items():
        good = is_name(value, wanted)
        scores.share(table, langs, name, good)
        if not good:
            scores.wrong(table, where, 0, f"wrong {name}", text, wanted, value)


def _score_roles(document: GoldDocument, people: list[TableRow], ids: EntityMap, scores: Scores) -> None:
    """Roles of the people of one document: a role is right by its words, and complete with the right organisation."""
    found = [
        (ids.key(row["entity_id"]), role) for row in people for role in row["roles"] or () if role["doc_id"] == document.doc_id
    ]
    used: set[int] = set()
    for want in document.actors:
        hits = [i for i, (key, role) in enumerate(found) if key == want["key"] and is_role(role["role"], want["role"])]
        used.update(hits)
        if None in want["role"] and not hits:
            continue
        start = next((m.span[0] for m in document.mentions if m.key == want["key"]), 0)
        lang = language_at(document.text, start)
        scores.count("actors", lang, "role", right=int(bool(hits)), missing=int(not hits))
        placed = any(ids.key(found[i][1]["organisation_id"]) in want["organisation"] for i in hits)
        scores.share("actors", lang, "role_and_organisation", placed)
        if not placed:
            got = [(found[i][1]["role"], found[i][1]["organisation_id"]) for i in range(len(found)) if found[i][0] == want["key"]]
            expected = (*want["role"], *want["organisation"])
            scores.wrong("actors", document.doc_id, start, "wrong role", want["key"], expected, got)
    for i, (key, role) in enumerate(found):
        if i not in used and not _is_again(role["role"], key, document):
            start = role["start"] or 0
            scores.count("actors", language_at(document.text, start), "role", false=1)
            scores.wrong("actors", document.doc_id, start, "false role", str(key), None, role["role"])


def _is_again(role: str | None, key: str | None, document: GoldDocument) -> bool:
    """Whether the gold leaves this person's role in the document open."""
    return any(want["key"] == key and (None in want["role"] or is_role(role, want["role"])) for want in document.actors)


def _script(name: str) -> str:
    return language_at(name, 0)
