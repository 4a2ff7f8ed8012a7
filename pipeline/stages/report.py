"""tables/ -> report/: pages to look at, checked against their texts."""

from __future__ import annotations

from pipeline.reporting.site import build
from pipeline.workspace import Workspace


def run(workspace: Workspace) -> None:
    """Write the report."""
    build(workspace)
