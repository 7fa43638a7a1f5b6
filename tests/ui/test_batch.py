"""Questions as JSON lines."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.batch import BatchLineError, BatchQuestion, parse_question

_scalars = st.none() | st.booleans() | st.integers() | st.text()
_json = st.recursive(_scalars, st.lists, max_leaves=5)


def test_a_line_is_an_id_a_question_and_a_history() -> None:
    """The last two questions of a conversation, say."""
    line = b'{"id": 7, "question": "And FIFO?", "history": ["What is SQS?"]}\n'

    assert parse_question(line) == BatchQuestion(7, "And FIFO?", ("What is SQS?",))


def test_id_and_history_may_be_left_out() -> None:
    """A byte order mark does not hurt either."""
    assert parse_question(b'\xef\xbb\xbf{"question": "Why?"}') == BatchQuestion(None, "Why?", ())


@given(_json, st.text())
def test_ids_of_any_kind_come_back_as_they_were(identity: object, question: str) -> None:
    """Numbers, texts, lists, nothing at all."""
    line = json.dumps({"id": identity, "question": question}).encode()

    assert parse_question(line) == BatchQuestion(identity, question, ())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json", "not JSON"),
        (b'{"question": "caf\xe9"}', "not JSON in UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": ' + b"9" * 5000 + b"}", "not JSON"),
        (b'["question"]', "not a JSON object but list"),
        (b"{}", '"question"'),
        (b'{"question": 3}', '"question"'),
        (b'{"question": "q", "history": "a"}', '"history"'),
        (b'{"question": "q", "history": [1]}', '"history"'),
    ],
)
def test_what_is_no_question_is_explained(line: bytes, reason: str) -> None:
    """Whatever stands on the line, the complaint is one of ours."""
    with pytest.raises(BatchLineError, match=reason):
        parse_question(line)
