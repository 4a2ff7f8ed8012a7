"""tables/ against gold -> metrics/evaluate.json and a list of errors to work down."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.workspace import Workspace


def run(workspace: Workspace) -> None:
    """Score the tables; without gold for any document of the corpus the metrics are empty."""
    from pipeline.evaluation import evaluate

    gold = Path(workspace.settings.evaluate.gold)
    result = evaluate(workspace.tables.path, gold)
    workspace.metrics.write_bytes("evaluate.json", (json.dumps(result.metrics, indent=2, sort_keys=True) + "\n").encode())
    workspace.metrics.write_bytes("errors.md", result.errors_markdown().encode())
