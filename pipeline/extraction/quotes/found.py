"""A quote while it is being looked for: its words and its cue are known, its speaker only by the word that stands for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extraction.records import Party


@dataclass(slots=True, eq=False)
class Found:
    """`parts` are character ranges. `cue` and `subject` are tokens; `party` is set where no token stands for the speaker.

    `inherit`: without a subject of its own the quote belongs to whoever spoke last ("same"), to the other of two who talk by
    turns ("turn"), or to nobody ("").
    """

    parts: list[tuple[int, int]]
    kind: str
    rule: str
    confidence: float = 0.8
    cue: int | None = None
    subject: int | None = None
    party: Party | None = None
    inherit: str = ""
    paragraphs: tuple[int, int] = (0, 0)
    notes: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]
