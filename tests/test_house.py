"""The rules of the house, which no single module can keep by itself."""

import ast
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("ingest", "index", "retriever", "ui", "eval")
LONGEST_MODULE = 250
HEAVY = ("torch", "transformers", "sentence_transformers", "streamlit", "pandas")
SOURCES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
NOTE = "# Basil\n\nBasil grows well beside tomatoes.\n"
KNOWN = {
    "id": "b1",
    "question": "Where does basil grow well?",
    "history": [],
    "answerable": True,
    "answers": ["beside tomatoes"],
    "must_include": [],
    "gold": [{"note": "basil.md", "lines": [3, 3]}],
    "kind": "fact",
    "topic": "garden",
}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_names_all_that_is_public(name: str) -> None:
    """`__all__` is every public name of the package and no other, in the order of ruff's RUF022."""
    package = importlib.import_module(name)
    listed = list(getattr(package, "__all__", []))
    public = {
        key
        for key, value in vars(package).items()
        if not key.startswith("_") and not isinstance(value, ModuleType)
    }

    assert set(listed) == public
    assert listed == sorted(listed, key=_constants_classes_functions)


def _constants_classes_functions(name: str) -> tuple[int, str]:
    if name.isupper():
        return 0, name
    return (1 if name[0].isupper() else 2), name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_fits_in_the_head(path: Path) -> None:
    """One idea per file; a longer one has two."""
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_runs_what_it_reads(path: Path) -> None:
    """Neither notes, nor indexes, nor models, nor pages can carry code or markup that is run."""
    assert list(_dangers(ast.parse(path.read_text("utf-8")))) == []


