"""What a reader of one format hands over, and how it puts a text together."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.documents.clean import clean
from pipeline.documents.document import Block
from pipeline.documents.given import Given


@dataclass(slots=True)
class Converted:
    """The text of a file, its blocks (None: find them by the lines), and what the file's format says of it.

    `given` wins over what the text itself says, `fallback` (a PDF's or a Word file's properties) does not.
    """

    text: str
    blocks: list[Block] | None = None
    given: Given = field(default_factory=Given)
    fallback: Given = field(default_factory=Given)


class TextBuilder:
    """Collects the blocks of a converted text: empty lines between paragraphs, single line ends between items of a list."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.length = 0

    def add(self, kind: str, content: str, marker: str = "") -> None:
        """Add a block; `marker` (a bullet, a number) stands in the text before it and outside it."""
        body = clean(content).text
        if not body:
            return
        if self.blocks:
            both_items = kind == "list_item" and self.blocks[-1].kind == "list_item"
            self._put("\n" if both_items else "\n\n")
        self._put(marker)
        self.blocks.append(Block(self.length, self.length + len(body), kind))
        self._put(body)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def converted(self, given: Given) -> Converted:
        """The whole."""
        return Converted("".join(self.parts) + ("\n" if self.parts else ""), self.blocks, given)
