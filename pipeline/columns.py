"""What each column of the tables holds, one line a column: for README, which is checked against the schema.

    python -m pipeline.columns README.md      rewrites the part between the two markers
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa

from pipeline import schema

BEGIN, END = "<!-- columns: made by python -m pipeline.columns README.md -->", "<!-- end of columns -->"
PLACE = {
    "start": "where it begins in `documents.text`, in code points",
    "end": "where it ends, exclusive",
    "text": "the slice `documents.text[start:end]`",
    "doc_id": "the document",
    "lang": "language of the place: `en`, `ru`",
    "confidence": "0 to 1",
}
SEEN = {
    "n_documents": "documents that name it",
    "n_mentions": "times it is named",
    "n_quotes": "quotes it speaks",
    "n_proposals": "proposals it makes",
    "first_date": "date of the earliest such document",
    "last_date": "date of the latest one",
    "doc_ids": "these documents",
    "former_ids": "ids it had before it was merged",
    "country": "ISO 3166-1 alpha-2",
    "name_en": "the name in English texts, null where none has it",
    "name_ru": "the name in Russian texts, in the nominative",
    "aliases": "other forms of the name",
}
TOLD = {
    "documents": ("One row a document that was read.", {
        "doc_id": "path under `corpus/`", "sha256": "of the file", "title": "title", "date": "the document's own date",
        "date_source": "`sidecar`, `front-matter`, `text`, `file-name` or null", "publisher": "publisher", "author": "author",
        "url": "address it was taken from, where that is given", "lang": "main language, ISO 639-1", "lang_confidence": "0 to 1",
        "languages": "share of each language", "n_chars": "length of `text`", "n_tokens": "words and marks that were parsed",
        "text": "the text as decoded or converted; all offsets index it",
    }),
    "mentions": ("One row each time a person, organisation, place, event or work is named.", {
        "mention_id": "id of the row", "name": "the base form: Russian in the nominative, English without article",
        "type": "`PER`, `ORG`, `LOC`, `EVENT`, `WORK`", "entity_id": "what it names, one id over documents and languages",
        "link_score": "0 to 1", "link_reason": "why it was linked so", "source": "`model`, `lexicon` or `rule`",
    }),
    "actors": ("People, and states that act. One row an entity.", {
        "entity_id": "`per/...` or `state/..`", "type": "`person` or `state`", "name": "the fullest name, without title",
        "role": "the latest role", "organisation_id": "the organisation of the latest role",
        "roles": "all roles, with place and date",
    }),
    "organisations": ("Institutions, government bodies, companies, media, international organisations, proposed bodies.", {
        "entity_id": "`org/...`", "name": "the full name", "acronyms": "in both languages",
        "kind": "`think tank`, `government`, `international`, `university`, `company`, `media`, `foundation`, `proposed`, `other`",
        "parent_id": "the organisation it belongs to",
    }),
    "quotes": ("Who said what. `text` is the words said, without the marks.", {
        "quote_id": "id of the row", "kind": "`direct` or `indirect`", "parts": "its pieces, where a cue interrupts it",
        "speaker_id": "an `entity_id`, or null", "speaker_text": "the words that name the speaker", "speaker_start": "their place",
        "speaker_end": "and its end", "speaker_by": "`name`, `title`, `pronoun`, `heading`, `author` or null",
        "cue": "the word of saying", "cue_start": "its place", "cue_end": "and its end",
    }),
    "proposals": ("Who wants what done. `text` is the thing proposed.", {
        "proposal_id": "id of the row", "proposer_id": "an `entity_id`, or null",
        "proposer_text": "the words that name the proposer", "proposer_by": "as `speaker_by`", "cue": "the word of proposing",
        "force": "`propose`, `call`, `urge`, `support`, `need`, `intend`, `offer`", "addressee": "who is to do it",
        "action": "base form of the head action", "topic": "from the list in `pipeline/lexicons/topics.yaml`",
        "quote_id": "the quote it was said in", "sentence": "the sentence around it", "date": "the document's date",
        "group_id": "the same for the same proposal elsewhere",
        "anaphora": "whether it leans on words before it (\"this mechanism\")",
    }),
    "numbers": ("Which numbers were given. `text` is the number with unit and approximator.", {
        "number_id": "id of the row", "kind": "`money`, `percent`, `count`, `quantity`, `duration`, `ordinal`",
        "value": "the value", "low": "low end of a range", "high": "high end", "value_from": "what it changed from",
        "value_to": "and to",
        "unit": "ISO 4217, SI symbol, or the thing counted", "qualifier": "`about`, `over`, `under`, `at least`, `several` or null",
        "measured": "what is measured, in the text's words", "measured_start": "their place", "measured_end": "and its end",
        "entity_id": "whose it is", "period": "what time it speaks of, ISO 8601: `2024`, `2018/2024`",
        "status": "`actual`, `target` or `forecast`", "sentence": "the sentence around it", "quote_id": "the quote it was said in",
    }),
    "rejected": ("Files that could not be read.", {
        "path": "path under `corpus/`", "sha256": "of the file, where it could be opened", "error": "kind of error",
        "message": "what was wrong",
    }),
}  # fmt: skip


def markdown() -> str:
    """All tables, one line a column. A column without a line is a `KeyError`: write one."""
    parts = []
    for name, (about, own) in TOLD.items():
        columns = schema.TABLES[name]
        words = (SEEN if "n_documents" in columns.names else PLACE) | own
        lines = [f"- `{field.name}` ({_type(field.type)}): {words[field.name]}" for field in columns]
        parts.append(f"<details><summary><b>{name}</b>: {about}</summary>\n\n" + "\n".join(lines) + "\n\n</details>\n")
    return "\n".join(parts)


def _type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"list of {_type(kind.value_type)}"
    if pa.types.is_struct(kind):
        return "struct " + ", ".join(kind.field(i).name for i in range(kind.num_fields))
    return {"double": "float64", "date32[day]": "date32"}.get(str(kind), str(kind))


def rewritten(text: str) -> str:
    """README with the part between the markers made anew."""
    head, rest = text.split(BEGIN)
    return f"{head}{BEGIN}\n\n{markdown()}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
