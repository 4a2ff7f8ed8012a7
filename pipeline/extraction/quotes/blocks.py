"""Block quotes of HTML and Markdown: runs of paragraphs of the kind `quote`."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extraction.quotes.cues import cue_before
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.quotes.signatures import signature
from pipeline.extraction.view import View


def block_quotes(view: View, starts_marked: set[int], used: set[int]) -> Iterator[Found]:
    """Runs of block quotes: one quote each, signed below or announced above. Those that carry marks are left to the marks."""
    k = 0
    while k < len(view.paragraphs):
        if view.paragraphs[k].kind != "quote" or k in used:
            k += 1
            continue
        first = k
        while k < len(view.paragraphs) and view.paragraphs[k].kind == "quote":
            k += 1
        if first not in starts_marked:
            yield from _block(view, first, k - 1)


def _block(view: View, first: int, last: int) -> Iterator[Found]:
    signed = last if last > first and signature(view, last) else last + 1
    party = signature(view, signed)
    end = last - 1 if signed == last else last
    low, high = view.paragraph_tokens[first][0], view.paragraph_tokens[end][1]
    if high - low < 3:
        return
    found = Found(
        [(view.starts[low], view.ends[high - 1])],
        "direct",
        "direct/block",
        0.75,
        party=party,
        paragraphs=(first, end),
        inherit="same",
    )
    if party is None and first:
        a, b = view.paragraph_tokens[first - 1]
        cue = cue_before(view, b - 2 if view.words[b - 1] in {":", "."} else b - 1, a, ":") if b - a > 1 else None
        if cue is not None:
            found.cue, found.subject, found.rule = cue.token, cue.subject, "direct/block+paragraph-before"
    yield found
