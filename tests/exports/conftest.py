"""Tables of a hostile little corpus, written by hand: formulas, HTML, line ends, marks that turn text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tables import hostile_tables


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    hostile_tables(tmp_path / "outputs")
    return tmp_path / "outputs"
