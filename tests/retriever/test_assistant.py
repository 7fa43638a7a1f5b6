"""The facade: one index, many questions."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import index
from ingest import QuothError
from retriever import (
    Answer,
    Assistant,
    Coverage,
    EmptyQuestionError,
    NotInNotes,
    Reply,
    Timing,
)

Notes = dict[str, str | bytes]
Ask = Callable[[Notes], Assistant]

BASIL = "# Basil\n\nBasil grows well beside tomatoes.\n"
HEADINGS = ("Visibility timeout", "Aurora", "Lifecycle hooks", "Dead-letter queue", "Quotas")


def _untimed(reply: Reply) -> Reply:
    return replace(reply, timing=Timing(0, 0, 0))


def test_the_smallest_index_answers(ask: Ask) -> None:
    """One note with one passage, whatever number of quotes and passages is asked for."""
    assistant = ask({"a.md": BASIL})

    reply = assistant.ask("Where does basil grow well?", answers=50, passages=50, sure=0)

    assert isinstance(reply, Answer)
    assert "beside tomatoes" in reply.citations[0].quote
    assert len(reply.hits) == 1
    assert (reply.coverage.notes, reply.coverage.unreadable, reply.coverage.changed) == (1, 0, 0)


def test_an_index_without_passages_declines(ask: Ask) -> None:
    """Notes with nothing in them answer nothing, and that is no error."""
    assistant = ask({"a.md": "", "b.txt": "\n \n"})

    reply = assistant.ask("What is basil?", sure=0)

    assert isinstance(reply, NotInNotes)
    assert reply.reason == 'The word "basil" is not in any of your 2 notes.'
    assert reply.hits == assistant.search("basil") == ()
    assert assistant.headings(5) == ()
    assert reply.confidence == 0


def test_a_question_that_finds_no_passage_declines(ask: Ask) -> None:
    """However little it takes to answer: its filters leave nothing."""
    assistant = ask({"a.md": BASIL})

    reply = assistant.ask('basil "sails far"', sure=0)

    assert isinstance(reply, NotInNotes)
    assert reply.hits == assistant.search('basil "sails far"') == ()
    assert reply.confidence == 0
    assert reply.coverage == Coverage(notes=1, unreadable=0, changed=0)


def test_how_sure_it_must_be_is_for_the_caller_to_say(
    vault: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The threshold changes the verdict and nothing else; it wins over the user's setting."""
    monkeypatch.setenv("QUOTH_SURE", "1")
    by_setting = vault.ask("visibility timeout")
    answered = vault.ask("visibility timeout", sure=0)
    just = vault.ask("visibility timeout", sure=answered.confidence)

    assert isinstance(by_setting, NotInNotes)
    assert isinstance(answered, Answer)
    assert _untimed(just) == _untimed(answered)
    assert (by_setting.hits, by_setting.confidence) == (answered.hits, answered.confidence)


