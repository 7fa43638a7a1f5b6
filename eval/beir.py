"""Known questions from a BEIR folder: `corpus.jsonl`, `queries.jsonl` and `qrels/*.tsv`.

BEIR judges whole documents, so any passage of a gold note counts, and it holds no answer
strings, so only passages are judged. Format: Thakur et al., BEIR, NeurIPS 2021 (datasets track).
"""

from collections.abc import Iterator
from pathlib import Path

from .errors import KnownQuestionsError
from .filename import note_id
from .model import Place, Question
from .row import Row, cannot_read, read_rows


def read_beir(folder: Path) -> tuple[Question, ...]:
    """The judged queries, in the order of `queries.jsonl`; queries without a gold document go.

    `qrels/test.tsv` judges them; where there is none, every file in `qrels` does.
    """
    gold = _gold(folder)
    return tuple(
        Question(
            id=row.text("_id"),
            question=row.text("text"),
            answerable=True,
            gold=tuple(Place(note_id(document, ".md")) for document in gold[row.text("_id")]),
        )
        for row in read_rows(folder / "queries.jsonl")
        if row.text("_id") in gold
    )


def beir_notes(folder: Path) -> Iterator[tuple[str, str]]:
    """Note id and text of every document: its title as a heading, then its text."""
    for row in read_rows(folder / "corpus.jsonl"):
        title, text = " ".join(row.text("title", "").split()), row.text("text", "")
        yield note_id(row.text("_id"), ".md"), f"# {title}\n\n{text}\n" if title else f"{text}\n"


def _gold(folder: Path) -> dict[str, list[str]]:
    test = folder / "qrels" / "test.tsv"
    files = [test] if test.exists() else sorted((folder / "qrels").glob("*.tsv"))
    if not files:
        raise KnownQuestionsError(
            f"{folder / 'qrels'} holds no .tsv file. Put the judgements there, such as test.tsv"
        )
    gold: dict[str, list[str]] = {}
    for path in files:
        for query, document in _judged_relevant(path):
            gold.setdefault(query, []).append(document)
    return gold


def _judged_relevant(path: Path) -> Iterator[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise cannot_read(path, error) from error
    for number, line in enumerate(lines, 1):
        match line.split("\t"):
            case [""] | ["query-id", "corpus-id", "score"]:
                continue
            case [query, document, score] if score.strip().lstrip("-").isdecimal():
                if int(score) > 0:
                    yield query, document
            case _:
                raise Row(path, f"line {number}", {}).complaint(
                    "expected query-id, corpus-id and a whole-number score with tabs between, "
                    f"found {line[:60]!r}"
                )
