"""Digits and numeral words that are no numbers: dates, times, telephones, references, versions, names, enumerators.

Each trap is a named pattern; all of them run over the text once. Their repeats are bounded, so hostile text costs linear time.
What looks like a year is judged by its neighbours (`is_year`), what looks like part of a name by the run it is glued to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extraction.numbers.tokens import Token, run_starts
from pipeline.extraction.numbers.words import is_genitive_noun, lemmas
from pipeline.lexicon import lexicon

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_SUFFIX = r"(?:st|nd|rd|th|-?(?:го|е|ое|ого|его|му|ому|й|м|ым))?"
_DASH = r"\s?[-–—]\s?"
_EDGE = r"(?<![\w.,:/-])"

_GENERAL = {
    "address of the web": r"(?:https?://|www\.)[^\s<>\"»]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}",
    "iso date": rf"{_EDGE}(?:1[0-9]|20|21)[0-9]{{2}}[-./](?:0?[1-9]|1[0-2])[-./]{_DAY}(?:T[0-9:.Z+-]{{2,24}})?(?![\w])",
    "date in digits": rf"{_EDGE}{_DAY}[./-](?:0?[1-9]|1[0-2])[./-](?:(?:1[0-9]|20|21)[0-9]{{2}}|[0-9]{{2}})(?![0-9])",
    "us date": rf"{_EDGE}(?:0?[1-9]|1[0-2])/{_DAY}/(?:(?:1[0-9]|20|21)[0-9]{{2}}|[0-9]{{2}})(?![0-9])",
    "time": r"(?<![\d:.,])(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?:[.,][0-9]{1,3})?(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:GMT|UTC|CET|EST|MSK|МСК))?(?!\d)",
    "time of day": r"(?<![\d.,])(?:0?[1-9]|1[0-2])(?:[.:][0-5][0-9])?\s?[ap]\.?m\b\.?(?:\s(?:GMT|UTC|CET|EST))?",
    "ratio": r"(?<![\d:])[0-9]{1,4}:[0-9]{1,4}(?::[0-9]{1,4})?(?![\d:])",
    "telephone": r"(?<![\w+])\+[0-9]{1,3}[\s(-]{1,2}[0-9][0-9\s()-]{5,20}[0-9]|(?<![\w-])\(?[0-9]{3,5}\)[\s-]?[0-9]{2,3}[\s-][0-9]{2}[\s-]?[0-9]{2}|(?<![\w.,-])[0-9]{3}-[0-9]{2}-[0-9]{2}(?![\w-])|(?<![\w.,-])[0-9]{3}-[0-9]{3}-[0-9]{4}(?![\w-])|(?i:tel|phone|fax|тел|факс)[.:\s]{1,3}[0-9][0-9\s()-]{4,20}|(?<![\w.])\+[0-9]{10,13}(?!\d)|(?<![\w.,-])8[\s-]?\(?[0-9]{3,4}\)?[\s-][0-9]{2,3}-[0-9]{2}-[0-9]{2}",
    "version": r"(?<![\w.,])v?[0-9]{1,5}\.[0-9]{1,5}\.[0-9]{1,5}(?:\.[0-9]{1,5}){0,3}(?![\w])|\bv\.?\s?[0-9]{1,3}\.[0-9]{1,3}\b",
    "span of years": rf"{_EDGE}(?:1[0-9]|20|21)[0-9]{{2}}\s?[-–—/]\s?(?:(?:1[0-9]|20|21)[0-9]{{2}}|[0-9]{{2}})(?![\d,.]\d|\d|\s?(?:%|км|km|т\b))",
    "decade": r"(?<![\w])(?:1[0-9]|20)?[0-9]0['’]?s\b|(?<![\w])(?:1[0-9]|20)?[0-9]0-(?:е|х|ые|ых|м|ми)\s+(?:годы|годов|годах|гг)",
    "citation": r"\[[0-9]{1,3}(?:\s?[,–-]\s?[0-9]{1,3}){0,9}\]",
    "enumerator in brackets": r"\((?:[0-9]{1,2}|[ivx]{1,4}|[a-zа-я])\)(?=\s)",
    "enumerator": r"(?:(?<=[;:,.]\s)|^)(?:[0-9]{1,2}|[a-zа-я])\)(?=\s)",
    "number sign": r"(?:№№?|#|\b[Nn]o\.|\b[Nn]os\.|\bN)\s?[0-9][\w./-]{0,30}(?:\s?(?:,|и|and)\s?[0-9][\w./-]{0,30}){0,5}",
    "hashtag": r"#\w{1,80}",
    "quarter": r"\b[QH][1-4]\b(?:\s?(?:FY)?'?[0-9]{2,4})?|\bFY\s?[0-9]{2,4}(?:[/-][0-9]{2,4})?",
    "coordinates": r"(?<![\d.])[0-9]{1,3}°\s?[0-9]{1,2}(?:[.,][0-9]{1,3})?['′’](?:\s?[0-9]{1,2}(?:[.,][0-9]{1,3})?[\"″”])?\s?[NSEWСЮВЗ]?",
    "round the clock": r"(?<![\d/])(?:24/7|9/11|50/50|7/7)(?![\d/])",
    "group": r"\b[GС]-?(?:7|8|20|77|5)\b|\b[A-ZА-Я]{1,3}[0-9]{1,2}\+[0-9]{1,2}\b|(?<![\d])[5][+][1](?!\d)",
}
_ENGLISH = {
    "day and month": rf"(?<![\w.,])(?:the\s)?{_DAY}{_SUFFIX}(?:\s?(?:[-–—]|to|and|&)\s?(?:the\s)?{_DAY}{_SUFFIX})?(?:\sof)?\s(?:MONTH)\b\.?(?:,?\s(?:1[0-9]|20|21)[0-9]{{2}}\b)?",
    "month and day": rf"\b(?:MONTH)\b\.?,?\s(?:the\s)?{_DAY}{_SUFFIX}(?!\d|,\d|\.\d|%)(?:\s?(?:[-–—]|to|and|&|,)\s?{_DAY}{_SUFFIX}(?!\d|,\d|\.\d))?(?:,?\s(?:1[0-9]|20|21)[0-9]{{2}}\b)?",
    "month and year": r"\b(?:MONTH)\b\.?,?\s(?:of\s)?(?:1[0-9]|20|21)[0-9]{2}\b",
    "worded day": r"\bthe\s[a-z-]{5,14}\sof\s(?:MONTH)\b",
    "century": r"(?i:(?:\b(?:the\s)?[0-9]{1,2}(?:st|nd|rd|th)|\b[a-z]{3,12}(?:[-\s](?:first|second|third))?)(?:\s?(?:[-–—]|to|and|or)\s?(?:the\s)?[0-9]{1,2}(?:st|nd|rd|th))?[\s-]centur(?:y|ies)\b)",
    "one or another": r"\b[Oo]ne\s[\w-]{1,20}\sor\s(?:an)?other\b",
    "o'clock": r"\b[\w-]{1,10}\s(?:o['’]clock)\b",
    "part of a year": r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th)\s(?:quarter|half|semester|trimester)\b(?:\sof\b)?",
    "address": r"(?<![\w.,])[0-9]{1,5}[A-Za-z]?,?\s(?:[A-Z][\w.'-]{1,30}\s){1,3}(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Boulevard|Blvd|Lane|Drive|Square)",
    "age of a name": r"\b(?:Under|U)-?(?:1[0-9]|2[0-3])s?\b",
}
_RUSSIAN = {
    "day and month": rf"(?<![\w.,]){_DAY}{_SUFFIX}(?:\s?(?:[-–—]|и|по|до)\s?{_DAY}{_SUFFIX})?\s(?:MONTH)[а-я]{{0,3}}\b\.?(?:\s(?:1[0-9]|20|21)[0-9]{{2}}\b)?",
    "month and year": r"\b(?:MONTH)[а-я]{0,3}\b\.?,?\s(?:1[0-9]|20|21)[0-9]{2}\b",
    "worded day": r"\b(?:[а-я]{4,9}ать\s|тридцать\s)?[а-яё]{4,14}(?:ое|ого|ому|ье|ьего|ьему)\s(?:MONTH)[а-я]{0,3}\b",
    "year in figures": r"(?<![\w.,])(?:[1-9][0-9]{3}|[0-9]{2}(?=-(?:го|м|й|ом|ый)\sгод))(?:\s?[-–—]\s?(?:1[0-9]|20|21)?[0-9]{2})?(?:-?(?:й|го|м|му|х|е|ые|ый|ого|ом))?\s?(?:г\.?\s?г\b\.?|гг\b\.?|г\b\.?(?!\s?[⋅/])|год[а-я]{0,3}\b)",
    "year as ordinal": r"(?<![\w.,])(?:19|20)[0-9]{2}-(?:й|го|м|му|е|х|ый|ого)\b",
    "moscow time": r"(?<![\d.,])(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]\s(?:мск|МСК)",
    "this year": r"\b[тс]\.\s?г\.|\bт\.\s?д\.",
    "decade": r"(?<![\w])(?:1[0-9]|20)?[0-9]0-(?:е|х|ые|ых|м|ми)\b(?:\s?(?:годы|годов|годах|годам|гг\.?))?",
    "century": r"\b[IVX]{1,5}(?:\s?[-–—]\s?[IVX]{1,5})?\s?(?:век[а-я]{0,3}|вв?\.|столети[а-я]{1,3}|тысячелети[а-я]{1,3})|(?<![\w])[0-9]{1,2}-?(?:й|го|м|му)?\s(?:век[ауе]?|веком)\b|\b[а-яё]{4,14}(?:ый|ого|ом|ому|ий|ьего|ьем)\sвек[ауе]?\b",
    "part of a year": r"\b[IVX]{1,3}\s(?:квартал[а-я]{0,3}|полугоди[а-я]{1,3}|кв\.)|(?<!\w)[1-4](?:-?(?:й|м|го|ом|ый))?\s(?:квартал(?:е|у|ом)?\b|квартала\s(?:19|20)|полугоди[а-я]{1,3}|кв\.\s(?:19|20))",
    "hour": r"\b[Вв]\s(?:[01]?[0-9]|2[0-4])\sчас(?:а|ов)?\b|\b(?:на|к|до|с|после|около)\s(?:1[3-9]|2[0-4])\sчас(?:а|ов)\b",
    "time of day": r"\b(?:в|до|к|с|после|около)\s(?:[01]?[0-9]|2[0-4])\s?(?:ч\.?|час[а-я]{0,2})\s(?:утра|дня|вечера|ночи|[0-5][0-9]\s?мин)|(?<![\d.,])(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]\s(?:час|ч\.|по\s(?:московскому|местному|времени))|(?<![\d])(?:[01]?[0-9]|2[0-4])\s?час[а-я]{0,2}\s(?:утра|вечера|ночи)|(?<![\d])(?:[01]?[0-9]|2[0-4])ч[0-5][0-9](?!\d)",
    "address": r"\b(?:ул|пр|пр-т|просп|пер|д|кв|оф|корп|стр|мкр|г)\.\s?(?:[А-ЯЁ][\w.-]{1,30}\s?,?\s?){0,3}(?:д\.\s?)?[0-9]{1,4}[а-яА-Я]?\b(?!\s?(?:млн|млрд|тыс|%))|\b(?:улиц[аеуы]|проспект[еау]?|шоссе|переулок|переулке)\s(?:[А-ЯЁ][\w.-]{1,30}\s?,?\s?){1,3}(?:дом\s)?[0-9]{1,4}[а-яА-Я]?\b",
    "of a law": r"\b(?:ст|стст|п|пп|ч|гл|абз|подп|разд|рис|табл|стр|прим|илл)\.\s?[0-9][0-9.,–-]{0,12}",
    "page": r"\bс\.\s?[0-9]{1,4}(?:[-–][0-9]{1,4})?(?=[.,;)]|$)",
}


@cache
def function_words() -> frozenset[str]:
    """Function words of both languages: what stands before a number without naming it, and what is no noun behind it."""
    return frozenset(word for lang in ("en", "ru") for word in lexicon(f"{lang}/number_traps")["function_words"])


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = lexicon(f"{lang}/number_traps")
    months = "|".join(sorted(data["months"], key=len, reverse=True))
    own = _RUSSIAN if lang == "ru" else _ENGLISH
    phrases = "|".join(re.escape(p).replace(r"\ ", r"[\s-]") for p in sorted(data["phrases"], key=len, reverse=True))
    flags = re.IGNORECASE if lang == "en" else 0
    table = [(name, re.compile(pattern)) for name, pattern in _GENERAL.items()]
    table += [
        (name, re.compile(pattern.replace("MONTH", _month_case(months)), flags if "month" in name else 0))
        for name, pattern in own.items()
    ]
    table.append(("set phrase", re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)))
    return tuple(table)


def _month_case(months: str) -> str:
    return "|".join(form for month in months.split("|") for form in (month, month.capitalize(), month.upper()))


def trap_spans(text: str, lang: str) -> Iterator[tuple[int, int, str]]:
    """Places of `text` whose digits and numeral words are no numbers, with the trap's name."""
    plain = text.replace("ё", "е").replace("Ё", "Е")
    for name, pattern in _patterns(lang):
        for match in pattern.finditer(plain):
            if name != "month and day" or not _may_is_a_verb(match.group()):
                yield match.start(), match.end(), name


