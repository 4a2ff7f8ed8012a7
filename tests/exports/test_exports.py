from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.exports.annotations import write_brat, write_web_annotations
from pipeline.exports.database import VIEWS, write_duckdb
from pipeline.exports.ftm import entities
from pipeline.exports.graph import write_gexf
from pipeline.exports.plain import rows_of, write_csv, write_jsonl
from pipeline.storage import Folder
from tests.tables import EVIL, TEXT


def tables_of(outputs: Path) -> Folder:
    return Folder(outputs) / "tables"


def test_csv_holds_every_value_and_no_formula(outputs: Path, tmp_path: Path) -> None:
    for path in write_csv(tables_of(outputs), tmp_path / "csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        kept = list(rows_of(tables_of(outputs), path.stem))
        assert len(rows) == len(kept)
        for row, original in zip(rows, kept, strict=True):
            for name, cell in row.items():
                assert not cell.startswith(("=", "+", "@", "\t", "\r"))
                if isinstance(original[name], str):
                    assert cell.removeprefix("'") == original[name].removeprefix("'")
    assert json.loads(rows_in(tmp_path / "csv/actors.csv")[0]["roles"])[0]["role"] == "=1+1"


def rows_in(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_with_a_byte_order_mark(outputs: Path, tmp_path: Path) -> None:
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in write_csv(tables_of(outputs), tmp_path, bom=True))


def test_jsonl_is_the_table(outputs: Path, tmp_path: Path) -> None:
    write_jsonl(tables_of(outputs), tmp_path)
    rows = [json.loads(line) for line in (tmp_path / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["text"], row["date"]) for row in rows] == [(TEXT, "2024-05-01")]


def test_every_view_of_the_database_answers(outputs: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = write_duckdb(tables_of(outputs), tmp_path / "x.duckdb")
    write_duckdb(tables_of(outputs), path)
    with duckdb.connect(str(path), read_only=True) as database:
        for view in VIEWS:
            assert database.execute(f"select count(*) from {view}").fetchone()[0] == (0 if view == "shared_proposals" else
                                                                                     2 if view == "entities" else 1)
        assert database.execute("select speaker, text from who_said_what").fetchone() == (EVIL, "+1 for the\nwater council")


def test_gexf_is_read_again(outputs: Path, tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_gexf(write_gexf(tables_of(outputs), tmp_path / "x.gexf"))
    assert graph.nodes["per/evil"]["label"] == EVIL
    assert graph.edges["per/evil", "org/evil"]["kind"] == "role"


def test_ftm_passes_the_followthemoney_package(outputs: Path) -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney is in the extra dev").model
    found = list(entities(tables_of(outputs)))
    assert [entity["schema"] for entity in found] == ["Company", "Person", "Membership", "PlainText", "Mention"]
    for entity in found:
        schema = model.get(entity["schema"])
        assert set(entity["properties"]) <= set(schema.properties), entity
        proxy = model.get_proxy(entity, cleaned=False)
        schema.validate(entity)
        assert {name: len(proxy.get(name)) for name in entity["properties"]} == {n: len(v) for n, v in entity["properties"].items()}


def test_web_annotations_select_their_text(outputs: Path, tmp_path: Path) -> None:
    page = json.loads(write_web_annotations(tables_of(outputs), tmp_path / "a.json").read_text(encoding="utf-8"))
    assert len(page["items"]) == 4
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        assert TEXT[position["start"] : position["end"]] == quote["exact"]
        assert TEXT.index(quote["prefix"] + quote["exact"] + quote["suffix"]) == position["start"] - len(quote["prefix"])


def test_brat_offsets_cross_no_line_end(outputs: Path, tmp_path: Path) -> None:
    write_brat(tables_of(outputs), tmp_path)
    text = next(tmp_path.glob("*.txt")).read_text(encoding="utf-8")
    lines = [line for line in next(tmp_path.glob("*.ann")).read_text(encoding="utf-8").splitlines() if line.startswith("T")]
    assert len(lines) == 4
    for line in lines:
        _, place, words = line.split("\t")
        parts = [text[int(a) : int(b)] for a, b in (part.split() for part in place.split(" ", 1)[1].split(";"))]
        assert " ".join(parts) == words
        assert not any("\n" in part for part in parts)


@pytest.mark.parametrize("form", ["csv", "jsonl", "duckdb", "gexf", "ftm", "annotations", "brat"])
def test_the_command_writes_every_form(outputs: Path, tmp_path: Path, form: str) -> None:
    done = CliRunner().invoke(main, ["export", form, str(tmp_path / "target"), "--outputs", str(outputs)])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "target").exists()


def test_show_and_stats(outputs: Path) -> None:
    for query, said in (("per/evil", "+1 for the water council"), ("water council", "quote"), ("evil <b>.txt", "number")):
        done = CliRunner().invoke(main, ["show", query, "--outputs", str(outputs)])
        assert (done.exit_code, said in done.output) == (0, True), done.output
    assert CliRunner().invoke(main, ["show", "nobody", "--outputs", str(outputs)]).exit_code == 1
    assert "proposals by topic" in CliRunner().invoke(main, ["stats", "--outputs", str(outputs)]).output
