"""What puts something forward, what is put forward, by whom, to whom; and what is nothing of the kind."""

from __future__ import annotations

import pytest

from pipeline.errors import SettingsError
from pipeline.extraction.proposals.actions import action_of
from pipeline.extraction.proposals.lexical import FORCES, _frame, words_of
from pipeline.extraction.proposals.topics import OTHER, TABLES, topic_of, topics_of
from pipeline.extraction.records import Context, prepare
from pipeline.languages.pipelines import language_pipeline, parse_text
from pipeline.lexicon import lexicon


def rows(text: str, lang: str = "en", **context) -> list[dict]:
    doc = parse_text(text, lang, Context(lang=lang, **context))
    for p in doc._.proposals:
        assert 0 <= p.start < p.end <= len(doc.text) and p.force in FORCES and 0 <= p.confidence <= 1
    return [
        {
            "text": doc.text[p.start : p.end], "force": p.force, "action": p.action, "cue": p.cue, "to": p.addressee,
            "topic": p.topic, "anaphora": p.anaphora, "party": p.proposer,
            "by": doc.text[p.proposer.start : p.proposer.end] if p.proposer else None,
        }
        for p in doc._.proposals
    ]  # fmt: skip


def texts(text: str, lang: str = "en", **context) -> list[str]:
    return [row["text"] for row in rows(text, lang, **context)]


# --- phrases and lists ----------------------------------------------------------------------------------------------------


def test_words_that_say_nothing_are_passed():
    found = texts("Moldova proposed to consider the possibility of building a solar plant near Comrat.")
    assert found == ["building a solar plant near Comrat"]


def test_an_instruction_gives_its_content_and_addressee():
    (row,) = rows("Мэр предложил поручить районным акиматам посадить деревья вдоль дорог.", "ru")
    assert row["text"] == "посадить деревья вдоль дорог"
    assert row["to"] == "районным акиматам"


def test_members_with_a_shared_object_stay_together():
    assert texts("Malta proposed to develop and expand the network of marine reserves.") == [
        "develop and expand the network of marine reserves"
    ]
    assert texts("Malta called for the development of ports, airports and railways.") == ["development of ports, airports and railways"]


def test_members_of_their_own_are_rows_of_their_own():
    assert texts("Malta called for the protection of seals, the cleaning of beaches and a ban on plastic nets.")[:2] == [
        "protection of seals", "cleaning of beaches",
    ]  # fmt: skip


def test_a_list_in_genitives_is_cut_between_actions():
    found = texts("Министр подчеркнул важность сохранения лесов и восстановления пастбищ.", "ru")
    assert found == ["сохранения лесов", "восстановления пастбищ"]


def test_who_said_it_and_comments_are_no_part_of_the_phrase():
    assert texts("Latvia must build a tunnel under the bay, the mayor of Riga, Anna Ozola, said on Friday.") == ["build a tunnel under the bay"]
    assert texts("Latvia supports the construction of a tunnel, which was first drawn in 1936.") == ["construction of a tunnel"]


def test_items_on_lines_of_their_own():
    text = "The partners agreed to:\n\n- publish a joint atlas of soils;\n\n- train forty foresters a year;"
    found = rows(text)
    assert [row["text"] for row in found] == ["publish a joint atlas of soils", "train forty foresters a year"]
    assert {row["by"] for row in found} == {"partners"}


def test_a_resolution_needs_no_subject():
    text = "РЕШИЛИ:\n\n- Создать архив старых карт.\n\n- Рекомендовать музеям открыть фонды для студентов.\n\n- Принять к сведению отчёт."
    found = rows(text, "ru")
    assert [row["text"] for row in found] == ["Создать архив старых карт", "открыть фонды для студентов"]
    assert found[1]["to"] == "музеям"


def test_marks_of_members_are_no_part_of_them():
    found = texts("Мы предлагаем: во-первых, открыть музей соли; во-вторых, издать атлас озёр.", "ru", author="Анна Озола")
    assert found == ["открыть музей соли", "издать атлас озёр"]