def _may_is_a_verb(found: str) -> bool:
    """ "may 5 countries": the month is written with a capital."""
    return found.startswith(("may ", "march ", "mar ", "dec ", "sep "))


def blocked_tokens(text: str, lang: str, tokens: list[Token]) -> set[int]:
    """Indices of tokens inside a trap, inside a glued name ("HPP-1") or behind a word of reference ("Article 5")."""
    blocked = set(_inside(list(trap_spans(text, lang)), tokens))
    starts = run_starts(tokens)
    data = lexicon(f"{lang}/number_traps")
    hard, soft = frozenset(data["references"]), frozenset(data["soft_references"])
    for i, token in enumerate(tokens):
        if token.kind == "num" and (
            _is_name(tokens, starts, i) or _is_reference(tokens, i, hard, soft, lang) or _first_of_line(tokens, i)
        ):
            blocked.add(i)
    return blocked


def _inside(spans: list[tuple[int, int, str]], tokens: list[Token]) -> Iterator[int]:
    spans.sort()
    k, reach, k0 = 0, -1, 0
    for i, token in enumerate(tokens):
        while k < len(spans) and spans[k][0] < token.end:
            reach = max(reach, spans[k][1])
            k += 1
        if token.start < reach and k > k0:
            yield i


_CURRENCY_LIKE = re.compile(r"(?:[A-Z]{3}|Rs|RM|US|Tk|Re|[a-z]{1,2})$")


