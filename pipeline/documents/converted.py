"""What a reader of one format hands over."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.documents.document import Block
from pipeline.documents.given import Given


@dataclass(slots=True)
class Converted:
    """The text of a file, its blocks (none: find them by the lines), and what the file's format says of it.

    `title_is_text` tells that the title stands in the text as well; a format's own title is often a file name or a slogan.
    """

    text: str
    blocks: list[Block] | None = None
    given: Given = field(default_factory=Given)
