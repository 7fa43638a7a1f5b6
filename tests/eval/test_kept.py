"""Known questions that are kept for a notes folder."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import (
    KnownQuestionsError,
    Place,
    Question,
    ReportFileError,
    keep_question,
    kept_known,
    known_sets,
    read_known,
)

GOLD = Place("cloud/sqs.md", 3, 3)
SIZE = Question("", "How “big”?", True, ("What?",), ("256 KB",), (), (GOLD,), "kept", "Queues")
PRICE = Question("", "What does it cost?", False)


def test_a_question_that_is_kept_comes_back(tmp_path: Path) -> None:
    """With an id of its own; the folder of the notes is not touched, nor need it be there."""
    path = keep_question(tmp_path / "n", SIZE)
    keep_question(tmp_path / "n", PRICE)

    assert path == kept_known(tmp_path / "n")
    assert read_known(path) == (replace(SIZE, id="kept-001"), replace(PRICE, id="kept-002"))
    assert not (tmp_path / "n").exists()
    assert not kept_known(tmp_path / "other").exists()


def test_the_same_question_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    """It leaves its id, so that a run of before can be told from one of after."""
    keep_question(tmp_path, SIZE)
    keep_question(tmp_path, PRICE)
    path = keep_question(tmp_path, replace(SIZE, answers=("1 MB",)))

    assert [(each.id, each.answers) for each in read_known(path)] == [
        ("kept-001", ("1 MB",)),
        ("kept-002", ()),
    ]


@pytest.mark.parametrize(
    "other",
    [
        replace(SIZE, question="How big"),
        replace(SIZE, history=()),
        replace(SIZE, answerable=False, answers=(), gold=()),
    ],
)
def test_what_differs_is_another_question(tmp_path: Path, other: Question) -> None:
    """In its words, in what was asked before, or in whether the notes answer."""
    keep_question(tmp_path, SIZE)

    assert len(read_known(keep_question(tmp_path, other))) == 2


def test_a_question_without_a_topic_gets_the_name_of_its_note(tmp_path: Path) -> None:
    """So that people see how each note does without having to sort their questions."""
    path = keep_question(tmp_path, replace(SIZE, topic=""))
    keep_question(tmp_path, PRICE)

    assert [each.topic for each in read_known(path)] == ["sqs", ""]


def test_lines_that_cannot_be_read_stay(tmp_path: Path) -> None:
    """Byte for byte, with the remarks that people wrote beside their questions."""
    path = keep_question(tmp_path, SIZE)
    mine = b'{"id": "kept-002", "remark": "half a line\r\n\n{"id"\n[1]\n'
    row = json.dumps({"id": "a", "question": "Why?", "answerable": False, "remark": "\u2028"})
    path.write_bytes(path.read_bytes() + mine + row.encode())

    keep_question(tmp_path, PRICE)

    assert mine in path.read_bytes()
    *_, before, last = path.read_text("utf-8").removesuffix("\n").split("\n")
    assert before == row
    assert json.loads(last)["question"] == "What does it cost?"


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (replace(SIZE, gold=()), 'an answerable question needs a place in "gold"'),
        (replace(PRICE, question=" "), '"question" must not be blank'),
        (replace(PRICE, gold=(GOLD,)), 'an unanswerable question has no "gold"'),
        (replace(SIZE, gold=(Place("\udcff.md"),)), "a character that is not Unicode"),
    ],
)
def test_what_cannot_be_judged_is_not_kept(
    tmp_path: Path, question: Question, problem: str
) -> None:
    """It would only fail later, together with all the others."""
    path = keep_question(tmp_path, SIZE)
    before = path.read_bytes()

    with pytest.raises(KnownQuestionsError, match=problem):
        keep_question(tmp_path, question)

    assert path.read_bytes() == before


def test_a_file_in_another_encoding_is_left_alone(tmp_path: Path) -> None:
    """To write it as UTF-8 would garble what is in it."""
    path = keep_question(tmp_path, SIZE)
    path.write_bytes(b"caf\xe9\n")

    with pytest.raises(KnownQuestionsError, match="not UTF-8 at byte 3"):
        keep_question(tmp_path, PRICE)

    assert path.read_bytes() == b"caf\xe9\n"


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    """The folder and what to do are named."""
    folder = kept_known(tmp_path / "n").parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file in its place")

    with pytest.raises(ReportFileError, match="cannot be written to: File exists"):
        keep_question(tmp_path / "n", PRICE)


def test_several_who_keep_at_once(tmp_path: Path) -> None:
    """Nobody's question is lost, and no id is given twice."""
    questions = [replace(PRICE, question=f"What does {number} cost?") for number in range(20)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: keep_question(tmp_path, each), questions))

    kept = read_known(kept_known(tmp_path))
    assert {each.question for each in kept} == {each.question for each in questions}


def test_the_sets_of_a_folder(tmp_path: Path) -> None:
    """Its own first, then what lies in it, but for hidden folders and other files."""
    for name in ("b.known.jsonl", "a/c.known.jsonl", ".git/d.known.jsonl", "e.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    lying = (tmp_path / "a/c.known.jsonl", tmp_path / "b.known.jsonl")

    assert known_sets(tmp_path) == lying
    own = keep_question(tmp_path, PRICE)
    assert known_sets(tmp_path) == (own, *lying)


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(st.lists(st.tuples(_TEXTS, st.lists(_TEXTS, max_size=2).map(tuple)), min_size=1, max_size=5))
def test_whatever_is_asked_is_kept_once(
    tmp_path_factory: pytest.TempPathFactory, asked: list[tuple[str, tuple[str, ...]]]
) -> None:
    """Each question once, as it was typed, in the order in which it was first asked."""
    notes = tmp_path_factory.mktemp("notes")

    for text, history in asked:
        keep_question(notes, Question("", text, False, history))

    kept = [(each.question, each.history) for each in read_known(kept_known(notes))]
    assert kept == list(dict.fromkeys(asked))