def _is_name(tokens: list[Token], starts: list[int], i: int) -> bool:
    """Digits in a run that begins with letters ("COVID-19", "C5+1", «Ту-154»), and digits with unknown letters behind ("5G")."""
    first = starts[i]
    if first == i:
        return False
    head = tokens[first]
    if head.kind != "word":
        return False
    if (
        first == i - 1
        and ((_CURRENCY_LIKE.fullmatch(head.text) and head.text.isupper()) or head.text in ("Rs", "Tk", "Re"))
        and len(head.text) <= 3
    ):
        from pipeline.extraction.numbers.money import is_code

        return not is_code(head.text)
    return True


def _is_reference(tokens: list[Token], i: int, hard: frozenset[str], soft: frozenset[str], lang: str) -> bool:
    """ "Article 5", "pages 12-14", «пункт 3»: digits behind a word of reference, or behind digits that are."""
    j = i - 1
    if j >= 0 and tokens[j].text == "." and not tokens[j].gap:
        j -= 1
    if j < 0:
        return False
    word = tokens[j]
    if word.low not in hard and (lang != "ru" or word.kind != "word" or not lemmas(word.low) & hard):
        return False
    if "." in tokens[i].text or "," in tokens[i].text:
        if word.low in soft:
            return False
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is not None and (
        following.text in "%$€"
        or (
            following.kind == "word"
            and following.low in ("percent", "per", "million", "billion", "млн", "млрд", "тыс", "процентов", "процента")
        )
    ):
        return False
    if word.low in soft:
        return following is None or following.kind != "word" or not following.text.islower() or (word.text[:1].isupper() and j > 0)
    return True


