"""Markdown, pages, Word files and PDFs: text, blocks and metadata of each."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from pipeline.documents.clean import clean
from pipeline.documents.document import Document
from pipeline.documents.read import read_document
from pipeline.errors import DocumentError
from tests.documents.pdf_writer import lines_of, pdf_of


def read(folder: Path, name: str, data: bytes) -> Document:
    (folder / name).write_bytes(data)
    return read_document(folder / name, name)


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, clean(document.text[block.start : block.end]).text) for block in document.blocks]


MARKDOWN = """# Rivers and roads

**By Jane Doe** | 5 March 2024

![dam](dam.png)

The ministers met in the
*mountains* to read [a report](https://a.example/x_(y)).

**Q: What next?**

> We build,
> said one.

- two lines;
- one dam,
  with a road
1. first step

| Country | Trade |
|---------|-------|
| Norland | 11 bn |

— Да, конечно.
— Нет.

```
code
```
"""


def test_markdown(tmp_path: Path) -> None:
    document = read(tmp_path, "a.md", MARKDOWN.encode())
    assert document.text == MARKDOWN
    assert (document.title, document.author, str(document.date)) == ("Rivers and roads", "Jane Doe", "2024-03-05")
    assert shown(document) == [
        ("heading", "Rivers and roads"),
        ("byline", "By Jane Doe | 5 March 2024"),
        ("image", ""),
        ("paragraph", "The ministers met in the mountains to read a report."),
        ("heading", "Q: What next?"),
        ("quote", "We build, said one."),
        ("list_item", "two lines;"),
        ("list_item", "one dam, with a road"),
        ("list_item", "first step"),
        ("list_item", "Country | Trade"),
        ("list_item", "Norland | 11 bn"),
        ("paragraph", "— Да, конечно."),
        ("paragraph", "— Нет."),
    ]


def test_markdown_with_crlf_and_one_paragraph_a_line(tmp_path: Path) -> None:
    long = "The canal carries water from the mountains to the fields. " * 4
    text = f"# Title\r\n\r\n{long}\r\n{long}\r\n"
    document = read(tmp_path, "a.md", text.encode())
    assert document.text == text
    assert shown(document) == [("heading", "Title"), ("paragraph", long.strip()), ("paragraph", long.strip())]


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Grid agreed | Valley Courier</title>
<meta property="og:site_name" content="Valley Courier"><link rel="canonical" href="https://courier.example/grid">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2023-06-14T09:00:00+05:00",
"author": [{"name": "Dana Doe"}]}]}</script><style>p {}</style></head>
<body class="has-sidebar"><header><div>Valley Courier</div><nav><a href="/">Home</a></nav></header>
<div class="breadcrumbs"><a>Home</a> » <a>News</a></div>
<h1>Grid agreed</h1><div class="meta">By Dana Doe, 14 June 2023</div>
<article class="post related-content-wide"><div class="share-buttons">Share: <a>Facebook</a></div>
<p>The ministers met on Tuesday to discuss a&nbsp;common grid, and they stayed until midnight.</p>
<p><strong>A plan for three years</strong></p>
<p>“We need 15&nbsp;km<sup>2</sup> of land,” said the minister.<sup><a href="#1">[1]</a></sup> She left <q>soon</q>.<br><br>They agreed.</p>
<blockquote><p>We must build together.</p></blockquote>
<ul><li>to build two lines;</li><li>to train engineers.</li></ul><ol><li>First step</li></ol>
<table><tr><th>Country</th><th>Power</th></tr><tr><td>Norland</td><td>3 GW</td></tr></table>
<figure><img src="x.jpg"><figcaption>The dam at night. Photo: A. Smith/Reuters</figcaption></figure>
<div>Text in a div alone, as old pages have it, long enough to be prose and read as such. <i>Really.</i><div>Inner text.</div>Tail.</div>
<p style="display: none">Hidden words.</p>
<div class="relatedPosts"><h3>Read also</h3><a>Another story</a></div></article>
<aside>Popular: a long sentence about something else entirely that nobody should read here.</aside>
<footer>© 2023 Valley Courier</footer></body></html>"""


def test_page(tmp_path: Path) -> None:
    document = read(tmp_path, "a.html", PAGE.encode())
    assert (document.title, document.publisher, document.author) == ("Grid agreed", "Valley Courier", "Dana Doe")
    assert (document.url, str(document.date), document.date_source) == ("https://courier.example/grid", "2023-06-14", "front-matter")
    assert shown(document) == [
        ("heading", "Grid agreed"),
        ("byline", "Dana Doe, 14 June 2023"),
        ("paragraph", "The ministers met on Tuesday to discuss a common grid, and they stayed until midnight."),
        ("heading", "A plan for three years"),
        ("paragraph", "“We need 15 km² of land,” said the minister. She left “soon”."),
        ("paragraph", "They agreed."),
        ("quote", "We must build together."),
        ("list_item", "to build two lines;"),
        ("list_item", "to train engineers."),
        ("list_item", "First step"),
        ("list_item", "Country; Power"),
        ("list_item", "Norland; 3 GW"),
        ("caption", "The dam at night."),
        ("credit", "Photo: A. Smith/Reuters"),
        ("paragraph", "Text in a div alone, as old pages have it, long enough to be prose and read as such. Really."),
        ("paragraph", "Inner text."),
        ("paragraph", "Tail."),
    ]
    assert "• to build two lines;\n• to train" in document.text


def test_page_in_an_old_encoding(tmp_path: Path) -> None:
    page = "<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1251'></head><body><p>Вода и дороги.</p></body></html>"
    assert read(tmp_path, "a.htm", page.encode("cp1251")).text == "Вода и дороги.\n"


def test_page_whose_text_lies_in_something_called_a_sidebar(tmp_path: Path) -> None:
    page = f"<body><div id='sidebar'><p>{'Words of the only article on this page. ' * 9}</p></div><div>Other</div></body>"
    assert "Words of the only article" in read(tmp_path, "a.html", page.encode()).text


def word(build: docx.document.Document) -> bytes:
    out = io.BytesIO()
    build.save(out)
    return out.getvalue()


def test_word_file(tmp_path: Path) -> None:
    build = docx.Document()
    build.add_heading("Вода и дороги", 0)
    build.add_paragraph("12 мая 2024 года")
    paragraph = build.add_paragraph("«Мы предлагаем создать ")
    paragraph.add_run("Центр").bold = True
    paragraph.add_run(" данных», — заявил директор\u00a0Института. Это было вчера.")
    build.add_paragraph().add_run("Раздел первый").bold = True
    build.add_paragraph("строительство дороги;", style="List Bullet")
    build.add_paragraph("Шаг один", style="List Number")
    build.add_paragraph("Мы строим вместе.", style="Quote")
    table = build.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Норланд", "5 млрд"
    namespace = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    build.add_paragraph("Было ")._p.append(parse_xml(f"<w:ins {namespace}><w:r><w:t>вставлено</w:t></w:r></w:ins>"))
    build.paragraphs[-1]._p.append(parse_xml(f"<w:del {namespace}><w:r><w:delText>удалено</w:delText></w:r></w:del>"))
    document = read(tmp_path, "a.docx", word(build))
    assert (document.title, str(document.date)) == ("Вода и дороги", "2024-05-12")
    assert shown(document) == [
        ("heading", "Вода и дороги"),
        ("date", "12 мая 2024 года"),
        ("paragraph", "«Мы предлагаем создать Центр данных», — заявил директор Института. Это было вчера."),
        ("heading", "Раздел первый"),
        ("list_item", "строительство дороги;"),
        ("list_item", "Шаг один"),
        ("quote", "Мы строим вместе."),
        ("list_item", "Норланд; 5 млрд"),
        ("paragraph", "Было вставлено"),
    ]


HEAD = (60.0, 800.0, 8.0, "Институт мировых рынков — Бюллетень")


def test_pdf(tmp_path: Path) -> None:
    first = [
        *lines_of(["Новые пути торговли"], top=760, size=18),
        *lines_of(
            [
                "Представители пяти стран обсудили в столице развитие транспортно-",
                "логистического потенциала региона и приняли совместное заявле-",
                "ние. Встречу открыл директор Института региональной",
                "политики Болот Асанов.",
                "",
                "Второй абзац начинается здесь, и он продолжается на следу-",
                "ющей странице, где говорится о водной",
            ]
        ),
    ]
    second = lines_of(["политике и о тарифах на воду. Так считает эксперт.", "• первый пункт списка;", "• второй пункт списка."])
    document = read(tmp_path, "a.pdf", pdf_of([[HEAD, *first, (290, 30, 9, "1")], [HEAD, *second, (290, 30, 9, "2")]], title="x.doc"))
    assert document.title == "Новые пути торговли"
    assert shown(document) == [
        ("heading", "Новые пути торговли"),
        (
            "paragraph",
            "Представители пяти стран обсудили в столице развитие транспортно-логистического потенциала региона и приняли "
            "совместное заявление. Встречу открыл директор Института региональной политики Болот Асанов.",
        ),
        (
            "paragraph",
            "Второй абзац начинается здесь, и он продолжается на следующей странице, где говорится о водной политике "
            "и о тарифах на воду. Так считает эксперт.",
        ),
        ("list_item", "первый пункт списка;"),
        ("list_item", "второй пункт списка."),
        ("running_head", "Институт мировых рынков — Бюллетень"),
    ]


def test_pdf_without_text(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"a\.pdf: the PDF holds no text \(a scan\?\)"):
        read(tmp_path, "a.pdf", pdf_of([[]]))


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.md", "a.html", "a.pdf", "a.docx"])
def test_offsets_index_the_text(tmp_path: Path, name: str) -> None:
    data = {
        "a.txt": b"\xef\xbb\xbfTitle\r\n\r\nA sentence about water and roads, long enough.\r\n",
        "a.md": MARKDOWN.encode(),
        "a.html": PAGE.encode(),
        "a.pdf": pdf_of([lines_of(["One line of text.", "", "Another line of text."])]),
    }.get(name.lower())
    if data is None:
        build = docx.Document()
        build.add_paragraph("One line of text.")
        data = word(build)
    document = read(tmp_path, name, data)
    assert document.blocks
    for block in document.blocks:
        assert 0 <= block.start < block.end <= len(document.text)
        assert document.text[block.start : block.end].strip()
    assert "\ufeff" not in document.text


OLD_PAGE = """<html><head><title>Министр открыл мост - Вестник долины</title></head><body>
<table width="100%"><tr><td><a href="/">Главная</a><br><a href="/n">Новости</a><br><a href="/k">Контакты</a></td>
<td><b>Министр открыл мост</b><br>5 ноября 2024, 10:12<br><br>
Министр дорог Анна Берг открыла новый мост через реку.<br><br>
&laquo;Этот мост соединит наши сёла&raquo;, - сказала она.<br>Мост строили три года.<br><br>
<a href="x">Версия для печати</a> | <a href="y">Отправить другу</a></td></tr></table>
<div align=center>&copy; 2001-2024 &laquo;Вестник долины&raquo;. Все права защищены</div></body></html>"""


def test_page_laid_out_with_tables(tmp_path: Path) -> None:
    document = read(tmp_path, "a.html", OLD_PAGE.encode("cp1251"))
    assert (document.title, document.publisher, str(document.date)) == ("Министр открыл мост", "Вестник долины", "2024-11-05")
    assert [body for kind, body in shown(document) if kind == "paragraph"] == [
        "Министр дорог Анна Берг открыла новый мост через реку.",
        "«Этот мост соединит наши сёла», - сказала она.",
        "Мост строили три года.",
    ]
