"""Lexicons: YAML files under `pipeline/lexicons`, read once. `README.md` there says how to add an entry."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import SettingsError

FOLDER = Path(__file__).parent / "lexicons"


@cache
def lexicon(name: str) -> Any:
    """The content of `lexicons/<name>.yaml`, for example `lexicon("en/cues")`. Callers must not change it."""
    path = FOLDER / f"{name}.yaml"
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise SettingsError(f"lexicon {name}.yaml{line}: not valid YAML ({getattr(error, 'problem', error)})") from error
    except OSError as error:
        raise SettingsError(f"lexicon {name}.yaml cannot be read: {error.strerror}") from error


@cache
def lexicon_version() -> str:
    """A short hash of every lexicon, for keys of the memo."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*.yaml")):
        digest.update(path.relative_to(FOLDER).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


# The C loader reads the large lexicons ten times as fast; it is as safe as the Python one.
_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