def test_clauses_of_one_recommendation():
    found = texts("The report recommends that schools teach navigation and that ports hire their graduates.")
    assert found == ["schools teach navigation", "ports hire their graduates"]


def test_what_stands_before_its_modal_is_kept():
    assert texts("Ларсен считает, что порт необходимо углубить до 2030 года.", "ru") == ["порт необходимо углубить до 2030 года"]


# --- who ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang", "by"),
    [
        ("Norway supports the creation of a fund for fishermen.", "en", "Norway"),
        ("Norway's proposal to create a fund for fishermen was welcomed by the ministers.", "en", "Norway"),
        ("It was proposed by Norway to create a fund for fishermen.", "en", "Norway"),
        ("Норвегия выступает за создание фонда для рыбаков.", "ru", "Норвегия"),
        ("Инициатива Норвегии о создании фонда для рыбаков встретила поддержку.", "ru", "Норвегии"),
    ],
)
def test_states_propose(text, lang, by):
    (row,) = rows(text, lang)
    assert row["by"] == by
    assert row["party"].entity is not None


def test_a_collective_is_a_party_without_entity():
    (row,) = rows("The participants called for the opening of a school of navigation.")
    assert row["by"] == "participants" and row["party"].entity is None


def test_items_without_subject_belong_to_the_opening_line():
    text = "The Heads of State:\n\n- supported the creation of a seed bank;\n\n- stressed the need to protect the dunes."
    assert [(row["text"], row["by"]) for row in rows(text)] == [
        ("creation of a seed bank", "Heads of State"), ("protect the dunes", "Heads of State"),
    ]  # fmt: skip


def test_the_sentence_after_may_tell_who_said_it():
    (row,) = rows("Необходимо открыть школу навигации. Об этом заявила министр Ингрид Ларсен.", "ru")
    assert "Ларсен" in row["by"]


def test_a_place_in_the_dateline_proposes_nothing():
    (row,) = rows("OSLO, 3 May (Nordic News) — Minister Ingrid Larsen on Friday called for the opening of a school of navigation.")
    assert "Larsen" in row["by"]


def test_announced_deeds_of_a_party_are_its_intentions():
    (row,) = rows("Norway will open a school of navigation in Bergen next year, Minister Ingrid Larsen said.")
    assert row["force"] == "intend" and row["by"] == "Norway"
    assert rows("Norway will open the tournament in Bergen next year.") == []


def test_a_passive_has_nobody():
    (row,) = rows("Было предложено открыть школу навигации.", "ru")
    assert row["party"] is None


def test_words_in_quotes_are_the_speakers():
    (row,) = rows("“We must open a school of navigation,” said Ingrid Larsen, the minister of education.")
    assert "Larsen" in row["by"]


def test_a_modal_counts_in_a_signed_article_and_not_in_a_report():
    text = "The city should open a school of navigation."
    assert rows(text) == []
    (row,) = rows(text, author="Ingrid Larsen")
    assert row["party"].by == "author"
    assert row["to"] == "city"


