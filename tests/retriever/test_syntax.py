"""The query language: filters are taken out of a question, everything else is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retriever.syntax import Scope, read_syntax


@pytest.mark.parametrize(
    ("typed", "plain", "scope"),
    [
        ("how long in:aws", "how long", Scope(folders=("aws",))),
        ("in:aws/queues how long?", "how long?", Scope(folders=("aws/queues",))),
        ('note:"my note" how long', "how long", Scope(notes=("my note",))),
        ("how long tag:work Tag:exam?", "how long ?", Scope(tags=("work", "exam"))),
        ('"dead letter" limits', "dead letter limits", Scope(phrases=("dead letter",))),
        ("limits of “dead  letter”?", "limits of dead letter?", Scope(phrases=("dead letter",))),
        ("queue limits -fifo", "queue limits", Scope(excluded=("fifo",))),
        ('queue -"first in"', "queue", Scope(excluded=("first in",))),
        ("-fifo -sns queue", "queue", Scope(excluded=("fifo", "sns"))),
        ("queue limits -fifo?", "queue limits ?", Scope(excluded=("fifo",))),
    ],
)
def test_filters_are_taken_out(typed: str, plain: str, scope: Scope) -> None:
    """Wherever they stand. The words of a phrase are searched, too."""
    assert read_syntax(typed) == (plain, scope)


@pytest.mark.parametrize(
    "text",
    [
        "a dead-letter queue",
        "cheap - but how?",
        "cheap – but how?",
        "cheap -but how?",
        "-Dkey=value and -p/tmp",
        "I ran clean with -fdx, why is it gone",
        "it shows -clipboard.",
        "store it at -18 degrees",
        "what does ls -l do",
        "what does --force do",
        "what stands in: the note",
        "note: it leaks, why?",
        "tag:",
        "login:me",
        'a 3" pipe and a 4" pipe',
        'an empty "" quote',
        '"->" in code',
        "it's 'quoted' by me",
        'one " alone',
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    """Hyphens, dashes, inches, options, and words that only begin like a filter."""
    assert read_syntax(text) == (text, Scope())
    assert Scope().is_open


def test_filters_are_shown_as_they_can_be_typed() -> None:
    """Read again they are the same."""
    scope = Scope(("a b", "c"), ("t",), ("n",), ("one two",), ("x y", "word"))

    assert str(scope) == '"one two" -"x y" -word in:"a b" in:c tag:t note:n'
    assert read_syntax(f"queue {scope}") == ("queue one two", scope)


@given(st.text(alphabet='ab -:"“”intage', max_size=40))
def test_any_text_is_read(text: str) -> None:
    """What is shown of its filters is what was understood."""
    _, scope = read_syntax(text)

    assert read_syntax(str(scope))[1] == scope
