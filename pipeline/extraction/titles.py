"""Titles in the text: "Deputy Director", «заместитель директора», "Prime Minister and Minister of Foreign Affairs".

A title is found by its head word (`lexicons/<lang>/titles.yaml`) and grows over the words that belong to it. What it is tied to
(an institution, a country, a field) and who holds it is for the components `names` and `roles`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Title:
    """Tokens `start:end` are a title whose head is at `head`. `kinds`: `state`, `office`, `rank` (a word may be several)."""

    start: int
    end: int
    head: int
    kinds: frozenset[str]
    plural: bool = False
    former: bool = False


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The lexicon of one language, ready for look-up. `heads` maps the words of a head to its kinds."""

    heads: dict[tuple[str, ...], frozenset[str]]
    plurals: dict[tuple[str, ...], tuple[str, ...]]
    firsts: frozenset[str]
    modifiers: frozenset[str]
    former: frozenset[str]
    honorifics: frozenset[str]
    chain: frozenset[str]


@cache
def title_words(lang: str) -> TitleWords:
    """The titles of `lexicons/<lang>/titles.yaml`."""
    rows = lexicon(f"{lang}/titles")
    kinds: dict[tuple[str, ...], set[str]] = {}
    for kind in ("state", "office", "rank"):
        for phrase in rows[kind]:
            kinds.setdefault(tuple(_split(phrase)), set()).add(kind)
    plurals = {_plural(head): head for head in kinds} if lang == "en" else {}
    heads = {head: frozenset(found) for head, found in kinds.items()}
    firsts = frozenset(head[0] for head in [*heads, *plurals])
    return TitleWords(
        heads, plurals, firsts, frozenset(rows["modifiers"]), frozenset(rows["former"]), frozenset(rows["honorifics"]),
        frozenset(rows.get("chain", ())),
    )  # fmt: skip


def _split(phrase: str) -> list[str]:
    """Words as the tokenizers cut them: a hyphen is a token of its own in English, inside a word it stays in Russian."""
    if phrase.isascii():
        return phrase.replace("-", " - ").replace("'", " '").split()
    return phrase.split()


def _plural(head: tuple[str, ...]) -> tuple[str, ...]:
    at = next(
        (
            i
            for i, word in enumerate(head)
            if word in ("of", "-") and head[0] in ("secretary", "head", "minister", "editor", "member")
        ),
        len(head),
    )
    noun = head[at - 1]
    plural = (
        noun[:-1] + "ies"
        if noun.endswith("y") and noun[-2] not in "aeiou"
        else noun[:-3] + "men"
        if noun.endswith("man")
        else noun + "s"
    )
    return (*head[: at - 1], plural, *head[at:])


def find_titles(words: Sequence[str], lemmas: Sequence[str], lang: str, breaks: set[int]) -> list[Title]:
    """All titles, in order, none overlapping. `words` are lower-case tokens; `breaks` are tokens no title may reach over."""
    table = title_words(lang)
    keys = [_title_key(w, k, table) for w, k in zip(words, lemmas, strict=True)] if lang == "ru" else words
    found: list[Title] = []
    at = 0
    while at < len(keys):
        if keys[at] in table.firsts:
            title = _head_at(keys, at, table)
            if title is not None:
                start = _grown_left(keys, at, table, found[-1].end if found else 0, breaks)
                former = any(_is_former(keys[i], table) for i in range(max(start - 1, 0), title.head + 1)) and start <= title.head
                found.append(Title(start, title.end, title.head, title.kinds, title.plural, former or _ex(words[title.head])))
                at = title.end
                continue
        at += 1
    return _chained(found, words, keys, table) if lang == "ru" else _compound(found, words, table)


def _compound(found: list[Title], words: Sequence[str], table: TitleWords) -> list[Title]:
    """As in "Deputy" + "Director" is one title: a head that can modify the next one belongs to it."""
    out: list[Title] = []
    for title in found:
        before = out[-1] if out else None
        gap = title.start - before.end if before is not None else 9
        joined = gap == 0 or (gap == 1 and words[title.start - 1] == "-")
        if before is not None and joined and words[before.head] in table.modifiers and not before.plural:
            out[-1] = Title(before.start, title.end, title.head, title.kinds, title.plural, before.former or title.former)
        else:
            out.append(title)
    return out


def _title_key(word: str, lemma: str, table: TitleWords) -> str:
    """The word a title is looked up by: «вице-министр», «экс-ректор», «содиректор» by what stands behind the prefix;
    «заведующего» has the lemma «заведовать» by its tag, as a title it is «заведующий»."""
    if lemma in table.firsts:
        return lemma
    for prefix in ("вице-", "экс-", "со-", "со"):
        bare = lemma.removeprefix(prefix)
        if bare != lemma and (bare,) in table.heads:
            return bare
    for stem in ("заведующ", "управляющ", "командующ", "исполняющ", "ведущ"):
        if word.startswith(stem):
            return stem + "ий"
    return lemma


def _head_at(keys: Sequence[str], at: int, table: TitleWords) -> Title | None:
    for n in (5, 4, 3, 2, 1):
        piece = tuple(keys[at : at + n])
        if len(piece) < n:
            continue
        if piece in table.heads:
            return Title(at, at + n, at, table.heads[piece])
        if piece in table.plurals:
            return Title(at, at + n, at, table.heads[table.plurals[piece]], plural=True)
    return None


def _grown_left(keys: Sequence[str], at: int, table: TitleWords, floor: int, breaks: set[int]) -> int:
    """Modifiers before the head ("first deputy", "vice-", «бывший первый») belong to the title."""
    start = at
    while (
        start > floor
        and start not in breaks
        and len(keys[start - 1]) > 1
        and (keys[start - 1] in table.modifiers or keys[start - 1] in table.former)
    ):
        start -= 1
    if start - 2 >= floor and keys[start - 1] == "-" and keys[start - 2] in table.modifiers | table.former:
        return _grown_left(keys, start - 2, table, floor, breaks) if start - 2 not in breaks else start - 2
    return start


def _is_former(key: str, table: TitleWords) -> bool:
    return key in table.former


def _ex(word: str) -> bool:
    return word.startswith(("ex-", "экс-"))


def _chained(found: list[Title], words: Sequence[str], keys: Sequence[str], table: TitleWords) -> list[Title]:
    """«заместитель» + «директора» is one title with the head «заместитель»; «исполняющий обязанности директора» too."""
    out: list[Title] = []
    for title in found:
        before = out[-1] if out else None
        if before is not None and before.end == title.start and keys[before.head] in table.modifiers - table.chain:
            out[-1] = Title(before.start, title.end, title.head, title.kinds, title.plural, before.former or title.former)
        elif before is not None and keys[before.head] in table.chain and before.end == title.start:
            out[-1] = Title(before.start, title.end, before.head, title.kinds, before.plural, before.former or title.former)
        else:
            out.append(title)
    return [_with_deputy(title, keys, table) for title in out]


def _with_deputy(title: Title, keys: Sequence[str], table: TitleWords) -> Title:
    """«исполняющий обязанности», «и.о.», «врио» before a title belong to it."""
    start = title.start
    if start >= 2 and keys[start - 1] in ("обязанность", "обязанности") and keys[start - 2] in ("исполнять", "исполняющий"):
        start -= 2
    elif start >= 1 and keys[start - 1] in ("врио", "ио", "и.о."):
        start -= 1
    return Title(start, title.end, title.head, title.kinds, title.plural, title.former)
