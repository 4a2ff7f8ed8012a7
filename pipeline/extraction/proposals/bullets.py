"""Lists whose items are lines of their own: "The partners plan to:" and below it one item a line, «РЕШИЛИ:», "Recommendations".

The opening line gives the cue and the proposer; each item gives a phrase. An item that opens with a cue of its own
(«Рекомендовать правительствам ...», "Support the creation of ...") is read by that cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extraction.proposals.addressees import MOST_TO_ADDRESSEE
from pipeline.extraction.proposals.bounds import end_of
from pipeline.extraction.proposals.cues import Found
from pipeline.extraction.proposals.grammar import NOUNS, SUBJECTS, VERBS, Grammar
from pipeline.extraction.proposals.idle import is_idle
from pipeline.extraction.proposals.phrases import Phrase, follow, split
from pipeline.extraction.proposals.predicates import governing_verb

ITEM_MARKS = frozenset(["-", "–", "—", "•", "*", "·"])
LONGEST_HEADING = 4
DATIVE_ENDINGS = ("у", "ю", "ам", "ям")


@dataclass(frozen=True, slots=True)
class Opening:
    """The cue of an opening line. `things`: whether items may be things that are no actions."""

    token: int
    force: str
    holder: str
    things: bool


def bulleted(g: Grammar) -> Iterator[tuple[Found, bool]]:
    """Every item of every such list as a cue with its phrases, and whether it counts even where nobody is named."""
    k, paragraphs = 0, g.view.paragraph_tokens
    while k < len(paragraphs) - 1:
        items = _items_after(g, k)
        opening = _opening(g, *paragraphs[k], heading=g.view.paragraphs[k].kind == "heading") if items else None
        if opening is not None:
            for number in items:
                found = _item(g, opening, *_first_sentence(g, number))
                if found is not None:
                    yield found, _resolution(g, *paragraphs[k])
        k = max([k, *items]) + 1


def _items_after(g: Grammar, k: int) -> list[int]:
    """The paragraphs that are items of the list which paragraph `k` opens."""
    start, end = g.view.paragraph_tokens[k]
    if start >= end or g.view.paragraphs[k].kind == "list_item":
        return []
    opens = g.lows[end - 1] == ":"
    items: list[int] = []
    for n in range(k + 1, len(g.view.paragraphs)):
        first, last = g.view.paragraph_tokens[n]
        if first >= last:
            break
        if items and g.lows[first - 1] not in {".", ";", ":", "!", "?", ","} and g.view.paragraphs[n].kind != "list_item":
            continue  # an item that a page has cut
        listed = g.view.paragraphs[n].kind == "list_item" or g.lows[first] in ITEM_MARKS
        if not listed and not (opens and g.view.words[first][:1].islower()):
            break
        items.append(n)
    bare = g.lows[end - 1] not in {".", "!", "?", ",", ";"}
    return items if opens or bare else []


def _first_sentence(g: Grammar, paragraph: int) -> tuple[int, int]:
    """The tokens of an item's first sentence, without its mark."""
    first, last = g.view.paragraph_tokens[paragraph]
    while first < last - 1 and _is_mark(g.lows[first]):
        first += 1
    return first, min(last, max(g.region(first)[1], first + 1))


def _is_mark(low: str) -> bool:
    """A bullet, or a number such as "2.", "1.1" or "3)"."""
    return low in ITEM_MARKS or low in {".", ")"} or low.rstrip(".)").replace(".", "").isdigit()


def _resolution(g: Grammar, start: int, end: int) -> bool:
    """A line such as «РЕШИЛИ:» or "Recommendations" that needs no subject."""
    return end - start <= LONGEST_HEADING


def _opening(g: Grammar, start: int, end: int, heading: bool) -> Opening | None:
    low = max(start, g.region(end - 1)[0])
    for i in range(end - 1, low - 1, -1):
        opening = _cue(g, i, heading or end - start <= LONGEST_HEADING)
        if opening is not None:
            rejected = any(g.words.has("rejects", g.lemmas[k]) for k in range(low, end))
            return None if rejected or g.negated(i) or g.conditional(i) else opening
    return None


