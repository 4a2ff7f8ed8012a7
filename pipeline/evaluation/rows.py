"""Scores of quotes, proposals and numbers: rows with a place in the text and fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from pipeline.evaluation import compare
from pipeline.evaluation.gold import GoldDocument, Row
from pipeline.evaluation.scores import Scores
from pipeline.evaluation.spans import Span, best_pairs, letters, likeness, overlap, words
from pipeline.evaluation.tables import EntityMap, TableRow, language_at, span_of

LOOSE, STRICT, PROPOSAL = 0.3, 0.8, 0.5
JOINT = {"quotes": ("speaker",), "proposals": ("proposer",), "numbers": ("value", "unit")}
"""Fields that also have an F1 of being found and right at once: unlike a share of those found, it cannot fall by finding more."""
_OPENING = re.compile(r"['‘]?[\"“„«]")


def score_quotes(document: GoldDocument, rows: list[TableRow], ids: EntityMap, scores: Scores) -> None:
    """Quotes by intersection over union of their letters, direct ones and all, and the fields of those found.

    A row is direct by its kind or by the marks it stands in, so that a kind cannot hide it. A row that lies in an optional
    quote, or among the direct ones in an indirect quote, is no error.
    """
    text, gold = document.text, document.rows["quotes"]
    wanted = [letters(text, quote.spans) for quote in gold]
    found = [letters(text, _parts(row)) for row in rows]
    likenesses = [(likeness(f, w), i, j) for i, f in enumerate(found) for j, w in enumerate(wanted) if f & w]
    for scope in ("direct", "all"):
        chosen = [scope == "all" or quote.accepts("kind", "direct") for quote in gold]
        asked = [scope == "all" or _is_direct(text, row) for row in rows]
        aside = set().union(*(w for w, q, c in zip(wanted, gold, chosen, strict=True) if q.optional or not c))
        excused = [len(letters_ & aside) >= 0.5 * max(1, len(letters_)) for letters_ in found]
        for least, degree in ((STRICT, "strict"), (LOOSE, "loose")):
            pairs = best_pairs(likenesses, least)
            hit = [j in pairs.values() for j in range(len(gold))]
            false = [asked[i] and not excused[i] and not (i in pairs and chosen[pairs[i]]) for i in range(len(rows))]
            name = f"{scope}_{degree}"
            _count_quotes(document, rows, [j for j, c in enumerate(chosen) if c], hit, false, name, scores)
            if name == "direct_loose":
                for row, is_asked, is_false in zip(rows, asked, false, strict=True):
                    if is_asked:
                        scores.share("quotes", language_at(text, row["start"]), "direct_false_share", is_false)
    for i, j in sorted(best_pairs(likenesses, LOOSE).items()):
        fields = {"kind": rows[i]["kind"], "speaker": ids.key(rows[i]["speaker_id"]), "by": rows[i]["speaker_by"]}
        _score_fields("quotes", document, gold[j], fields, {}, scores)


def _count_quotes(
    document: GoldDocument,
    rows: list[TableRow],
    chosen: list[int],
    hit: list[bool],
    false: list[bool],
    name: str,
    scores: Scores,
) -> None:
    """Count the quotes of one scope and degree; the loosest measure of all quotes writes the list of errors."""
    text, doc_id, listed = document.text, document.doc_id, name == "all_loose"
    for j in chosen:
        quote = document.rows["quotes"][j]
        if not quote.optional:
            lang = language_at(text, quote.span[0])
            scores.count("quotes", lang, name, right=int(hit[j]), missing=int(not hit[j]))
            if listed and not hit[j]:
                _joint("quotes", lang, scores, missing=1)
                scores.wrong("quotes", doc_id, quote.span[0], "missing", quote.text, quote.fields["kind"], None)
    for row, is_false in zip(rows, false, strict=True):
        scores.count("quotes", language_at(text, row["start"]), name, false=int(is_false))
        if listed and is_false:
            _joint("quotes", language_at(text, row["start"]), scores, false=1)
            scores.wrong("quotes", doc_id, row["start"], "false", row["text"], None, row["kind"])


def score_proposals(document: GoldDocument, rows: list[TableRow], ids: EntityMap, scores: Scores) -> list[tuple[str, str]]:
    """Proposals by intersection over union of their words; gives gold and found group of each that was found."""
    text, gold = document.text, document.rows["proposals"]
    wanted = [[words(text, span) for span in (row.span, *row.others)] for row in gold]
    found = [words(text, span_of(row)) for row in rows]
    scored = ((max(likeness(f, w) for w in ws), i, j) for i, f in enumerate(found) for j, ws in enumerate(wanted))
    pairs = best_pairs(scored, PROPOSAL)
    free = set().union(*(ws[0] for ws, row in zip(wanted, gold, strict=True) if row.optional))
    ignored = [len(f & free) >= 0.5 * max(1, len(f)) for f in found]
    _score_presence("proposals", document, rows, pairs, ignored, scores)
    groups = []
    for i, j in sorted(pairs.items()):
        row = rows[i]
        fields = {name: row[name] for name in ("force", "action", "topic")}
        fields |= {"proposer": ids.key(row["proposer_id"]), "by": row["proposer_by"]}
        _score_fields("proposals", document, gold[j], fields, {"action": compare.is_name}, scores)
        if not gold[j].optional:
            own = f"{document.doc_id} {gold[j].span[0]}"
            groups.append((gold[j].fields.get("group", (own,))[0], row["group_id"] or own))
    return groups


def score_groups(groups: list[tuple[str, str]], scores: Scores) -> None:
    """Pairs of found proposals that are the same by gold and by the tables."""
    cells, gold, found = Counter(groups), Counter(g for g, _ in groups), Counter(f for _, f in groups)
    both, in_gold, in_tables = (sum(n * (n - 1) // 2 for n in counts.values()) for counts in (cells, gold, found))
    scores.count("proposals", (), "groups", right=both, false=in_tables - both, missing=in_gold - both)


def score_numbers(document: GoldDocument, rows: list[TableRow], ids: EntityMap, scores: Scores) -> None:
    """Numbers that overlap, each gold number with the row that fits best, and the fields of those found."""
    gold = document.rows["numbers"]
    pairs = best_pairs(
        (
            (_fit(span_of(row), want.span), i, j)
            for i, row in enumerate(rows)
            for j, want in enumerate(gold)
            if overlap(span_of(row), want.span)
        ),
        least=0.0,
    )
    _score_presence("numbers", document, rows, pairs, [False] * len(rows), scores)
    for i, j in sorted(pairs.items()):
        row, want = rows[i], gold[j]
        if want.optional:
            continue
        scores.share("numbers", language_at(document.text, want.span[0]), "exact_span", span_of(row) == want.span)
        values = {name: row[column] for name, column in _VALUES.items() if name in want.fields}
        good = all(compare.is_number(value, want.fields[name]) for name, value in values.items())
        expected = [want.fields[name][0] for name in values]
        _score_answer("numbers", document, want, "value", good, (expected, list(values.values())), scores)
        fields = {name: row[name] for name in ("kind", "unit", "qualifier", "measured", "period", "status")}
        fields["entity"] = ids.key(row["entity_id"])
        default = {"qualifier": (None,), "status": ("actual",), **want.fields}
        _score_fields("numbers", document, Row(want.spans, want.text, default), fields, _COMPARE, scores)


_VALUES = {"value": "value", "low": "low", "high": "high", "from": "value_from", "to": "value_to"}
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {"unit": compare.is_unit, "measured": compare.is_phrase}


def _score_presence(
    table: str, document: GoldDocument, rows: list[TableRow], pairs: dict[int, int], ignored: list[bool], scores: Scores
) -> None:
    text, matched = document.text, set(pairs.values())
    for j, want in enumerate(document.rows[table]):
        if not want.optional:
            hit = j in matched
            scores.count(table, language_at(text, want.span[0]), "found", right=int(hit), missing=int(not hit))
            if not hit:
                _joint(table, language_at(text, want.span[0]), scores, missing=1)
                scores.wrong(table, document.doc_id, want.span[0], "missing", want.text)
    for i, row in enumerate(rows):
        false = i not in pairs and not ignored[i]
        scores.count(table, language_at(text, row["start"]), "found", false=int(false))
        if false:
            _joint(table, language_at(text, row["start"]), scores, false=1)
            scores.wrong(table, document.doc_id, row["start"], "false", row["text"])


def _score_fields(
    table: str,
    document: GoldDocument,
    want: Row,
    found: dict[str, Any],
    same: dict[str, Callable[[Any, Any], bool]],
    scores: Scores,
) -> None:
    """A share for each field that the gold gives; optional rows count in none."""
    if want.optional:
        return
    for name, value in found.items():
        if name in want.fields:
            good = same[name](value, want.fields[name]) if name in same else want.accepts(name, value)
            _score_answer(table, document, want, name, good, (want.fields[name], value), scores)


def _score_answer(
    table: str, document: GoldDocument, want: Row, name: str, good: bool, values: tuple[Any, Any], scores: Scores
) -> None:
    """One field of one found row: its share, its joint measure, and a line among the errors with what was expected and found."""
    lang = language_at(document.text, want.span[0])
    scores.share(table, lang, name, good)
    if name in JOINT[table]:
        scores.count(table, lang, f"found_and_{name}", right=int(good), false=int(not good), missing=int(not good))
    if not good:
        scores.wrong(table, document.doc_id, want.span[0], f"wrong {name}", want.text, *values)


def _joint(table: str, lang: str, scores: Scores, *, false: int = 0, missing: int = 0) -> None:
    """Count a false or missing row against the joint measures of its table."""
    for name in JOINT[table]:
        scores.count(table, lang, f"found_and_{name}", false=false, missing=missing)


def _parts(row: TableRow) -> list[Span]:
    return [(part["start"], part["end"]) for part in row.get("parts") or ()] or [span_of(row)]


def _is_direct(text: str, row: TableRow) -> bool:
    start = row["start"]
    marked = _OPENING.match(text, start) or _OPENING.match(text[max(start - 1, 0) : start])
    return bool(row["kind"] == "direct" or marked)


def _fit(a: Span, b: Span) -> float:
    return overlap(a, b) / (max(a[1], b[1]) - min(a[0], b[0]))
