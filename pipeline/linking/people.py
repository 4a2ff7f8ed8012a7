"""Are two people's names the name of one person? Compared part by part, with a score and a reason."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.linking.likeness import likeness
from pipeline.linking.names import GIVEN, INITIAL, PATRONYMIC, SURNAME, Part, PersonName, initial_agrees

ALIKE = 0.64  # below this two words are two different names
INITIALS, BARE = 0.88, 0.6  # the most that initials, or a surname alone, can be worth


@dataclass(frozen=True, slots=True)
class Comparison:
    """`score` from 0 to 1, a short `reason`, and `conflict` where the names cannot belong to one person."""

    score: float
    reason: str
    conflict: bool = False


@lru_cache(maxsize=500_000)
def compare_people(a: PersonName, b: PersonName) -> Comparison:
    """Compare two parsed names; symmetric.

    Words are aligned best first. Both names having a word left over (two different given names, two different patronymics)
    is a conflict; one name having more words than the other is not. A given name agrees with its initial.
    """
    if a.bare or b.bare:
        return _compare_bare(a, b)
    pairs, left, right = _align(a, b)
    patronymics = any(p.kind == PATRONYMIC for p in left) and any(p.kind == PATRONYMIC for p in right)
    if (left and right) or patronymics:
        kinds = {p.kind for p in left + right}
        kind = next(k for k in (SURNAME, GIVEN, PATRONYMIC, INITIAL) if k in kinds)
        return _joined(a, b) or Comparison(0.3, f"{kind} name differs" if kind == GIVEN else f"{kind} differs", True)
    if not _surname_found(a, b, pairs):
        return _shortened(pairs, left, right)
    return _scored(a, b, pairs, left + right)


def _align(a: PersonName, b: PersonName) -> tuple[list[tuple[float, Part, Part]], list[Part], list[Part]]:
    """Words of the two names paired best first, and what is left over. Where both orders are sure only like is paired with like."""
    firm = a.sure and b.sure
    options = [
        (value, i, j)
        for i, p in enumerate(a.parts)
        for j, q in enumerate(b.parts)
        if not (firm and SURNAME in (p.kind, q.kind) and p.kind != q.kind) and (value := _part_likeness(p, q)) >= ALIKE
    ]
    left, right = dict(enumerate(a.parts)), dict(enumerate(b.parts))
    pairs = []
    for value, i, j in sorted(options, key=lambda option: (-option[0], option[1], option[2])):
        if i in left and j in right:
            pairs.append((value, left.pop(i), right.pop(j)))
    return pairs, list(left.values()), list(right.values())


def _part_likeness(p: Part, q: Part) -> float:
    if INITIAL in (p.kind, q.kind):
        if SURNAME in (p.kind, q.kind):
            return 0.0
        agrees = initial_agrees(p, q) if p.kind == INITIAL else initial_agrees(q, p)
        return 0.9 if agrees else 0.0
    value = likeness(p.text, q.text)
    return value if p.kind == q.kind else value * 0.98


def _surname_found(a: PersonName, b: PersonName, pairs: list[tuple[float, Part, Part]]) -> bool:
    heads = {id(a.surname), id(b.surname)}
    return sum(len(heads & {id(p), id(q)}) for _, p, q in pairs) == 2 or len(heads) == 1


def _shortened(pairs: list[tuple[float, Part, Part]], left: list[Part], right: list[Part]) -> Comparison:
    """One name is the other without its last words, as in Arabic and Spanish names: never better than a hint."""
    full = [value for value, p, q in pairs if INITIAL not in (p.kind, q.kind)]
    if len(full) >= 2 and min(full) >= 0.9 and not (left and right):
        return Comparison(0.78, "part of the name")
    return Comparison(0.2, "surname differs", True)


def _scored(a: PersonName, b: PersonName, pairs: list[tuple[float, Part, Part]], extra: list[Part]) -> Comparison:
    full = [(value, p, q) for value, p, q in pairs if INITIAL not in (p.kind, q.kind)]
    values = [value for value, _, _ in full]
    score = 0.6 * min(values) + 0.4 * sum(values) / len(values)
    score -= sum(0.01 if p.kind in (PATRONYMIC, INITIAL) else 0.04 for p in extra)
    swapped = any({p.kind, q.kind} == {GIVEN, SURNAME} for _, p, q in full)
    if swapped and ((a.sure and b.sure) or not (a.cyrillic or b.cyrillic or a.sure or b.sure)):
        return Comparison(min(score, 0.7), "order differs", True)
    if len(full) == 1:
        return Comparison(min(score, INITIALS), "initials and surname" if len(pairs) > 1 else "surname")
    if extra and any(p.kind == PATRONYMIC for p in extra):
        return Comparison(score, "same name, patronymic in one")
    across = a.cyrillic != b.cyrillic
    return Comparison(score, "same name in two scripts" if across else "same name" if score > 0.9 else "similar name")


def _joined(a: PersonName, b: PersonName) -> Comparison | None:
    """Names that differ only in where words are cut: "Mohammad Hasni" and "Mohammadhasni", "Jean Marie" and "Jean-Marie"."""
    if len(a.parts) == len(b.parts) or any(p.kind == INITIAL for p in a.parts + b.parts):
        return None
    first, second = "".join(sorted(p.text for p in a.parts)), "".join(sorted(p.text for p in b.parts))
    value = max(likeness(first, second), likeness("".join(p.text for p in a.parts), "".join(p.text for p in b.parts)))
    return Comparison(min(value, 0.92), "same name, cut differently") if value >= 0.84 else None


def _compare_bare(a: PersonName, b: PersonName) -> Comparison:
    if a.bare and b.bare:
        value = likeness(a.parts[0].text, b.parts[0].text)
        return Comparison(value, "same name") if value >= 0.8 else Comparison(value * 0.5, "surname differs", True)
    single, full = (a, b) if a.bare else (b, a)
    value = likeness(single.parts[0].text, full.surname.text)
    if value >= 0.8:
        return Comparison(BARE * value, "surname")
    glued = max(
        likeness(single.parts[0].text, "".join(p.text for p in full.parts)),
        likeness(single.parts[0].text, "".join(p.text for p in reversed(full.parts))),
    )
    if glued >= 0.9 and len(single.parts[0].text) > 7:
        return Comparison(0.85, "same name, written together")
    return Comparison(value * 0.5, "surname differs", True)