def _first_of_line(tokens: list[Token], i: int) -> bool:
    """ "1. Trade", "2) Energy" at the beginning of a paragraph or, with a capital behind, of a sentence: an enumerator."""
    if i + 2 >= len(tokens) or "," in tokens[i].text or len(tokens[i].text) > 4:
        return False
    mark, following = tokens[i + 1], tokens[i + 2]
    if mark.text not in (".", ")") or mark.gap or not following.gap or following.kind != "word":
        return False
    starts = i == 0 or (tokens[i - 1].text in ".;:!?)" and tokens[i].gap and len(tokens[i].text) < 3)
    return i == 0 or (starts and following.text[:1].isupper())


def is_year(tokens: list[Token], i: int, lang: str) -> bool:
    """Whether a bare literal of four digits is a year, by its neighbours and by what is counted after it."""
    text = tokens[i].text
    if len(text) != 4 or not "1000" <= text <= "2199":
        return False
    data = lexicon(f"{lang}/number_traps")
    before = tokens[i - 1].low if i else ""
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if after in data["year_after"]:
        return True
    recent, counts = "1900" <= text <= "2100", _counts(after, lang)
    if recent and before in data["year_sure"]:
        return True
    if before in ("the", "’s", "s", "this") and "1980" <= text <= "2040":  # "the 2022 sanctions"
        return True
    return not counts and (recent or before in data["year_before"])


def _counts(word: str, lang: str) -> bool:
    if not word.isalpha() or len(word) < 3:
        return False
    if lang == "ru":
        return is_genitive_noun(word)
    return (
        word.endswith("s") and word not in ("was", "has", "is", "as", "this", "its", "us", "plus", "versus", "sees", "saw", "marks")
    ) or word in ("people", "men", "women", "children", "new", "young", "more")
