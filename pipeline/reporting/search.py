"""The search of the report: an index in small script files, of which a page loads only those that a query needs.

Pages opened from the file system may not fetch data, but they may load scripts. A word's file is named after its first two
letters; results lie in files of their own.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict

from pipeline.reporting.render import Site, script, short

CHUNK = 400
MOST = 2000
"""Results kept for one word; a word in more places tells nothing."""


class Index:
    """Collects entries, then writes the files."""

    def __init__(self) -> None:
        self._entries: list[tuple[str, str, str, str]] = []
        self._words: defaultdict[str, array[int]] = defaultdict(lambda: array("l"))

    def add(self, kind: str, label: str, href: str, words: str, note: str = "") -> None:
        """One result: `label` is shown and leads to `href`; it is found by the words of `words`."""
        number = len(self._entries)
        self._entries.append((kind, short(label, 160), href, short(note, 80)))
        for token in set(re.findall(r"\w{2,}", words.lower())):
            if len(self._words[token]) < MOST:
                self._words[token].append(number)

    def write(self, site: Site) -> None:
        """The files of results and of words."""
        for i in range(0, len(self._entries), CHUNK):
            site.write(f"search/r{i // CHUNK}.js", script("dragoman.results", i // CHUNK, self._entries[i : i + CHUNK]))
        files: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
        for token in sorted(self._words):
            files[token[:2]][token] = list(self._words[token])
        for start, tokens in files.items():
            site.write(f"search/w{file_of(start)}.js", script("dragoman.words", start, tokens))


def file_of(start: str) -> str:
    """Two letters as a plain file name: their code points in hexadecimal. `report.js` does the same."""
    return "-".join(f"{ord(c):x}" for c in start)
