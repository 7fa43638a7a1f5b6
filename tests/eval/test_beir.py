"""BEIR folders: queries judged by whole documents."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from eval import KnownQuestionsError, Place, Question, read_known, write_notes

HEADER = "query-id\tcorpus-id\tscore\n"


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    """Two documents, three queries, one of them judged, by the test split."""
    folder = tmp_path / "tiny"
    (folder / "qrels").mkdir(parents=True)
    documents: list[dict[str, object]] = [
        {"_id": "d1", "title": "Queues", "text": "They hold\nmessages.", "metadata": {}},
        {"_id": "a/b c", "title": "", "text": "Topics fan out."},
    ]
    queries = [{"_id": f"q{number}", "text": f"Question {number}?"} for number in (1, 2, 3)]
    write_lines(folder / "corpus.jsonl", documents)
    write_lines(folder / "queries.jsonl", queries)
    (folder / "qrels" / "test.tsv").write_text(
        f"{HEADER}q2\td1\t1\nq2\ta/b c\t2\nq3\td1\t0\n", encoding="utf-8"
    )
    (folder / "qrels" / "train.tsv").write_text(f"{HEADER}q1\td1\t1\n", encoding="utf-8")
    return folder


def write_lines(path: Path, objects: Sequence[Mapping[str, object]]) -> None:
    """Write JSON Lines."""
    path.write_text("".join(json.dumps(value) + "\n" for value in objects), encoding="utf-8")


def test_queries_with_a_relevant_document_are_questions(beir: Path) -> None:
    """Of the test split; a score of 0 is no gold; any passage of a gold note counts."""
    gold = (Place("d1.md"), Place("a%2Fb%20c.md"))

    assert read_known(beir) == (Question("q2", "Question 2?", True, gold=gold),)


def test_without_a_test_split_every_split_judges(beir: Path) -> None:
    """What there is, is used."""
    (beir / "qrels" / "test.tsv").unlink()

    assert [question.id for question in read_known(beir)] == ["q1"]


def test_documents_become_notes_named_as_in_gold(beir: Path, tmp_path: Path) -> None:
    """The title is a heading; the text stays as it is."""
    notes = tmp_path / "notes"

    assert write_notes(beir, notes) == 2
    assert (notes / "d1.md").read_text(encoding="utf-8") == "# Queues\n\nThey hold\nmessages.\n"
    assert (notes / "a%2Fb%20c.md").read_text(encoding="utf-8") == "Topics fan out.\n"
    assert all((notes / place.note).exists() for q in read_known(beir) for place in q.gold)


def test_a_malformed_judgement_is_named_with_its_line(beir: Path) -> None:
    """The file, the line, what was expected, what was found."""
    (beir / "qrels" / "test.tsv").write_text(f"{HEADER}q2 d1 1\n", encoding="utf-8")

    with pytest.raises(
        KnownQuestionsError, match=r"test\.tsv, line 2: expected .* found 'q2 d1 1'"
    ):
        read_known(beir)


def test_a_malformed_query_is_named_with_its_line(beir: Path) -> None:
    """Also in the other files of the folder."""
    (beir / "queries.jsonl").write_text('{"_id": "q2"}\n', encoding="utf-8")

    with pytest.raises(
        KnownQuestionsError, match=r'queries\.jsonl, line 1: "text" must be a string'
    ):
        read_known(beir)


def test_no_judgements_at_all(beir: Path) -> None:
    """An empty qrels folder is named."""
    for path in (beir / "qrels").iterdir():
        path.unlink()

    with pytest.raises(KnownQuestionsError, match=r"qrels holds no \.tsv file"):
        read_known(beir)
