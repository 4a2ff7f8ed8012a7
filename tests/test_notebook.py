"""The notebook, executed on a run over the sample corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

nbclient = pytest.importorskip("nbclient", reason="nbclient is in the extra dev")


@pytest.mark.filterwarnings("ignore")
def test_the_tour_answers_its_questions(project: Path, sample_run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import nbformat

    monkeypatch.setenv("DRAGOMAN_TABLES", str(sample_run / "tables"))
    notebook = nbformat.read(project / "notebooks/tour.ipynb", as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(code) >= 12
    assert all(output.output_type != "error" for cell in code for output in cell.outputs)
    assert sum("image/png" in output.get("data", {}) for cell in code for output in cell.outputs) == 2
