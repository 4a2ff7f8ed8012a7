"""The Arrow schemas of every table and of every file between the stages: the one place that names columns.

Offsets are half-open, in Unicode code points of `documents.text`. Names of entities are in their base form.
"""

from __future__ import annotations

import pyarrow as pa

S, I32, F, B = pa.string(), pa.int32(), pa.float64(), pa.bool_()
PLACE = [("start", I32), ("end", I32), ("text", S)]
ROLE = pa.struct(
    [("role", S), ("organisation_id", S), ("country", S), ("doc_id", S), ("start", I32), ("end", I32), ("date", pa.date32())]
)
PART = pa.struct([("start", I32), ("end", I32)])

DOCUMENTS = pa.schema(
    [
        ("doc_id", S), ("sha256", S), ("title", S), ("date", pa.date32()), ("date_source", S), ("publisher", S), ("author", S),
        ("url", S), ("lang", S), ("lang_confidence", F),
        ("languages", pa.list_(pa.struct([("lang", S), ("share", F)]))),
        ("n_chars", I32), ("n_tokens", I32), ("text", S),
    ]
)  # fmt: skip

MENTIONS = pa.schema(
    [
        ("mention_id", S), ("doc_id", S), *PLACE, ("name", S), ("type", S), ("lang", S), ("entity_id", S), ("link_score", F),
        ("link_reason", S), ("source", S), ("confidence", F),
    ]
)  # fmt: skip

ACTORS = pa.schema(
    [
        ("entity_id", S), ("type", S), ("name", S), ("name_en", S), ("name_ru", S), ("aliases", pa.list_(S)), ("role", S),
        ("organisation_id", S), ("country", S), ("roles", pa.list_(ROLE)), ("n_documents", I32), ("n_mentions", I32),
        ("n_quotes", I32), ("n_proposals", I32), ("first_date", pa.date32()), ("last_date", pa.date32()),
        ("doc_ids", pa.list_(S)), ("former_ids", pa.list_(S)),
    ]
)  # fmt: skip

ORGANISATIONS = pa.schema(
    [
        ("entity_id", S), ("name", S), ("name_en", S), ("name_ru", S), ("acronyms", pa.list_(S)), ("aliases", pa.list_(S)),
        ("kind", S), ("country", S), ("parent_id", S), ("n_documents", I32), ("n_mentions", I32), ("n_quotes", I32),
        ("n_proposals", I32), ("first_date", pa.date32()), ("last_date", pa.date32()), ("doc_ids", pa.list_(S)),
        ("former_ids", pa.list_(S)),
    ]
)  # fmt: skip

QUOTES = pa.schema(
    [
        ("quote_id", S), ("doc_id", S), *PLACE, ("kind", S), ("parts", pa.list_(PART)), ("lang", S), ("speaker_id", S),
        ("speaker_text", S), ("speaker_start", I32), ("speaker_end", I32), ("speaker_by", S), ("cue", S), ("cue_start", I32),
        ("cue_end", I32), ("confidence", F),
    ]
)  # fmt: skip

PROPOSALS = pa.schema(
    [
        ("proposal_id", S), ("doc_id", S), *PLACE, ("lang", S), ("proposer_id", S), ("proposer_text", S), ("proposer_by", S),
        ("cue", S), ("force", S), ("addressee", S), ("action", S), ("topic", S), ("quote_id", S), ("sentence", S),
        ("date", pa.date32()), ("group_id", S), ("anaphora", B), ("confidence", F),
    ]
)  # fmt: skip

NUMBERS = pa.schema(
    [
        ("number_id", S), ("doc_id", S), *PLACE, ("lang", S), ("kind", S), ("value", F), ("low", F), ("high", F),
        ("value_from", F), ("value_to", F), ("unit", S), ("qualifier", S), ("measured", S), ("measured_start", I32),
        ("measured_end", I32), ("entity_id", S), ("period", S), ("status", S), ("sentence", S), ("quote_id", S),
        ("confidence", F),
    ]
)  # fmt: skip

REJECTED = pa.schema([("path", S), ("sha256", S), ("error", S), ("message", S)])

TABLES: dict[str, pa.Schema] = {
    "documents": DOCUMENTS,
    "mentions": MENTIONS,
    "actors": ACTORS,
    "organisations": ORGANISATIONS,
    "quotes": QUOTES,
    "proposals": PROPOSALS,
    "numbers": NUMBERS,
    "rejected": REJECTED,
}

