"""Aliases in the database: found by either name, and right after every change of a note."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import Receipt, Store, alias_words, aliases_named

Build = Callable[..., Receipt]


def _pairs(folder: Path, *keys: str) -> list[tuple[str, str]]:
    with closing(Store(folder)) as store:
        return [
            (found.alias.name, found.alias.means) for found in aliases_named(store.connection, keys)
        ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dead-Letter Queues", ["dead", "letter", "queue"]),
        ("DLQs", ["dlq"]),
        ("SQS", ["sqs"]),
        ("HTTPS", ["https"]),
        ("Elastic BlockStore", ["elastic", "block", "store"]),
        ("EC2 access", ["ec2", "access"]),
    ],
)
def test_the_words_of_a_name(name: str, words: list[str]) -> None:
    """Hyphens, capitals and plurals make no difference."""
    assert alias_words(name) == words


def test_a_plural_may_be_kept() -> None:
    """For a name that only looks like one."""
    assert alias_words("https queues", singular=False) == ["https", "queues"]


def test_an_alias_is_found_by_either_name(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """Declared or explained; a name that nobody gives finds nothing."""
    (small_notes / "a.md").write_text("# DLQ - Dead Letter Queue\n\nText.\n")
    build_index()

    assert _pairs(index_folder, "dlq") == [("DLQ", "Dead Letter Queue")]
    assert _pairs(index_folder, "dead letter queue") == [("DLQ", "Dead Letter Queue")]
    assert _pairs(index_folder, "simple queue service") == [("simple queue service", "SQS")]
    assert _pairs(index_folder, "queue", "") == []


def test_an_alias_goes_with_its_note(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """When the note is edited or deleted; another note's stays."""
    for name in ("a.md", "b.md"):
        (small_notes / name).write_text("# DLQ - Dead Letter Queue\n\nText.\n")
    build_index()
    (small_notes / "a.md").write_text("# DLE - Dead Letter Exchange\n\nText.\n")
    build_index()

    assert _pairs(index_folder, "dle", "dlq") == [
        ("DLE", "Dead Letter Exchange"),
        ("DLQ", "Dead Letter Queue"),
    ]
    (small_notes / "b.md").unlink()
    build_index()
    assert _pairs(index_folder, "dle", "dlq") == [("DLE", "Dead Letter Exchange")]


def test_the_meaning_of_most_notes_comes_first(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """Each meaning once."""
    for number, means in enumerate(("Quality Check", "Queue Count", "Queue Counts")):
        (small_notes / f"{number}.md").write_text(f"# QC - {means}\n\nText.\n")
    build_index()

    assert [means for _, means in _pairs(index_folder, "qc")] == ["Queue Count", "Quality Check"]
