"""Title, author, publisher and date as the text itself gives them, for what front matter and sidecar leave open.

The lines that only say such things become blocks of their own kind: `byline` (read by extraction, as it names people and
publishers), `date` (not read).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.documents.bylines import (
    LOWER_WORD,
    NAME,
    TIME,
    Credits,
    credit_line,
    date_line,
    is_person,
    names_a_body,
    people,
    people_only,
    person_with_role,
)  # fmt: skip
from pipeline.documents.clean import flat
from pipeline.documents.dates import find_dates
from pipeline.documents.document import PROSE, Block
from pipeline.documents.given import Given
from pipeline.documents.rubrics import patterns, split_rubric
from pipeline.documents.text_dates import dated_end, text_date

HEAD, TAIL = 8, 6
"""So many blocks from either end of a document may speak of the document."""
LONGEST_LINE = 600
LONGEST_NAME, LONGEST_BYLINE = 60, 160
TURN = re.compile(r"[—–-]\s|[^\W\d_][^.!?:;«\"]{0,40}:\s[^\W\d_]")
FEWEST_TURNS = 3
AUTHOR_WORD = re.compile(r"\bauthors?\b|\bавтор", re.IGNORECASE)
SERIES = re.compile(r"^[^.!?]{2,60}?\s(?:no\.?|nr\.?|№|#|issue|vol\.?|выпуск)\s?\d", re.IGNORECASE)
FILE_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_.]?(?P<m>0[1-9]|1[0-2])[-_.]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<d2>0[1-9]|[12]\d|3[01])[-_.](?P<m2>0[1-9]|1[0-2])[-_.](?P<y2>(?:19|20)\d\d)(?!\d)"
)


def describe(blocks: list[Block], text: str, doc_id: str) -> tuple[list[Block], Given]:
    """The blocks with bylines and dates told apart, and what they say of the document."""
    if sum(block.kind in PROSE for block in blocks) < 2:
        return blocks, _from_file_name(doc_id)
    blocks = dated_end(split_rubric(blocks, text), text)
    blocks = _split_sign_off(_split_date_label(blocks, text), text)
    blocks = _mark_dates(blocks, text)
    given = Given()
    blocks = _masthead(blocks, text, given)
    blocks = _sign_line(_credits(blocks, text, given), text, given)
    given.title = _title(blocks, text)
    _publisher(blocks, text, given)
    given.date = text_date(_edges(blocks), blocks, text)
    given.date_source = "text" if given.date else None
    return blocks, given.over(_from_file_name(doc_id))


def _flat(text: str, block: Block) -> str:
    return flat(text[block.start : min(block.end, block.start + LONGEST_LINE)])


# ---- parts of blocks that become blocks ---------------------------------------------------------------------------


def _split_date_label(blocks: list[Block], text: str) -> list[Block]:
    """"date 2024-08-09 Speaking at ..." -> the label with its date, and the sentence."""
    label = re.compile(rf"\s*{patterns('date_label')[0].pattern}", re.IGNORECASE)
    out: list[Block] = []
    for i, block in enumerate(blocks):
        match = label.match(text, block.start, block.end) if i < HEAD and block.kind in PROSE else None
        dates = find_dates(text[match.end() : match.end() + 60]) if match and match.end() > block.start else []
        if match and dates and dates[0].start == 0 and dates[0].date():
            end = match.end() + dates[0].end
            end += len(re.match(TIME, text[end : block.end], re.IGNORECASE)[0])  # type: ignore[index]
            rest = end + len(text[end : block.end]) - len(text[end : block.end].lstrip(" \t\r\n|,;•–—-"))
            out.append(Block(match.start() + len(match[0]) - len(match[0].lstrip()), end, "date"))
            if rest < block.end:
                out.append(replace(block, start=rest))
        else:
            out.append(block)
    return out


def _split_sign_off(blocks: list[Block], text: str) -> list[Block]:
    """"... he said. ///nCa, 9 August 2024" -> the sentence, and the sign-off as a byline."""
    prose = [i for i, block in enumerate(blocks) if block.kind in PROSE]
    out = list(blocks)
    for i in reversed(prose[-3:]):
        block = out[i]
        tail_start = max(block.start, block.end - 120)
        for pattern in patterns("sign_off"):
            match = pattern.search(text[tail_start : block.end].rstrip())
            if match is None or text[tail_start + match.start() - 1 : tail_start + match.start()] == ":":
                continue
            start = tail_start + match.start()
            start += len(match[0]) - len(match[0].lstrip())
            before = len(text[block.start : start].rstrip())
            out[i : i + 1] = [replace(block, end=block.start + before)] * bool(before) + [Block(start, block.end, "byline")]
            return out
    return out


# ---- whole blocks -------------------------------------------------------------------------------------------------


def _mark_dates(blocks: list[Block], text: str) -> list[Block]:
    edge = set(_edges(blocks))
    return [
        replace(block, kind="date") if i in edge and block.kind in PROSE and date_line(_flat(text, block)) else block
        for i, block in enumerate(blocks)
    ]


def _masthead(blocks: list[Block], text: str, given: Given) -> list[Block]:
    """The first heading names the site or the institute, when it stands over a menu or is the name of a body over a heading."""
    for i, block in enumerate(blocks[:2]):
        if block.kind != "heading" or i + 1 >= len(blocks):
            continue
        line, after = _flat(text, block), blocks[i + 1]
        over_menu = after.kind == "menu" and any(later.kind == "heading" for later in blocks[i + 2 : i + 8])
        if over_menu or (after.kind == "heading" and names_a_body(line)):
            given.publisher = line
            return [*blocks[:i], replace(block, kind="byline"), *blocks[i + 1 :]]
    return blocks


def _credits(blocks: list[Block], text: str, given: Given) -> list[Block]:
    """Lines that name author, publisher and date together, and lines with "By" or «Автор:» before a name."""
    out = list(blocks)
    for i in _edges(blocks):
        if blocks[i].kind not in PROSE:
            continue
        line = _flat(text, blocks[i])
        name = next((m["name"] for p in patterns("author") if len(line) < 200 and (m := p.match(line))), None)
        found = credit_line(text[blocks[i].start : blocks[i].end]) if not name else Credits(people(name))
        headed = i > 0 and blocks[i - 1].kind in ("heading", "byline", "date", "menu", "image", "credit")
        if i == 0 and name and not is_person(name):
            continue  # a heading like "By Peaceful Means"
        if found and (found.author or found.publisher) and (name or found.date or (headed and i < HEAD)):
            out[i] = replace(blocks[i], kind="byline", start=_start_of(name, blocks[i], text))
            given.author = given.author or found.author
            given.publisher = given.publisher or found.publisher
    return out if given.author else _author_alone(out, text, given)


def _start_of(name: str | None, block: Block, text: str) -> int:
    """Where the name begins in a byline, so that "By" is not read as a part of it."""
    first = name.split()[0] if name else ""
    at = text.find(first, block.start, block.end) if first else -1
    emphasised = text[block.start] in "*_"  # a mark without its pair would stay in the clean text
    return at if at >= 0 and not emphasised else block.start


def _author_alone(blocks: list[Block], text: str, given: Given) -> list[Block]:
    """A name on a line of its own is the author's if the text speaks of its author, or by its place under the title."""
    speaks = AUTHOR_WORD.search(text) is not None
    told = speaks and any(p.match(_flat(text, b)) for b in blocks if b.kind in PROSE for p in patterns("about_author"))
    for i, block in enumerate(blocks):
        if block.kind not in PROSE or block.end - block.start > LONGEST_BYLINE or (i >= HEAD and not told):
            continue
        line = _flat(text, block)
        named = people_only(line) if block.end - block.start <= LONGEST_NAME else None
        author = named or _with_role(blocks, i, text)
        before, after = blocks[i - 1 : i], blocks[i + 1 : i + 2]
        over_date = bool(after and before) and after[0].kind in ("date", "byline") and before[0].kind == "heading"
        under_title = bool(before) and before[0].kind == "heading" and (named is None or is_person(line))
        if author and (over_date or under_title or (told and NAME.fullmatch(line))):
            given.author = author
            picture = bool(before) and before[0].kind in ("image", "credit")
            return [*blocks[:i], replace(block, kind="caption" if picture else "byline"), *blocks[i + 1 :]]
    return blocks


