"""Lines that are put together of an author, a publisher, a place and a date, in any order: what each part is."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from pipeline.documents.dates import find_dates
from pipeline.languages.lemmas import analyzer
from pipeline.lexicon import lexicon

LONGEST_LINE = 160
CAPITAL = r"[^\W\d_a-zа-яёәғқңөұүһіўҳҷӣӯ]"
NAME = re.compile(
    rf"(?:(?:{CAPITAL}[\w’'`-]+|{CAPITAL}\.(?:\s?{CAPITAL}\.)?|de|von|van|bin|al|uulu|kyzy|улы|кызы|оглы|уулу)(?:\s+|$)){{2,5}}"
)
SURNAME = re.compile(
    rf"{CAPITAL}[\w’'-]*(?i:ов|ев|ёв|ова|ева|ёва|ин|ина|ский|ская|енко|ян|швили|дзе|зода|заде|улы|кызы|ov|ev|ova|eva|enko|yan|zoda|zade|dze)"
)
TIME = r"(?:[\s,|•–—-]*(?:at |в )?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?(?:[ap]\.?m\.?|[A-Z]{2,4}(?:[+-]\d+)?))?)?"
SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+[—–-]\s+|,\s+|\s{3,}|\s*/{1,3}\s*")
QUOTED = re.compile(r"(?:[^\W\d_]+\s){0,2}[«“\"](?P<name>[^«»“”\"]{2,60})[»”\"]")
QUOTE_MARK = re.compile("[«»“”\"]")
PLACE = re.compile(r"(?:г\.\s?|город\s|city of\s)?[A-ZА-ЯЁ][\w’-]+(?:[ -][A-ZА-ЯЁ][\w’-]+)?")
SMALL_WORDS = frozenset(["of", "for", "and", "the", "under", "at", "in", "on", "to", "by", "de", "für", "des", "la", "du"])
MOST_BEFORE_HEAD = 4
LOWER_WORD = re.compile(r"(?<!\w)[a-zа-яё][\w-]{3,}")


@dataclass(slots=True)
class Credits:
    """What a line says; a field is None where it says nothing."""

    author: str | None = None
    publisher: str | None = None
    date: dt.date | None = None


def people(text: str) -> str | None:
    """The names in a list of names, joined by commas; None when it begins with anything else."""
    parts = _parts(text)
    names = [part for part in parts if NAME.fullmatch(part)]
    return ", ".join(map(_in_small_letters, names)) if names and parts[0] in names else None


def _parts(text: str) -> list[str]:
    return [part.strip(" .") for part in re.split(r",| and | & | и |;", text) if part.strip(" .")]


def people_only(line: str) -> str | None:
    """The names in a line that holds nothing else."""
    return people(line) if all(NAME.fullmatch(part) for part in _parts(line)) else None


def _in_small_letters(name: str) -> str:
    """«Талант САПАРОВ» -> «Талант Сапаров»."""
    return " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in name.split())


def is_person(name: str) -> bool:
    """Whether every name of a list is surely a person's, by given names and surname endings."""
    names = people(name)
    return bool(names) and all(_is_one(part) for part in (names or "").split(", "))


def _is_one(name: str) -> bool:
    words = name.split()
    if re.match(r"[A-ZА-ЯЁ]\.", words[0]) or any(SURNAME.fullmatch(word) for word in words[1:]):
        return True
    if re.match(r"[А-ЯЁ]", words[0]):
        return any(not {"Name", "Surn", "Patr"}.isdisjoint(p.tag.grammemes) for word in words for p in analyzer().parse(word)[:2])
    return words[0].title() in _given_names()


def person_with_role(line: str) -> str | None:
    """The name in "Jane Doe, professor at the University of X": a person's, a comma or a dash, a title; None for other lines."""
    match = WITH_ROLE.fullmatch(line)
    if match is None or len(line) > LONGEST_LINE or not is_person(match["name"]):
        return None
    role = re.sub(r"\s", " ", match["role"].lower())
    starts = {" ".join(role.split(" ")[:n]).strip(",.") for n in (1, 2, 3)}
    return people(match["name"]) if DEGREE.match(role) or not starts.isdisjoint(_titles()) else None


