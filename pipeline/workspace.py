"""Where a run reads and writes: the folders that the stages share, and what each of them holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.settings import Settings
from pipeline.storage import Folder


@dataclass(frozen=True)
class Workspace:
    """The corpus, the outputs and the settings of one run."""

    corpus: Folder
    outputs: Folder
    settings: Settings
    memo: Path | None = None

    def work(self, stage: str) -> Folder:
        """The shards that a stage writes for the next ones."""
        return self.outputs / "steps" / stage

    @property
    def tables(self) -> Folder:
        return self.outputs / "tables"

    @property
    def metrics(self) -> Folder:
        return self.outputs / "metrics"

    def memo_folder(self) -> Path | None:
        """Where results are kept between runs: beside the outputs when these lie on this machine."""
        return self.memo or (self.outputs.path / "memo" if self.outputs.local else None)
