"""Stanza as a backend. The models are real and tiny: trained here, by Stanza's own trainers, on the sample corpus as slovnet
tags it. They are no good, but what loads and runs them is what loads and runs good ones."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.languages.pipelines import load_pipeline, parse_text
from tests.conftest import ROOT

stanza = pytest.importorskip("stanza", reason="Stanza and torch are in the extra stanza")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


def sentences() -> list[tuple[str, list[tuple[str, str, str, bool]]]]:
    """(text, [(word, pos, feats, space after)]) of Russian sentences of the sample corpus."""
    found = []
    for path in sorted((ROOT / "corpus").glob("ru-*.txt"))[:3]:
        for part in path.read_text(encoding="utf-8").split("\n\n"):
            text = " ".join(part.split())
            if len(text) > 40:
                for sentence in parse_text(text, "ru").sents:
                    words = [(t.text, t.pos_, str(t.morph) or "_", bool(t.whitespace_)) for t in sentence]
                    found.append((sentence.text, words))
    return found


def conllu(found: list[tuple[str, list[tuple[str, str, str, bool]]]]) -> str:
    blocks = []
    for text, words in found:
        lines = [f"# text = {text}"]
        for i, (word, pos, feats, space) in enumerate(words, 1):
            lines.append("\t".join([str(i), word, word.lower(), pos, "_", feats, str(i - 1), "root" if i == 1 else "dep", "_", "_" if space else "SpaceAfter=No"]))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n\n"


def labels(found: list[tuple[str, list[tuple[str, str, str, bool]]]]) -> tuple[str, str]:
    """The text and, for each of its characters, 1 at the end of a word and 2 at the end of a sentence."""
    texts, marks = [], []
    for text, words in found:
        line = ""
        for i, (word, _, _, space) in enumerate(words):
            line += "0" * (len(word) - 1) + ("2" if i == len(words) - 1 else "1") + ("0" if space and i < len(words) - 1 else "")
        texts.append(text)
        marks.append(line)
        assert len(line) == len(text)
    return " ".join(texts) + "\n\n", "0".join(marks) + "\n\n"


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stanza")
    found = sentences()
    text, marks = labels(found)
    for name, content in {"train.txt": text, "train.labels": marks, "train.conllu": conllu(found), "mwt.json": "[]"}.items():
        (folder / name).write_text(content, encoding="utf-8")
    data = {name: str(folder / name) for name in ("train.txt", "train.labels", "train.conllu")}
    train("tokenizer", [
        "--txt_file", data["train.txt"], "--label_file", data["train.labels"], "--dev_txt_file", data["train.txt"],
        "--dev_label_file", data["train.labels"], "--dev_conll_gold", data["train.conllu"], "--conll_file", str(folder / "out.conllu"),
        "--mwt_json_file", str(folder / "mwt.json"),
        "--lang", "ru", "--shorthand", "ru_tiny", "--steps", "150", "--eval_steps", "150", "--report_steps", "150", "--no_use_mwt",
        "--save_dir", str(folder / "ru/tokenize"), "--save_name", "tiny.pt", "--cpu",
    ])  # fmt: skip
    train("tagger", [
        "--train_file", data["train.conllu"], "--eval_file", data["train.conllu"], "--lang", "ru", "--shorthand", "ru_tiny",
        "--no_pretrain", "--hidden_dim", "32", "--char_hidden_dim", "32", "--char_emb_dim", "16", "--word_emb_dim", "24",
        "--deep_biaff_hidden_dim", "32", "--composite_deep_biaff_hidden_dim", "16", "--num_layers", "1", "--max_steps", "60",
        "--eval_interval", "60", "--batch_size", "500", "--save_dir", str(folder / "ru/pos"), "--save_name", "tiny.pt", "--cpu",
    ])  # fmt: skip
    processors = {name: {"tiny": {"md5": ""}} for name in ("tokenize", "pos")}
    packages = {"default": {"tokenize": "tiny", "pos": "tiny"}}
    resources = {"ru": {**processors, "packages": packages, "default_processors": packages["default"], "default_dependencies": {}, "lang_name": "Russian"}}
    (folder / "resources.json").write_text(json.dumps(resources), encoding="utf-8")
    return folder


def train(model: str, arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", f"stanza.models.{model}", "--mode", "train", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]


def config(folder: Path, models: Path, *, own_tokenizer: bool) -> Path:
    text = (ROOT / "configs/ru.cfg").read_text(encoding="utf-8").replace('factory = "slovnet"', f'factory = "stanza"\nmodel_dir = "{models}"')
    if own_tokenizer:
        text = text.replace('@tokenizers = "dragoman.razdel.v1"', f'@tokenizers = "dragoman.stanza.v1"\nlang = "ru"\nmodel_dir = "{models}"')
    (folder / "ru.cfg").write_text(text, encoding="utf-8")
    return folder / "ru.cfg"


@pytest.mark.parametrize("own_tokenizer", [False, True])
def test_the_whole_pipeline_runs_on_it(models: Path, tmp_path: Path, own_tokenizer: bool) -> None:
    nlp = load_pipeline(config(tmp_path, models, own_tokenizer=own_tokenizer))
    text = "«Мы предлагаем создать совет», — сказала директор института Асель Нурова. Торговля выросла на 12 процентов."
    with nlp.select_pipes(enable=["parser"]):
        doc = nlp(text)
    assert doc.text == text
    assert [t for t in doc if t.text != text[t.idx : t.idx + len(t)]] == []
    assert doc.has_annotation("DEP")
    assert sum(t.pos_ == "NOUN" for t in doc) >= 2
    assert all(t.lemma_ for t in doc)
    assert next(doc.sents).root.head == next(doc.sents).root


def test_a_run_with_stanza_from_the_command_line(models: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    config(tmp_path / "configs", models, own_tokenizer=False)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/a.txt").write_text("«Мы предлагаем создать водный совет», — сказала Асель Нурова.\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "pipeline.cli", "run"], cwd=tmp_path, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    assert "1 documents" in done.stdout
    assert " 1 quotes" in done.stdout


def test_missing_models_are_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="dragoman models pull stanza-ru"):
        load_pipeline(config(tmp_path, tmp_path / "nowhere", own_tokenizer=False))


def test_damaged_models_are_one_clear_sentence(models: Path, tmp_path: Path) -> None:
    shutil.copytree(models, tmp_path / "models")
    (tmp_path / "models/ru/pos/tiny.pt").write_bytes(b"no model")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_pipeline(config(tmp_path, tmp_path / "models", own_tokenizer=False))
