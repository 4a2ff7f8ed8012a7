"""Lines that sign the quote above them: "— Name, title"."""

from __future__ import annotations

import re

from pipeline.extraction.records import Party
from pipeline.extraction.view import View

SIGNED = re.compile(r"\s*[—–-]{1,2}\s*(?=[A-ZА-ЯЁ])")
LONGEST = 140


def signature(view: View, k: int) -> Party | None:
    """The party that paragraph `k` names, if it is a short line that begins with a dash and a name and says nothing else."""
    if not 0 <= k < len(view.paragraphs):
        return None
    paragraph = view.paragraphs[k]
    text = view.text[paragraph.start : min(paragraph.end, paragraph.start + LONGEST + 1)]
    match = SIGNED.match(text)
    if match is None or len(text) > LONGEST or text.rstrip().endswith(("?", "!")):
        return None
    mention = view.mention_at(view.token_from(paragraph.start + match.end()))
    if mention is None or mention.type not in ("PER", "ORG"):
        return None
    low, high = view.paragraph_tokens[k]
    if any(view.finite(i) for i in range(low, high)):
        return None
    return Party(mention.entity, mention.start, mention.end, "heading", 0.85)


def signed_in_line(view: View, first: int, limit: int) -> Party | None:
    """The person whose name, and no verb, follows a quote and a dash up to the end of the paragraph."""
    mention = view.mention_at(first)
    if mention is None or mention.type != "PER" or limit - first > 25 or any(view.finite(i) for i in range(first, limit)):
        return None
    return Party(mention.entity, mention.start, mention.end, "heading", 0.85)