def _with_role(blocks: Sequence[Block], i: int, text: str) -> str | None:
    """The author by "Jane Doe, professor at the University of X" between the headline and a text that is not about her.

    Such a line may also present who is interviewed or whom the report is about: then the headline or the body names the
    person again, or the body goes by turns.
    """
    author = person_with_role(_flat(text, blocks[i])) if 0 < i < HEAD and blocks[i - 1].kind == "heading" else None
    if author is None:
        return None
    stem = author.split(", ")[0].split()[-1][:5]
    body = [_flat(text, block) for block in blocks[i + 1 :] if block.kind in PROSE]
    turns = sum(TURN.match(line) is not None for line in body)
    named = any(re.search(rf"\b{re.escape(stem)}", line) for line in [_flat(text, blocks[i - 1]), *body[:-2]])
    return author if len(body) > 1 and turns < FEWEST_TURNS and not named else None


def _title(blocks: Sequence[Block], text: str) -> str | None:
    """The first heading; if it only numbers an issue of a series, the next one over the text."""
    headings = [_flat(text, b) for b in blocks[: HEAD + 4] if b.kind == "heading"]
    if len(headings) > 1 and SERIES.match(headings[0]):
        second = next(i for i, b in enumerate(blocks) if b.kind == "heading" and _flat(text, b) == headings[1])
        if all(b.kind in ("heading", "byline") for b in blocks[:second]):
            return headings[1]
    return headings[0] if headings else None


