"""What the tests share: one thread a process, the folders that only some machines have, and a small finished run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

os.environ.setdefault("OMP_NUM_THREADS", "1")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def project() -> Path:
    """The checkout under test."""
    return ROOT


@pytest.fixture(scope="session")
def shared_documents() -> Path:
    folder = SHARED / "documents"
    if not folder.is_dir():
        pytest.skip("the shared documents are not on this machine")
    return folder


@pytest.fixture(scope="session")
def shared_gold() -> Path:
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip("the public gold data are not on this machine")
    return folder


@pytest.fixture
def two_documents(tmp_path: Path) -> Path:
    """A corpus of one English and one Russian document."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(
        "Nurlan Abishev, Director of the Institute of Steppe Studies, proposed to create a water council for Kazakhstan and "
        "Uzbekistan.\n\n“Trade grew from $2 billion to $3 billion last year,” Abishev said.\n",
        encoding="utf-8",
    )
    (corpus / "b.txt").write_text(
        "Директор Института степных исследований Нурлан Абишев предложил создать водный совет.\n\n"
        "«Товарооборот вырос на 26,8 процента», — сказал Абишев.\n",
        encoding="utf-8",
    )
    return corpus


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs of a run over the sample corpus, made once for all tests."""
    from pipeline.cli import STAGES, run_stages

    outputs = tmp_path_factory.mktemp("sample") / "outputs"
    run_stages([stage for stage in STAGES if stage != "evaluate"], str(ROOT / "corpus"), str(outputs), None)
    return outputs


@pytest.fixture(scope="session")
def shared_run(shared_documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs of a run over the shared documents, made once for all tests."""
    from pipeline.cli import STAGES, run_stages

    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(shared_documents, folder / "corpus")
    run_stages([stage for stage in STAGES if stage != "evaluate"], str(folder / "corpus"), str(folder / "outputs"), None)
    return folder / "outputs"
