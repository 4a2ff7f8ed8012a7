"""Title, author, publisher and date: given beside the text, or told by it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.documents.bylines import credit_line, date_line, is_person, names_a_body
from pipeline.documents.document import Document
from pipeline.documents.given import front_matter
from pipeline.documents.read import read_document
from pipeline.errors import DocumentError

BODY = "The ministers met in the mountains to talk about rivers, roads and prices.\n\nThey agreed on a plan for three years, a spokesman said.\n"


def read(folder: Path, text: str, name: str = "a.txt", sidecar: str | None = None) -> Document:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    if sidecar is not None:
        (folder / f"{name}.yaml").write_text(sidecar, encoding="utf-8")
    return read_document(folder / name, name)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks if block.kind != "paragraph"]


def test_sidecar_wins_over_front_matter_over_text_over_file_name(tmp_path: Path) -> None:
    text = f"Rivers and roads\n\n3 May 2021\n\n{BODY}"
    front = "---\ntitle: From the front\nDate: 2020-02-02\nauthors: [A. One, B. Two]\nsource: https://a.example/x\n---\n"
    name = "2019-01-01 rivers.txt"
    assert read(tmp_path, BODY, name).date_source == "file-name"
    told = read(tmp_path, text, name)
    assert (told.title, told.date, told.date_source) == ("Rivers and roads", dt.date(2021, 5, 3), "text")
    fronted = read(tmp_path, front + text, name)
    assert (fronted.title, fronted.date, fronted.date_source) == ("From the front", dt.date(2020, 2, 2), "front-matter")
    assert (fronted.author, fronted.url) == ("A. One, B. Two", "https://a.example/x")
    assert fronted.text == text
    sided = read(tmp_path, front + text, name, "date: 2022-03-03\npublisher: The Courier\n")
    assert (sided.title, sided.date, sided.date_source, sided.publisher) == ("From the front", dt.date(2022, 3, 3), "sidecar", "The Courier")


@pytest.mark.parametrize("sidecar", ["date: 2024-13-45", "- a\n- b", "title: [", "\t", "a: &a [*a]\n" * 0 + "date: soon"])
def test_a_sidecar_that_says_nothing_useful_is_an_error(tmp_path: Path, sidecar: str) -> None:
    with pytest.raises(DocumentError, match=r"a\.txt\.yaml"):
        read(tmp_path, BODY, sidecar=sidecar)


def test_three_dashes_are_not_always_front_matter() -> None:
    assert front_matter("---\nHe said: no\nmore\n---\nrest")[1] == 0
    assert front_matter("---\n\nA line\n\n---\n")[1] == 0
    assert front_matter("--- title: x")[1] == 0


def test_masthead_menu_title_and_shortcode(tmp_path: Path) -> None:
    document = read(tmp_path, f"Institute of Rivers\nunder the Academy\n\nHome » News | Events\n\nRivers and roads discussed\n\n{BODY}\n[share id='1']\n")
    assert (document.title, document.publisher) == ("Rivers and roads discussed", "Institute of Rivers under the Academy")
    assert [kind for kind, _ in kinds(document)] == ["byline", "menu", "heading", "shortcode"]


def test_label_with_date_and_sign_off_are_cut_from_their_paragraphs(tmp_path: Path) -> None:
    document = read(tmp_path, f" date 2024-08-09 {BODY.rstrip()} ///Oasis, 10 August 2024\n")
    assert (document.date, document.publisher) == (dt.date(2024, 8, 9), "Oasis")
    assert kinds(document) == [("date", "date 2024-08-09"), ("byline", "///Oasis, 10 August 2024")]
    assert document.text[document.blocks[1].start :].startswith("The ministers met")


@pytest.mark.parametrize(
    ("head", "author", "publisher", "date"),
    [
        ("By Jane Doe\n\n", "Jane Doe", None, None),
        ("By Jane Doe and John B. Smith | 5 March 2024\n\n", "Jane Doe, John B. Smith", None, dt.date(2024, 3, 5)),
        ("Автор: Анна Петрова\n\n", "Анна Петрова", None, None),
        ("Анна ПЕТРОВА\n\n«Степной путь», 12 сентября 2024 года\n\n", "Анна Петрова", "Степной путь", dt.date(2024, 9, 12)),
        ("Анна Петрова, «Степной путь»\n\n", "Анна Петрова", "Степной путь", None),
        ("14.11.2023, 10:30\n\n", None, None, dt.date(2023, 11, 14)),
        ("Published on 14 November 2023\n\n", None, None, dt.date(2023, 11, 14)),
    ],
)
def test_bylines(tmp_path: Path, head: str, author: str | None, publisher: str | None, date: dt.date | None) -> None:
    document = read(tmp_path, f"Rivers and roads\n\n{head}{BODY}")
    assert (document.title, document.author, document.publisher, document.date) == ("Rivers and roads", author, publisher, date)


def test_caption_that_names_the_author(tmp_path: Path) -> None:
    document = read(tmp_path, f"Rivers and roads\n\n{BODY}\nПетров-min\n\nAnna Petrova\n\n{BODY}\nThe author is Director of the Institute of Rivers.\n")
    assert document.author == "Anna Petrova"
    assert kinds(document) == [("heading", "Rivers and roads"), ("image", "Петров-min"), ("caption", "Anna Petrova")]


def test_dateline(tmp_path: Path) -> None:
    assert read(tmp_path, f"Реки и дороги\n\nАСТАНА, 14 ноября 2023 — Министры встретились в горах, чтобы говорить о реках.\n\n{BODY}").date == dt.date(2023, 11, 14)


def test_a_missing_year_is_taken_from_the_text(tmp_path: Path) -> None:
    assert read(tmp_path, f"Rivers\n\n09 August\n\n{BODY}\nIn May 2024 they had met for the first time; by December 2030 the dam will stand.\n").date == dt.date(2024, 8, 9)
    assert read(tmp_path, f"Rivers\n\n09 August\n\n{BODY}").date is None


def test_publisher_of_footers(tmp_path: Path) -> None:
    assert read(tmp_path, f"Rivers\n\n{BODY}\n© 2024 The Valley Courier. All rights reserved.\n").publisher == "The Valley Courier"
    page = f"Rivers\n\n{BODY}\nGet The Valley Courier stories sent directly to you! Subscribe to our Telegram!\n"
    assert read(tmp_path, page).publisher == "The Valley Courier"


def test_parts_of_credits() -> None:
    assert date_line("г. Душанбе                     27 ноября 2024 года")
    assert date_line("Updated: 5 March 2024, 10:30 | News")
    assert not date_line("On 5 March 2024 the ministers met")
    assert credit_line("On 5 March 2024 the ministers met") is None
    assert names_a_body("Centre for Eurasian Rivers") and names_a_body("Центр евразийских рек")
    assert not names_a_body("Centre wants more rivers") and not names_a_body("Институт открыл школу")
    assert is_person("Farkhod Rakhmatov") and is_person("Анна Петрова") and is_person("J. Smith")
    assert not is_person("Central Asia") and not is_person("Водные мосты")


def test_lines_that_head_a_text(tmp_path: Path) -> None:
    text = f"Subject: Rivers\r\nFrom: Press Office <a@b.example>\r\nDate: Tue, 5 Nov 2024 10:12:03 +0500\r\nTo: all\r\n\r\n{BODY}"
    document = read(tmp_path, text)
    assert (document.title, document.author, document.date) == ("Rivers", "Press Office", dt.date(2024, 11, 5))
    assert document.date_source == "front-matter"
    assert kinds(document) == [
        ("heading", "Rivers"),
        ("byline", "Press Office <a@b.example>"),
        ("date", "Tue, 5 Nov 2024 10:12:03 +0500"),
        ("metadata", "all"),
    ]
    assert document.text == text
    assert read(tmp_path, f"Вопрос: Когда?\nОтвет: Весной.\n\n{BODY}").author is None


INTERVIEW = """Аида Султанова: «Без воды нет энергии»

