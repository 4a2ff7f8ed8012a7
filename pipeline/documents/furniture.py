"""Page furniture: menus, buttons, footers, credits and what else stands on a page without being its text.

Each rule is a named pattern of `lexicons/furniture.yaml`; the kind of a block says which one fired, so that what is kept out of
extraction can be counted by reason. A document of one block, or without running text, is all text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.documents.clean import flat
from pipeline.documents.document import PROSE, Block
from pipeline.documents.lines import FINAL
from pipeline.lexicon import lexicon

DEFAULT_LONGEST = 160
LONGEST_RAW = 2000
SHORTEST_SENTENCE = 42
CREDITED = frozenset({"caption", "paragraph"})
LONGEST_CREDIT = 120
CREDIT_TAIL = re.compile(
    r"(?<=[.!?…»”\")])\s*(?P<credit>\(?(?:Photos?|Image|Picture|Photo credit|Credit|Фото|Фотография|Иллюстрация|Снимок)"
    r"\s?[:©/]\s?(?:[^.!?:\n]|\b[A-ZА-ЯЁ]\.){2,90}\.?\)?)$"
)
KEEPS = frozenset({"caption", "byline"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture; `pattern` is searched in blocks of at most `longest` characters."""

    kind: str
    pattern: re.Pattern[str]
    longest: int


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of the lexicon, in its order, which is the policy."""
    out = []
    for kind, entry in lexicon("furniture").items():
        longest = entry.get("longest", DEFAULT_LONGEST)
        if entry.get("whole"):
            out.append(Rule(kind, _compiled([rf"\A(?:{pattern})[\s:]*\Z" for pattern in entry["whole"]]), 400))
        if entry.get("holds"):
            out.append(Rule(kind, _compiled(entry["holds"]), longest))
    return tuple(out)


def _compiled(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def furniture_kind(text: str) -> str | None:
    """The kind of furniture that a block's text is, or None for prose."""
    if len(text) > LONGEST_RAW:
        return None
    body = flat(text) or text.strip()
    kind = _kind_by_rule(body)
    if kind is None and "|" in body and len(body) <= DEFAULT_LONGEST:
        kinds = [_kind_by_rule(part.strip()) for part in body.split("|")]
        kind = kinds[0] if all(kinds) else None
    return kind


def _kind_by_rule(body: str) -> str | None:
    return next((rule.kind for rule in rules() if len(body) <= rule.longest and rule.pattern.search(body)), None)


def mark_furniture(blocks: list[Block], text: str) -> list[Block]:
    """The blocks with those that are furniture given their kind."""
    if not _has_running_text(blocks, text):
        return blocks
    marked = [part for block in blocks for part in _credit_apart(_marked(block, text), text)]
    return _footer(_menu_runs(marked, text), text)


def _has_running_text(blocks: Sequence[Block], text: str) -> bool:
    return len(blocks) > 1 and any(_is_sentence(block, text) for block in blocks)


def _is_sentence(block: Block, text: str) -> bool:
    """Of some length, and ended as sentences end."""
    tail = text[max(block.start, block.end - 20) : block.end].rstrip()
    return block.end - block.start >= SHORTEST_SENTENCE and bool(FINAL.search(tail))


def _marked(block: Block, text: str) -> Block:
    if block.kind not in PROSE:
        return block
    kind = furniture_kind(text[block.start : block.end])
    if block.kind in KEEPS and kind not in ("credit", "copyright", "image"):
        return block
    return replace(block, kind=kind) if kind else block


def _credit_apart(block: Block, text: str) -> list[Block]:
    """"The school at night. Photo: A. Ivanov/Agency" -> the caption, and the credit."""
    match = CREDIT_TAIL.search(text, max(block.start, block.end - LONGEST_CREDIT), block.end) if block.kind in CREDITED else None
    if match is None or match.start() <= block.start:
        return [block]
    return [replace(block, end=match.start()), Block(match.start("credit"), block.end, "credit")]


def _menu_runs(blocks: list[Block], text: str) -> list[Block]:
    """Single words or two on lines of their own, many in a row and one of them surely a menu, are a menu."""
    out, at = list(blocks), 0
    while at < len(blocks):
        stop = at
        while stop < len(blocks) and _is_menu_item(blocks[stop], text):
            stop += 1
        sure = [i for i in range(at, stop) if blocks[i].kind in ("menu", "share")]
        if stop - at >= 4 and len(sure) >= 2:
            for i in range(sure[0], sure[-1]):
                if out[i].kind in PROSE:
                    out[i] = replace(out[i], kind="menu")
        at = max(stop, at + 1)
    return out


def _is_menu_item(block: Block, text: str) -> bool:
    body = text[block.start : block.end]
    short = len(body) <= 30 and len(body.split()) <= 3 and not re.search(r"[.!?:;,]$", body)
    return short or block.kind in ("menu", "share")


def _footer(blocks: list[Block], text: str) -> list[Block]:
    """After "read also" or the comments' heading, short lines without the end of a sentence are furniture to the page's end."""
    opener = next((i for i, b in enumerate(blocks) if b.kind in ("related", "comment", "copyright")), None)
    if opener is None:
        return blocks
    tail = blocks[opener:]
    if any(b.kind in PROSE and _is_sentence(b, text) for b in tail):
        return blocks
    return blocks[:opener] + [replace(b, kind=blocks[opener].kind) if b.kind in PROSE else b for b in tail]
