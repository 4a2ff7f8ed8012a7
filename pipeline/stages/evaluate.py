"""tables/ against gold -> metrics: the headline for DVC, every measure, and a list of errors to work down."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.evaluation import evaluate
from pipeline.workspace import Workspace


def run(workspace: Workspace) -> None:
    """Score the tables against the gold of `evaluate.gold`."""
    gold = Path(workspace.settings.evaluate.gold)
    result = evaluate(workspace.tables.path, gold)
    for name, content in (("evaluate.json", result.headline()), ("measures.json", result.metrics)):
        workspace.metrics.write_bytes(name, (json.dumps(content, indent=2, sort_keys=True) + "\n").encode())
    workspace.metrics.write_bytes("errors.md", result.errors_markdown().encode())
