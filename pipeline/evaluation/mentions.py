"""Scores of the table of mentions and of the links between its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.evaluation.compare import is_name
from pipeline.evaluation.gold import GoldDocument, Mention
from pipeline.evaluation.scores import Scores
from pipeline.evaluation.spans import best_pairs, inside, overlap, trim
from pipeline.evaluation.tables import EntityMap, TableRow, language_at, span_of

TYPES = ("PER", "ORG", "LOC")


@dataclass(frozen=True)
class Linked:
    """A gold mention and the entity that the tables gave it, if they have the mention at all."""

    mention: Mention
    lang: str
    entity_id: str | None


def score_mentions(document: GoldDocument, rows: list[TableRow], scores: Scores) -> list[Linked]:
    """Compare the mentions of one document and tell what each gold mention is linked to.

    A leading article and a final possessive count on neither side. A row in an open place is ignored unless it is right; in page
    furniture only organisations count as false, which is what the contract forbids there.
    """
    text = document.text
    gold = {(trim(text, m.span), m.type): m for m in document.mentions}
    found = {(trim(text, span_of(r)), r["type"]): r for r in rows if r["type"] in TYPES}
    found = {place: row for place, row in found.items() if place in gold or not is_open(document, row)}
    for place in sorted(gold.keys() | found.keys()):
        (start, end), kind = place
        lang = language_at(text, start)
        right, false, missing = place in gold and place in found, place not in gold, place not in found
        for name in ("exact", f"exact_{kind}"):
            scores.count("mentions", lang, name, right=int(right), false=int(false), missing=int(missing))
        if right:
            good = is_name(found[place]["name"], gold[place].names)
            scores.share("mentions", lang, "base_form", good)
            if not good:
                wanted, got = gold[place].names, found[place]["name"]
                scores.wrong("mentions", document.doc_id, start, "wrong name", text[start:end], wanted, got)
        else:
            problem = f"false {kind}" if false else f"missing {kind}"
            scores.wrong("mentions", document.doc_id, start, problem, text[start:end])
    _score_overlap(document, list(gold), list(found), scores)
    return _links(document, list(found.items()))


Place = tuple[tuple[int, int], str]


def is_open(document: GoldDocument, row: TableRow) -> bool:
    """Whether a mention lies where the gold leaves open if there is one."""
    span = span_of(row)
    return inside(span, document.open_spans) or (row["type"] != "ORG" and inside(span, document.furniture))


def _score_overlap(document: GoldDocument, gold: list[Place], found: list[Place], scores: Scores) -> None:
    def hit(place: Place, others: list[Place]) -> bool:
        return any(overlap(place[0], other[0]) and place[1] == other[1] for other in others)

    for place in gold:
        lang, right = language_at(document.text, place[0][0]), hit(place, found)
        scores.count("mentions", lang, "overlap", right=int(right), missing=int(not right))
    for place in found:
        lang = language_at(document.text, place[0][0])
        scores.count("mentions", lang, "overlap", false=int(not hit(place, gold)))


def _links(document: GoldDocument, found: list[tuple[Place, TableRow]]) -> list[Linked]:
    pairs = best_pairs(
        (
            (float(overlap(mention.span, place[0])), i, j)
            for i, mention in enumerate(document.mentions)
            for j, (place, _) in enumerate(found)
            if place[1] == mention.type and overlap(mention.span, place[0])
        ),
        least=1.0,
    )
    return [
        Linked(m, language_at(document.text, m.span[0]), found[pairs[i]][1]["entity_id"] if i in pairs else None)
        for i, m in enumerate(document.mentions)
    ]


def score_links(links: list[Linked], scores: Scores) -> None:
    """Pairs of gold mentions that are the same entity and got the same id: within each language, across the two, and in all.

    A gold mention without a row, or without an id, is linked to nothing and costs recall.
    """
    for kind in ("", *TYPES):
        chosen = [link for link in links if kind in ("", link.mention.type)]
        suffix = f"_{kind}" if kind else ""
        for lang in sorted({link.lang for link in chosen}):
            within = _pairs(link for link in chosen if link.lang == lang)
            _add(scores, lang, f"pairs{suffix}", within)
        whole = _pairs(chosen)
        inner = [_pairs(link for link in chosen if link.lang == lang) for lang in {link.lang for link in chosen}]
        _add(scores, (), f"pairs{suffix}", whole)
        across = tuple(whole[i] - sum(counts[i] for counts in inner) for i in range(3))
        _add(scores, (), f"across_languages{suffix}", (across[0], across[1], across[2]))


def _pairs(links: Iterable[Linked]) -> tuple[int, int, int]:
    """Numbers of pairs that are the same in both, in the tables only, in the gold only."""
    cells: Counter[tuple[str, str]] = Counter()
    for n, link in enumerate(links):
        cells[link.mention.key, link.entity_id or f"nothing {n}"] += 1
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for (key, entity_id), n in cells.items():
        gold[key] += n
        found[entity_id] += n
    both, in_gold, in_tables = (sum(n * (n - 1) // 2 for n in counts.values()) for counts in (cells, gold, found))
    return both, in_tables - both, in_gold - both


def _add(scores: Scores, langs: str | tuple[str, ...], name: str, counts: tuple[int, int, int]) -> None:
    """Count only in the language itself: pairs across languages belong to no language, so sums would not fit."""
    cell = scores.hits["links", langs if isinstance(langs, str) else "all", name]
    for i, n in enumerate(counts):
        cell[i] += n


def note_wrong_links(doc_id: str, links: Iterable[Linked], ids: EntityMap, scores: Scores) -> None:
    """An error line for each mention whose id stands for somebody else."""
    for link in links:
        if link.entity_id is not None and ids.key(link.entity_id) != link.mention.key:
            scores.wrong("links", doc_id, link.mention.span[0], "wrong entity", link.mention.text, link.mention.key, link.entity_id)
