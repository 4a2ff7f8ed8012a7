"""Quotes on composed passages: floors for each measure, what a trace says, and what marks are no quotes."""

from __future__ import annotations

import pytest

from pipeline.extraction.quotes import explain
from pipeline.extraction.records import Context
from pipeline.languages.pipelines import parse_text
from tests.extraction.quote_gold import Score, passages, score

FLOORS = {"direct strict": 0.98, "direct loose": 0.99, "indirect loose": 0.97, "speakers": 0.96}


@pytest.fixture(scope="module", params=["en", "ru"])
def scored(request: pytest.FixtureRequest) -> Score:
    return score(request.param)


def test_direct_quotes_are_found_whole(scored: Score) -> None:
    assert scored.f1("direct", 0.8) >= FLOORS["direct strict"], scored.problems
    assert scored.f1("direct", 0.3) >= FLOORS["direct loose"], scored.problems


def test_indirect_quotes_are_found(scored: Score) -> None:
    assert scored.f1("indirect", 0.3) >= FLOORS["indirect loose"], scored.problems


def test_speakers_are_the_right_ones(scored: Score) -> None:
    right, of = scored.speakers
    assert right / of >= FLOORS["speakers"], scored.problems


def test_names_and_scare_quotes_are_no_quotes(scored: Score) -> None:
    assert scored.in_quoteless == 0, scored.problems


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_there_are_at_least_sixty_passages(lang: str) -> None:
    assert len(passages(lang)) >= 60


def quotes_of(text: str, lang: str, context: Context | None = None) -> list[tuple[str, str, str | None]]:
    """Kind, words (parts joined by " | ") and the speaker's name or words."""
    doc = parse_text(text, lang, context)
    found = []
    for quote in doc._.quotes:
        party = quote.speaker
        who = None if party is None else doc.text[party.start : party.end]
        if party is not None and party.entity is not None:
            who = doc._.entities[party.entity].name
        found.append((quote.kind, " | ".join(doc.text[a:b] for a, b in quote.parts), who))
    return found


def test_offsets_are_those_of_the_text() -> None:
    text = "“The  well is\ndry,” said Maria Keller. “We  dig.”"
    doc = parse_text(text, "en")
    (quote,) = doc._.quotes
    assert [text[slice(*doc._.alignment.to_original(*part))] for part in quote.parts] == ["The  well is\ndry", "We  dig."]
    assert doc.text[quote.cue_start : quote.cue_end] == quote.cue == "said"


def test_a_fragment_in_marks_belongs_to_the_indirect_quote_around_it() -> None:
    assert quotes_of("Maria Keller said the road was “a gift to every smuggler in the valley”.", "en") == [
        ("indirect", "the road was “a gift to every smuggler in the valley”", "Maria Keller")
    ]


def test_a_whole_clause_in_marks_is_direct_though_that_leads_to_it() -> None:
    found = quotes_of("Мария Келлер подчеркнула, что «колодец высох ещё прошлым летом».", "ru")
    assert found == [("direct", "колодец высох ещё прошлым летом", "Мария Келлер")]


def test_block_quotes_are_signed_below() -> None:
    from pipeline.documents.document import Block, Document
    from pipeline.languages.pipelines import parse_documents

    lines = ["The committee heard many voices.", "Water has no passport. It crosses where it likes.", "— Maria Keller, hydrologist"]
    text = "\n\n".join(lines)
    kinds = ["paragraph", "quote", "quote"]
    blocks = [Block(text.index(line), text.index(line) + len(line), kind, "en") for line, kind in zip(lines, kinds, strict=True)]
    (_, doc), *_ = parse_documents([Document("d", "", text, blocks=blocks, lang="en")], "en")
    (quote,) = doc._.quotes
    assert doc.text[quote.start : quote.end] == lines[1]
    assert quote.speaker.by == "heading"
    assert doc._.entities[quote.speaker.entity].name == "Maria Keller"


def test_interview_by_turns_without_labels() -> None:
    text = "\n\n".join(
        [
            "С Ириной Соболевой беседовал наш корреспондент.",
            "— Почему вы уехали из города?",
            "— Потому что там нет реки.",
            "Река нужна каждому.",
            "— Вы вернётесь?",
            "— Вернусь весной.",
        ]
    )
    found = quotes_of(text, "ru")
    assert [words for _, words, _ in found][1] == "Потому что там нет реки. Река нужна каждому."
    assert [who for _, _, who in found] == [None, "Ирина Соболева", None, "Ирина Соболева"]


def test_interview_with_questions_in_paragraphs_of_their_own() -> None:
    text = "\n\n".join(
        [
            "Nina Falk has run the observatory for ten years.",
            "Why did you choose this hill?",
            "I wanted to be far from the city.",
            "The lamps of the harbour ruin everything.",
            "Do you sleep at night?",
            "We sleep at noon.",
            "What will you do next?",
            "I shall write a book. It will be short.",
        ]
    )
    found = quotes_of(text, "en")
    assert ("direct", "I wanted to be far from the city. The lamps of the harbour ruin everything.", "Nina Falk") in found
    assert [who for _, _, who in found].count("Nina Falk") == 3


def test_questions_in_an_article_make_no_interview() -> None:
    text = "Why does the price rise?\n\nWheat is scarce.\n\nWho will pay?\n\nThe towns will.\n\nWhat can be done?\n\nLittle."
    assert quotes_of(text, "en") == []


def test_a_list_with_dashes_is_no_dialogue() -> None:
    text = "План на год:\n\n— Построить мост.\n\n— Открыть школу.\n\n— Провести перепись скота."
    assert quotes_of(text, "ru") == []


def test_the_protocol_of_a_meeting_is_no_interview() -> None:
    text = "РЕШИЛИ: Создать рабочую группу по тарифам.\n\nРЕШИЛИ: Провести следующую встречу весной."
    assert quotes_of(text, "ru") == []


@pytest.mark.parametrize(
    ("lang", "text", "offset", "rule"),
    [
        ("en", "“We lost the boat,” said Maria Keller.", 4, "direct/after-cue+name"),
        ("ru", "По словам Ивана Петренко, мост закрыт.", 30, "indirect/according+name"),
        ("en", "“We lost the boat,” said Maria Keller.", 25, "no quote here"),
    ],
)
def test_a_trace_names_the_rule(lang: str, text: str, offset: int, rule: str) -> None:
    assert rule in explain(parse_text(text, lang), offset)
