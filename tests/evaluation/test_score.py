"""The scorer: perfect tables are perfect, and each kind of fault costs what it should and nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.documents.read import read_document as read_text
from pipeline.errors import CorpusError
from pipeline.evaluation import evaluate
from pipeline.evaluation.gold import GoldDocument, gold_files, read_document, read_entities
from pipeline.evaluation.score import score
from pipeline.evaluation.tables import language_at
from tests.evaluation.oracle import Rows, rows_of, tables_of

ROOT = Path(__file__).parents[2]
GOLD, CORPUS = ROOT / "tests" / "gold", ROOT / "corpus"

ENTITIES = """
anna: {type: PER, names: [Anna Berg, Анна Берг], country: CH}
otto: {type: PER, names: [Otto Lind]}
fund: {type: ORG, names: [Alpine Fund, Альпийский фонд], acronyms: [AF], kind: foundation, country: CH}
"""
TEXTS = {
    "a.txt": "Anna Berg, chair of the Alpine Fund (AF), met Otto Lind. “We need a new tunnel,” said Berg, “and we need it soon.”\n"
    "\n"
    "She proposed to build a tunnel. It would cost $5 million. “The old one will do,” Lind replied. He noted that it was safe.",
    "b.txt": "Анна Берг из Альпийского фонда призвала построить тоннель за 5 млн долларов.",
}
GOLD_TEXTS = {
    "a.txt": """
document: {lang: en, title: null}
mentions: {anna: [Anna Berg, Berg], otto: [Otto Lind, Lind], fund: [Alpine Fund, AF]}
actors: [{key: anna, role: chair, organisation: fund}]
quotes:
  - {text: [We need a new tunnel, and we need it soon], kind: direct, speaker: anna, by: name}
  - {text: The old one will do, kind: direct, speaker: otto, by: name}
  - {text: it was safe, kind: indirect, speaker: otto, by: pronoun}
proposals:
  - {text: build a tunnel, or: She proposed to build a tunnel, proposer: anna, force: propose, action: build, topic: transport, group: tunnel}
  - {text: We need a new tunnel, proposer: anna, force: need, optional: true}
numbers: [{text: $5 million, kind: money, value: 5000000, unit: USD, measured: tunnel}]
""",
    "b.txt": """
