"""Notes folders, real indexes of them, and assistants to ask."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import index
from ingest import Limit, Passage, cut, outline
from retriever import Assistant, Found, RankerWeights
from retriever.finder import Finder

Notes = Mapping[str, str | bytes]
Ask = Callable[[Notes], Assistant]
Find = Callable[[str], Found]

QUEUES = """# SQS

Amazon SQS is a managed message queue.

## Retention

Unread messages are kept for 4 days by default. The longest retention is 14 days.

## Limits

| What | Value |
|---|---|
| Message size | 256 KB |
| Batch | 10 messages |
"""
GARDEN = """# Tomatoes

- Tomatoes need six hours of sun a day.
- Water them at the root, because wet leaves catch blight.

# Basil

Basil grows well beside tomatoes.
"""
TEA = """Green tea

brew at 75 degrees
steep for two minutes

Black tea

brew with boiling water
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Notes], Path]:
    """Writes notes into the folder `notes`, byte for byte, and returns it."""

    def write_notes(notes: Notes) -> Path:
        folder = tmp_path / "notes"
        folder.mkdir(exist_ok=True)
        for name, text in notes.items():
            (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return folder

    return write_notes


@pytest.fixture
def build(tmp_path: Path, write: Callable[[Notes], Path]) -> Callable[[Notes], Path]:
    """Writes notes and brings their index up to date; returns the index folder."""

    def build_index(notes: Notes) -> Path:
        folder = tmp_path / "index"
        index.build(write(notes), folder, model=index.HASH_MODEL)
        return folder

    return build_index


@pytest.fixture
def ask(build: Callable[[Notes], Path]) -> Iterator[Ask]:
    """Writes and indexes notes, and returns an assistant over them."""
    opened: list[Assistant] = []

    def open_assistant(notes: Notes) -> Assistant:
        opened.append(Assistant.open(build(notes)))
        return opened[-1]

    yield open_assistant
    for assistant in opened:
        assistant.close()


@pytest.fixture
def store(build: Callable[[Notes], Path]) -> Iterator[index.Store]:
    """An index of three small notes, opened for reading."""
    opened = index.Store(build({"sqs.md": QUEUES, "garden.md": GARDEN, "tea.txt": TEA}))
    yield opened
    opened.close()


@pytest.fixture
def encoder(store: index.Store) -> index.Encoder:
    """The encoder of `store`."""
    return index.Encoder(store.info().identity)


@pytest.fixture
def ranker() -> RankerWeights:
    """Weights made up for tests: shared words decide, so anyone can tell what comes first."""
    return RankerWeights(
        passages={"lexical": 1.0, "coverage": 4.0, "reader": 1.0},
        spans={"reader_best": 1.0, "coverage": 2.0, "passage": 1.0},
        confidence={"constant": -1.0, "reader": 1.0, "unknown": -2.0},
    )


@pytest.fixture
def find(store: index.Store, ranker: RankerWeights) -> Find:
    """Searches the three small notes, and reads what is found by counting words."""
    finder = Finder(store, ranker, None)
    return lambda question: finder.read(*finder.search(question))


@pytest.fixture
def passages() -> Callable[[str], list[Passage]]:
    """Cuts the text of a Markdown note into passages of about 40 words."""
    limit = Limit(lambda text: len(text.split()), 40)
    return lambda text: list(cut("n.md", text, outline("n.md", text), (limit,)))


@pytest.fixture(scope="session")
def vault(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The sample notes, searched with the model that only counts words."""
    place = tmp_path_factory.mktemp("vault")
    index.build(Path(__file__).parents[2] / "notes", place, model=index.HASH_MODEL)
    with Assistant.open(place) as assistant:
        yield assistant


@pytest.fixture(scope="session")
def shipped(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Three small notes, searched and read with the models that ship: they know what words mean."""
    place = tmp_path_factory.mktemp("shipped")
    notes = place / "notes"
    notes.mkdir()
    for name, text in {"sqs.md": QUEUES, "garden.md": GARDEN, "tea.txt": TEA}.items():
        (notes / name).write_bytes(text.encode())
    index.build(notes, place / "index")
    with Assistant.open(place / "index") as assistant:
        assistant.search("load both models while their folder is the one of this run")
        yield assistant
