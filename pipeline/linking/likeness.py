"""How alike two words of a name are, from 0 to 1: by edits in one script, by learned correspondences of letters across two."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from pipeline.lexicon import lexicon
from pipeline.linking.sounds import consonants, folded, is_cyrillic, skeletons, sound

_FEMININE = re.compile(r"(?:[oe]va|ina|ska)$")
_AS_RUSSIAN = str.maketrans("әғґєіїјқңөүұўһҳҷӣӯ", "аггеиийкноуууххжиу")
_LEAST = 0.5  # likeness under which it does not matter how unlike two words are: 0 is given
_STRANGE = 7.0  # nats: what a letter costs for which no correspondence is known


@lru_cache(maxsize=1_000_000)
def likeness(a: str, b: str) -> float:
    """Likeness of two folded words of a name: 1 the same letters, 0.97 the same sound, under 0.75 two different names.

    A woman's surname is not that of a man (Nazarbayeva, Nazarbayev). Other scripts than Latin and Cyrillic count by edits.
    """
    if a == b:
        return 1.0
    first, second = sound(a), sound(b)
    if _is_feminine_of(first, second) or _is_feminine_of(second, first):
        return 0.3
    if first == second:
        return 0.97
    if _equivalents().get(a, a) == _equivalents().get(b, b):
        return 0.93
    if is_cyrillic(a) != is_cyrillic(b):
        return across_scripts(b, a) if is_cyrillic(a) else across_scripts(a, b)
    return _within_script(a, b, first, second)


def _is_feminine_of(woman: str, man: str) -> bool:
    return bool(_FEMININE.search(woman)) and (woman[:-1] == man or (woman.endswith("ska") and woman[:-1] + "i" == man))


def _within_script(a: str, b: str, first: str, second: str) -> float:
    """Edits of the sound, by length; what changes no consonant weighs less."""
    if _without_marks(a) == _without_marks(b):
        return 0.95
    edits = OSA.distance(first, second)
    longer = max(len(first), len(second), 1)
    if edits <= 2 and longer > 3 and consonants(a) == consonants(b):
        return 0.97 - 0.06 * edits if longer > 5 else 0.95 - 0.08 * edits
    if min(len(first), len(second)) < 4:
        return 0.5 * (1 - edits / longer)
    return max(0.0, 1 - edits / longer) if edits == 1 else max(0.0, 1 - 1.25 * edits / longer)


def _without_marks(word: str) -> str:
    """As papers write it that have no letters with marks: Milicevic for Miličević, whose folded form is milichevich."""
    return word.replace("ch", "c").replace("sh", "s").replace("zh", "z")


def across_scripts(latin: str, cyrillic: str) -> float:
    """Likeness of a Latin and a Cyrillic word by the cheapest alignment of their letters.

    Costs are those of `lexicons/letters.yaml`. The cost of the whole, c nats over n letters, gives exp(-c / 2(n + 2)): the usual
    spelling is near 1, one foreign letter among seven near 0.65. The form was chosen on tokens that the costs were not learned
    from (benchmarks/linking).
    """
    if not latin or not cyrillic or not _near(latin, cyrillic):
        return 0.0
    scale = 2 * (max(len(latin), len(cyrillic)) + 2)
    cost = _cheapest(latin, cyrillic.translate(_AS_RUSSIAN), -math.log(_LEAST) * scale)
    return min(0.96, math.exp(-cost / scale))


def _near(latin: str, cyrillic: str) -> bool:
    """Skeletons within one edit: so are 99.6 % of the pairs that are alike, and 4 % of the others."""
    others = skeletons(cyrillic)
    return any(OSA.distance(a, b, score_cutoff=1) <= 1 for a in skeletons(latin) for b in others)


def _cheapest(latin: str, cyrillic: str, most: float) -> float:
    """The cost of the cheapest alignment, or infinity when it is more than `most`: cells beyond it are not followed."""
    table = _costs()
    n, m = len(latin), len(cyrillic)
    best = [[math.inf] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0.0
    for i in range(n + 1):
        own = best[i]
        rows = [(best[i + la], row) for la in range(min(4, n - i) + 1) if (row := table.get(latin[i : i + la]))]
        for j in range(m + 1):
            here = own[j]
            if here > most:
                continue
            for target, row in rows:
                for lb in range(min(3, m - j) + 1):
                    cost = row.get(cyrillic[j : j + lb])
                    if cost is not None and here + cost < target[j + lb]:
                        target[j + lb] = here + cost
            strange = here + _STRANGE
            if strange <= most:
                if i < n and strange < best[i + 1][j]:
                    best[i + 1][j] = strange
                if j < m and strange < own[j + 1]:
                    own[j + 1] = strange
                if i < n and j < m and strange < best[i + 1][j + 1]:
                    best[i + 1][j + 1] = strange
    return best[n][m]


@cache
def _costs() -> dict[str, dict[str, float]]:
    return {latin: {cyr: cost / 10 for cyr, cost in row.items()} for latin, row in lexicon("letters").items()}


@cache
def _equivalents() -> dict[str, str]:
    return {folded(name): str(group[0]) for group in lexicon("person_names")["equivalents"] for name in group}