def _dangers(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _dangerous_names(node)
        elif isinstance(node, ast.Call):
            yield from _dangerous_call(node)


def _dangerous_names(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
    for alias in node.names:
        name = f"{module}.{alias.name}".strip(".")
        if {name.split(".")[0], alias.name} & _UNPACKERS or name in _DANGEROUS:
            yield name


def _dangerous_call(call: ast.Call) -> Iterator[str]:
    options = {option.arg or "**": ast.unparse(option.value) for option in call.keywords}
    name = ast.unparse(call.func)
    if name in _DANGEROUS or name.startswith(("os.exec", "os.spawn")):
        yield name
    if name in {"yaml.load", "yaml.load_all"}:
        loader = options.get("Loader") or (ast.unparse(call.args[1]) if call.args[1:] else "")
        if loader.split(".")[-1] not in _SAFE_LOADERS:
            yield "yaml.load without a safe loader"
    for option in ("shell", "trust_remote_code", "unsafe_allow_html", "allow_pickle"):
        if options.get(option, "False") != "False":
            yield f"{option}={options[option]}"


_SAFE_LOADERS = {"BaseLoader", "SafeLoader", "CBaseLoader", "CSafeLoader"}
_UNPACKERS = {"pickle", "cPickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"}
_DANGEROUS = {
    *("eval", "exec", "compile", "__import__", "importlib.import_module", "runpy.run_path"),
    *("os.system", "os.popen", "torch.load", "torch.hub.load", "pd.read_pickle"),
    *("yaml.unsafe_load", "yaml.full_load"),
    *("st.html", "st.iframe", "streamlit.html", "components.html", "st.components.v1.html"),
}
"""By the names that they have in this house; PyTorch's `model.eval()` is another thing."""


@pytest.mark.parametrize(
    "code",
    [
        *("import pickle", "import pickle as p", "from torch import load", "import joblib.memory"),
        *("from multiprocessing.reduction import pickle", "eval(x)", "exec(x)", "torch.load(x)"),
        *("yaml.load(x)", "yaml.load(x, yaml.Loader)", "yaml.load_all(x, Loader=Full)"),
        *("run(x, shell=True)", "run(x, shell=y)", "f(unsafe_allow_html=y)", "st.html(x)"),
        *(
            "from_pretrained(x, trust_remote_code=True)",
            "os.execv(x, y)",
            "np.load(x, allow_pickle=1)",
        ),
    ],
)
def test_the_search_for_dangers_finds_them(code: str) -> None:
    """A check that cannot fail checks nothing."""
    assert list(_dangers(ast.parse(code)))


def test_the_search_for_dangers_finds_nothing_else() -> None:
    """What only looks like one is let be."""
    harmless = "model.eval()\nyaml.load(x, Loader=yaml.BaseLoader)\nrun(x, shell=False)\nnp.load(x)"

    assert list(_dangers(ast.parse(harmless))) == []


def _run(code: str, home: Path, *arguments: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "QUOTH_HOME": str(home), "OMP_NUM_THREADS": "1"},
        cwd=home.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


_HEAVY_IMPORTED = f"""
import sys
heavy = sorted({set(HEAVY)!r} & sys.modules.keys())
assert not heavy, heavy
"""

_OFFLINE = """
import socket, sys

tried = []

def refuse(kind, original):
    def call(self, address, *rest):
        if self.family == getattr(socket, "AF_UNIX", None):
            return original(self, address, *rest)
        tried.append((kind, address))
        raise OSError("this test has no network")
    return call

def no_names(*wanted, **options):
    tried.append(("look up", wanted))
    raise OSError("this test has no network")

socket.socket.connect = refuse("connect", socket.socket.connect)
socket.socket.connect_ex = refuse("connect", socket.socket.connect_ex)
socket.getaddrinfo = no_names

from ui.cli import main

notes, known = sys.argv[1:]
assert main(["index", notes]) == 0
assert main(["ask", "Where does basil grow well?"]) == 0
assert main(["eval", known, "--notes", notes]) == 0
assert not tried, tried
"""

_ASK = "from ui.cli import main\nassert main(['ask', 'Where does basil grow well?']) == 0\n"

_HASH = """
import pathlib, sys
import index, retriever
folder = retriever.index_folder_for(pathlib.Path(sys.argv[1]))
index.build(pathlib.Path(sys.argv[1]), folder, model=index.HASH_MODEL)
with retriever.Assistant.open(folder) as assistant:
    assert assistant.ask("Where does basil grow well?").hits
"""


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one note, and beside it a question whose answer is known."""
    folder = tmp_path_factory.mktemp("house") / "notes"
    folder.mkdir()
    (folder / "basil.md").write_text(NOTE, "utf-8")
    (folder.parent / "known.jsonl").write_text(f"{json.dumps(KNOWN)}\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def offline(notes: Path) -> subprocess.CompletedProcess[str]:
    """Index, ask and evaluate with the model that ships, in a process without a network."""
    return _run(_OFFLINE, notes.parent / "home", notes, notes.parent / "known.jsonl")


def test_everything_works_without_a_network(offline: subprocess.CompletedProcess[str]) -> None:
    """Nothing is even tried: not a connection, not the look-up of a name."""
    assert "beside tomatoes" in offline.stdout


def test_a_question_never_waits_for_torch(
    offline: subprocess.CompletedProcess[str], notes: Path
) -> None:
    """Importing it takes seconds; the exported model answers without it."""
    done = _run(_ASK + _HEAVY_IMPORTED, notes.parent / "home")

    assert "beside tomatoes" in done.stdout


@pytest.mark.parametrize(
    "code", ["import retriever\n", "import ui.cli, eval\n", _HASH], ids=["import", "screens", "ask"]
)
def test_importing_quoth_imports_nothing_heavy(notes: Path, code: str) -> None:
    """Libraries that take seconds are imported where they are needed."""
    _run(code + _HEAVY_IMPORTED, notes.parent / "other", notes)


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md"])
def test_the_pages_name_every_package(page: str) -> None:
    """Whoever reads them finds each of the top-level folders."""
    text = (ROOT / page).read_text("utf-8")

    assert [name for name in (*PACKAGES, "tests") if name not in text] == []
