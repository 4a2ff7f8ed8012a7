"""One marked stretch with what the rules on marked words ask for."""

from __future__ import annotations

from pipeline.extraction.quotes.cues import CLOSERS, DASHES, STOPS, Cue
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.quotes.marks import Marked
from pipeline.extraction.view import View

LONGEST_NAME = 40
LINKS_THAT = frozenset(["that", "что", "как", "чтобы", "whether"])


class Place:
    """One marked stretch with what its rules ask for: tokens, neighbours, and whether it reads like a sentence."""

    def __init__(self, view: View, marks: list[Marked], number: int) -> None:
        self.view, self.mark = view, marks[number]
        mark = self.mark
        self.first, self.last = view.token_from(mark.start), view.token_before(mark.end)
        self.words = [i for i in range(self.first, min(self.last, self.first + 400) + 1) if view.words[i][:1].isalnum()]
        self.low = view.paragraph_tokens[mark.first][0]
        self.high = view.paragraph_tokens[mark.last][1]
        if number and marks[number - 1].last == mark.first:
            self.low = max(self.low, view.token_from(marks[number - 1].outer_end))
        self.limit = self._next_speech(marks, number)
        self.before = view.token_before(mark.outer_start)
        self.after = view.token_from(mark.outer_end)
        inside = view.text[mark.start : mark.outer_end].rstrip("”\"»’'›“`").rstrip()
        self.ending = inside[-1:]
        self._link()
        self._separators()

    def _next_speech(self, marks: list[Marked], number: int) -> int:
        """Where the next marked stretch of the paragraph begins that may be speech; a short name in marks may stand in a cue."""
        for following in marks[number + 1 : number + 4]:
            if following.first != self.mark.last:
                break
            words = self.view.text[following.start : following.end]
            if len(words) > LONGEST_NAME or words[-1:] in ".!?…" or words.count(" ") > 3:
                return min(self.high, self.view.token_from(following.outer_start))
        return self.high

    def _link(self) -> None:
        view, i = self.view, self.before
        while i >= self.low and view.words[i] in {"(", "[", "“", "«", '"', "`"}:
            i -= 1
        self.link = "start" if i < self.low else ""
        self.link_last = i
        word = view.lows[i] if i >= self.low else ""
        if word == ":" or (word in DASHES and i > self.low and view.words[i - 1] == ":"):
            self.link, self.link_last = ":", i - 1 - (word in DASHES)
        elif word == ",":
            self.link, self.link_last = ",", i - 1
        elif word in DASHES:
            self.link, self.link_last = "—", i - 1
        elif word in LINKS_THAT:
            self.link, self.link_last = "that", i - 1
            if i and view.words[i - 1] == ",":
                self.link_last = i - 2
        elif word in STOPS or word in CLOSERS:
            self.link = "stop"

    def _separators(self) -> None:
        view, i = self.view, self.after
        found = ""
        while i < self.limit and (
            view.words[i] in {",", ".", "…", ")", ":"} or view.words[i] in DASHES or view.words[i] in CLOSERS
        ):
            found += view.words[i]
            i += 1
        self.clause, self.separator = i, found
        self.broken_off = False
        if (
            i >= self.high < len(view.words)
            and view.paragraph[self.high] == self.mark.last + 1
            and view.words[self.high][:1].islower()
        ):
            self.broken_off = True  # a page may break between the quote and its cue
            self.clause, self.limit = self.high, view.paragraph_tokens[self.mark.last + 1][1]

    @property
    def capital(self) -> bool:
        """Whether the words begin as a sentence does."""
        word = self.view.words[self.words[0]] if self.words else ""
        return word[:1].isupper() or word[:1].isdigit()

    @property
    def finite(self) -> bool:
        return any(self.view.finite(i) for i in self.words[:120])

    @property
    def stops(self) -> bool:
        """Whether a sentence ends with the words."""
        return self.ending in ".!?…" or self.separator.startswith((".", "…")) or self.clause >= self.high

    @property
    def sentence(self) -> bool:
        return len(self.words) >= 2 and self.capital and (self.finite or self.ending in ".!?…") and self.stops

    @property
    def whole_paragraph(self) -> bool:
        return self.link in {"start", "—"} and self.before < self.low + 2 and self.clause >= self.high and not self.broken_off

    def found(self, rule: str, cue: Cue | None, confidence: float, inherit: str = "") -> Found:
        mark = self.mark
        return Found(
            [(mark.start, mark.end)], "direct", f"direct/{rule}", confidence, cue.token if cue else None,
            cue.subject if cue else None, inherit=inherit, paragraphs=(mark.first, mark.last),
        )  # fmt: skip
