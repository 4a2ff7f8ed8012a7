"""The documents beside the checkout, where there are some."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared" / "documents"


@pytest.fixture(scope="session")
def shared_documents() -> dict[str, str]:
    if not SHARED.is_dir():
        pytest.skip("../shared/documents is not here")
    return {path.name: path.read_bytes().decode("utf-8-sig") for path in sorted(SHARED.glob("*.txt"))}
