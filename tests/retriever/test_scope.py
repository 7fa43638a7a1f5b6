"""Filters choose passages before they are ranked."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index import Store
from retriever import Assistant, UnknownFilterError
from retriever.scope import notes_in, passages_in
from retriever.syntax import Scope, read_syntax

Notes = dict[str, str | bytes]

NOTES: Notes = {
    "SQS notes.md": "---\ntags: [aws, work/queues]\n---\n# SQS\n\n## FIFO\n\nIt keeps the order.\n"
    "\n## Standard\n\nThe standard queue keeps no order. Dead Letter\nqueues are for errors.\n",
    "garden.md": "---\ntitle: The Garden\n---\n# Order\n\nThe order: dead letter, queues.\n",
}


@pytest.fixture
def scoped(build: Callable[[Notes], Path], tmp_path: Path) -> Iterator[Store]:
    """An index of notes in folders."""
    folder = tmp_path / "notes" / "Work" / "old"
    folder.mkdir(parents=True)
    (folder / "bread.md").write_text("# Bread\n\nThe order of steps.\n")
    store = Store(build(NOTES))
    yield store
    store.close()


def _found(store: Store, typed: str) -> list[str]:
    allowed = passages_in(store, read_syntax(typed)[1])
    assert allowed is not None
    return [found.passage.headings[-1] for found in store.passages(sorted(allowed))]


@pytest.mark.parametrize(
    ("typed", "headings"),
    [
        ("in:work", ["Bread"]),
        ("in:OLD", ["Bread"]),
        ("in:work/old/", ["Bread"]),
        ("tag:aws", ["FIFO", "Standard"]),
        ("tag:#Work", ["FIFO", "Standard"]),
        ("tag:work/queues tag:aws", ["FIFO", "Standard"]),
        ("note:garden", ["Order"]),
        ('note:"sqs NOTES"', ["FIFO", "Standard"]),
        ("note:bread note:gard", ["Bread", "Order"]),
        ('"dead  LETTER queues"', ["Standard"]),
        ('"the order"', ["FIFO", "Bread", "Order"]),
        ('"fifo"', ["FIFO"]),
        ('"dead letter" note:garden', ["Order"]),
        ('"no such thing"', []),
        ("-order", []),
        ("-queue", ["FIFO", "Bread"]),
        ("-standards tag:aws", ["FIFO"]),
        ("-fifo tag:aws", ["FIFO", "Standard"]),  # it stands in a heading only
        ('-"dead letter"', ["FIFO", "Bread"]),
    ],
)
def test_what_is_left(scoped: Store, typed: str, headings: list[str]) -> None:
    """Case and white space make no difference; an excluded word goes in any form."""
    assert sorted(_found(scoped, typed)) == sorted(headings)


def test_without_filters_everything_is_left(scoped: Store) -> None:
    """And nothing has to be looked up."""
    assert passages_in(scoped, Scope()) is None


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ("", None),
        ('"dead letter" -queue', None),  # these are about passages
        ("in:work", 1),
        ("note:bread note:gard", 2),
        ("tag:aws -order", 1),
    ],
)
def test_how_many_notes_are_left(scoped: Store, typed: str, notes: int | None) -> None:
    """Those that folders, tags and names choose; nothing to say where none of these was given."""
    assert notes_in(scoped, read_syntax(typed)[1]) == notes


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("in:wrok", r'no folder "wrok" \(in:\). Among the folders there are: Work, Work/old\.'),
        ("tag:home", r'no tag "home" \(tag:\). Among the tags there are: aws, work/queues\.'),
        ("note:tea", r'no note "tea" .* SQS notes\.md, Work/old/bread\.md, garden\.md\.'),
        ("in:work tag:aws", "No note fits all of: in:work tag:aws"),
    ],
)
def test_what_fits_no_note_is_an_error(scoped: Store, typed: str, message: str) -> None:
    """It names what there is."""
    with pytest.raises(UnknownFilterError, match=message):
        passages_in(scoped, read_syntax(typed)[1])


def test_notes_without_folders(ask: Callable[[Notes], Assistant]) -> None:
    """There is none to name."""
    with pytest.raises(UnknownFilterError, match="There are no folders"):
        ask({"a.md": "# A\n\nText.\n"}).search("text in:b")


def test_filters_come_before_ranking(ask: Callable[[Notes], Assistant]) -> None:
    """A passage that a hundred better ones would hide is found."""
    notes: Notes = {f"{number:03}.md": f"# Tea {number}\n\nTea tea tea.\n" for number in range(100)}
    assistant = ask({**notes, "last.md": "# Rest\n\nCakes. Some tea, too, with milk in it.\n"})

    assert len(assistant.search("tea", limit=200)) < 101
    (hit,) = assistant.search("tea note:last", limit=200)
    assert hit.passage.span.note_id == "last.md"
    assert hit.lexical == 1
    assert [found.title for found in assistant.search('tea "with milk"')] == ["Rest"]
    assert assistant.search('tea "with honey"') == ()


@pytest.mark.parametrize("typed", ['"灯塔"', '"in the lighthouse"'])
def test_a_phrase_is_found_however_it_is_written(
    build: Callable[[Notes], Path], typed: str
) -> None:
    """Inside a sentence that has no blanks, and with soft hyphens inside its words."""
    notes: Notes = {
        "a.md": "# A\n\n我们在灯塔里。 It is in the light\u00adhouse.\n",
        "b.md": "# B\n\n灯 in\n",
    }
    with closing(Store(build(notes))) as store:
        assert _found(store, typed) == ["A"]
