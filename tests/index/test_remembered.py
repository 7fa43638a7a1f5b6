"""Remembered: each thing is looked for once in a generation."""

from functools import partial

from index.remembered import Remembered


def test_each_thing_is_found_once_in_a_generation() -> None:
    """A name is asked for once, and again only when the generation is another one."""
    asked: list[str] = []

    def find(what: str) -> int:
        asked.append(what)
        return len(asked)

    kept = Remembered()
    assert [kept.get("a", "queues", lambda: find("queues")) for _ in range(2)] == [1, 1]
    assert kept.get("a", "notes", lambda: find("notes")) == 2
    assert kept.get("b", "queues", lambda: find("queues")) == 3
    assert kept.get("a", "queues", lambda: find("queues")) == 4
    assert asked == ["queues", "notes", "queues", "queues"]


def test_what_cannot_be_found_is_looked_for_again() -> None:
    """An error is no result."""
    kept = Remembered()
    for _ in range(2):
        try:
            kept.get("a", "queues", lambda: 1 // 0)
        except ZeroDivisionError:
            continue
        raise AssertionError
    assert kept.get("a", "queues", lambda: 7) == 7


def test_memory_is_bounded() -> None:
    """Of very many things most are forgotten; what is asked for is right all the same."""
    kept = Remembered()
    for number in range(50_000):
        assert kept.get("a", number, partial(abs, -number)) == number
    assert len(kept) <= 20_000
