"""One DuckDB file with the tables and views that answer an analyst's first questions."""

from __future__ import annotations

from pathlib import Path

from pipeline import schema
from pipeline.errors import DragomanError
from pipeline.storage import Folder

VIEWS = {
    "entities": """
        select entity_id, type, name, name_en, name_ru, country, n_documents, n_mentions, n_quotes, n_proposals from actors
        union all
        select entity_id, 'organisation', name, name_en, name_ru, country, n_documents, n_mentions, n_quotes, n_proposals
        from organisations""",
    "who_said_what": """
        select d.date, coalesce(e.name, q.speaker_text) as speaker, e.entity_id, q.kind, q.text, q.lang, d.title, q.doc_id,
               q.start, q."end"
        from quotes q join documents d using (doc_id) left join entities e on e.entity_id = q.speaker_id""",
    "who_proposes_what": """
        select d.date, coalesce(e.name, p.proposer_text) as proposer, e.entity_id, p.force, p.text, p.addressee, p.topic, p.lang,
               p.group_id, d.title, p.doc_id, p.start, p."end"
        from proposals p join documents d using (doc_id) left join entities e on e.entity_id = p.proposer_id""",
    "which_numbers": """
        select d.date, e.name as whose, n.measured, n.text, n.value, n.low, n.high, n.value_from, n.value_to, n.unit, n.qualifier,
               n.period, n.status, d.title, n.doc_id, n.start, n."end"
        from numbers n join documents d using (doc_id) left join entities e on e.entity_id = n.entity_id""",
    "careers": """
        select a.name, r.date, r.role, o.name as organisation, r.country, r.doc_id, r.start, r."end"
        from (select name, unnest(roles) as r from actors) a left join organisations o on o.entity_id = r.organisation_id""",
    "shared_proposals": """
        select group_id, count(*) as n, count(distinct doc_id) as documents, count(distinct lang) as languages,
               list(distinct proposer_id) as proposers, min(text) as text
        from proposals group by group_id having count(distinct doc_id) > 1 order by n desc, group_id""",
}


def write_duckdb(tables: Folder, target: Path) -> Path:
    """Write `target` anew."""
    try:
        import duckdb
    except ImportError as error:
        raise DragomanError("DuckDB is not installed: pip install duckdb") from error
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    with duckdb.connect(str(target)) as database:
        for name in schema.TABLES:
            path = str(tables.path / f"{name}.parquet")
            database.execute(f"create table {name} as select * from read_parquet(?)", [path])
        for name, query in VIEWS.items():
            database.execute(f"create view {name} as {query}")
    return target
