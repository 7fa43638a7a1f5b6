"""Whatever is asked: an answer, a refusal or a message, and never anything that is not so."""

import json
import os
import random
import string
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from rig import Tally, is_long, times, tree_hash, verified
from rig.odd_notes import ODD_NOTES
from rig.odd_queries import ODD_QUERIES

from index import HASH_MODEL, HashEmbedder, Vectors, build
from ingest import QuothError, decode
from retriever import Answer, Assistant, Hit, Reply

EVERYTHING = 1_000_000


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven notes with a little of everything that can be asked for."""
    folder = tmp_path_factory.mktemp("notes")
    for name, text in ODD_NOTES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


@pytest.fixture(scope="module")
def index_folder(notes: Path, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their index."""
    folder = tmp_path_factory.mktemp("index")
    build(notes, folder, model=HASH_MODEL)
    return folder


@pytest.fixture(scope="module")
def assistant(index_folder: Path) -> Iterator[Assistant]:
    """One assistant that is asked everything, so that no question may spoil the next one."""
    with Assistant.open(index_folder) as opened:
        yield opened


def _tried(assistant: Assistant, question: str, tally: Tally, history: Sequence[str] = ()) -> None:
    """Ask; whatever is said must hold, and nothing but a message may be raised."""
    tally.count("tried")
    try:
        matches = assistant.find(question, history).matches
        reply = assistant.ask(question, history, passages=EVERYTHING, answers=50)
    except QuothError as error:
        _refused(error, tally)
        return
    numbers = [match.stored.number for match in matches]
    assert min(numbers, default=0) >= 0
    assert len(set(numbers)) == len(numbers)
    _check_hits(reply.hits)
    _check_reply(assistant.notes_folder, reply)
    tally.count("answered" if isinstance(reply, Answer) else "not in notes")


def _searched(assistant: Assistant, question: str, tally: Tally) -> None:
    """The same for a search, which is quicker."""
    tally.count("tried")
    try:
        hits = assistant.search(question, EVERYTHING)
    except QuothError as error:
        _refused(error, tally)
        return
    _check_hits(hits)
    tally.count("searched")


def _refused(error: QuothError, tally: Tally) -> None:
    assert len(str(error)) > 20
    tally.count(f"refused ({type(error).__name__})")


def _check_hits(hits: Sequence[Hit]) -> None:
    assert [hit.rank for hit in hits] == [*range(1, len(hits) + 1)]
    assert len({hit.passage.span for hit in hits}) == len(hits)
    assert all(0 <= hit.score <= 1 for hit in hits)


def _check_reply(notes: Path, reply: Reply) -> None:
    json.dumps([reply.question, reply.searched_as], ensure_ascii=False).encode()
    assert 0 <= reply.confidence <= 1
    if not isinstance(reply, Answer):
        assert reply.reason
        return
    for citation in reply.citations:
        text = decode((notes / citation.span.note_id).read_bytes()).text
        assert citation.quote == text[citation.span.start : citation.span.end]
        assert citation.quote.strip()
        assert not citation.moved
    spans = [citation.span for citation in reply.citations]
    assert len(set(spans)) == len(spans)


def test_there_are_enough_odd_questions() -> None:
    """No two are the same."""
    assert len(set(ODD_QUERIES)) == len(ODD_QUERIES) >= 300


def test_odd_questions(assistant: Assistant, notes: Path, tally: Tally) -> None:
    """Every one is answered, declined or refused with a message, alone and in a conversation."""
    before = tree_hash(notes)
    for number, question in enumerate(ODD_QUERIES):
        (_tried if is_long() or number % 2 else _searched)(assistant, question, tally)
        if number % 10 == 0:
            _tried(assistant, "how long?", tally, (question, ODD_QUERIES[number - 1]))
    assert tree_hash(notes) == before


def test_random_questions(assistant: Assistant, index_folder: Path, tally: Tally) -> None:
    """Pieces of words, syntax and Unicode, in any order."""
    chance = random.Random(5)  # noqa: S311
    for number in range(times(1000, 5000)):
        question = _random_question(chance)
        if number % times(10, 2):
            _searched(assistant, question, tally)
        else:
            history = [_random_question(chance) for _ in range(chance.choice((0, 1, 2)))]
            _tried(assistant, question, tally, history)
    verified(index_folder)


