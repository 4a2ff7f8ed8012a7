"""Folders of Parquet files, on this machine or in an object store: anything that `pyarrow.fs` or fsspec opens by its URI.

A file is written whole or not at all: locally it gets a temporary name and is renamed; object stores show an object only
when its upload has ended.
"""

from __future__ import annotations

import contextlib
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq

from pipeline.errors import CorpusError


class Folder:
    """A folder by path or URI (`outputs`, `s3://bucket/outputs`). Cheap to make, safe to send to another process."""

    def __init__(self, uri: str | Path) -> None:
        self.uri = str(uri).rstrip("/")
        self.local = "://" not in self.uri

    def __truediv__(self, name: str) -> Folder:
        return Folder(f"{self.uri}/{name}")

    def __str__(self) -> str:
        return self.uri

    @property
    def path(self) -> Path:
        """The folder as a local path; only for folders on this machine."""
        if not self.local:
            raise CorpusError(f"{self.uri} lies in an object store; this step needs a folder on this machine")
        return Path(self.uri)

    def names(self, suffix: str = "") -> list[str]:
        """Names of the files directly in the folder, sorted; none when the folder does not exist."""
        fs, path = self._open()
        infos = fs.get_file_info(pafs.FileSelector(path, allow_not_found=True))
        return sorted(i.base_name for i in infos if i.type == pafs.FileType.File and i.base_name.endswith(suffix))

    def states(self) -> dict[str, list[int]]:
        """Size and time of change (ns) of every file below the folder, by its name relative to it, sorted."""
        fs, path = self._open()
        infos = fs.get_file_info(pafs.FileSelector(path, recursive=True, allow_not_found=True))
        files = ((i.path.removeprefix(path).lstrip("/"), [i.size, i.mtime_ns]) for i in infos if i.type == pafs.FileType.File)
        return dict(sorted(files))

    def fetch(self, name: str, to: Path) -> None:
        """Copy one file below the folder to `to/name` on this machine."""
        fs, path = self._open()
        target = to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with fs.open_input_stream(f"{path}/{name}") as source, target.open("wb") as sink:
            shutil.copyfileobj(source, sink, 1 << 20)

    def clear(self) -> None:
        """An existing, empty folder."""
        fs, path = self._open()
        if self.local:
            shutil.rmtree(path, ignore_errors=True)
            Path(path).mkdir(parents=True)
        elif fs.get_file_info(path).type == pafs.FileType.Directory:
            fs.delete_dir_contents(path)

    def remove(self, name: str) -> None:
        """Delete one file, if it is there."""
        fs, path = self._open()
        if fs.get_file_info(f"{path}/{name}").type == pafs.FileType.File:
            fs.delete_file(f"{path}/{name}")

    def read(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """A Parquet file as a table; a `CorpusError` says which step is missing when it is not there."""
        fs, path = self._open()
        try:
            return pq.read_table(f"{path}/{name}", columns=columns, filesystem=fs)
        except FileNotFoundError as error:
            raise CorpusError(f"{self.uri}/{name} is not there: run the step that writes it first (dragoman run)") from error

    def metadata(self, name: str) -> dict[bytes, bytes]:
        """What a Parquet file says of itself; nothing when it is missing or damaged."""
        fs, path = self._open()
        try:
            return pq.read_schema(f"{path}/{name}", filesystem=fs).metadata or {}
        except (OSError, pa.ArrowInvalid):
            return {}

    def write(self, name: str, rows: pa.Table | list[dict[str, Any]], schema: pa.Schema) -> None:
        """Write a table, or rows, as one Parquet file of exactly this schema."""
        table = pa.Table.from_pylist(rows, schema=schema) if isinstance(rows, list) else rows.select(schema.names).cast(schema)
        with self.writer(name, schema) as writer:
            writer.write_table(table)

    @contextlib.contextmanager
    def writer(self, name: str, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
        """A Parquet writer whose file appears when the block ends without an error."""
        with self.target(name) as (fs, path), pq.ParquetWriter(path, schema, filesystem=fs, compression="zstd") as writer:
            yield writer

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write a small file whole or not at all."""
        with self.target(name) as (fs, path), fs.open_output_stream(path) as stream:
            stream.write(data)

    def read_bytes(self, name: str) -> bytes | None:
        """A small file's content, or None when it is not there."""
        fs, path = self._open()
        try:
            with fs.open_input_stream(f"{path}/{name}") as stream:
                return bytes(stream.read())
        except FileNotFoundError:
            return None

    @contextlib.contextmanager
    def target(self, name: str) -> Iterator[tuple[Any, str]]:
        """Where to write a file: a temporary path that becomes `name` when the block ends without an error."""
        fs, folder = self._open()
        final = f"{folder}/{name}"
        if not self.local:
            yield fs, final
            return
        Path(final).parent.mkdir(parents=True, exist_ok=True)
        temporary = f"{folder}/.{Path(name).name}.{uuid.uuid4().hex}"
        try:
            yield fs, temporary
            Path(temporary).replace(final)
        finally:
            with contextlib.suppress(FileNotFoundError):
                Path(temporary).unlink()

    def _open(self) -> tuple[Any, str]:
        if self.local:
            return pafs.LocalFileSystem(), self.uri
        try:
            return pafs.FileSystem.from_uri(self.uri)  # type: ignore[no-any-return]
        except pa.ArrowInvalid:
            import fsspec  # type: ignore[import-untyped]

            fs, path = fsspec.core.url_to_fs(self.uri)
            return pafs.PyFileSystem(pafs.FSSpecHandler(fs)), path
