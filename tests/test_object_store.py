"""Corpus and outputs in an object store: a real S3 protocol server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.fs as pafs
import pytest

from pipeline.cli import STAGES, run_stages
from pipeline.storage import Folder


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server_module = pytest.importorskip("moto.server", reason="moto[server] (extra dev) gives the S3 server")
    server = server_module.ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    fs = pafs.S3FileSystem(endpoint_override=f"{host}:{port}", scheme="http", allow_bucket_creation=True)
    fs.create_dir("archive")
    yield "s3://archive"
    server.stop()


def test_a_run_between_object_stores_gives_the_tables_of_a_local_run(two_documents: Path, bucket: str, tmp_path: Path) -> None:
    fs, root = pafs.FileSystem.from_uri(bucket)
    for path in two_documents.iterdir():
        with fs.open_output_stream(f"{root}/corpus/{path.name}") as stream:
            stream.write(path.read_bytes())
    stages = [stage for stage in STAGES if stage not in ("evaluate", "report")]
    run_stages(stages, f"{bucket}/corpus", f"{bucket}/outputs", None)
    run_stages(stages, str(two_documents), str(tmp_path / "outputs"), None)
    there, here = Folder(f"{bucket}/outputs") / "tables", Folder(tmp_path / "outputs") / "tables"
    assert there.names() == here.names()
    for name in here.names():
        assert there.read_bytes(name) == here.read_bytes(name), name
