"""What holds for every answer, over the sample notes and any question."""

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ingest import BlockKind, Lines, decode, outline
from retriever import Answer, Assistant, Citation, EmptyQuestionError, Reply
from retriever.lists import wants_list
from retriever.spans import LONGEST_LIST, LONGEST_QUOTE, LONGEST_WANTED_LIST

ODD = [
    'sqs" OR NEAR(queue) AND (x* -y ^z body:v',
    "'; DROP TABLE notes; --",
    "SQS\0queue",
    "a" * 100_000,
    "queue " * 20_000,
    "🦉 queue 🦉🏽",
    "cafe\u0301 re\u0301sume\u0301",
    "half \ud83e a pair \udd89",
    "消息保留多长时间",
    "كم مدة الاحتفاظ بالرسائل",
    "संदेश कितने समय तक",
    "ﬁle ｆｕｌｌｗｉｄｔｈ ① ²",
    "\u202eeueuq\u202c \u200b\ufeff",
    "OR",
    "NOT AND NEAR",
    '"""',
    "queue\r\n\r\n# heading\n| a | b |",
]


@cache
def _note(path: Path) -> tuple[str, Lines, frozenset[int]]:
    """A note's text, its lines, and every offset that a quote may not be made of alone."""
    text = decode(path.read_bytes()).text
    bare: set[int] = set()
    for section in outline(path.name, text).sections:
        if section.heading:
            bare.update(range(section.heading.start, section.heading.end))
        for block in section.blocks:
            if block.kind is BlockKind.TABLE_HEAD:
                bare.update(range(block.start, block.end))
    return text, Lines(text), frozenset(bare)


def _verify(citation: Citation, folder: Path, longest_list: int) -> None:
    text, lines, bare = _note(folder / citation.span.note_id)
    start, end = citation.span.start, citation.span.end
    assert citation.quote == text[start:end]
    assert citation.quote.strip() == citation.quote
    assert (citation.first_line, citation.last_line) == (
        lines.number_at(start),
        lines.number_at(end - 1),
    )
    assert not citation.moved
    assert 0 <= citation.score <= 1
    said = [place for place in range(start, end) if not text[place].isspace()]
    assert not bare.issuperset(said), "a heading or a header row alone says nothing"
    is_list = citation.quote.count("\n") >= 2
    assert len(citation.quote) <= (longest_list if is_list else LONGEST_QUOTE)


def _verify_all(reply: Reply, folder: Path) -> None:
    longest = LONGEST_WANTED_LIST if wants_list(reply.question) else LONGEST_LIST
    citations = reply.citations if isinstance(reply, Answer) else ()
    for citation in citations:
        _verify(citation, folder, longest)
    for one, other in combinations([citation.span for citation in citations], 2):
        assert one.note_id != other.note_id or one.end <= other.start or other.end <= one.start


def test_every_heading_asked_as_a_question_is_answered_by_the_book(vault: Assistant) -> None:
    """Every quote is verbatim, on its lines, within its limits, and overlaps no other."""
    headings = vault.headings(10_000)
    answered = 0
    for path in headings:
        reply = vault.ask(path[-1], sure=0)
        _verify_all(reply, vault.notes_folder)
        assert 0 <= reply.confidence <= 1
        assert reply.coverage.changed == reply.coverage.unreadable == 0
        answered += isinstance(reply, Answer)
    assert len(headings) > 300
    assert answered == len(headings)


@pytest.mark.parametrize("question", ODD, ids=range(len(ODD)))
def test_odd_questions_are_answered_or_declined(vault: Assistant, question: str) -> None:
    """Nothing in a question is an operator, and nothing in it is too much."""
    try:
        reply = vault.ask(question, [question], sure=0)
    except EmptyQuestionError:
        assert not any(char.isalnum() for char in question)
        return
    _verify_all(reply, vault.notes_folder)
    assert len(reply.searched_as) <= 4100
    repr(reply).encode()


_WORDS = st.sampled_from(["queue", "SQS", "how long", "the", "retention", "lambda", "and it", "10"])


@given(st.one_of(st.text(st.characters()), st.lists(_WORDS, max_size=6).map(" ".join)))
@example("\u037a")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_question_is_answered_declined_or_empty(vault: Assistant, question: str) -> None:
    """Never another error."""
    try:
        reply = vault.ask(question, sure=0)
    except EmptyQuestionError:
        return
    _verify_all(reply, vault.notes_folder)
    assert 0 <= reply.confidence <= 1
    assert all(0 <= hit.score <= 1 for hit in reply.hits)
