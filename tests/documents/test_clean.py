"""Clean text and its alignment: what is repaired, and that no span moves."""

from __future__ import annotations

import random
import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents.clean import clean, join


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("развитие транспортно-\nлогистического узла", "развитие транспортно-логистического узла"),
        ("план разви-\n  тия долины", "план развития долины"),
        ("long-\nterm coop-\neration", "long-term cooperation"),
        ("кто-\nто из Казахстанско-\nНемецкого", "кто-то из Казахстанско-Немецкого"),
        ("2020-\n2024, Kassym-\nJomart", "2020-2024, Kassym-Jomart"),
        ("ком\u00adмерция, ком\u00ad\nмерция", "коммерция, коммерция"),
        ("a\u00a0b\u2009\u202f c\t\r\nd \u200be\ufeff", "a b c d e"),
        ("и\u0306од, е\u0308ж, cafe\u0301", "йод, ёж, café"),
        ("Нурсулта\u0301н", "Нурсултан"),
        ("ﬁnance, ﬂow", "finance, flow"),
        ("\uf0b7 бюджет", "бюджет"),
        ("<<план>>, ''plan'', ``x``, ,,слово“", "«план», \"plan\", \"x\", „слово“"),
        ("R&amp;D &laquo;да&raquo;&nbsp;&mdash; AT&T", "R&D «да» — AT&T"),
        ("cотрудничествo", "сотрудничество"),
        ("C5+1 и ИКT", "C5+1 и ИКT"),
        ("see **the [Fund](https://a.org/b_(c))** now[1], snake_case and f**k", "see the Fund now, snake_case and f**k"),
        ("> first\n> second", "> first second"),
        ("half\n\n  12\n\nof it", "half of it"),
        ("one<br>two <b>three</b>", "one two three"),
        ("👍🏽 ok 🇰🇿", "👍🏽 ok 🇰🇿"),
        ("", ""),
        (" \u00ad\n", ""),
    ],
)  # fmt: skip
def test_what_is_repaired(raw: str, wanted: str) -> None:
    assert clean(raw).text == wanted


def test_offset_is_added() -> None:
    text = clean("  два  слова", 100)
    assert text.to_original(0, 3) == (102, 105)
    assert text.to_original(4, 9) == (107, 112)
    assert text.to_clean(107, 112) == (4, 9)


def test_join_puts_a_separator_over_the_gap() -> None:
    raw = "one \n\n two"
    joined = join([clean(raw[:4], 0), clean("", 5), clean(raw[6:], 6)])
    assert joined.text == "one two"
    assert joined.to_original(4, 7) == (7, 10)
    assert joined.to_original(3, 4) == (3, 7)


# ---- random documents: each word remembers where it stood ---------------------------------------------------------

WORDS = ["вода", "развитие", "институт", "Казахстан", "ёж", "йод", "region", "coopération", "Astana", "2024", "26,8", "«форум»", "“data”", "мост", "и"]
GAPS = [" ", "  ", "\n", "\r\n", "\u00a0", " \u200b ", "\t", "\ufeff ", " \uf0b7 ", "\u2003", "\n   ", " \u00ad ", "\x0b", "\n> "]


def dressed(word: str, rng: random.Random) -> str:
    """The same word as it may stand in a file."""
    kind = rng.randrange(6)
    if kind == 0:
        return unicodedata.normalize("NFD", word)
    if kind == 1 and len(word) > 3:
        cut = rng.randrange(1, len(word) - 1)
        return word[:cut] + "\u00ad" + word[cut:]
    if kind == 2 and word == "развитие":
        return "разви-\n  тие"
    if kind == 3 and len(word) > 3:
        return word[:2] + "\u200b" + word[2:]
    if kind == 4 and word.isalpha() and len(word) > 1:
        return word[:1] + "\u2060" + word[1:]
    return word


def test_ten_thousand_random_documents_keep_every_span() -> None:
    rng = random.Random(7)
    for _ in range(10_000):
        raw, places = rng.choice(["", " ", "\ufeff"]), []
        for word in rng.choices(WORDS, k=rng.randint(1, 12)):
            shown = dressed(word, rng)
            places.append((word, len(raw), len(raw) + len(shown)))
            raw += shown + rng.choice(GAPS)
        text = clean(raw, 5)
        assert text.text == " ".join(word for word, _, _ in places)
        at = 0
        for word, start, end in places:
            assert text.to_original(at, at + len(word)) == (start + 5, end + 5)
            assert text.to_clean(start + 5, end + 5) == (at, at + len(word))
            at += len(word) + 1


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("абе\u0306\u0301 -\n\r\u00ad\u200b*_[]()<>&;ab1,'`\uf0b7😀\ufb01>"), max_size=40))
def test_alignment_rises_and_covers(raw: str) -> None:
    text = clean(raw)
    assert len(text.text) == len(text.starts) == len(text.ends)
    assert (text.starts < text.ends).all()
    assert (np.diff(text.starts) >= 0).all()
    assert (np.diff(text.ends) >= 0).all()
    assert text.text == text.text.strip(" ")
    assert "  " not in text.text
    assert len(text.text) == 0 or (text.starts[0] >= 0 and text.ends[-1] <= len(raw))