def test_a_bad_setting_is_an_error_unless_the_caller_says(
    vault: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked at for every question, so that an open page takes up a better one."""
    monkeypatch.setenv("QUOTH_SURE", "very")

    with pytest.raises(QuothError, match="QUOTH_SURE must be a number from 0 to 1"):
        vault.ask("visibility timeout")
    assert isinstance(vault.ask("visibility timeout", sure=0), Answer)


def test_a_search_gives_the_passages_of_an_answer(vault: Assistant) -> None:
    """Read and put in order in the same way, with the same scores."""
    for question in HEADINGS:
        found = vault.find(question)
        hits = vault.search(question, 30)
        assert hits[:10] == vault.ask(question).hits
        assert [hit.passage for hit in hits] == [
            match.stored.passage for match in found.matches[:30]
        ]
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)


def test_another_reader_may_be_named(build: Callable[[Notes], Path]) -> None:
    """It is opened by the first question: search and answer both read."""
    folder = build({"a.md": BASIL})

    with Assistant.open(folder, reader="none") as silent, Assistant.open(folder) as counting:
        units = [one.find("basil").passages[0].units.tolist() for one in (silent, counting)]
    with Assistant.open(folder, reader="no-such-reader") as assistant:
        for use in (assistant.ask, assistant.search, assistant.find):
            with pytest.raises(QuothError, match='no reader "no-such-reader"'):
                use("basil")

    assert units == [[0.0], [4.0]]


def test_files_that_could_not_be_read_are_counted(ask: Ask) -> None:
    """An answer says what was not searched."""
    assistant = ask({"a.md": BASIL, "broken.md": b"\x00\x01\x02" * 50, "huge.txt": b"%PDF-1.7"})

    coverage = assistant.ask("Where does basil grow?").coverage

    assert (coverage.notes, coverage.unreadable) == (1, 2)


def test_the_limits_are_kept(vault: Assistant) -> None:
    """At most so many quotes and so many passages, the same ones as with higher limits."""
    few = vault.ask("visibility timeout", answers=1, passages=2, sure=0)
    many = vault.ask("visibility timeout", answers=3, passages=10, sure=0)

    assert isinstance(few, Answer)
    assert isinstance(many, Answer)
    assert few.citations == many.citations[:1]
    assert few.hits == many.hits[:2]
    assert len(many.hits) == 10


@pytest.mark.parametrize("question", ["", "   ", "?!", "🦉"])
def test_an_empty_question_is_an_error_that_says_what_to_do(
    vault: Assistant, question: str
) -> None:
    """The same for a search."""
    with pytest.raises(EmptyQuestionError, match="Ask in words"):
        vault.ask(question)
    with pytest.raises(QuothError, match="Ask in words"):
        vault.search(question)


def test_a_question_asked_twice_has_one_reply(vault: Assistant) -> None:
    """Down to the last digit of every score."""
    for question in HEADINGS:
        first, second = (vault.ask(question, sure=0) for _ in range(2))
        assert isinstance(first, Answer)
        assert _untimed(first) == _untimed(second)


def test_a_reply_is_the_same_in_every_process(ask: Ask, build: Callable[[Notes], Path]) -> None:
    """Though sets and dictionaries of strings are ordered anew in each."""
    notes: Notes = {f"{n}.md": f"{BASIL}\nNumber {n} likes sun, rain and wind.\n" for n in range(9)}
    folder = build(notes)
    code = (
        "import sys, pathlib, retriever\n"
        "with retriever.Assistant.open(pathlib.Path(sys.argv[1])) as assistant:\n"
        "    reply = assistant.ask('Which basil likes sun, rain, wind and tomatoes?', sure=0)\n"
        "print(reply.confidence, reply.hits, reply.citations)\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(printed) == 1


def test_threads_may_share_an_assistant(vault: Assistant) -> None:
    """Each gets its own reply, the one it would get alone."""
    alone = [_untimed(vault.ask(question)) for question in HEADINGS]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(vault.ask, HEADINGS * 4))

    assert [_untimed(reply) for reply in together] == alone * 4


def test_a_newer_index_is_taken_up(
    ask: Ask, write: Callable[[Notes], Path], tmp_path: Path
) -> None:
    """By the next question, without opening it again: new notes, changed notes, gone notes."""
    assistant = ask({"a.md": BASIL, "b.md": "# Mint\n\nMint spreads.\n"})
    assert "thyme" in assistant.ask("Where does thyme grow?", sure=1).reason  # type: ignore[union-attr]

    notes = write({"a.md": BASIL.replace("beside", "far from"), "c.md": "# Thyme\n\nOn walls.\n"})
    (notes / "b.md").unlink()
    index.build(notes, tmp_path / "index")

    thyme = assistant.ask("Where does thyme grow?")
    basil = assistant.ask("Where does basil grow well?", sure=0)
    assert {hit.passage.span.note_id for hit in thyme.hits} == {"a.md", "c.md"}
    assert isinstance(basil, Answer)
    assert "far from tomatoes" in basil.citations[0].quote
    assert not basil.citations[0].moved
    assert (basil.coverage.notes, basil.coverage.changed) == (2, 0)
    assert ("Thyme",) in assistant.headings(9)


def test_an_index_that_was_deleted_and_built_again_is_taken_up(
    ask: Ask, write: Callable[[Notes], Path], tmp_path: Path
) -> None:
    """As messages about a damaged index advise, while a chat may be open."""
    assistant = ask({"a.md": BASIL})
    shutil.rmtree(tmp_path / "index")
    with pytest.raises(QuothError, match="There is no index"):
        assistant.ask("Where does basil grow?")

    index.build(write({"c.md": "# Thyme\n\nOn walls.\n"}), tmp_path / "index", model="hash")

    found = {hit.passage.span.note_id for hit in assistant.ask("Where does thyme grow?").hits}
    assert found == {"a.md", "c.md"}


def test_the_same_words_in_two_notes_are_quoted_once(ask: Ask) -> None:
    """A copy of a note adds nothing to an answer."""
    assistant = ask({"a.md": BASIL, "copy.md": BASIL})

    reply = assistant.ask("Where does basil grow well?", sure=0)

    assert isinstance(reply, Answer)
    quotes = [citation.quote for citation in reply.citations]
    assert len(set(quotes)) == len(quotes)


def test_a_conversation_carries_its_subject(ask: Ask) -> None:
    """Visibly: the reply says what was searched."""
    assistant = ask({"a.md": BASIL, "b.md": "# Mint\n\nMint spreads in shade.\n"})
    history = ["Where does mint spread?"]

    follow_up = assistant.ask("And basil?", history)
    independent = assistant.ask("Where does basil grow well beside tomatoes?", history)

    assert follow_up.searched_as == "mint spread And basil?"
    assert follow_up.carried == ("mint", "spread")
    assert follow_up.question == "And basil?"
    assert independent.searched_as == independent.question


def test_times_are_told(vault: Assistant) -> None:
    """In milliseconds, and the whole is the sum of its parts."""
    timing = vault.ask("visibility timeout").timing

    assert 0 < timing.search < timing.total
    assert timing.total == pytest.approx(timing.search + timing.rank)


def test_opening_what_is_no_index_says_what_to_run(tmp_path: Path) -> None:
    """Whether there is nothing or something else."""
    with pytest.raises(QuothError, match="quoth index NOTES"):
        Assistant.open(tmp_path)
    (tmp_path / "quoth.db").write_bytes(b"no database" * 1000)
    with pytest.raises(QuothError, match="quoth doctor --repair"):
        Assistant.open(tmp_path)


def test_an_index_of_another_format_is_refused(build: Callable[[Notes], Path]) -> None:
    """It would be misread."""
    import sqlite3
    from contextlib import closing

    folder = build({"a.md": BASIL})
    with closing(sqlite3.connect(folder / "quoth.db")) as database:
        database.execute("PRAGMA user_version = 99")

    with pytest.raises(QuothError, match="a newer version of Quoth"):
        Assistant.open(folder)


def test_a_receipt_says_how_many_notes_were_searched(ask: Ask) -> None:
    """Where folders, tags or names leave some out, whether they answer or not."""
    assistant = ask({"a.md": BASIL, "b.md": "# Mint\n\nMint spreads.\n", "c.md": ""})

    answered = assistant.ask("Where does basil grow? note:a.md", sure=0).coverage
    declined = assistant.ask("Where does basil grow? note:b.md", sure=1).coverage
    everything = assistant.ask("Where does basil grow?").coverage

    assert (answered.searched, declined.searched, everything.searched) == (1, 1, None)
    assert answered.notes == declined.notes == everything.notes == 3


def test_the_labels_of_every_note(ask: Ask) -> None:
    """In the order of paths, also of notes in which there is nothing to search."""
    assistant = ask(
        {"b.md": "", "a.md": "---\ntitle: The herbs\ntags: [garden/herbs]\n---\n" + BASIL}
    )

    labels = [(note.path, note.title, note.tags) for note in assistant.labels()]
    assert labels == [("a.md", "The herbs", ("garden/herbs",)), ("b.md", "b", ())]


def test_the_caller_hears_when_searching_is_done(ask: Ask, tmp_path: Path) -> None:
    """Once for a question, with the number of passages, before a reader is even opened."""
    assistant = ask({"a.md": BASIL, "b.md": "# Mint\n\nMint spreads beside basil.\n"})
    heard: list[int] = []

    reply = assistant.ask("Where does basil grow?", on_searched=heard.append)
    assistant.ask('basil "sails far"', on_searched=heard.append)

    assert heard == [len(reply.hits), 0] == [2, 0]
    with (
        Assistant.open(tmp_path / "index", reader="no-such-reader") as unread,
        pytest.raises(QuothError, match="no reader"),
    ):
        unread.ask("Where does basil grow?", on_searched=heard.append)
    assert heard == [2, 0, 2]


def test_a_closed_assistant_says_so(ask: Ask) -> None:
    """Whoever still holds it reads a message; closing it again does nothing."""
    assistant = ask({"a.md": BASIL})
    assistant.close()
    assistant.close()

    for asked in (assistant.ask, assistant.search, assistant.find):
        with pytest.raises(QuothError, match="Open it again"):
            asked("Where does basil grow well?")