# ---- between the stages -------------------------------------------------------------------------------------------

BLOCK = pa.struct([("start", I32), ("end", I32), ("kind", S), ("lang", S)])

# read: `blocks` lie in reading order and do not overlap; kinds are those of pipeline.documents.blocks; lang is null until detect.
READ = pa.schema([f for f in DOCUMENTS if f.name not in ("lang", "lang_confidence", "languages", "n_tokens")]).append(
    pa.field("blocks", pa.list_(BLOCK))
)

DETECTED = pa.schema(
    [*READ, pa.field("lang", S), pa.field("lang_confidence", F), DOCUMENTS.field("languages")]
)

# extract: one row a document; entities are numbered within the document ("local"), link gives them their ids.
LOCAL_ENTITY = pa.struct(
    [
        ("local", I32), ("type", S), ("lang", S), ("name", S), ("aliases", pa.list_(S)), ("acronyms", pa.list_(S)), ("kind", S),
        ("country", S), ("parent", I32), ("gender", S),
    ]
)  # fmt: skip
PARTY = [("party", I32), ("party_text", S), ("party_start", I32), ("party_end", I32), ("party_by", S)]

EXTRACTED = pa.schema(
    [
        ("doc_id", S), ("n_tokens", I32),
        ("entities", pa.list_(LOCAL_ENTITY)),
        ("mentions", pa.list_(pa.struct([
            *PLACE, ("name", S), ("type", S), ("lang", S), ("local", I32), ("source", S), ("rule", S), ("confidence", F)]))),
        ("roles", pa.list_(pa.struct([
            ("holder", I32), ("role", S), ("organisation", I32), ("country", S), ("former", B), ("start", I32), ("end", I32)]))),
        ("quotes", pa.list_(pa.struct([
            *PLACE, ("kind", S), ("parts", pa.list_(PART)), ("lang", S), *PARTY, ("cue", S), ("cue_start", I32),
            ("cue_end", I32), ("rule", S), ("confidence", F)]))),
        ("proposals", pa.list_(pa.struct([
            *PLACE, ("lang", S), *PARTY, ("cue", S), ("force", S), ("addressee", S), ("action", S), ("topic", S),
            ("quote", I32), ("sentence", S), ("anaphora", B), ("rule", S), ("confidence", F)]))),
        ("numbers", pa.list_(pa.struct([
            *PLACE, ("lang", S), ("kind", S), ("value", F), ("low", F), ("high", F), ("value_from", F), ("value_to", F),
            ("unit", S), ("qualifier", S), ("measured", S), ("measured_start", I32), ("measured_end", I32), ("entity", I32),
            ("period", S), ("status", S), ("sentence", S), ("quote", I32), ("rule", S), ("confidence", F)]))),
        ("dropped", pa.list_(pa.struct([("reason", S), ("n", I32)]))),
    ]
)  # fmt: skip

# Of each stage that works in shards: the shards in the order of their documents.
INDEX = pa.schema([("name", S), ("key", S), ("items", pa.list_(S))])

# link: what every local entity of every document turned out to be, and what is known of each entity.
LINKS = pa.schema([("doc_id", S), ("local", I32), ("entity_id", S), ("score", F), ("reason", S)])
ENTITIES = pa.schema(
    [
        ("entity_id", S), ("type", S), ("name", S), ("name_en", S), ("name_ru", S), ("aliases", pa.list_(S)),
        ("acronyms", pa.list_(S)), ("kind", S), ("country", S), ("parent_id", S), ("former_ids", pa.list_(S)),
    ]
)  # fmt: skip
REVIEW = pa.schema(
    [
        ("score", F), ("reason", S), ("linked", B), ("a", S), ("b", S), ("id_a", S), ("id_b", S), ("document_a", S),
        ("document_b", S),
    ]
)  # fmt: skip  # links that are not certain, and near misses
GROUPS = pa.schema([("proposal_id", S), ("group_id", S)])

# tables: the rows of one document, as the tables hold them; a table is one of these columns, flattened.
ROWS = pa.schema(
    [("doc_id", S), ("n_tokens", I32)]
    + [
        (name, pa.list_(pa.struct(list(TABLES[name]))))
        for name in ("mentions", "quotes", "proposals", "numbers")
    ]
    + [("roles", pa.list_(pa.struct([*ROLE, ("entity_id", S), ("former", B)]))), ("dropped", EXTRACTED.field("dropped").type)]
)
