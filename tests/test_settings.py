from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import Settings, load_settings


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "pipeline.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_in_the_repository_holds_the_defaults(project: Path) -> None:
    assert load_settings(project / "configs/pipeline.yaml") == Settings()


def test_what_is_left_out_keeps_its_default(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, "read:\n  max_megabytes: 7\n"))
    assert settings.read.max_megabytes == 7
    assert settings.read.ignore == Settings().read.ignore
    assert load_settings(written(tmp_path, "")) == Settings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reed: {}", "unknown key 'reed'; did you mean 'read'?"),
        ("engine:\n  worker: 2", "unknown key 'engine.worker'; did you mean 'workers'?"),
        ("engine:\n  workers: true", "'engine.workers' must be a whole number, found True"),
        ("engine:\n  scheduler: 3", "'engine.scheduler' must be text or null"),
        ("read: 3", "read must hold keys with values, found 3"),
        ("- a", "the file must hold keys with values, found a list"),
        ("read:\n  ignore: [1]", "must be a list of texts, found a list"),
        ("read: {", "line 1: not valid YAML"),
        ("a: !!python/object:os.system {}", "not valid YAML"),
    ],
)
def test_errors_name_key_and_find(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=r"pipeline\.yaml") as caught:
        load_settings(written(tmp_path, text))
    assert said.replace("line 1: ", "") in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.yaml: cannot be read"):
        load_settings(tmp_path / "nowhere.yaml")