Интервью / 14.03.2024 / Вестник долины

О планах на сезон рассказала директор Института водных ресурсов.

– Что изменилось за год?
– Мы построили три станции. Ещё две сдадим осенью.

Корр.: А если соседи откажутся?
А. Султанова: Тогда начнём сами.

Беседовал Марат Алиев

Подпишитесь на нас в Telegram

Поделиться:
Facebook
Twitter
Комментарии (4)
"""


def test_interview_keeps_the_turns_on_lines_of_their_own(tmp_path: Path) -> None:
    document = read(tmp_path, INTERVIEW)
    assert (document.author, document.publisher, document.date) == ("Марат Алиев", "Вестник долины", dt.date(2024, 3, 14))
    turns = [document.text[b.start : b.end] for b in document.blocks if b.kind == "paragraph"]
    assert turns[1:] == [
        "– Что изменилось за год?",
        "– Мы построили три станции. Ещё две сдадим осенью.",
        "Корр.: А если соседи откажутся?",
        "А. Султанова: Тогда начнём сами.",
    ]
    assert not {kind for kind, _ in kinds(document)} - {"heading", "byline", "newsletter", "related", "share", "comment"}


def test_a_sentence_that_begins_with_a_date_stays_whole(tmp_path: Path) -> None:
    document = read(tmp_path, f"On May 9, 1924, he met the ministers of the valley states for the first time.\n\n{BODY}")
    assert document.date is None
    assert document.blocks[0].start == 0


def test_a_heading_with_by_is_no_byline(tmp_path: Path) -> None:
    document = read(tmp_path, f"By Peaceful Means\n\n{BODY}")
    assert (document.title, document.author) == ("By Peaceful Means", None)


def test_the_cue_of_a_byline_is_not_read_as_a_name(tmp_path: Path) -> None:
    document = read(tmp_path, f"Rivers\n\nBy Jane Doe, correspondent\n\n{BODY}")
    assert kinds(document)[1] == ("byline", "Jane Doe, correspondent")


@pytest.mark.parametrize(
    "rubric",
    ["PRESS RELEASE No. 12/2024", "Policy Brief 4/2023", "Пресс-релиз", "АНАЛИТИЧЕСКАЯ ЗАПИСКА № 3", "Working Paper Series, No. 7", "Opinion | Analysis",
     "Мнение", "Commentary, May 2024", "Колонка", "Мнение / Экономика"],
)  # fmt: skip
@pytest.mark.parametrize("title", ["Rivers and roads", "Where will the rivers turn?"])
def test_a_rubric_is_no_title(tmp_path: Path, rubric: str, title: str) -> None:
    document = read(tmp_path, f"{rubric}\n\n{title}\n\n{BODY}")
    assert document.title == title
    assert kinds(document) == [("rubric", rubric), ("heading", title)]
    assert read(tmp_path, f"{rubric}\n{title}\n\n{BODY}").title == title


@pytest.mark.parametrize("title", ["Press freedom in the valley", "Новости одной реки", "Report on rivers", "Протокол № 4", "Speech is silver"])
def test_a_title_that_begins_like_a_rubric_stays_one(tmp_path: Path, title: str) -> None:
    assert read(tmp_path, f"{title}\n\n{BODY}").title == title
    assert read(tmp_path, f"{title}\n\nPresent: A. Holm, B. Berg\n\n{BODY}").title == title


def test_lines_of_a_form_are_no_headings(tmp_path: Path) -> None:
    text = f"Minutes of the council\n\nIn attendance: Ms A. Holm (Rivers), Mr B. Berg\nApologies: Councillor C. Lund\n\n1. Rivers\n\n{BODY}"
    document = read(tmp_path, text)
    assert [line for kind, line in kinds(document) if kind == "heading"] == ["Minutes of the council", "Rivers"]
    document = read(tmp_path, f"Заседание совета\n\nПрисутствовали: 12 членов совета\nСекретарь: А. Петрова\n\n{BODY}")
    assert [line for kind, line in kinds(document) if kind == "heading"] == ["Заседание совета"]


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Minutes of the council\nHeld on Tuesday 4 June 2024 at 6.30 pm, Room 2\n\n", dt.date(2024, 6, 4)),
        ("Minutes of the council\n\nThe meeting was held in Oslo on June 4, 2024, by video\n\n", dt.date(2024, 6, 4)),
        ("ПРОТОКОЛ № 7\nзаседания совета по рекам\nот 4 июня 2024 года\n\n", dt.date(2024, 6, 4)),
        ("Протокол заседания совета от 4 июня 2024 г.\n\n", dt.date(2024, 6, 4)),
        ("Декларация\n\nПринята в Астане 4 июня 2024 года\n\n", dt.date(2024, 6, 4)),
        ("Реки и дороги\n\nДата проведения: 4 июня 2024 г.\n\n", dt.date(2024, 6, 4)),
        ("Реки\n\n4 июня 2024 г. Институт рек провёл в столице конференцию о реках, дорогах и ценах на воду.\n\n", dt.date(2024, 6, 4)),
        ("Rivers\n\nOn 4 June 2024, the Institute of Rivers held a conference on rivers, roads and the price of water.\n\n", dt.date(2024, 6, 4)),
        ("Rivers\n\nOn 4 June 2024, the Institute of Rivers held a conference on rivers, roads and the price of water after 2030.\n\n", dt.date(2024, 6, 4)),
        ("Rivers\n\nOn 4 June 2004, the states of the valley signed the treaty on rivers. In May 2021 it was ended by one of them.\n\n", None),
        ("Rivers\n\nOn 4 June 2004, the states of the valley signed the treaty on rivers. In 2021 it was ended by one of them.\n\n", None),
        ("Rivers\n\nOn 4 June 1954, the states of the valley signed the treaty on rivers, roads and the price of water.\n\n", None),
        ("Rivers\n\nThe treaty of 4 June 2004 on rivers, roads and the price of water has served the states of the valley well.\n\n", None),
    ],
)  # fmt: skip
def test_dates_of_minutes_and_of_leads(tmp_path: Path, head: str, date: dt.date | None) -> None:
    assert read(tmp_path, f"{head}{BODY}").date == date


def test_a_date_below_a_title_is_cut_from_it(tmp_path: Path) -> None:
    document = read(tmp_path, f"ПРОТОКОЛ № 7\nзаседания совета по рекам\nот 4 июня 2024 года\n\n{BODY}")
    assert document.title == "ПРОТОКОЛ № 7 заседания совета по рекам"
    assert kinds(document)[1] == ("date", "от 4 июня 2024 года")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Анна Петрова, профессор Института рек", "Анна Петрова"),
        ("Анна Петрова, старший научный сотрудник", "Анна Петрова"),
        ("Анна Петрова, д.и.н., доцент", "Анна Петрова"),
        ("Jane Petrova, Professor of Hydrology at the University of the Valley", "Jane Petrova"),
        ("By Jane Petrova, professor at the University of the Valley", "Jane Petrova"),
        ("Анна Петрова, город и его реки", None),
        ("Институт рек, директор и сотрудники", None),
    ],
)
def test_an_author_with_an_office(tmp_path: Path, line: str, author: str | None) -> None:
    assert read(tmp_path, f"Rivers and roads\n\n{line}\n\n{BODY}\nThe water is ours.\n").author == author
    assert read(tmp_path, f"Rivers and roads\n\n{line}\n\n18.09.2023\n\n{BODY}\nThe water is ours.\n").author == author


def test_a_person_under_the_headline_of_a_report_or_an_interview_is_no_author(tmp_path: Path) -> None:
    line = "Анна Петрова, профессор Института рек"
    report = f"Реки и дороги\n\n{line}\n\n«Вода одна», — сказала Петрова на встрече.\n\n{BODY}"
    assert read(tmp_path, report).author is None
    assert read(tmp_path, f"Анна Петрова: «Вода одна»\n\n{line}\n\n{BODY}").author is None
    turns = "— Что с водой?\n\n— Вода одна на всех.\n\n— А дороги?\n\n— Дороги тоже.\n"
    assert read(tmp_path, f"Реки и дороги\n\n{line}\n\n{turns}").author is None


def test_a_body_with_a_month_is_the_publisher(tmp_path: Path) -> None:
    document = read(tmp_path, f"Реки и дороги\n\nЦентр рек «Исток», ноябрь 2023 г.\n\n{BODY}")
    assert (document.publisher, document.date) == ("Центр рек «Исток»", None)
