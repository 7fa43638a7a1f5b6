"""Quoth's own form of known questions: what is read, and what is said of each mistake."""

import json
from pathlib import Path

import pytest

from eval import KnownQuestionsError, Place, Question, read_known
from eval.jsonl import object_of

FULL = {
    "id": "q1",
    "question": "How big?",
    "history": ["What is SQS?"],
    "answerable": True,
    "answers": ["256 KB"],
    "must_include": ["256", "KB"],
    "gold": [{"note": "sqs.md", "lines": [3, 4]}, {"note": "limits.md"}],
    "kind": "number",
    "topic": "SQS",
}


def written(folder: Path, *lines: str) -> Path:
    """A file of known questions with these lines."""
    path = folder / "known.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    """A full line becomes a full question; gold without lines is the whole note."""
    (question,) = read_known(written(tmp_path, json.dumps(FULL)))

    assert question == Question(
        id="q1",
        question="How big?",
        answerable=True,
        history=("What is SQS?",),
        answers=("256 KB",),
        must_include=("256", "KB"),
        gold=(Place("sqs.md", 3, 4), Place("limits.md")),
        kind="number",
        topic="SQS",
    )
    assert object_of(question) == FULL


def test_only_three_keys_are_needed_for_an_unanswerable_question(tmp_path: Path) -> None:
    """The rest has empty defaults; blank lines, a byte order mark and CR LF do no harm."""
    path = tmp_path / "known.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id":"u","question":"Why?","answerable":false}\r\n\r\n')

    assert read_known(path) == (Question("u", "Why?", False),)


def test_remarks_of_ones_own_are_left_alone(tmp_path: Path) -> None:
    """A key that is like no other is ignored."""
    (question,) = read_known(
        written(tmp_path, json.dumps(FULL | {"remark": "check", "headings": []}))
    )

    assert question.id == "q1"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"id": None}, r'"id" must be a string, but it is null'),
        ({"question": "  "}, r'"question" must not be blank, but it is "  "'),
        ({"answerable": "yes"}, r'"answerable" must be true or false, but it is "yes"'),
        ({"answers": "256 KB"}, r'"answers" must be a list of strings, but it is "256 KB"'),
        ({"answers": ["", "a"]}, r'"answers" must list non-empty strings only'),
        ({"gold": [3]}, r'"gold" must be a list of objects, but it is \[3\]'),
        ({"gold": []}, r'an answerable question needs a place in "gold"'),
        ({"answerable": False}, r'an unanswerable question has no "gold"'),
        ({"answer": ["256 KB"]}, r'there is no key "answer"; did you mean "answers"\?'),
        (
            {"gold": [{"note": "a.md", "lines": [4, 3]}]},
            r'gold\[0\]: "lines" must be \[first, last\]',
        ),
        ({"gold": [{"note": "a.md", "lines": [0, 3]}]}, r"counted from 1, but it is \[0, 3\]"),
        ({"gold": [{"lines": [1, 3]}]}, r'gold\[0\]: "note" must be a string, but it is missing'),
    ],
)
def test_each_mistake_is_named_with_its_line(
    tmp_path: Path, change: dict[str, object], problem: str
) -> None:
    """The message holds the file, the line and what to put right."""
    path = written(tmp_path, json.dumps(FULL), json.dumps(FULL | {"id": "q2"} | change))

    with pytest.raises(KnownQuestionsError, match=rf"known\.jsonl, line 2.*{problem}"):
        read_known(path)


def test_a_missing_key(tmp_path: Path) -> None:
    """What must be there is asked for."""
    with pytest.raises(KnownQuestionsError, match=r'line 1: "answerable" .* missing\. Add it'):
        read_known(written(tmp_path, '{"id": "q", "question": "?"}'))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{"id": "q"', r"line 1: not JSON: .* at column 11\. Each question is one JSON object"),
        (b'\n["q"]', r"line 2: expected a JSON object, found list"),
        (b'{"id": "\xe9"}', r"line 1: not UTF-8 at byte 8\. Save the file as UTF-8"),
    ],
)
def test_lines_that_are_no_json_objects(tmp_path: Path, content: bytes, problem: str) -> None:
    """The place of the damage is named."""
    path = tmp_path / "known.jsonl"
    path.write_bytes(content)

    with pytest.raises(KnownQuestionsError, match=problem):
        read_known(path)
