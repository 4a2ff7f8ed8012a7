"""Who a word stands for: the party that speaks or proposes, by name, by title, by pronoun.

Used for speakers and for proposers alike.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.extraction.records import Party


def party_at(doc: Doc, token: Token) -> Party | None:
    """The party that the noun phrase headed by `token` stands for; None where it stands for nobody who can speak."""
    start, end = token.left_edge.idx, token.right_edge.idx + len(token.right_edge)
    for mention in doc._.mentions:
        if start <= mention.start and mention.end <= end and mention.type in ("PER", "ORG", "LOC"):
            return Party(mention.entity, mention.start, mention.end, "name")
    return None
