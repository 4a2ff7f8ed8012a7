from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.linking.careers import in_order, latest_role


def office(role: str, day: str | None, **known: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "role": role, "date": date.fromisoformat(day) if day else None, "doc_id": "a.txt", "start": 0, "former": False,
        "organisation_id": None, "country": None,
    }  # fmt: skip
    return row | known


def test_the_newest_document_decides() -> None:
    roles = [office("deputy minister", "2024-05-01"), office("director", "2021-01-01"), office("analyst", None)]
    assert [r["role"] for r in in_order(roles)] == ["analyst", "director", "deputy minister"]
    assert latest_role(roles) == roles[0]


def test_a_former_role_is_never_the_latest_unless_there_is_no_other() -> None:
    former = office("president", "2024-05-01", former=True)
    present = office("chairman", "2020-01-01")
    assert latest_role([former, present]) == present
    assert latest_role([former]) == former
    assert latest_role([]) is None


def test_of_one_day_the_role_that_says_most() -> None:
    bare, long = office("minister", "2024-05-01"), office("Minister of Energy", "2024-05-01")
    placed = office("head", "2024-05-01", organisation_id="org/ministry-of-energy")
    assert latest_role([bare, long]) == long
    assert latest_role([bare, long, placed]) == placed
