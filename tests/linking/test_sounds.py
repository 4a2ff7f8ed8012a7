from __future__ import annotations

import pytest

from pipeline.linking.known import slug_of
from pipeline.linking.sounds import folded, romanised, skeleton, skeletons, sound

SAME_SOUND = [
    ["Мирзиёев", "Mirziyoyev", "Mirziyoev"],
    ["Жапаров", "Japarov", "Zhaparov"],
    ["Бердымухамедов", "Berdimuhamedov", "Berdymukhamedov"],
    ["Назарбаев", "Nazarbayev", "Nazarbaev"],
    ["Ержан", "Yerzhan", "Erzhan"],
    ["Юрий", "Yuri", "Yury", "Yuriy"],
    ["Хабибуллин", "Khabibullin", "Habibulin"],
    ["Шевченко", "Shevchenko", "Ševčenko"],
    ["Қасым", "Касым", "Kassym", "Qasym"],
]


@pytest.mark.parametrize("spellings", SAME_SOUND, ids=lambda s: s[0])
def test_spellings_of_one_name_sound_alike(spellings: list[str]) -> None:
    assert len({sound(s) for s in spellings}) == 1


@pytest.mark.parametrize(("a", "b"), [("Токаев", "Тукаев"), ("Асанов", "Усанов"), ("Rahmon", "Rahim"), ("Serik", "Berik")])
def test_different_names_sound_different(a: str, b: str) -> None:
    assert sound(a) != sound(b)


def test_folding_keeps_cyrillic_and_drops_marks() -> None:
    assert folded("Žižek") == "zhizhek"
    assert folded("О’Нил") == "онил"
    assert folded("Алёна") == "алена"


def test_skeleton_ignores_vowels_after_the_first_letter() -> None:
    assert skeleton("Tleuberdi") == skeleton("Тілеуберді")
    assert skeleton("Asanov") != skeleton("Sanov")


def test_skeletons_hold_other_readings() -> None:
    for latin, cyrillic in [("Bach", "Бах"), ("Jakobsen", "Якобсен"), ("Wilson", "Уилсон"), ("Kanazawa", "Канадзава"), ("Hernan", "Эрнан")]:
        assert set(skeletons(folded(latin))) & set(skeletons(folded(cyrillic))), (latin, cyrillic)


def test_romanised_reads_like_english() -> None:
    assert romanised("Юрий Щербаков") == "Yury Shcherbakov"
    assert romanised("already Latin") == "already Latin"


def test_slugs_hold_only_letters_digits_and_hyphens() -> None:
    assert slug_of("Агентство «Нурекская ГЭС»") == "agentstvo-nurekskaya-ges"
    assert slug_of("Kazakhstan's Šefčovič & Co.") == "kazakhstans-shefchovich-co"
    assert slug_of("…") == "unnamed"
    assert len(slug_of("word " * 40)) <= 80
    assert not slug_of("word " * 40).endswith("wor")
