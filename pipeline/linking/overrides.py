"""An analyst's decisions in `configs/links.yaml`; they always win.

    same:
      - [Kassym-Jomart Tokayev, К. Токаев]                  # names in any language, or ids
      - [per/rahmon, per/emomali-rahmon, "Рахмонов Э."]
    different:
      - [Serik Akhmetov, Serik Akhmedov]
      - ["Kim @ news/a.txt", "Kim @ news/b.txt"]            # a name in one document alone
    name:
      per/kassym-jomart-tokayev: Kassym-Jomart Tokayev      # one name for both languages, or {en: ..., ru: ...}
      ИСМИ: {en: Institute for Strategic and Interregional Studies}
    drop:
      - Vision Group                                        # no entity at all: its mentions keep no id

A reference is an id, a name that stands in the corpus, or `name @ document`. A reference to nothing in this corpus is stale: it
is reported and does no harm.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import SettingsError
from pipeline.linking.known import plain

SECTIONS = ("same", "different", "name", "drop")
_ID = re.compile(r"^(?:per|org|state|loc|event|work)/[a-z0-9-]+$")


@dataclass(frozen=True, slots=True)
class Reference:
    """An id, or a name, in one document (`document`) or anywhere."""

    text: str
    document: str | None = None

    @property
    def is_id(self) -> bool:
        return bool(_ID.match(self.text))


@dataclass(frozen=True, slots=True)
class Overrides:
    """The decisions of one file."""

    same: tuple[tuple[Reference, ...], ...] = ()
    different: tuple[tuple[Reference, ...], ...] = ()
    name: tuple[tuple[Reference, dict[str, str]], ...] = ()
    drop: tuple[Reference, ...] = ()
    path: str = field(default="links.yaml", compare=False)

    @property
    def parted(self) -> frozenset[tuple[str, str]]:
        """(plain name, document) of every reference to one document alone."""
        references = [r for group in (*self.same, *self.different) for r in group]
        references += [*(r for r, _ in self.name), *self.drop]
        return frozenset((plain(r.text), r.document) for r in references if r.document)

    def references(self) -> list[Reference]:
        """Every reference, in the file's order."""
        return [*(r for g in (*self.same, *self.different) for r in g), *(r for r, _ in self.name), *self.drop]


def read_overrides(path: Path) -> Overrides:
    """The decisions in `path`; none where there is no such file. A malformed entry is a `SettingsError` of one sentence."""
    if not path.is_file():
        return Overrides(path=path.name)
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise SettingsError(f"{path.name}{where}: not valid YAML ({getattr(error, 'problem', error)})") from error
    return parse_overrides(content, path.name)


def parse_overrides(content: Any, file: str = "links.yaml") -> Overrides:
    """Check the content of an overrides file."""
    if content is None:
        return Overrides(path=file)
    if not isinstance(content, dict):
        raise SettingsError(f"{file}: accepted are the sections {', '.join(SECTIONS)}, found {_shown(content)}")
    for key in content:
        if key not in SECTIONS:
            near = difflib.get_close_matches(str(key), SECTIONS, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise SettingsError(f"{file}: unknown section '{key}'{hint} (accepted: {', '.join(SECTIONS)})")
    return Overrides(
        _groups(content.get("same"), "same", file),
        _groups(content.get("different"), "different", file),
        _names(content.get("name"), file),
        tuple(_reference(x, f"drop, entry {i + 1}", file) for i, x in enumerate(_list(content.get("drop"), "drop", file))),
        file,
    )


def _list(value: Any, section: str, file: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise SettingsError(f"{file}: '{section}' takes a list, found {_shown(value)}")
    return value


def _groups(value: Any, section: str, file: str) -> tuple[tuple[Reference, ...], ...]:
    groups = []
    for i, entry in enumerate(_list(value, section, file)):
        where = f"{section}, entry {i + 1}"
        if not isinstance(entry, list) or len(entry) < 2:
            raise SettingsError(f"{file}: {where} must be a list of two or more names or ids, found {_shown(entry)}")
        groups.append(tuple(_reference(x, where, file) for x in entry))
    return tuple(groups)


def _names(value: Any, file: str) -> tuple[tuple[Reference, dict[str, str]], ...]:
    if value is None:
        return ()
    if not isinstance(value, dict):
        raise SettingsError(f"{file}: 'name' takes `name or id: new name`, found {_shown(value)}")
    names = []
    for key, new in value.items():
        where = f"name, entry '{key}'"
        if isinstance(new, str) and new.strip():
            new = {"en": new, "ru": new}
        fits = isinstance(new, dict) and new and not set(new) - {"en", "ru"} and all(isinstance(v, str) and v for v in new.values())
        if not fits:
            raise SettingsError(f"{file}: {where} must be a text, or `{{en: ..., ru: ...}}`, found {_shown(new)}")
        names.append((_reference(key, where, file), dict(new)))
    return tuple(names)


def _reference(value: Any, where: str, file: str) -> Reference:
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(f"{file}: {where} must name an entity by a name, an id or 'name @ document', found {_shown(value)}")
    name, mark, document = value.rpartition(" @ ")
    return Reference(name.strip(), document.strip()) if mark and name.strip() else Reference(value.strip())


def _shown(value: Any) -> str:
    kinds = {dict: "keys with values", list: f"a list of {len(value)}" if isinstance(value, list) else "", type(None): "nothing"}
    return kinds.get(type(value)) or repr(value)
