"""People's names in parts: given names, patronymic, surname, initials and particles, in either script and either order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from pipeline.lexicon import lexicon
from pipeline.linking.sounds import folded, is_cyrillic, skeletons, sound

GIVEN, PATRONYMIC, SURNAME, INITIAL = "given", "patronymic", "surname", "initial"

_PATRONYMIC = re.compile(
    r"(?:ович|евич|йич|ьич|[кмт]ич|овна|евна|[иь]нична|[кмт]ична|ұлы|улы|уулу|қызы|кызы|оглы|оглу|кизи|угли)$"
    r"|(?:ovich|[ey]vich|[ly]ich|ovna|[ey]vna|ichna|uly|uulu|kyzy|qyzy|ogly|oglu|qizi|ogli|ugli)$"
)
_PATRONYMIC_WORD = frozenset(
    {"улы", "ұлы", "уулу", "қызы", "кызы", "оглы", "оглу", "кизи", "угли", "uly", "uulu", "kyzy", "qyzy", "gyzy", "ogly", "oglu",
     "qizi", "ogli", "ugli"}
)  # fmt: skip
_SURNAME = re.compile(
    r"(?:ов|ев|ёв|ин|ын|ский|цкий|ова|ева|ёва|ина|ына|ская|цкая|енко|швили|дзе|янц|ян|уулу|зода|заде)$"
    r"|(?:ov|ev|sky|skiy|skii|ova|eva|ina|skaya|enko|shvili|dze|zoda|zade|ian|yan)$"
)
_GIVEN_TOO = frozenset({"ben", "бен"})  # particles that are given names where they come first

# One letter, or two that romanise one: Zh., Yu., Дж.
_INITIAL = r"(?:[ZKSCPT]h|Y[aueo]|Ts|Dzh|D[jz]|Д[жз]|[^\W\d_])\."
_INITIALS = re.compile(rf"{_INITIAL}(?:\s*-?\s*{_INITIAL})*")


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name. `text` is folded, `sound` the rough common spelling; an initial may stand for a double name."""

    kind: str
    text: str
    sound: str


@dataclass(frozen=True, eq=False)
class PersonName:
    """A name in parts. `sure` tells whether the order of given name and surname is beyond doubt."""

    parts: tuple[Part, ...]
    sure: bool
    cyrillic: bool

    @cached_property
    def surname(self) -> Part:
        return next((p for p in self.parts if p.kind == SURNAME), self.parts[-1])

    @property
    def bare(self) -> bool:
        """A single word: a surname (or, rarely, a given name) that says little across documents."""
        return len(self.parts) == 1

    @cached_property
    def initials_only(self) -> bool:
        """A surname with initials and no given name in full."""
        return not self.bare and all(p.kind in (SURNAME, INITIAL) for p in self.parts)

    def blocking_keys(self) -> tuple[str, ...]:
        """Blocking keys: surname and first sign of a given name; both ways round where the order is open."""
        words = [p for p in self.parts if p.kind != PATRONYMIC]
        heads = [self.surname] if self.sure else [p for p in words if p.kind != INITIAL]
        keys = set()
        for head in heads:
            firsts = {first for p in words if p is not head for first in _firsts(p)}
            keys |= {f"{bones}:{first}" for bones in skeletons(head.text) for first in firsts or {""}}
        return tuple(sorted(keys))


def _firsts(part: Part) -> set[str]:
    return {bones[:1] or "a" for bones in skeletons(part.text)}


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(str(w) for w in lexicon("person_names")[name])


@lru_cache(maxsize=400_000)
def parse_person(name: str) -> PersonName | None:
    """The parts of a person's name in its base form, or None where no letter is left.

    "Токаев К.-Ж.", "K.-J. Tokayev", "Назарбаев Нурсултан Абишевич", "Saltybayev, Yerzhan" and "Ursula von der Leyen" are all
    understood; a surname comes last unless a comma, initials, a patronymic, its ending or a usual East Asian surname tells
    otherwise.
    """
    head, comma, tail = name.partition(",")
    words = _split(f"{tail} {head}" if comma and tail.strip() else name)
    if not words:
        return None
    cyrillic = is_cyrillic(name)
    if len(words) == 1:
        kind = INITIAL if words[0][1] else SURNAME
        return PersonName((_part(kind, words[0][0]),), False, cyrillic)
    place, sure = (len(words) - 1, True) if comma and tail.strip() else _surname_place(words)
    patronymic = _patronymic_place(words, place)
    parts = []
    for i, (word, initial) in enumerate(words):
        kind = INITIAL if initial else SURNAME if i == place else PATRONYMIC if i == patronymic else GIVEN
        parts.append(_part(kind, word))
    return PersonName(tuple(parts), sure or patronymic is not None, cyrillic)


