"""From the records of a document's Docs to one row of `schema.EXTRACTED`, with offsets in the text as read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc

from pipeline.documents.document import Document
from pipeline.extraction.records import Number, Party, Proposal, Quote, span_of
from pipeline.languages.pipelines import parse_documents

Row = dict[str, Any]


def extracted_rows(documents: list[Document], languages: list[str]) -> Iterator[Row]:
    """One row of `schema.EXTRACTED` for each document, in their order; empty where no pipeline knows its language."""
    parsed: dict[int, list[tuple[str, Doc]]] = {id(document): [] for document in documents}
    for lang in languages:
        for document, doc in parse_documents(documents, lang):
            parsed[id(document)].append((lang, doc))
    for document in documents:
        yield extracted_row(document, parsed[id(document)])


def extracted_row(document: Document, docs: list[tuple[str, Doc]]) -> Row:
    """One row for a document with one Doc a language. Local numbers of entities run on from Doc to Doc."""
    row: Row = {"doc_id": document.doc_id, "n_tokens": 0}
    row |= {name: [] for name in ("entities", "mentions", "roles", "quotes", "proposals", "numbers")}
    dropped: Counter[str] = Counter()
    for lang, doc in docs:
        _Rows(document, doc, lang, len(row["entities"]), len(row["quotes"])).add_to(row)
        row["n_tokens"] += len(doc)
        dropped.update(doc._.dropped)
    row["dropped"] = [{"reason": reason, "n": n} for reason, n in sorted(dropped.items())]
    return row


class _Rows:
    """Rows of one Doc; `base` and `quote_base` are the first free local numbers."""

    def __init__(self, document: Document, doc: Doc, lang: str, base: int, quote_base: int) -> None:
        self.text, self.doc, self.lang, self.base, self.quote_base = document.text, doc, lang, base, quote_base

    def add_to(self, row: Row) -> None:
        doc = self.doc
        row["entities"] += [self._entity(i) for i in range(len(doc._.entities))]
        row["mentions"] += [
            self._place(m.start, m.end) | {
                "name": m.name, "type": m.type, "lang": self.lang, "local": m.entity + self.base, "source": m.source,
                "rule": m.rule, "confidence": m.confidence,
            }
            for m in doc._.mentions
        ]  # fmt: skip
        row["roles"] += [self._role(r) for r in doc._.roles]
        row["quotes"] += [self._quote(q) for q in doc._.quotes]
        row["proposals"] += [self._proposal(p) for p in doc._.proposals]
        row["numbers"] += [self._number(n) for n in doc._.numbers]

    def _original(self, start: int, end: int) -> tuple[int, int]:
        return self.doc._.alignment.to_original(start, end)  # type: ignore[no-any-return]

    def _place(self, start: int, end: int) -> Row:
        a, b = self._original(start, end)
        return {"start": a, "end": b, "text": self.text[a:b]}

    def _local(self, number: int | None) -> int | None:
        return None if number is None else number + self.base

    def _entity(self, number: int) -> Row:
        e = self.doc._.entities[number]
        return {
            "local": number + self.base, "type": e.type, "lang": self.lang, "name": e.name, "aliases": sorted(e.aliases),
            "acronyms": sorted(e.acronyms), "kind": e.kind, "country": e.country, "parent": self._local(e.parent),
            "gender": e.gender,
        }  # fmt: skip

    def _role(self, role: Any) -> Row:
        place = self._place(role.start, role.end)
        return {
            "holder": role.holder + self.base, "role": role.role, "organisation": self._local(role.organisation),
            "country": role.country, "former": role.former, "start": place["start"], "end": place["end"],
        }  # fmt: skip

    def _party(self, party: Party | None) -> Row:
        row: Row = {"party": None, "party_text": None, "party_start": None, "party_end": None, "party_by": None}
        if party is None:
            return row
        row |= {"party": self._local(party.entity), "party_by": party.by}
        if party.start < party.end:
            place = self._place(party.start, party.end)
            row |= {"party_text": place["text"], "party_start": place["start"], "party_end": place["end"]}
        return row

    def _quote(self, quote: Quote) -> Row:
        cue: tuple[int | None, int | None] = (None, None)
        if quote.cue_start is not None and quote.cue_end is not None:
            cue = self._original(quote.cue_start, quote.cue_end)
        parts = [self._original(*part) for part in quote.parts or [(quote.start, quote.end)]]
        return (
            self._place(quote.start, quote.end)
            | self._party(quote.speaker)
            | {
                "kind": quote.kind, "parts": [{"start": a, "end": b} for a, b in parts], "lang": self.lang, "cue": quote.cue,
                "cue_start": cue[0], "cue_end": cue[1], "rule": quote.rule, "confidence": quote.confidence,
            }
        )  # fmt: skip

    def _number(self, n: Number) -> Row:
        measured = self._place(*n.measured) if n.measured else {"start": None, "end": None, "text": None}
        return self._place(n.start, n.end) | {
            "lang": self.lang, "kind": n.kind, "value": n.value, "low": n.low, "high": n.high, "value_from": n.value_from,
            "value_to": n.value_to, "unit": n.unit, "qualifier": n.qualifier, "measured": measured["text"],
            "measured_start": measured["start"], "measured_end": measured["end"], "entity": self._local(n.entity),
            "period": n.period, "status": n.status, "sentence": self._sentence(n.start, n.end),
            "quote": self._quote_around(n.start, n.end), "rule": n.rule, "confidence": n.confidence,
        }  # fmt: skip

    def _proposal(self, p: Proposal) -> Row:
        return self._place(p.start, p.end) | self._party(p.proposer) | {
            "lang": self.lang, "cue": p.cue, "force": p.force, "addressee": p.addressee, "action": p.action,
            "topic": p.topic, "quote": self._quote_around(p.start, p.end), "sentence": self._sentence(p.start, p.end),
            "anaphora": p.anaphora, "rule": p.rule, "confidence": p.confidence,
        }  # fmt: skip

    def _sentence(self, start: int, end: int) -> str:
        span = span_of(self.doc, start, end)
        first, last = span[0].sent, span[-1].sent
        a, b = self._original(first.start_char, last.end_char)
        return self.text[a:b]

    def _quote_around(self, start: int, end: int) -> int | None:
        """The quote in whose words the place lies; a direct one before an indirect one."""
        around = [
            (quote.kind != "direct", quote.end - quote.start, i)
            for i, quote in enumerate(self.doc._.quotes)
            if any(a <= start and end <= b for a, b in quote.parts or [(quote.start, quote.end)])
        ]
        return min(around)[2] + self.quote_base if around else None
