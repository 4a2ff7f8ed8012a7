"""The pure functions of the recipe of the name model; none of them needs torch."""

from __future__ import annotations

import random
import struct
from collections import Counter

import numpy as np
import pytest

from training.names import data, invent, records, trim
from training.names.data import LABELS, Piece
from training.names.decode import GROUP, decode, dequantise
from training.names.measure import Score, bare
from training.names.records import Record

TEXT = "Ulan met Ms. Dana Kim's team at the Nordic Bank in Oslo."


def record(text: str, *names: tuple[str, str]) -> Record:
    spans = tuple((text.index(name), text.index(name) + len(name), kind) for name, kind in names)
    return Record(text, spans, "test", "test/1")


def named(found: Record) -> list[tuple[str, str]]:
    return [(found.text[s:e], kind) for s, e, kind in found.spans]


SAMPLE = record(TEXT, ("Ulan", "PER"), ("Dana Kim", "PER"), ("Nordic Bank", "ORG"), ("Oslo", "LOC"))


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Dr. Dana Kim", "PER", "Dana Kim"),
        ("Prime Minister Lind", "PER", "Lind"),
        ("Sir Tom Ray's", "PER", "Tom Ray"),
        ("King", "PER", "King"),
        ("Princeton Lind", "PER", "Princeton Lind"),
        ("the Nordic Bank’s", "ORG", "Nordic Bank"),
        ("King Bakery", "ORG", "King Bakery"),
        ('"Bank (Oslo)"', "ORG", "Bank (Oslo)"),
    ],
)
def test_spans_lose_titles_articles_possessives_and_quotes(text: str, kind: str, expected: str) -> None:
    cleaned = records.clean_span(text, 0, len(text), kind)
    assert cleaned is not None
    assert text[slice(*cleaned)] == expected


def test_a_span_of_signs_only_is_dropped() -> None:
    assert records.clean_span('""', 0, 2, "ORG") is None


def test_handles_and_other_types_do_not_teach_names() -> None:
    raw = {"text": "@ulan likes Oslo and Dune", "spans": [
        {"start": 1, "end": 5, "type": "PER"}, {"start": 12, "end": 16, "type": "LOC"}, {"start": 21, "end": 25, "type": "WORK"},
    ]}  # fmt: skip
    read = records.to_record(raw, "test")
    assert named(read) == [("Oslo", "LOC")]
    assert read.unsure == ((1, 5),)


def test_the_longer_of_two_overlapping_spans_stays() -> None:
    assert records.without_overlap([(0, 4, "LOC"), (0, 9, "ORG"), (10, 12, "PER")]) == [(0, 9, "ORG"), (10, 12, "PER")]


def test_documents_are_never_cut_between_parts() -> None:
    made = [Record(str(i), (), "ner_en_wikigold", f"wikigold/{i % 200}") for i in range(1000)]
    parts: dict[str, set[str]] = {}
    for one in made:
        parts.setdefault(one.doc, set()).add(records.part(one))
    assert all(len(found) == 1 for found in parts.values())
    counts = Counter(next(iter(found)) for found in parts.values())
    assert counts["test"] >= 0.2 * 200 * 0.7
    assert counts["train"] > counts["test"] > counts["dev"] > 0


def test_at_least_a_fifth_of_wikigold_is_held_back(shared_gold: object) -> None:
    documents = {r.doc: records.part(r) for r in records.read(shared_gold) if r.source == "ner_en_wikigold"}  # type: ignore[arg-type]
    assert sum(where == "test" for where in documents.values()) >= 0.2 * len(documents)


def test_edits_move_spans_along() -> None:
    edited = records.apply_edits(SAMPLE, [(0, 4, "Anna-Maria"), (13, 21, "Bo"), (51, 55, "Ust-Kamenogorsk")])
    assert named(edited) == [("Anna-Maria", "PER"), ("Bo", "PER"), ("Nordic Bank", "ORG"), ("Ust-Kamenogorsk", "LOC")]


def test_words_get_begin_inside_and_outside() -> None:
    labels = [(TEXT[s:e], LABELS[label]) for s, e, label in data.word_labels(SAMPLE)]
    assert labels[:8] == [
        ("Ulan", "B-PER"), ("met", "O"), ("Ms", "O"), (".", "O"), ("Dana", "B-PER"), ("Kim", "I-PER"), ("'", "O"), ("s", "O"),
    ]  # fmt: skip


def test_noise_keeps_spans_on_names() -> None:
    rng = random.Random(3)
    for _ in range(200):
        noisy = data.noise(SAMPLE, rng)
        assert [kind for _, _, kind in noisy.spans] == ["PER", "PER", "ORG", "LOC"]
        assert all(name == name.strip() and name for name, _ in named(noisy))


