"""Which parts of a page are its text and which are its frame: menus, side columns, footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias

from pipeline.lexicon import lexicon

Element: TypeAlias = Any
"""An element of lxml, which has no types."""
SILENT = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed", "button", "select",
        "textarea", "input", "label", "head", "map", "audio", "video", "math", "datalist", "dialog", "nav",
    }
)  # fmt: skip
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
        "u", "var", "wbr",
    }
)  # fmt: skip
FRAME_TAGS = frozenset({"footer", "aside", "header", "menu"})
CORE_TAGS = ("article", "main")
CORE_SHARE, FRAME_SHARE = 0.6, 0.25
"""A core must hold most of the page's prose; what holds more than a little of it is no frame, whatever it is called."""
PROSE_LENGTH = 60


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(lexicon("pages")[kind])


def words_of(element: Element) -> set[str]:
    """The words of an element's classes and id, in lower case."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return set(re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", names[:500]).lower()))


class Page:
    """A parsed page; it knows how much prose each element holds."""

    def __init__(self, tree: Element) -> None:
        self.body = tree.find("body") if tree.find("body") is not None else tree
        self.prose: dict[Element, int] = {}
        self._measure()
        self.total = self.prose.get(self.body, 0)
        self.core = self._core()
        self.core_ancestors: set[Element] = set(self.core.iterancestors()) if self.core is not None else set()

    def _measure(self) -> None:
        """Letters of running text below each element: texts of some length that are not links."""
        for element in self.body.iter():
            if not isinstance(element.tag, str) or element.tag in SILENT:
                continue
            letters = sum(len(text) for text in _own_texts(element) if len(text) >= PROSE_LENGTH)
            if letters and element.tag != "a":
                for holder in (element, *element.iterancestors()):
                    self.prose[holder] = self.prose.get(holder, 0) + letters

    def _core(self) -> Element | None:
        """The innermost element that calls itself the article and holds most of the prose."""
        named = [e for e in self.body.iter(*CORE_TAGS) if self._holds(e, CORE_SHARE)]
        named += [e for e in self.body.xpath(".//*[@role='main' or @itemprop='articleBody']") if self._holds(e, CORE_SHARE)]
        return min(named, key=lambda e: (self.prose.get(e, 0), -len(list(e.iterancestors()))), default=None)

    def _holds(self, element: Element, share: float) -> bool:
        return self.total > 0 and self.prose.get(element, 0) >= share * self.total

    def is_silent(self, element: Element) -> bool:
        """Never shown to a reader, or no text: scripts, forms' parts, what is hidden."""
        style = (element.get("style") or "").replace(" ", "").lower()
        return (
            element.tag in SILENT
            or element.get("hidden") is not None
            or (element.get("aria-hidden") == "true" and not self._holds(element, FRAME_SHARE))
            or "display:none" in style
            or "visibility:hidden" in style
        )

    def is_frame(self, element: Element) -> bool:
        """Part of the page's frame by its tag, role or name."""
        if self._holds(element, FRAME_SHARE) or element in self.core_ancestors or element is self.core:
            return False
        if element.tag in FRAME_TAGS:
            return not (element.tag == "header" and next(element.iter("h1"), None) is not None)
        if (element.get("role") or "").lower() in _names("roles"):
            return True
        return bool(words_of(element) & _names("chrome")) and next(element.iter("h1"), None) is None

    def is_outside_core(self, element: Element) -> bool:
        """Beside the article; a title, a byline or a date there still belongs to it."""
        if self.core is None or element in self.core_ancestors or element is self.core:
            return False
        return self.core not in element.iterancestors()

    @staticmethod
    def is_byline(element: Element) -> bool:
        """A title, or named as the place of an author or a date."""
        return element.tag in ("h1", "time") or element.get("rel") == "author" or bool(words_of(element) & _names("byline"))


def _own_texts(element: Element) -> Iterator[str]:
    """The texts directly in an element, with those of its inline children joined to them."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag in INLINE and child.tag != "a":
            parts.append(child.text_content())
        parts.append(child.tail or "")
    yield " ".join(" ".join(parts).split())
