"""Page furniture by kind, and prose that looks like it and is not."""

from __future__ import annotations

import re

import pytest

from pipeline.documents.document import PROSE, Block
from pipeline.documents.furniture import furniture_kind, mark_furniture
from pipeline.documents.plain import plain_blocks

FURNITURE = {
    "shortcode": ["[gallery ids='1,2']", "[caption id=x]", "{{ sharing }}", "<br />"],
    "image": ["Петров-min", "forum_2024-1024x768", "IMG_2034", "banner.jpg", "Image", "0f3ab2c4d5e6f708"],
    "page_number": ["12", "- 3 -", "Page 4 of 9", "стр. 7", "3/12"],
    "menu": ["Home » News » Energy", "Главная › Новости › Мир", "News | Events | Partners | About", "Версия для печати", "Home", "Read more" * 0 + "Log in"],
    "share": ["Share on Facebook", "Поделиться", "Facebook Twitter Telegram", "Просмотров: 120", "5 min read", "Tweet"],
    "newsletter": [
        "Subscribe to our newsletter and get the news in your inbox every morning!",
        "Подписывайтесь на наш Telegram-канал, чтобы не пропустить новости.",
        "Follow us on Instagram and Facebook!",
        "Sign up for updates",
    ],
    "copyright": [
        "© 2024 The Valley Courier. All rights reserved.",
        "Все права защищены. При использовании материалов ссылка обязательна.",
        "При перепечатке материалов активная ссылка на сайт обязательна",
        "Privacy Policy | Terms of Use",
        "This website uses cookies to improve your experience.",
    ],
    "credit": ["Photo: A. Smith/Reuters", "Фото: пресс-служба", "Фото автора", "Image credit: NASA", "Minister at the dam / Getty Images"],
    "source": ["Based on materials from an agency", "Источник: agency.example", "По материалам газеты"],
    "related": ["Read also: New dam opened", "Читайте также", "Tags: water, energy", "#вода #энергия", "Ключевые слова: вода, реки"],
    "comment": ["Leave a comment", "Комментарии (3)", "Advertisement", "Нашли ошибку? Выделите её и нажмите Ctrl+Enter"],
    "link": ["https://example.org/a/b", "www.example.org"],
    "contact": ["Tel.: +7 (7172) 12-34-56", "E-mail: a@b.kz", "Тел: 12-34-56"],
}  # fmt: skip

PROSE_TEXTS = [
    "He called on readers to subscribe to the newsletter of the fund, and many did so the same day.",
    "The photo shows the minister at the dam, where she spoke about water on Monday.",
    "Share prices fell by a third after the bank had announced its results.",
    "All rights to the pipeline belong to the state, the minister said on Monday.",
    "Источник в правительстве сообщил, что договор подпишут осенью.",
    "Подписка на облигации завершилась в пятницу: фонд продал их на 5 млрд тенге.",
    "Home prices in the capital rose again, and nobody knows why.",
    "The tag on the box said that it came from a village in the mountains.",
    "Комментарии министра вызвали споры, но решение осталось в силе.",
    "Menu prices in restaurants went up with the price of gas.",
    "Контакты между странами стали чаще, отметил посол.",
    "Sources: the river rises in two glaciers and one lake, and it ends in the sand of the desert without reaching the sea. "
    "Nobody has measured how much water is lost on the way, although everybody quotes a figure.",
    "Read the treaty as a whole, the judge advised, and not one article alone.",
    "According to the press service, 12 million people use the canal; the minister added that 3/4 of them live in towns.",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in FURNITURE.items() for text in texts])
def test_kinds(kind: str, text: str) -> None:
    assert furniture_kind(text) == kind


@pytest.mark.parametrize("text", PROSE_TEXTS)
def test_prose_is_not_taken(text: str) -> None:
    assert furniture_kind(text) is None


def kinds(text: str) -> list[str]:
    return [block.kind for block in mark_furniture(plain_blocks(text), text)]


def test_a_document_without_running_text_has_no_furniture() -> None:
    assert set(kinds("Home\n\nPhoto: me\n\n12")) <= PROSE


def test_only_single_menu_words_among_menu_words() -> None:
    text = "Home\n\nNews\n\nPartners\n\nSearch\n\nMinisters met in the mountains to talk about rivers and roads.\n\nWater\n\nThey will meet again in May, a spokesman said."
    assert kinds(text) == ["menu", "menu", "menu", "menu", "paragraph", "heading", "paragraph"]


def test_a_credit_leaves_its_caption() -> None:
    text = "The minister at the dam on Monday. Photo: A. Smith/Reuters"
    blocks = mark_furniture([Block(0, len(text), "caption"), Block(0, 0, "paragraph")], text + " " + "x" * 50 + ".")
    assert [(b.kind, text[b.start : b.end]) for b in blocks[:1]] == [("caption", text)]  # no running text: nothing is furniture
    page = f"{text}\n\n{'Rivers rise in the mountains and end in the sand. ' * 2}"
    blocks = mark_furniture([Block(0, len(text), "caption"), Block(len(text) + 2, len(page) - 1, "paragraph")], page)
    assert [(b.kind, page[b.start : b.end]) for b in blocks[:2]] == [
        ("caption", "The minister at the dam on Monday."),
        ("credit", "Photo: A. Smith/Reuters"),
    ]


def test_lines_after_read_also_are_furniture() -> None:
    text = "Ministers met in the mountains to talk about rivers and roads.\n\nRead also\n\nDam opened in the valley\n\nNew rector of the academy\n"
    assert kinds(text) == ["paragraph", "related", "related", "related"]


@pytest.mark.parametrize("mark", [">", "»", "|", "- ", "a|", "Home ", "share "])
def test_no_pattern_runs_away(mark: str) -> None:
    for length in (100, 159, 400):
        furniture_kind((mark * length)[:length] + ".")


def test_shared_documents_lose_no_prose(shared_documents: dict[str, str]) -> None:
    for name, text in shared_documents.items():
        for block in mark_furniture(plain_blocks(text), text):
            body = text[block.start : block.end]
            sentences = len(re.findall(r"[.!?][”\"»]?(?:\s|$)", body))
            assert block.kind in PROSE or sentences <= 2, (name, body)
