"""A writer of small PDFs with Cyrillic text, so that tests need neither a PDF library that writes nor a font file."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842
Placed = tuple[float, float, float, str]
"""x, y, size of type, text."""


def pdf_of(pages: Sequence[Sequence[Placed]], title: str = "") -> bytes:
    """A PDF whose pages hold texts at (x, y, size). Letters are cp1251 bytes with a ToUnicode map, in a font of equal widths."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _font(), _stream(_to_unicode())]
    kids = []
    for page in pages:
        content = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('cp1251').hex()}> Tj ET\n" for x, y, size, text in page
        )
        objects.append(_stream(content.encode()))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % (WIDTH, HEIGHT, len(objects))
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    objects.append(b"<< /Title (%s) >>" % title.encode("latin-1"))
    return _file(objects)


def lines_of(lines: Sequence[str], top: float = 740, left: float = 60, size: float = 11, step: float = 14) -> list[Placed]:
    """Lines one below the other; an empty one leaves a gap."""
    return [(left, top - step * i, size, line) for i, line in enumerate(lines) if line]


def _font() -> bytes:
    widths = " ".join(["500"] * 224)
    return (
        f"<< /Type /Font /Subtype /TrueType /BaseFont /Courier /FirstChar 32 /LastChar 255 /Widths [{widths}] "
        "/ToUnicode 4 0 R /Encoding /WinAnsiEncoding >>"
    ).encode()


def _to_unicode() -> bytes:
    pairs = []
    for code in range(32, 256):
        try:
            pairs.append(f"<{code:02x}> <{ord(bytes([code]).decode('cp1251')):04x}>")
        except UnicodeDecodeError:
            continue
    chunks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "".join(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar\n" for chunk in chunks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{body}endcmap end end"
    ).encode()


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(objects), start)
    return bytes(out)
