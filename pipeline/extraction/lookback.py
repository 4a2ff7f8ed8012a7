"""Whom a pronoun or a bare noun points back to: nearer persons, subjects and the last speaker count most."""

from __future__ import annotations

from bisect import bisect_left

from pipeline.extraction.genders import gender_of
from pipeline.extraction.phrases import climb
from pipeline.extraction.records import Party
from pipeline.extraction.view import NOBODY_KNOWN, View

FARTHEST_SENTENCES = 8
"""How far back a pronoun may point."""
MOST_CANDIDATES = 60


def by_pronoun(view: View, token: int, kind: str) -> Party | None:
    place = (view.starts[token], view.ends[token])
    if kind in {"1", "1pl"}:
        return Party(None, *place, "pronoun", 0.5)
    if kind == "pl":
        return Party(None, *place, "pronoun", 0.5)
    if kind == "n":
        return _nearest_body(view, token, place)
    return nearest_person(view, token, kind, place, "pronoun", 0.85, near=FARTHEST_SENTENCES) or Party(None, *place, "pronoun", 0.4)


def _nearest_body(view: View, token: int, place: tuple[int, int]) -> Party | None:
    """ "It said": the organisation or state that was a subject last."""
    here = view.sentence[token]
    at = view.mention_order(view.starts[token])
    for mention in reversed(view.by_start[max(0, at - 12) : at]):
        i = view.token_from(mention.start)
        if here - view.sentence[i] > 2:
            break
        if mention.type in ("ORG", "LOC") and view.deps[climb(view, i)] in {"nsubj", "nsubjpass"} and not view.quoted[i]:
            return Party(mention.entity, *place, "pronoun", 0.6)
    return None


def nearest_person(
    view: View, token: int, gender: str | None, place: tuple[int, int], by: str, confidence: float, near: int
) -> Party | None:
    """The person whom a pronoun or a bare noun most likely points back to."""
    at = view.mention_order(view.starts[token])
    last = view.last_speaker(view.starts[token])
    best: tuple[float, int] | None = None
    for mention in reversed(view.by_start[max(0, at - MOST_CANDIDATES) : at]):
        if mention.type != "PER":
            continue
        i = view.token_from(mention.start)
        distance = view.sentence[token] - view.sentence[i]
        if distance > near:
            break
        if view.quoted[i] != view.quoted[token]:
            continue
        theirs = gender_of(view, mention.entity)
        if gender is not None and theirs is not None and theirs != gender:
            continue
        score = -0.5 * distance + _standing(view, i) + 0.4 * (mention.entity == last)
        score += 0.3 * (view.paragraph[i] == view.paragraph[token]) - 0.4 * (gender is not None and theirs is None)
        if best is None or score > best[0]:
            best = (score, mention.entity)
    if last == NOBODY_KNOWN and by == "pronoun" and _spoke_in_this_paragraph(view, token, best):
        return None
    if best is None and last is not None and last >= 0 and gender in (None, gender_of(view, last)):
        best = (0.0, last)
    return Party(best[1], *place, by, confidence) if best else None


def _spoke_in_this_paragraph(view: View, token: int, best: tuple[float, int] | None) -> bool:
    """Whether somebody without a name spoke last, in this paragraph and after the best candidate was named."""
    place = view.speakers[bisect_left(view.speakers, (view.starts[token], -1)) - 1][0]
    here = view.paragraph[view.token_from(place)] == view.paragraph[token]
    named = view.last_mention_of(best[1], view.starts[token]) if best else -1
    return here and named < view.paragraphs[view.paragraph[token]].start


def _standing(view: View, token: int) -> float:
    """A subject is what a text goes on to speak of; an owner or a name inside a phrase much less so."""
    head = climb(view, token)
    for _ in range(3):  # "ректор школы Гульмира Осмонова выступила": the name stands beside the subject
        if view.deps[head] not in {"appos", "nmod:appos"} or view.heads[head] == head:
            break
        head = climb(view, view.heads[head])
    relation = view.deps[head]
    if relation in {"nsubj", "nsubjpass", "nsubj:pass", "ROOT"}:
        return 1.0
    if relation in {"poss", "nmod", "compound"}:
        return -0.3
    return 0.3 if relation in {"appos", "agent", "pobj", "obl"} else 0.0
