"""Floors rise and never sink."""

from pathlib import Path

from pipeline.evaluation import evaluate
from pipeline.evaluation.floors import broken_floors, flat, raise_floors, read_floors


def metrics(f1: float, false_share: float) -> dict[str, object]:
    return {"quotes": {"ru": {"loose_f1": f1, "loose_p": 0.1, "loose_n": 12, "direct_false_share": false_share}}}


def test_floors_follow_good_results_and_stay_after_bad_ones(tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    assert read_floors(path) == {}
    assert len(raise_floors(metrics(0.8, 0.1), path)) == 2
    assert read_floors(path) == {"quotes.ru.loose_f1": 0.795, "quotes.ru.direct_false_share": 0.105}
    assert raise_floors(metrics(0.7, 0.2), path) == []
    assert raise_floors(metrics(0.9, 0.05), path) == ["quotes.ru.loose_f1", "quotes.ru.direct_false_share"]
    assert read_floors(path) == {"quotes.ru.loose_f1": 0.895, "quotes.ru.direct_false_share": 0.055}


def test_broken_floors_name_the_measure_and_both_values() -> None:
    floors = {"quotes.ru.loose_f1": 0.8, "quotes.ru.direct_false_share": 0.1, "quotes.ru.gone": 0.5}
    assert broken_floors(metrics(0.8, 0.1), {k: v for k, v in floors.items() if not k.endswith("gone")}) == []
    lines = broken_floors(metrics(0.79, 0.11), floors)
    assert lines == [
        "quotes.ru.direct_false_share: 0.11; its floor is 0.1",
        "quotes.ru.gone: no longer measured; its floor is 0.5",
        "quotes.ru.loose_f1: 0.79; its floor is 0.8",
    ]


def test_numbers_of_rows_are_no_measures() -> None:
    assert set(flat(metrics(0.5, 0.5))) == {"quotes.ru.loose_f1", "quotes.ru.loose_p", "quotes.ru.direct_false_share"}


def test_shares_of_what_was_found_get_no_floor(tmp_path: Path) -> None:
    found = {"numbers": {"en": {"unit": 0.9, "unit_of": 10, "found_and_unit_f1": 0.7}}, "documents": {"all": {"title": 1.0}}}
    assert raise_floors(found, tmp_path / "floors.yaml") == ["numbers.en.found_and_unit_f1", "documents.all.title"]


def test_the_sample_corpus_stays_above_its_floors(project: Path, sample_run: Path) -> None:
    gold = project / "tests" / "gold"
    floors = read_floors(gold / "floors.yaml")
    assert len(floors) > 10
    assert broken_floors(evaluate(sample_run / "tables", gold).metrics, floors) == []
