"""tables/ -> report/: pages to look at."""

from __future__ import annotations

import html
import json

from pipeline.workspace import Workspace


def run(workspace: Workspace) -> None:
    """Write the report."""
    counts = json.loads(workspace.metrics.read_bytes("tables.json") or b"{}")
    rows = "".join(f"<tr><th>{html.escape(k)}</th><td>{v}</td></tr>" for k, v in counts.items() if isinstance(v, int))
    page = f"<!doctype html><meta charset=utf-8><title>dragoman</title><h1>dragoman</h1><table>{rows}</table>"
    (workspace.outputs / "report").write_bytes("index.html", page.encode())