def _sign_line(blocks: list[Block], text: str, given: Given) -> list[Block]:
    """A short name alone among the credits at the end of a page is the signature of who published it."""
    prose = [i for i, b in enumerate(blocks) if b.kind in PROSE]
    last = prose[-1]
    line = _flat(text, blocks[last])
    furniture_after = {b.kind for b in blocks[last + 1 :]} & {"credit", "source", "copyright", "date"}
    name = bool(re.match(r"[\"«“A-ZА-ЯЁ]", line)) and len(line) <= 60 and not re.search(r"[.!?:;…]$", line)
    if blocks[last].kind != "paragraph" or not furniture_after or not name or LOWER_WORD.search(line):
        return blocks
    given.publisher = given.publisher or line
    return [*blocks[:last], replace(blocks[last], kind="byline"), *blocks[last + 1 :]]


def _publisher(blocks: Sequence[Block], text: str, given: Given) -> None:
    if given.publisher:
        return
    for i in reversed(_edges(blocks)):
        line = _flat(text, blocks[i])
        names = ("sign_off", "publisher") if blocks[i].kind == "byline" else ("publisher",) if blocks[i].kind not in PROSE else ()
        for pattern in (p for name in names for p in patterns(name)):
            match = pattern.search(line)
            if match and re.search(r"[^\W\d_]{2}", match["publisher"]):
                given.publisher = match["publisher"].strip(" .,-–—\"'«»“”") or None
                return


def _edges(blocks: Sequence[Block]) -> list[int]:
    """The first blocks, the last ones of prose, and what stands after those."""
    tail = next(iter([i for i, block in enumerate(blocks) if block.kind in PROSE][-TAIL:]), 0)
    return [i for i in range(len(blocks)) if i < HEAD or i >= tail]


def _from_file_name(doc_id: str) -> Given:
    match = FILE_DATE.search(doc_id.rsplit("/", 1)[-1])
    if match is None:
        return Given()
    year, month, day = (match[k] or match[f"{k}2"] for k in "ymd")
    try:
        return Given(date=dt.date(int(year), int(month), int(day)), date_source="file-name")
    except ValueError:
        return Given()