document: {lang: ru}
mentions: {anna: [Анна Берг], fund: [Альпийского фонда = Альпийский фонд]}
proposals: [{text: построить тоннель, proposer: anna, force: call, action: построить, topic: transport, group: tunnel}]
numbers: [{text: 5 млн долларов, kind: money, value: 5000000, unit: USD}]
""",
}


@pytest.fixture
def gold_dir(tmp_path: Path) -> Path:
    (tmp_path / "entities.yaml").write_text(ENTITIES, encoding="utf-8")
    for name, body in GOLD_TEXTS.items():
        (tmp_path / f"{name}.yaml").write_text(body, encoding="utf-8")
    return tmp_path


@pytest.fixture
def documents(gold_dir: Path) -> list[GoldDocument]:
    entities = read_entities(gold_dir)
    return [read_document(path, doc_id, TEXTS[doc_id], entities) for doc_id, path in gold_files(gold_dir).items()]


@pytest.fixture
def measure(gold_dir: Path, documents: list[GoldDocument]) -> Callable[..., dict[str, Any]]:
    """Score the perfect rows after `change` has been at them; gives the measures of all languages together."""

    def run(change: Callable[[Rows], None] = lambda rows: None, lang: str = "all") -> dict[str, Any]:
        entities = read_entities(gold_dir)
        rows = rows_of(documents, entities)
        change(rows)
        metrics = score(tables_of(rows), documents, entities).metrics()
        return {f"{table}.{name}": value for table, langs in metrics.items() for name, value in langs.get(lang, {}).items()}

    return run


def imperfect(measures: dict[str, Any]) -> set[str]:
    """Which measures are not full, without the numbers of rows."""
    full = {name: 0.0 if name.endswith("false_share") else 1.0 for name in measures}
    return {name for name, value in measures.items() if not name.endswith(("_n", "_of")) and value != full[name]}


def test_perfect_tables_of_the_sample_corpus_are_perfect() -> None:
    entities = read_entities(GOLD)
    documents = [
        read_document(path, doc_id, read_text(CORPUS / doc_id, doc_id).text, entities) for doc_id, path in gold_files(GOLD).items()
    ]
    scores = score(tables_of(rows_of(documents, entities)), documents, entities)
    assert [e for e in scores.errors if e.table != "organisations"] == []
    metrics = scores.metrics()
    for table, langs in metrics.items():
        assert set(langs) == {"en", "ru", "all"}
        for lang, measures in langs.items():
            assert imperfect(measures) == set(), (table, lang)


def test_perfect_tables_are_perfect(measure: Callable[..., dict[str, Any]]) -> None:
    for lang in ("en", "ru", "all"):
        assert imperfect(measure(lang=lang)) == set()


def set_field(table: str, index: int, **values: Any) -> Callable[[Rows], None]:
    return lambda rows: rows[table][index].update(values)


def drop(table: str, index: int) -> Callable[[Rows], None]:
    return lambda rows: rows[table].__delitem__(index)


def add(table: str, **values: Any) -> Callable[[Rows], None]:
    """A row more: a copy of the first with other values."""
    return lambda rows: rows[table].append({**rows[table][0], **values})


def joint(name: str) -> set[str]:
    """A wrong field is both a false and a missing row to the measure of finding it right."""
    return {f"{name}_p", f"{name}_r", f"{name}_f1"}


FAULTS: list[tuple[str, Callable[[Rows], None], set[str]]] = [
    ("wrong base form", set_field("mentions", 7, name="Альпийского фонда"), {"mentions.base_form"}),
    ("wrong title", set_field("documents", 0, title="A tunnel"), {"documents.title"}),
    ("wrong speaker", set_field("quotes", 1, speaker_id="anna"), {"quotes.speaker", *joint("quotes.found_and_speaker")}),
    ("no speaker", set_field("quotes", 1, speaker_id=None), {"quotes.speaker", *joint("quotes.found_and_speaker")}),
    ("speaker by", set_field("quotes", 1, speaker_by="title"), {"quotes.by"}),
    (
        "wrong proposer",
        set_field("proposals", 0, proposer_id="otto"),
        {"proposals.proposer", *joint("proposals.found_and_proposer")},
    ),
    ("wrong force", set_field("proposals", 1, force="need"), {"proposals.force"}),
    ("wrong topic", set_field("proposals", 1, topic="water"), {"proposals.topic"}),
    ("wrong action", set_field("proposals", 1, action="построил"), {"proposals.action"}),
    ("groups apart", set_field("proposals", 1, group_id="other"), {"proposals.groups_f1", "proposals.groups_r"}),
    ("wrong value", set_field("numbers", 0, value=5.0), {"numbers.value", *joint("numbers.found_and_value")}),
    ("wrong unit", set_field("numbers", 0, unit="EUR"), {"numbers.unit", *joint("numbers.found_and_unit")}),
    ("wrong kind", set_field("numbers", 0, kind="count"), {"numbers.kind"}),
    ("qualifier from nowhere", set_field("numbers", 1, qualifier="about"), {"numbers.qualifier"}),
    ("status from nowhere", set_field("numbers", 1, status="target"), {"numbers.status"}),
    ("measured elsewhere", set_field("numbers", 0, measured="chair"), {"numbers.measured"}),
    (
        "missing number",
        drop("numbers", 1),
        {
            "numbers.found_r",
            "numbers.found_f1",
            "numbers.found_and_value_r",
            "numbers.found_and_value_f1",
            "numbers.found_and_unit_r",
            "numbers.found_and_unit_f1",
        },
    ),
    (
        "false number",
        add("numbers", start=0, end=4, text="Anna"),
        {
            "numbers.found_p",
            "numbers.found_f1",
            "numbers.found_and_value_p",
            "numbers.found_and_value_f1",
            "numbers.found_and_unit_p",
            "numbers.found_and_unit_f1",
        },
    ),
    (
        "the same number twice",
        add("numbers"),
        {
            "numbers.found_p",
            "numbers.found_f1",
            "numbers.found_and_value_p",
            "numbers.found_and_value_f1",
            "numbers.found_and_unit_p",
            "numbers.found_and_unit_f1",
        },
    ),
    (
        "missing proposal",
        drop("proposals", 0),
        {"proposals.found_r", "proposals.found_f1", "proposals.found_and_proposer_r", "proposals.found_and_proposer_f1"},
    ),
    ("optional proposal", add("proposals", start=TEXTS["a.txt"].index("We need"), end=TEXTS["a.txt"].index(",” said")), set()),
    ("proposal as long as its other form", set_field("proposals", 0, start=TEXTS["a.txt"].index("She")), set()),
    ("false person", add("actors", entity_id="per/tunnel", name="Tunnel", roles=[]), {"actors.found_p", "actors.found_f1"}),
    ("person twice", add("actors", entity_id="per/berg", name="Anna Berg", roles=[]), {"actors.found_p", "actors.found_f1"}),
    ("wrong country of a person", set_field("actors", 0, country="AT"), {"actors.country"}),
    ("no acronym", set_field("organisations", 0, acronyms=[]), {"organisations.acronym"}),
    ("wrong kind of organisation", set_field("organisations", 0, kind="media"), {"organisations.kind"}),
]


@pytest.mark.parametrize(("change", "hurt"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_costs_its_own_measure(
    measure: Callable[..., dict[str, Any]], change: Callable[[Rows], None], hurt: set[str]
) -> None:
    assert imperfect(measure(change)) == hurt


def test_a_longer_mention_overlaps_but_is_not_exact(measure: Callable[..., dict[str, Any]]) -> None:
    measures = measure(set_field("mentions", 0, end=TEXTS["a.txt"].index(" of the")))
    assert measures["mentions.overlap_f1"] == 1.0
    assert measures["mentions.exact_PER_f1"] < 1.0 and measures["mentions.exact_ORG_f1"] == 1.0
    assert measures["links.pairs_f1"] == 1.0


def test_two_people_under_one_id_cost_links_speakers_and_people(measure: Callable[..., dict[str, Any]]) -> None:
    def merge(rows: Rows) -> None:
        for row in rows["mentions"]:
            row["entity_id"] = "anna" if row["entity_id"] == "otto" else row["entity_id"]
        for row in rows["quotes"]:
            row["speaker_id"] = "anna" if row["speaker_id"] == "otto" else row["speaker_id"]
        del rows["actors"][1]

    measures = measure(merge)
    assert measures["links.pairs_PER_p"] < 1.0 and measures["links.pairs_PER_r"] == 1.0
    assert measures["quotes.speaker"] == pytest.approx(1 / 3, abs=1e-3)
    assert measures["actors.found_r"] == 0.5


def test_one_person_under_two_ids_costs_links_across_languages(measure: Callable[..., dict[str, Any]]) -> None:
    def split(rows: Rows) -> None:
        for row in rows["mentions"]:
            if row["doc_id"] == "b.txt" and row["entity_id"] == "anna":
                row["entity_id"] = "per/анна-берг"

    measures = measure(split)
    assert measures["links.across_languages_PER_f1"] == 0.0 and measures["links.across_languages_ORG_f1"] == 1.0
    assert measures["links.pairs_PER_p"] == 1.0
    assert measure(split, "en")["links.pairs_PER_f1"] == 1.0
    assert measures["proposals.proposer"] == 1.0, "either id stands for her"


def test_a_quote_cut_short_is_loose_but_not_strict(measure: Callable[..., dict[str, Any]]) -> None:
    def cut(rows: Rows) -> None:
        rows["quotes"][0].update(parts=rows["quotes"][0]["parts"][:1])

    measures = measure(cut)
    assert measures["quotes.direct_loose_f1"] == 1.0
    assert measures["quotes.direct_strict_f1"] == 0.5 and measures["quotes.all_strict_r"] < 1.0


def test_calling_a_quote_in_marks_indirect_does_not_hide_it(measure: Callable[..., dict[str, Any]]) -> None:
    start = TEXTS["a.txt"].index("AF")
    hidden = measure(add("quotes", start=0, end=start, parts=[], kind="indirect"))
    assert hidden["quotes.direct_false_share"] == 0.0 and hidden["quotes.all_loose_p"] < 1.0

    def renamed(rows: Rows) -> None:
        rows["quotes"][1].update(kind="indirect")

    measures = measure(renamed)
    assert measures["quotes.direct_loose_f1"] == 1.0 and measures["quotes.kind"] < 1.0


def test_a_false_direct_quote_counts_in_its_share(measure: Callable[..., dict[str, Any]]) -> None:
    start = TEXTS["a.txt"].index("Alpine")
    measures = measure(add("quotes", start=start, end=start + 11, parts=[]))
    assert measures["quotes.direct_false_share"] == pytest.approx(1 / 3, abs=1e-3)
    assert measures["quotes.direct_loose_p"] == pytest.approx(2 / 3, abs=1e-3)


def test_an_organisation_that_is_only_named_in_an_open_place_is_no_false_row(gold_dir: Path) -> None:
    (gold_dir / "c.txt.yaml").write_text(
        "document: {lang: en}\nopen: [Tunnel Days]\nfurniture: [Photo by Ines Roth of Bild AG]", "utf-8"
    )
    text = "The Tunnel Days begin. Photo by Ines Roth of Bild AG"
    entities = read_entities(gold_dir)
    document = read_document(gold_dir / "c.txt.yaml", "c.txt", text, entities)
    rows = rows_of([document], entities)
    for kind, name, table in (
        ("ORG", "Tunnel Days", "organisations"),
        ("PER", "Ines Roth", "actors"),
        ("ORG", "Bild AG", "organisations"),
    ):
        start = text.index(name)
        place = {"doc_id": "c.txt", "start": start, "end": start + len(name), "text": name, "entity_id": name}
        rows["mentions"].append({**place, "type": kind, "name": name})
        row = {"entity_id": name, "name": name, "doc_ids": ["c.txt"], "n_mentions": 1, "type": "person", "roles": []}
        rows[table].append(row)
    metrics = score(tables_of(rows), [document], entities).metrics()
    assert metrics["mentions"]["all"]["exact_p"] == 0.0, "an organisation in page furniture is false"
    assert "actors" not in metrics
    assert metrics["organisations"]["en"]["found_p"] == 0.0 and metrics["organisations"]["en"]["found_n"] == 0


def test_roles_need_their_words_and_their_organisation(measure: Callable[..., dict[str, Any]]) -> None:
    def at(**values: Any) -> Callable[[Rows], None]:
        return lambda rows: rows["actors"][0]["roles"][0].update(values)

    assert imperfect(measure(at(organisation_id="otto"))) == {"actors.role_and_organisation"}
    assert measure(at(role="driver"))["actors.role_f1"] == 0.0


def test_the_language_is_that_of_the_paragraph() -> None:
    text = "Дайджест\n\nNews of the week\n\nИ снова"
    assert [language_at(text, text.index(w)) for w in ("Дайджест", "News", "снова")] == ["ru", "en", "ru"]


def write(rows: Rows, folder: Path) -> None:
    for name, table in rows.items():
        pq.write_table(pa.Table.from_pylist(table), folder / f"{name}.parquet")


def test_evaluate_reads_tables_and_lists_errors(gold_dir: Path, documents: list[GoldDocument], tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.mktemp("tables")
    rows = rows_of(documents, read_entities(gold_dir))
    rows["numbers"][0]["value"] = 5.0
    write(rows, folder)
    (gold_dir / "lost.txt.yaml").write_text("document: {lang: en}\n", encoding="utf-8")
    result = evaluate(folder, gold_dir)
    assert result.metrics["numbers"]["en"]["value"] == 0.0 and result.metrics["numbers"]["ru"]["value"] == 1.0
    assert result.metrics["documents"]["all"]["read"] == pytest.approx(2 / 3, abs=1e-3)
    headline = result.headline()
    assert headline["numbers"]["en"] == {"found_f1": 1.0, "found_and_value_f1": 0.0}
    assert headline["links"]["all"]["across_languages_f1"] == 1.0 and "all" not in headline["quotes"]
    text = result.errors_markdown()
    start = TEXTS["a.txt"].index("$5")
    assert f"- {start} wrong value: $5 million (gold: 5000000; table: 5.0)" in text
    assert "### lost.txt" in text


def test_evaluate_says_which_table_is_missing_and_leaves_other_corpora_alone(gold_dir: Path, tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.mktemp("tables")
    with pytest.raises(CorpusError, match=r"documents\.parquet"):
        evaluate(folder, gold_dir)
    write({name: [] for name in ("mentions", "actors", "organisations", "quotes", "proposals", "numbers")}, folder)
    write({"documents": [{"doc_id": "mine.txt", "text": "Mine."}]}, folder)
    assert evaluate(folder, gold_dir).metrics == {}