def _cue(g: Grammar, i: int, title: bool) -> Opening | None:
    lemma = g.lemmas[i]
    verb = g.words.verbs.get(lemma)
    if verb is not None and verb.force and (g.pos[i] in VERBS or title):
        return Opening(i, verb.force, "subject", verb.force != "support")
    adjective = g.words.adjectives.get(lemma)
    if adjective is not None and adjective.force:
        return Opening(i, adjective.force, "subject", False)
    if g.words.has("predicatives", g.lows[i]) or (not g.english and g.words.has("modal_words", g.lows[i])):
        return Opening(i, "need", "speech", True)
    noun = g.words.nouns.get(lemma)
    if g.pos[i] in NOUNS and g.words.has("heads", lemma) and noun is not None and noun.force:
        return Opening(i, noun.force, "owner or speech", True)
    return None


def _item(g: Grammar, opening: Opening, start: int, end: int) -> Found | None:
    """What one item proposes."""
    addressee: tuple[int, int] | None = None
    if not g.english and (dash := _dash(g, start, end)) is not None:
        addressee, start = (start, dash), dash + 1
    elif not g.english and (told := _told_to(g, start, end)) is not None:
        addressee, start = (start, told), told
    own = g.words.verbs.get(g.lemmas[start])
    verb = _verb(g, start, end)
    if verb is not None and own is not None and own.force and (phrases := follow(g, own.frames, start + 1, end)):
        return _found(g, opening, phrases, own.force)
    if verb is not None:
        if is_idle(g, verb) or any(g.lows[k] == "сведению" for k in range(verb, min(end, verb + 4))):
            return None
        begin = start + 1 if g.lows[start] == "to" else start
        phrase = Phrase(begin, end_of(g, begin, verb, end), verb, "inf", addressee)
        return _found(g, opening, split(g, phrase), opening.force)
    if g.gerund(start, end):
        return _found(g, opening, split(g, Phrase(start, end_of(g, start, start, end), start, "ing")), opening.force)
    noun = g.noun_from(start, end)
    if noun is None or not (opening.things or g.action(noun)) or g.pos[noun] == "PROPN":
        return None
    begin = g.after_article(start)
    stop = end_of(g, begin, noun, end)
    clause = g.view.deps[noun] in SUBJECTS or any(g.finite(k) and g.view.heads[noun] == k for k in range(noun, end))
    rejected = any(g.words.has("rejects", g.lemmas[k]) for k in range(noun, end))
    return None if clause or rejected else _found(g, opening, [Phrase(begin, stop, noun, "noun")], opening.force)


def _dash(g: Grammar, start: int, end: int) -> int | None:
    """The dash of «правительствам — принять ...»."""
    dash = next((k for k in range(start + 1, min(end - 1, start + 7)) if g.lows[k] in {"—", "–", "-", ":"}), None)
    return dash if dash is not None and g.feat(dash + 1, "VerbForm=Inf") else None


def _told_to(g: Grammar, start: int, end: int) -> int | None:
    """The infinitive of «правительствам стран региона принять ...»: whom the item tells to act stands in the dative."""
    noun = g.noun_from(start, end)
    state = (mention := g.view.mention_at(noun)) is not None and mention.type in {"LOC", "ORG"} if noun is not None else False
    if noun is None or not (g.case(noun) == "Dat" or state or g.lows[noun].endswith(DATIVE_ENDINGS)):
        return None
    for k in range(noun + 1, min(end, noun + MOST_TO_ADDRESSEE)):
        if g.feat(k, "VerbForm=Inf"):
            return k
        if g.finite(k) or g.lows[k] in {",", ":"}:
            return None
    return None


def _verb(g: Grammar, start: int, end: int) -> int | None:
    """The infinitive, in English also the bare verb, that an item opens with."""
    verb = g.infinitive(start, end)
    if verb is not None or not g.english:
        return verb
    bare = g.lows[start] in g.verbs and g.pos[start] in VERBS and g.lows[start] == g.lemmas[start]
    return start if bare and not any(g.view.deps[k] == "nsubj" for k in g.view.kids[start]) else None


def _found(g: Grammar, opening: Opening, phrases: list[Phrase], force: str) -> Found | None:
    i = opening.token
    voice = governing_verb(g, i) if opening.holder == "owner or speech" else None
    holder = opening.holder if voice is None else "owner"
    return Found(i, i + 1, force, phrases, holder, i, "list item", 0.75, g.passive(i), voice) if phrases else None