def _part(kind: str, word: str) -> Part:
    text = folded(word)
    return Part(kind, text, "-".join(sound(w) for w in word.split("-")) if kind == INITIAL else sound(text))


def _split(name: str) -> list[tuple[str, bool]]:
    """Words with the mark "is an initial"; honorifics and particles are dropped, «оглы» joins the word before."""
    name = name.replace("’", "'").replace("‘", "'").replace("ʻ", "'")
    found: list[tuple[str, bool]] = []
    for piece in re.findall(rf"{_INITIALS.pattern}(?=\s|$|[^\W\d_])|[^\s,.;()\"«»“”]+", name):
        if _INITIALS.fullmatch(piece):
            letters = re.split(r"\.\s*(?!-|\s)|\s+", piece)
            found += [(re.sub(r"[.\s]", "", x), True) for x in letters if x.strip(". ")]
        elif folded(piece):
            found.append((piece, len(folded(piece)) == 1 and piece[0].isupper()))
    kept: list[tuple[str, bool]] = []
    for word, initial in found:
        if folded(word) in _PATRONYMIC_WORD and kept:
            kept[-1] = (kept[-1][0] + word, False)
        else:
            kept.append((re.sub(r"^(?:al|el|аль|эль|ад|ас|ат|аш|ad|ar|as|at|ash|az|an)-(?=\w{3})", "", word, flags=re.I), initial))
    empty = _words_of("particles") | _words_of("honorifics")
    content: list[tuple[str, bool]] = []
    for word, initial in kept:
        plain = word.lower().strip(".'-")
        if initial or plain not in empty or (not content and plain in _GIVEN_TOO):
            content.append((word, initial))
    return content or kept[-1:]


def _surname_place(words: list[tuple[str, bool]]) -> tuple[int, bool]:
    last = len(words) - 1
    full = [i for i, (_, initial) in enumerate(words) if not initial]
    if not full:
        return last, False
    if words[last][1]:
        return full[-1] if full[-1] == len(full) - 1 and len(full) == 1 else full[0], True
    if words[0][1]:
        return last, True
    first = words[0][0].lower()
    if last >= 2 and _PATRONYMIC.search(words[last][0].lower()) and _SURNAME.search(first) and not _PATRONYMIC.search(first):
        return 0, True
    endings = [bool(_SURNAME.search(words[i][0].lower())) for i in (0, last)]
    if endings == [True, False] and not (last == 2 and _PATRONYMIC.search(words[1][0].lower())):
        return 0, False
    if folded(words[0][0]) in _words_of("surname_first"):
        return 0, False
    return last, endings == [False, True]


def _patronymic_place(words: list[tuple[str, bool]], surname: int) -> int | None:
    if len(words) < 3:
        return None
    places = [i for i in range(1, len(words)) if i != surname and _PATRONYMIC.search(words[i][0].lower()) and not words[i][1]]
    return places[-1] if places else None


# ---- initials -----------------------------------------------------------------------------------------------------

_FIRST_LETTERS = {
    "а": "a", "ә": "a", "б": "b", "в": "vw", "г": "gh", "ғ": "gh", "ґ": "g", "д": "dj", "е": "eyj", "є": "eyj", "ё": "eyji",
    "ж": "zj", "з": "zs", "и": "iy", "і": "iy", "ї": "iy", "й": "yji", "к": "kcq", "қ": "kq", "л": "l", "м": "m", "н": "n",
    "о": "o", "ө": "o", "п": "p", "р": "r", "с": "scx", "т": "t", "у": "uwo", "ү": "u", "ұ": "u", "ф": "fp", "х": "khxc",
    "һ": "h", "ҳ": "h", "ц": "tcz", "ч": "ct", "ҷ": "j", "џ": "jd", "ш": "sc", "щ": "s", "ы": "y", "э": "ea", "ю": "yiju",
    "я": "yija",
}  # fmt: skip


@lru_cache(maxsize=200_000)
def initial_agrees(initial: Part, other: Part) -> bool:
    """True when `other` (a name or an initial) can begin with `initial`, in any usual spelling of either script."""
    mine, theirs = initial.sound.split("-"), other.sound.split("-")
    if mine[0] and theirs[0].startswith(mine[0]):
        return True
    if len(initial.text) > 1 and len(mine) == 1:
        return False
    return bool(set(first_letters(initial.text)) & set(first_letters(other.text)))


def first_letters(text: str) -> str:
    """The Latin letters with which the first letter of a folded word can be written."""
    return _FIRST_LETTERS.get(text[:1], text[:1])
