"""What was computed once is kept: one small file a result, named by the hash of everything that can change the result.

An entry is a SHA-256 of its payload and the payload, compressed JSON. One that does not match its hash is computed again.
Files are written under another name and renamed, so that several processes may share a memo.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import uuid
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent


class Memo:
    """A folder of results. `get` gives None for what is missing or damaged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Any:
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data[32:]).digest() != data[:32]:
            return None
        return json.loads(zlib.decompress(data[32:]))

    def put(self, key: str, value: Any) -> None:
        payload = zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 3)
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
        try:
            temporary.write_bytes(hashlib.sha256(payload).digest() + payload)
            temporary.replace(path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()

    def entries(self) -> Iterable[Path]:
        """Every entry's file."""
        return (path for path in self.folder.glob("??/*") if path.is_file())

    def prune(self, max_bytes: int) -> tuple[int, int]:
        """Delete the entries used longest ago until the rest fits; gives (entries deleted, bytes left)."""
        found = sorted(((p.stat().st_mtime, p.stat().st_size, p) for p in self.entries()), key=lambda e: (e[0], e[2].name))
        total, deleted = sum(size for _, size, _ in found), 0
        for _, size, path in found:
            if total <= max_bytes:
                break
            path.unlink(missing_ok=True)
            total, deleted = total - size, deleted + 1
        return deleted, total

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def key_of(*parts: Any) -> str:
    """A key from anything that JSON can write (dates as text)."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def code_version(*folders: str) -> str:
    """A hash of all source and data under these folders or files of the package."""
    digest = hashlib.sha256()
    for folder in folders:
        root = PACKAGE / folder
        files = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.suffix in {".py", ".yaml", ".json", ".csv"})
        for path in files:
            digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def package_versions(*names: str) -> dict[str, str | None]:
    """Versions of installed distributions; None where one is missing."""
    found: dict[str, str | None] = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return found
