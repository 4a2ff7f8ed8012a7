"""The words of the interface in both languages. A page carries both; a switch in the page shows one."""

from __future__ import annotations

from markupsafe import Markup, escape

WORDS: dict[str, str] = {
    "overview": "Обзор", "documents": "Документы", "people and states": "Люди и государства", "organisations": "Организации",
    "proposals": "Предложения", "numbers": "Числа", "quotes": "Высказывания", "search": "Поиск", "mentions": "Упоминания",
    "document": "Документ", "date": "Дата", "language": "Язык", "publisher": "Издатель", "author": "Автор", "source": "Источник",
    "name": "Имя", "role": "Должность", "roles over time": "Должности по времени", "organisation": "Организация",
    "country": "Страна", "kind": "Вид", "parent": "Вышестоящая", "members": "Люди",
    "also called": "Другие имена", "acronyms": "Сокращения",
    "who": "Кто", "what": "Что", "topic": "Тема", "force": "Сила", "addressee": "Кому", "value": "Значение",
    "what is measured": "Что измерено", "period": "Период", "whose": "Чьё", "status": "Вид показателя", "place": "Место",
    "direct": "прямая речь", "indirect": "косвенная речь", "speaker not named": "говорящий не назван",
    "documents by language": "Документы по языкам", "documents by month": "Документы по месяцам",
    "who speaks and proposes most": "Кто чаще говорит и предлагает", "organisations named most": "Чаще названные организации",
    "proposals by topic": "Предложения по темам", "proposals by proposer": "Предложения по авторам",
    "numbers by what is measured": "Числа по показателям", "who speaks for whom": "Кто от чьего имени говорит",
    "the same proposal elsewhere": "То же предложение в других местах", "people": "Люди", "places": "Места",
    "events and works": "События и произведения", "layers": "Слои", "nothing found": "Ничего не найдено",
    "type at least two letters": "Введите не меньше двух букв", "rejected": "Не прочитано", "reason": "Причина",
    "previous": "Назад", "next": "Дальше", "page": "Страница", "actual": "факт", "target": "цель", "forecast": "прогноз",
    "light or dark": "Светлая или тёмная", "in the text": "в тексте", "skip to content": "К содержанию",
    "trade": "торговля", "transport": "транспорт", "water": "вода", "energy": "энергетика", "food": "продовольствие",
    "security": "безопасность", "climate": "климат", "education": "образование", "media": "медиа", "digital": "цифровое",
    "institutions": "институты", "other": "прочее", "propose": "предлагает", "call": "призывает", "urge": "настаивает",
    "support": "поддерживает", "need": "считает нужным", "intend": "намерен", "offer": "готов",
    "person": "человек", "state": "государство", "think tank": "аналитический центр", "government": "государственный орган",
    "international": "международная", "university": "университет", "company": "компания", "foundation": "фонд",
    "proposed": "предлагается создать", "money": "деньги", "percent": "проценты", "count": "количество", "quantity": "величина",
    "duration": "длительность", "ordinal": "порядковое", "shares a proposal": "общее предложение",
    "statements over time": "Высказывания по времени", "statements": "Высказывания",
    "No documents in this corpus yet.": "В корпусе пока нет документов.", "no date": "без даты",
}  # fmt: skip


def word(key: str | None) -> Markup:
    """A word or phrase of the interface in both languages; one that is not listed is shown as it is."""
    if key is None:
        return Markup("")
    russian = WORDS.get(key)
    if russian is None:
        return escape(key)
    english = key[:1].upper() + key[1:] if _capital(key) else key
    return Markup('<span lang="en">{}</span><span lang="ru">{}</span>').format(english, russian)


def _capital(key: str) -> bool:
    """Headings and labels begin with a capital; values such as topics and kinds do not. Russian words carry their own case."""
    return WORDS[key][:1].isupper()
