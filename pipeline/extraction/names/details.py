"""What is known of an organisation or a person from its name: kind, country, the body it stands under; gender."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.extraction.names.vocabulary import given_names, institution_kinds, known_organisation, words
from pipeline.geography import country_of, country_of_city
from pipeline.languages.lemmas import parses
from pipeline.languages.ru_people import person_base
from pipeline.languages.ru_phrases import phrase_base

KIND_ORDER = ("foundation", "university", "think tank", "media", "government", "company", "other")
_UNIVERSITY = re.compile(r"\b(?:University|College|Academy|School)\b|(?i:университет|академия|колледж|лицей)")
_RESEARCH = re.compile(
    r"\bCent(?:er|re)\b.*\b(?:Stud(?:y|ies)|Research|Analy\w+|Strateg\w+|Polic\w+)\b"
    r"|\b(?:Research|Analytical|Strategic)\b.*\bCent(?:er|re)\b"
    r"|(?i:центр)\w*\b.*(?i:исследовани|анализ|стратеги|аналити|изучени)"
    r"|(?i:аналитическ|исследовательск)\w+ (?i:центр)"
)
_MEDIA = re.compile(
    r"\b(?:News|Press|Information|Telegraph) Agency\b|(?i:информационн\w+|телеграфн\w+) агентств"
    r"|(?i:информ|ньюс|(?<!экс)пресс|news|(?<!ex)press|inform)$|\.(?:kz|ru|uz|kg|com|info|org)$"
)
_WORLD = re.compile(
    r"^(?:International|World|European|Eurasian|Asian|African|Arab|Global|Interstate|Intergovernmental"
    r"|(?i:международн|всемирн|мировой|европейск|евразийск|азиатск|межгосударств|межправительств)\w*)\b"
)
_WORLD_HEADS = re.compile(
    r"\b(?:Organi[sz]ation|Union|Bank|Fund|Commission|Agency|Association|Court|Committee|Federation|Council)\b"
    r"|(?i:организаци|союз|банк|фонд|комисси|агентств|ассоциаци|суд|комитет|федераци|совет)"
)


def organisation_kind(bases: Iterable[str], lang: str) -> str:
    """The kind of an organisation by the lexicons, then by the words of its names; `other` where nothing tells."""
    ordered = sorted(bases, key=len, reverse=True)
    for base in ordered:
        row = known_organisation(base)
        if row is not None:
            return row.kind
    for base in ordered:
        kind = _kind_by_words(base, lang)
        if kind:
            return kind
    return "government" if any(_known_state_body(base) for base in ordered) else "other"


def _kind_by_words(base: str, lang: str) -> str | None:
    head = re.split(r"\s+(?:under|при)\s", base)[0]
    inner = re.match(r"^(?:Secretariat|Executive Committee|Bureau|Presidium|Council|Committee) of (?:the )?(.+)$", head)
    row = known_organisation(inner[1]) if inner else None
    if row is not None:
        return row.kind
    if _WORLD.match(head) and _WORLD_HEADS.search(head):
        return "international"
    kinds = institution_kinds("ru" if re.search("[а-яё]", base.lower()) else "en")
    if _RESEARCH.search(head):
        return "think tank"
    if _MEDIA.search(head):
        return "media"
    found = [kinds[word] for word in _heads_in(head, lang) if word in kinds]
    if not found:
        return "company" if head.split()[-1:] and head.split()[-1] in words("en/institutions", "company_last") else None
    if "think tank" in found and _UNIVERSITY.search(head):
        return "university"
    return found[0] if lang == "ru" else _english_head(head, kinds) or found[0]


def _english_head(head: str, kinds: dict[str, str]) -> str | None:
    """The last head word before the first "of" or "for"."""
    front = re.split(r"\s+(?:of|for|on)\s", head)[0]
    found = [kinds[w] for w in re.findall(r"[\w-]+", front) if w in kinds]
    return found[-1] if found else None


def _heads_in(base: str, lang: str) -> Iterator[str]:
    for word in re.findall(r"[\w-]+", base):
        if re.search("[а-яё]", word.lower()):
            parse = parses(word.lower())[0]
            yield str(parse.normal_form).replace("ё", "е")
        else:
            yield word


def _known_state_body(base: str) -> bool:
    return base in (
        "White House",
        "Kremlin",
        "Pentagon",
        "Кремль",
        "Белый дом",
        "Пентагон",
        "FBI",
        "CIA",
        "ФСБ",
        "МВД",
        "МИД",
        "МЧС",
        "NASA",
    )


def organisation_country(bases: Iterable[str], lang: str) -> str | None:
    """The one country that the names of an organisation speak of; None where none or several."""
    for base in sorted(bases, key=len, reverse=True):
        row = known_organisation(base)
        if row is not None:
            return row.country
        tongue = "ru" if re.search("[а-яё]", base.lower()) else "en"
        found = dict.fromkeys(
            code for piece in _pieces(base) if (code := country_of(piece, tongue) or country_of_city(piece, tongue))
        )
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


_COMPOUND = re.compile(r"^([а-яё]+[сц]к)о-[а-яё]+[сц]к[а-яё]{2,3}$")


def _pieces(base: str) -> Iterator[str]:
    """Stretches of a name that may be a country: capitalised words and pairs and triples of them, and Russian adjectives."""
    tokens = [_first_part(token) for token in re.findall(r"[^\W\d_][\w.’'-]*", base)]
    i = 0
    while i < len(tokens):
        for n in (5, 4, 3, 2, 1):
            piece = " ".join(tokens[i : i + n])
            if (
                i + n <= len(tokens)
                and (tokens[i][0].isupper() or (n == 1 and re.search("ск[а-я]{2,3}$", piece)))
                and (n == 1 or country_of(piece, "ru" if re.search("[а-яё]", piece) else "en"))
            ):
                yield piece
                i += n
                break
        else:
            i += 1


def _first_part(word: str) -> str:
    """«казахстанско-немецкий» stands in Kazakhstan: the first adjective tells where."""
    match = _COMPOUND.match(word.lower())
    return match[1] + "ий" if match else word


def place_country(base: str, lang: str) -> str | None:
    """The country of a place: its own where it is one, that of a capital."""
    tongue = "ru" if re.search("[а-яё]", base.lower()) else "en"
    return country_of(base, tongue) or country_of_city(base, tongue)


def person_gender(bases: Iterable[str], lang: str) -> str | None:
    """By given name, patronymic or a Russian surname's form; None where nothing tells."""
    for base in sorted(bases, key=len, reverse=True):
        if re.search("[а-яё]", base.lower()):
            gender = person_base(base)[1]
        else:
            first = base.split()[0].split("-")[0] if base.split() else ""
            gender = given_names().get(base.split()[0]) or given_names().get(first) or _by_surname(base)
        if gender:
            return gender
    return None


def _by_surname(base: str) -> str | None:
    """Latin spellings of Slavic surnames show gender: "-ova", "-ev"."""
    if re.search(r"(?:ov|ev|yev|skiy|sky|skii)$", base):
        return "m"
    return "f" if re.search(r"(?:[oey]va|skaya|vna)$", base) else None


def parent_text(base: str) -> str | None:
    """What an institution stands under: "under the Foundation of ..." gives "Foundation of ..."."""
    match = re.search(r"\s(?:under|при)\s+(?:the\s+)?(.+)$", base)
    return match[1] if match else None


def is_body(text: str) -> bool:
    """Whether a parent's text names an institution (an office such as "President of Uzbekistan" is none)."""
    if re.search("[а-яё]", text.lower()):
        first = next(_heads_in(text, "ru"), "")
        return first in institution_kinds("ru")
    heads = institution_kinds("en")
    front = re.split(r"\s+(?:of|for|on)\s", text)[0]
    return any(word in heads or word in words("en/institutions", "known") for word in re.findall(r"[\w-]+", front))


def nominative(text: str) -> str:
    """A parent's name, cut out of a longer one, in its base form."""
    return phrase_base(text) if re.search("[а-яё]", text.lower()) else text