_WORDS = " ".join(ODD_NOTES.values()).split()
_SYNTAX = (
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR(",
        ")",
        "(",
        '"',
        "'",
        "*",
        "^",
        ":",
        "-",
        "+",
        "~2",
        "{",
        "}",
        "[",
    ),
    *(
        "in:",
        "tag:",
        "note:",
        "in:cloud",
        "tag:queues",
        "note:garden",
        "-queue",
        "-basil",
        "\\",
        "%",
    ),
    *(
        "?",
        "!",
        ";",
        "--",
        "\x00",
        "\n",
        "\t",
        "\u200b",
        "\u202e",
        "\udcff",
        "\u0301",
        "\U0001f600",
    ),
)


def _random_question(chance: random.Random) -> str:
    return chance.choice(("", " ", " ")).join(
        _random_piece(chance) for _ in range(chance.choice((1, 2, 3, 5, 8, 30)))
    )


def _random_piece(chance: random.Random) -> str:
    kind = chance.randrange(6)
    if kind < 2:
        return chance.choice(_WORDS)
    if kind < 4:
        return chance.choice(_SYNTAX)
    letters = string.printable if kind == 4 else [*map(chr, chance.choices(range(0x11000), k=20))]
    return "".join(chance.choices(letters, k=chance.randint(1, 12)))


def test_a_batch_of_odd_questions(index_folder: Path, tmp_path: Path, tally: Tally) -> None:
    """One process, one line of JSON for each, its id on it; a bad question does not end it."""
    batch = tmp_path / "batch.jsonl"
    lines = [
        json.dumps({"id": place, "question": asked}) for place, asked in enumerate(ODD_QUERIES)
    ]
    batch.write_text("\n".join(lines), "ascii")
    command = [sys.executable, "-m", "ui.cli", "ask", "--index", str(index_folder)]
    done = subprocess.run(
        [*command, "--batch", str(batch)],
        capture_output=True,
        check=False,
        timeout=300,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    assert done.returncode == 2, done.stderr  # some could not be answered, and say why
    assert done.stderr == b""
    replies = [json.loads(line) for line in done.stdout.decode("ascii").splitlines()]
    assert [reply["id"] for reply in replies] == [*range(len(ODD_QUERIES))]
    for reply in replies:
        tally.count(reply.get("status", "refused"))
        assert reply.get("status") in {"answered", "not_in_notes"} or reply["error"]


@pytest.mark.parametrize("texts", [["\n"], ["#\n"], ["\n", "\u200b\n"], ["One passage.\n"]])
def test_the_smallest_indexes(tmp_path: Path, texts: list[str], tally: Tally) -> None:
    """No passage at all, or one: as many are found as there are, however many are asked for."""
    for number, text in enumerate(texts):
        (tmp_path / "notes").mkdir(exist_ok=True)
        (tmp_path / "notes" / f"{number}.md").write_text(text, "utf-8")
    receipt = build(tmp_path / "notes", tmp_path / "index", model=HASH_MODEL)
    with Assistant.open(tmp_path / "index") as assistant:
        assert len(assistant.search("one passage", EVERYTHING)) == receipt.passages
        for question in ODD_QUERIES[:: times(20, 1)]:
            _tried(assistant, question, tally)
    verified(tmp_path / "index")


@pytest.mark.parametrize("limit", [0, 1, 3, EVERYTHING])
def test_any_number_of_passages(assistant: Assistant, limit: int) -> None:
    """At most so many, the best ones, each once."""
    everything = assistant.search("queue garden dough", EVERYTHING)
    assert assistant.search("queue garden dough", limit) == everything[:limit]
    reply = assistant.ask("queue garden dough", answers=limit, passages=limit)
    assert [hit.passage for hit in reply.hits] == [hit.passage for hit in everything[:limit]]


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 0.0, 3e38])
def test_a_model_that_gives_no_numbers(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch, bad: float, tally: Tally
) -> None:
    """The words still find; nothing comes from the vectors, and every score is a number."""

    def spoiled(self: HashEmbedder, texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), self.dimension), bad, dtype=np.float32)

    monkeypatch.setattr(HashEmbedder, "embed", spoiled)
    with Assistant.open(index_folder) as assistant:
        for question in ("standard queue", "how long does the dough rest?", "nosuchword"):
            _tried(assistant, question, tally)
        assert (
            assistant.search("how long does the dough rest?")[0].passage.span.note_id == "bread.txt"
        )
