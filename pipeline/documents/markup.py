"""Inline marks that a reader does not read: Markdown emphasis, the targets of links, images, tags, numbers of citations."""

from __future__ import annotations

import re

IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^()\s]{1,2000}(?:\s\"[^\"\n]*\")?\)")
LINK = re.compile(r"(\[)((?:[^\[\]\n]|\n(?!\s*\n)){1,300})(\]\((?:[^()\s]|\([^()\s]*\)){1,2000}(?:\s\"[^\"\n]*\")?\))")
TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|pre|q|s|small|"
    r"span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]{0,1000})?\s*/?>",
    re.IGNORECASE,
)
INLINE_TAG = re.compile(r"</?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|u)\b", re.IGNORECASE)
CITATION = re.compile(r"(?<=[\w.,;:!?»”\")])\s?\[(?:\^\w{1,20}|\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\](?!\()")
EMPHASIS = (
    re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])((?:[^*\n]|\n(?!\s*\n)){1,400}?)(?<=[^\s*\\])(\1)(?![\w*])"),
    re.compile(r"(?<![\w_\\])(_{1,3})(?=[^\s_])((?:[^_\n]|\n(?!\s*\n)|(?<=\w)_(?=\w)){1,400}?)(?<=[^\s_\\])(\1)(?![\w_])"),
)


def inline_marks(text: str) -> list[tuple[int, int, str]]:
    """What to replace, in order and without overlap: (start, end, what stands there instead)."""
    found: list[tuple[int, int, str]] = []
    for pattern in (IMAGE, CITATION):
        found += [(*match.span(), "") for match in pattern.finditer(text)]
    found += [(*match.span(), "" if INLINE_TAG.match(match.group()) else " ") for match in TAG.finditer(text)]
    for match in LINK.finditer(text):
        found += [(*match.span(1), ""), (*match.span(3), "")]
    for match in (match for pattern in EMPHASIS for match in pattern.finditer(text)):
        if re.search(r"\w", match.group(2)):
            found += [(*match.span(1), ""), (*match.span(3), "")]
    return _without_overlap(sorted(found))


def _without_overlap(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, instead in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, instead))
    return kept
