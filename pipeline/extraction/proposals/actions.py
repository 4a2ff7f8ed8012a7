"""The verb of an action noun: "establishment" -> "establish", «создание» -> «создать».

A table of the lexicon first, then suffixes. English candidates are checked against the verbs that spaCy's lemmatizer knows
(WordNet's, about eight thousand), Russian ones against pymorphy3's dictionary.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.extraction.proposals.lexical import words_of
from pipeline.languages.lemmas import analyzer

# Ending of the noun -> endings of the verb, most specific first.
ENGLISH = (
    ("isation", ("ise",)), ("ization", ("ize",)), ("ification", ("ify",)), ("ication", ("icate", "y")),
    ("uction", ("uct", "uce")), ("ution", ("ute", "ve")), ("ption", ("pt", "ve", "be")), ("ation", ("ate", "", "e")),
    ("ition", ("ite", "e", "")), ("nsion", ("nd", "nse")), ("ission", ("it",)), ("ession", ("ess", "ede", "eed")),
    ("rsion", ("rt", "rse")), ("ision", ("ide", "ise")), ("usion", ("ude", "use")), ("ction", ("ct",)), ("tion", ("te", "t")),
    ("sion", ("de", "se")), ("ment", ("",)), ("ance", ("", "e")), ("ence", ("", "e")), ("ery", ("er",)), ("al", ("", "e")),
    ("age", ("", "e")), ("ure", ("", "e")), ("ing", ("", "e")),
)  # fmt: skip
RUSSIAN = (
    ("ирование", ("ировать",)), ("ование", ("овать",)), ("ывание", ("ывать",)), ("ивание", ("ивать",)),
    ("ание", ("ать", "ить")), ("яние", ("ять",)), ("пление", ("пить", "плять")), ("вление", ("вить", "влять")),
    ("бление", ("бить", "блять")), ("мление", ("мить",)), ("ждение", ("дить", "ждать")), ("щение", ("тить", "стить", "щать")),
    ("жение", ("зить", "дить", "жить", "жать")), ("шение", ("сить", "шить")), ("ечение", ("ечь", "ечить")),
    ("чение", ("тить", "чить")), ("ение", ("ить", "еть", "ти", "ять", "ести")), ("тие", ("ть",)),
    ("изация", ("изировать", "изовать")), ("ификация", ("ифицировать",)), ("уация", ("уировать",)),
    ("ация", ("ировать", "овать")), ("кция", ("цировать", "ктировать")), ("иция", ("ировать",)),
    ("ция", ("цировать", "ировать", "тировать")), ("тка", ("тать", "тить")), ("вка", ("вить", "вать")),
    ("лка", ("лать", "лить")), ("жка", ("жать", "дить")), ("нка", ("нить",)),
)  # fmt: skip


def action_of(noun: str, lang: str, verbs: frozenset[str] = frozenset()) -> str | None:
    """The verb in base form of an action noun (its lemma), or None where the noun is none. `verbs`: known English verbs."""
    words = words_of(lang)
    known = words.actions.get(noun)
    if known or words.has("not_actions", noun) or len(noun) < 5:
        return known
    return _russian(noun) if lang == "ru" else _english(noun, verbs)


@lru_cache(maxsize=20_000)
def _english(noun: str, verbs: frozenset[str]) -> str | None:
    last = noun.rsplit("-", 1)[-1]
    for prefix in ("re", "co", "de", "mis", "over"):
        if noun.startswith(prefix + "-"):
            return f"{prefix}{verb}" if (verb := _english(last, verbs)) else None
    for ending, replacements in ENGLISH:
        if not noun.endswith(ending) or len(noun) < len(ending) + 3:
            continue
        stem = noun[: -len(ending)]
        candidates = [stem + new for new in replacements]
        if ending == "ing" and stem[-1:] == stem[-2:-1]:
            candidates.append(stem[:-1])
        found = next((verb for verb in candidates if verb in verbs), None)
        if found or ending in ("isation", "ization", "ification"):
            return found or candidates[0]
    return None


@lru_cache(maxsize=20_000)
def _russian(noun: str) -> str | None:
    for ending, replacements in RUSSIAN:
        if noun.endswith(ending) and len(noun) >= len(ending) + 2:
            stem = noun[: -len(ending)]
            found = next((stem + new for new in replacements if _verb(stem + new)), None)
            if found or ending in ("изация", "ификация"):
                return found or stem + replacements[0]
    return None


def _verb(word: str) -> bool:
    return bool(analyzer().word_is_known(word)) and any(parse.tag.POS == "INFN" for parse in analyzer().parse(word))
