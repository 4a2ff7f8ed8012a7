"""`.txt`: the text as decoded, front matter taken off."""

from __future__ import annotations

from pipeline.documents.converted import Converted
from pipeline.documents.encodings import decode
from pipeline.documents.given import front_matter


def read(data: bytes, name: str) -> Converted:
    """The text of `data`; line ends and everything else stay as they are."""
    text = decode(data, name)
    given, start = front_matter(text)
    return Converted(text[start:], None, given)