def test_case_and_quotes_keep_the_length() -> None:
    assert data.change_case("Größe und Maß", "upper") == "Größe und Maß"  # ß would become two letters
    assert data.change_case("a new road", "title") == "A New Road"
    assert data.curl_quotes('He said "it\'s here".') == "He said “it’s here”."


def test_packing_loses_nothing_and_keeps_the_limit() -> None:
    pieces = [Piece(list(range(n)), list(range(n))) for n in (5, 9, 40, 3, 3)]
    packed = data.pack(pieces, 12)
    assert all(len(p.ids) <= 12 for p in packed)
    assert [i for p in packed for i in p.ids] == [i for p in pieces for i in p.ids]


def test_batches_frame_and_pad() -> None:
    made = data.batches([Piece([7, 8], [1, 2]), Piece([9], [0])], 100, random.Random(1), (0, 2))
    ids, labels = made[0]
    assert sorted(ids.tolist()) == [[0, 7, 8, 2], [0, 9, 2, 1]]
    assert sorted(labels.tolist()) == [[-100, 0, -100, -100], [-100, 1, 2, -100]]


def test_invented_sentences_have_exact_spans() -> None:
    made = invent.sentences(3000, random.Random(5))
    assert {kind for one in made for _, _, kind in one.spans} == {"PER", "ORG", "LOC"}
    for one in made:
        assert "{" not in one.text
        assert "}" not in one.text
        for name, _ in named(one):
            assert name == name.strip()
            assert not name.startswith("the ")


def test_offices_are_no_part_of_invented_people() -> None:
    made = [name for one in invent.sentences(3000, random.Random(6)) for name, kind in named(one) if kind == "PER"]
    titles = tuple(f"{title} " for title in invent.lists("sentences")["titles"])
    assert not [name for name in made if name.startswith(titles)]


def small_tokenizer() -> tuple[list[str], list[float]]:
    pieces = [*trim.SPECIAL, "▁", "▁Os", "lo", "▁met", "▁U.S", "▁U", ".", "S", "a", "b"]
    return pieces, [0.0] * 4 + [-2.0] * (len(pieces) - 4)


def test_trim_drops_mixed_and_unused_pieces() -> None:
    pieces, _ = small_tokenizer()
    kept = [pieces[i] for i in trim.choose(pieces, Counter())]
    assert "▁U.S" not in kept
    assert "▁Os" in kept  # short Latin pieces always stay
    long = [*trim.SPECIAL, "▁government", "▁Regierung"]
    assert trim.choose(long, Counter({4: 2}), least=2) == [0, 1, 2, 3, 4]


def test_the_tokenizer_cuts_pieces_and_keeps_offsets() -> None:
    tokenizer = trim.build_tokenizer(*small_tokenizer())
    encoding = tokenizer.encode("Oslo met ab", add_special_tokens=False)
    assert encoding.tokens == ["▁Os", "lo", "▁met", "▁", "a", "b"]
    assert "".join("Oslo met ab"[s:e] for s, e in encoding.offsets).replace(" ", "") == "Oslometab"


def test_pieces_take_the_label_of_their_word() -> None:
    tokenizer = trim.build_tokenizer(*small_tokenizer())
    piece = data.encode(record("Oslo met ab", ("Oslo", "LOC")), tokenizer)
    assert [LABELS[label] for label in piece.labels if label >= 0] == ["B-LOC", "B-LOC", "O", "O", "O"]


def test_four_bit_groups() -> None:
    low, high = np.arange(16, dtype=np.uint8), np.arange(16, dtype=np.uint8)[::-1]
    raw = np.frombuffer(struct.pack("<e", 0.5) + bytes(low | (high << 4)), np.uint8)
    values = dequantise(raw)
    assert len(values) == GROUP
    assert values.tolist() == [0.5 * (v - 8) for v in [*low.tolist(), *high.tolist()]]


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="E5S1"):
        decode(b"GGUF" + bytes(100))


def test_exact_scores_leave_the_article_and_the_possessive_out() -> None:
    text = "the Nordic Bank's"
    assert text[slice(*bare(text, 0, len(text)))] == "Nordic Bank"
    score = Score()
    score.add(text, [(0, len(text), "ORG")], [(4, 15, "ORG"), (0, 3, "PER")])
    assert score.f1("ORG") == 1.0
    assert score.f1("PER") == 0.0
    assert score.f1("ALL") == pytest.approx(2 / 3)