WITH_ROLE = re.compile(r"(?P<name>[^,—–:;!?«»\"“”]{5,50})(?:,| [—–-]) (?P<role>[^.!?:;]{4,}|(?:[^.!?:;]|\w\.){4,})")
DEGREE = re.compile(r"(?:[кд]\.\s?[а-я-]{1,8}\.\s?н\.|ph\.?\s?d|m\.?d\.)", re.IGNORECASE)


@cache
def _titles() -> frozenset[str]:
    """Titles of both languages and the words that may begin one."""
    rows = [lexicon(f"{lang}/titles") for lang in ("en", "ru")]
    kinds = ("state", "office", "rank", "modifiers", "chain")
    return frozenset(title for row in rows for kind in kinds for title in row.get(kind, ()))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(name for gender in lexicon("en/given_names").values() for name in gender)


@cache
def _publishers() -> frozenset[str]:
    return frozenset(name.lower() for entry in lexicon("media") for lang in ("en", "ru") for name in entry[lang])


@cache
def _body_words() -> re.Pattern[str]:
    entries = lexicon("organisation_words")["words"].values()
    words = {word for entry in entries if entry.get("head") for lang in ("en", "ru") for word in entry[lang]}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def names_a_body(line: str) -> bool:
    """Whether a line is the name of an institute, a ministry, a paper: a head word, and no words but those of a name."""
    if line.lower().strip("«»“”\"") in _publishers():
        return True
    head = _body_words().search(line)
    if head is None or len(line) > LONGEST_LINE or re.search(r"[.:;!?»“\d]", line):
        return False
    if re.search("[а-яё]", line):
        return len(line[: head.start()].split()) <= MOST_BEFORE_HEAD and not any(_is_verb(word) for word in line.split())
    return all(word in SMALL_WORDS or not word[0].islower() for word in line.split())


def _is_verb(word: str) -> bool:
    return analyzer().parse(word.lower())[0].tag.POS in ("VERB", "PRTS", "GRND")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{lexicon('bylines')['date_label']})?", re.IGNORECASE)


def date_line(line: str) -> bool:
    """A date, with nothing beside it but a label, a time, a place or a rubric after a bar."""
    if len(line) > 90:
        return False
    for found in find_dates(line):
        before, after = _label().sub("", line[: found.start], count=1), line[found.end :]
        place = PLACE.fullmatch(before.strip(" ,|•–—-\t"))
        if found.day and (not before.strip(" ,|•–—-\t([") or place) and _AFTER_DATE.fullmatch(after):
            return True
    return False


_AFTER_DATE = re.compile(rf"(?:\s?г\.)?{TIME}[\s)\]]*(?:\s?[|•–—]\s?[^.!?]{{2,40}})?", re.IGNORECASE)


def credit_line(line: str) -> Credits | None:
    """The parts of a line that names at least two of author, publisher and date and holds nothing else."""
    if len(line) > LONGEST_LINE:
        return None
    found = Credits()
    dates = [d for d in find_dates(line) if d.year]
    if len(dates) > 1:
        return None
    if dates:
        found.date = dates[0].date()
        line = f"{line[: dates[0].start]}  |  {line[dates[0].end :]}"
    for part in filter(None, (p.strip(" .()[]") for p in SEPARATOR.split(line))):
        if not _take(part, found):
            return None
    return found if (found.author is not None) + (found.publisher is not None) + bool(dates) >= 2 else None


def _take(part: str, found: Credits) -> bool:
    """Note what a part is; False when it is nothing that a credit holds."""
    quoted = QUOTED.fullmatch(part)
    if quoted and not LOWER_WORD.search(quoted["name"][:1]):
        found.publisher = found.publisher or (part if names_a_body(QUOTE_MARK.sub("", part)) else quoted["name"])
    elif is_person(re.sub(r"^(?:by|автор:?|текст:?)\s+", "", part, flags=re.IGNORECASE)):
        names = people(re.sub(r"^(?:by|автор:?|текст:?)\s+", "", part, flags=re.IGNORECASE))
        found.author = f"{found.author}, {names}" if found.author else names
    elif names_a_body(part) or (found.publisher is None and re.fullmatch(r"(?:The )?[A-ZА-ЯЁ][\w-]+(?: [\w-]+){1,3}", part)):
        found.publisher = found.publisher or part
    else:
        return bool(re.fullmatch(TIME, part) or PLACE.fullmatch(part) or re.fullmatch(r"\d{1,2}:\d\d", part))
    return True