# --- what is none ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Norway rejected the proposal to create a fund for fishermen.",
        "Norway does not support the creation of a fund for fishermen.",
        "Norway never proposed to create a fund for fishermen.",
        "Norway's proposal to create a fund was implemented in 1999.",
        "If Norway proposed to create a fund, fishermen would rejoice.",
        "Norway could propose the creation of a fund.",
        "Norway proposed a toast.",
        "Does Norway support the creation of a fund for fishermen?",
        "Larsen hopes that Norway will support the creation of a fund.",
        "Norway planned to create a fund in 1999.",
        "Nobody proposed to create a fund for fishermen.",
        "Larsen does not think that a fund should be created.",
        "Larsen suggested that the fund was empty.",
        "Larsen said it was important to remember the fishermen.",
    ],
)
def test_none_in_english(text):
    assert rows(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Норвегия отвергла предложение создать фонд для рыбаков.",
        "Норвегия не поддерживает создание фонда для рыбаков.",
        "Предложение Норвегии создать фонд было реализовано в 1999 году.",
        "Если Норвегия предложит создать фонд, рыбаки обрадуются.",
        "Норвегия предложила тост.",
        "Поддержит ли Норвегия создание фонда?",
        "Ларсен надеется, что Норвегия поддержит создание фонда.",
        "Норвегия планировала создать фонд в 1999 году.",
        "Никто не предлагал создать фонд.",
        "Из отчёта следует, что фонд пуст.",
        "Ларсен подчеркнула, что важно помнить о рыбаках.",
        "Нет необходимости создавать фонд, сказала Ларсен.",
    ],
)
def test_none_in_russian(text):
    assert rows(text, "ru") == []


# --- actions, topics, lexicon ---------------------------------------------------------------------------------------------


def test_anaphora_is_marked():
    (row,) = rows("Norway proposed to extend this mechanism to all fishing ports.")
    assert row["anaphora"]
    (row,) = rows("Norway proposed to extend the mechanism to all fishing ports.")
    assert not row["anaphora"]


@pytest.mark.parametrize(
    ("noun", "lang", "verb"),
    [
        ("establishment", "en", "establish"), ("introduction", "en", "introduce"), ("removal", "en", "remove"),
        ("digitalisation", "en", "digitalise"), ("planning", "en", "plan"), ("table", "en", None), ("station", "en", None),
        ("создание", "ru", "создать"), ("укрепление", "ru", "укрепить"), ("подтверждение", "ru", "подтвердить"),
        ("модернизация", "ru", "модернизировать"), ("привлечение", "ru", "привлечь"), ("стол", "ru", None), ("отношение", "ru", None),
    ],
)  # fmt: skip
def test_verbs_of_action_nouns(noun, lang, verb):
    verbs = language_pipeline("en").get_pipe("proposals").verbs
    assert action_of(noun, lang, verbs) == verb


def test_a_light_verb_gives_the_action_of_its_object():
    (row,) = rows("Norway proposed to start working on the creation of a school of navigation.")
    assert row["action"] == "create"


def test_topics_by_words_then_by_surroundings():
    assert topic_of("repair the canal", (["repair", "the", "canal"],), "en") == "water"
    assert topic_of("sing", (["sing"], ["sing", "at", "school", "with", "teacher"]), "en") == "education"
    assert topic_of("sing", (["sing"], ["sing", "at", "school"]), "en") == OTHER, "one word around is too little"
    assert topic_of("sing", (["sing"], ["council", "of", "agency"]), "en") == OTHER, "a general topic is never taken from around"
    assert topic_of("sing", (["sing"],), "en", title=["the", "school"]) == "education"
    assert topic_of("train nurses", (["train/verb", "nurse"],), "en") == "education"
    assert topic_of("a train", (["a", "train"],), "en") == "transport"
    assert topic_of("zzz", (["zzz"],), "en") == OTHER


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_topic_is_in_the_contract(lang):
    known = {"trade", "transport", "water", "energy", "food", "security", "climate", "education", "media", "digital", "institutions"}
    named = set(lexicon(f"{lang}/topics")) - TABLES
    assert named == known == set(topics_of(lang).order) == set(lexicon("topics"))


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_lexicon_reads(lang):
    words = words_of(lang)
    assert len(words.verbs) >= 40 and len(words.nouns) >= 25


def test_a_frame_that_does_not_exist_is_an_error():
    with pytest.raises(SettingsError, match="frame 'for whom'"):
        _frame("for whom", "call", "en")


def test_an_empty_document():
    nlp = language_pipeline("en")
    doc = prepare(nlp.make_doc(""), Context(), [])
    assert nlp.get_pipe("proposals")(doc)._.proposals == []
