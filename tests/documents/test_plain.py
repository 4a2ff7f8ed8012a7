"""Paragraphs, headings and lists of plain text, in the ways people and programs set them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.documents.clean import clean
from pipeline.documents.plain import looks_like_heading, plain_blocks


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind, clean(text[block.start : block.end]).text) for block in plain_blocks(text)]


def test_hard_wraps_with_mixed_widths_and_double_spaces() -> None:
    text = (
        "Эксперты  обсудили  водные  ресурсы\nи торговлю\n\n"
        "В  столице  прошёл  форум,  организованный  Институтом  региональной\n"
        "политики  (ИРП)  при  поддержке  Фонда  развития  и  транспортно-\n"
        "логистического  центра.\n\n"
        "Выступая на форуме, эксперт назвал\nглавные угрозы. Он призвал страны\nрегиона к сотрудничеству.\n"
    )
    assert blocks(text) == [
        ("heading", "Эксперты обсудили водные ресурсы и торговлю"),
        (
            "paragraph",
            "В столице прошёл форум, организованный Институтом региональной политики (ИРП) при поддержке Фонда развития и "
            "транспортно-логистического центра.",
        ),
        ("paragraph", "Выступая на форуме, эксперт назвал главные угрозы. Он призвал страны региона к сотрудничеству."),
    ]


def test_one_paragraph_a_line() -> None:
    lines = [
        "The valley has two schools and one of them is new.",
        "It was built in 1990 by the village.",
        "Its first teacher, who had studied in the capital, taught there for thirty years and never missed a day.",
        "Pupils came from three villages.",
    ]
    assert blocks("\n".join(lines)) == [("paragraph", line) for line in lines]


def test_wrap_before_a_capital_is_no_paragraph_end() -> None:
    text = (
        "The agreement was signed on Monday by the ministers of Norland and\nEstmark, who met for the second time this year in the city of\n"
        "Port Sunder. They will meet again in spring, said a spokesman of the\nMinistry of Trade. The text has twelve articles and two annexes\n"
        "that were drafted in haste.\n"
    )
    assert len(blocks(text)) == 1


def test_a_line_that_ends_with_an_initial_goes_on() -> None:
    text = "The school was built by the village and its first head was Thomas L.\nHayes, who had come from the capital in spring.\nIt stands."
    assert [body[:10] for _, body in blocks(text)] == ["The school", "It stands."]
    assert len(blocks("Present were:\nBerg A.\nHolm B.\nThey talked about the school of the village until late.")) == 4


def test_indented_first_lines_part_paragraphs() -> None:
    text = (
        "    The road was closed for nine days because of the snow, and lorries\nwaited at both ends of the pass for the ploughs to come.\n"
        "    Drivers slept in their cabins, drank tea and told each other long\nstories about other roads and other winters.\n"
    )
    assert [body[:11] for _, body in blocks(text)] == ["The road wa", "Drivers sle"]


def test_sentence_goes_on_after_an_empty_line_or_a_page_number() -> None:
    text = "The report says that the water level of the lake has fallen and will\n\ncontinue to fall until the dam is\n\n  12\n\nrepaired by its owners.\n"
    assert blocks(text) == [
        ("paragraph", "The report says that the water level of the lake has fallen and will continue to fall until the dam is repaired by its owners."),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["•", "- ", "– ", "* ", "1) ", "\uf0b7 "])
def test_list_items_begin_after_their_mark(mark: str) -> None:
    text = f"В решении названы две задачи:\n{mark}строительство дороги;\n{mark}ремонт моста."
    assert blocks(text) == [("paragraph", "В решении названы две задачи:"), ("list_item", "строительство дороги;"), ("list_item", "ремонт моста.")]


def test_dashed_speech_is_no_list() -> None:
    text = "Она спросила:\n- Кто там?\nОн ответил:\n- Это я, - и вошёл.\n— Садитесь.\n"
    assert blocks(text) == [
        ("paragraph", "Она спросила:"),
        ("paragraph", "- Кто там?"),
        ("paragraph", "Он ответил:"),
        ("paragraph", "- Это я, - и вошёл."),
        ("paragraph", "— Садитесь."),
    ]


def test_speech_cut_by_odd_line_ends_stays_whole() -> None:
    assert blocks("- Куда вы? - \n\t\t\n\tспросил он,\n\t\t - \n\tуже ночь.\n\n- Домой.") == [
        ("paragraph", "- Куда вы? - спросил он, - уже ночь."),
        ("paragraph", "- Домой."),
    ]


def test_numbered_headings() -> None:
    text = "1. Introduction\n\nThe first part tells why the dam was built and who paid for it.\n\n2. Results\n\nThe second part tells what it brought.\n"
    assert [kind for kind, _ in blocks(text)] == ["heading", "paragraph", "heading", "paragraph"]
    assert blocks(text)[0][1] == "Introduction"


@pytest.mark.parametrize("text", ["five", "1 рубль", "15 km", "1. one", "- PADstocks.pdf", "Home", "Photo: me", "\tодин\r\n"])
def test_a_short_text_is_one_paragraph(text: str) -> None:
    assert blocks(text) == [("paragraph", text.strip())]


def test_blocks_lie_in_order_and_apart() -> None:
    text = "Title\r\n\r\nOne two three four five six seven eight nine ten.\r\n* a\r\n* b\r\n\x0cNext page begins here, he said.\r\n"
    found = plain_blocks(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(not text[b.start].isspace() and not text[b.end - 1].isspace() for b in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Water and trade in the region", True),
        ("Что дальше", True),
        ("He said no.", False),
        ("– Нет", False),
        ("the rest of a sentence", False),
        ("In his words:", False),
        ("2024", False),
        (" ".join(["Word"] * 19), False),
    ],
)
def test_headings(text: str, wanted: bool) -> None:
    assert looks_like_heading(text) is wanted
