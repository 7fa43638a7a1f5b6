"""Chats that outlive the page."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index import kept_folder
from retriever import Answer, Citation, NotInNotes
from ui.chats import Chats, ChatsError, Turn
from ui.render import reply_view


def _turn(question: str) -> Turn:
    return Turn(question, None, "There is no index.")


def _questions(chats: Chats, chat: str) -> list[str]:
    return [turn.question for turn in chats.turns(chat)]


@pytest.fixture
def chats(notes: Path) -> Chats:
    """No chat yet."""
    return Chats(notes)


def test_a_chat_outlives_the_page(notes: Path, answer: Answer, declined: NotInNotes) -> None:
    """Questions and replies come back as they were shown, errors too."""
    turns = (
        Turn(answer.question, reply_view(answer)),
        Turn(declined.question, reply_view(declined)),
        _turn("And then?"),
    )

    chat = Chats(notes).add(None, turns[0])
    for turn in turns[1:]:
        assert Chats(notes).add(chat, turn) == chat

    assert Chats(notes).turns(chat) == turns
    (listed,) = Chats(notes).listed()
    assert (listed.id, listed.title) == (chat, answer.question)


def test_nothing_is_kept_yet(chats: Chats) -> None:
    """No chats, and no turns of a chat that an old address names."""
    assert chats.listed() == ()
    assert chats.turns("gone") == ()
    chats.delete("gone")


def test_each_notes_folder_has_its_own(chats: Chats, tmp_path: Path) -> None:
    """What was asked about other notes is not shown."""
    chats.add(None, _turn("Where does basil grow?"))

    assert Chats(tmp_path).listed() == ()


def test_the_newest_chat_is_first(chats: Chats) -> None:
    """One that goes on is new again; its title stays its first question."""
    first = chats.add(None, _turn("First?"))
    second = chats.add(None, _turn("Second?"))
    assert [chat.id for chat in chats.listed()] == [second, first]

    chats.add(first, _turn("More?"))

    assert [chat.title for chat in chats.listed()] == ["First?", "Second?"]


def test_a_long_title_is_shortened(chats: Chats) -> None:
    """On one line of 80 characters."""
    chats.add(None, _turn("word\n" * 40))

    (chat,) = chats.listed()
    assert chat.title.startswith("word word ")
    assert chat.title.endswith("word…")
    assert len(chat.title) <= 80


def test_two_tabs_may_keep_one_chat(notes: Path) -> None:
    """Turns stand in the order in which they came, and none is lost."""
    one, other = Chats(notes), Chats(notes)
    chat = one.add(None, _turn("0"))
    for number in range(1, 6):
        (one, other)[number % 2].add(chat, _turn(str(number)))
    assert _questions(one, chat) == _questions(other, chat) == list("012345")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: Chats(notes).add(chat, _turn(str(number))), range(20)))

    assert sorted(_questions(one, chat)[6:], key=int) == [str(number) for number in range(20)]


def test_the_last_turn_can_be_replaced(chats: Chats) -> None:
    """As when it is asked again without a word; the others stay."""
    chat = chats.add(None, _turn("First?"))
    chats.add(chat, _turn("And SQS?"))

    assert chats.add(chat, _turn("And?"), instead=True) == chat
    chats.add(chat, _turn("Last?"))
    assert _questions(chats, chat) == ["First?", "And?", "Last?"]

    alone = chats.add(None, _turn("Only?"), instead=True)
    chats.add(alone, _turn("Other?"), instead=True)
    assert _questions(chats, alone) == ["Other?"]


@pytest.mark.parametrize(
    "wanted",
    [
        *("over", "ÜBER", "übergröße", "ÜBERGRÖSSE", "u\u0308ber", '"quoted"', "back\\slash"),
        *("50%_x", "🦉", "two lines", "Kühlung > Öl", "größe.md, line 7", "  OVER  "),
    ],
)
def test_words_of_quotes_are_found(
    chats: Chats, answer: Answer, cite: Callable[..., Citation], wanted: str
) -> None:
    """In any case and spelling of letters, over line ends, with every mark; nothing else is."""
    quote = 'Über Übergröße: "quoted" back\\slash 50%_x 🦉 over two\nlines.'
    citation = replace(answer.citations[0], quote=quote, headings=("Kühlung", "Öl"))
    citation = replace(citation, span=replace(citation.span, note_id="größe.md"))
    view = reply_view(replace(answer, citations=(citation,)))
    chat = chats.add(None, Turn("Which?", view))
    chats.add(None, Turn("Which?", reply_view(answer)))

    assert [found.id for found in chats.listed(wanted)] == [chat]


@pytest.mark.parametrize("wanted", ["überhaupt", "WAS IST DAS", 'a "b\\c"', "nowhere"])
def test_words_of_questions_and_reasons_are_found(
    chats: Chats, declined: NotInNotes, wanted: str
) -> None:
    """Of every turn of a chat."""
    chats.add(None, _turn("Bread?"))
    chat = chats.add(None, _turn('Was ist das Überhaupt: a "b\\c"?'))
    chats.add(chat, Turn("Oil?", reply_view(replace(declined, reason="Oil is nowhere."))))

    assert [found.id for found in chats.listed(wanted)] == [chat]


@pytest.mark.parametrize("wanted", ["pieces", "is_code", "null", "u00fc", "{", "shared", "xyz"])
def test_how_a_reply_is_kept_is_not_found(chats: Chats, answer: Answer, wanted: str) -> None:
    """Only what was read on the page."""
    chats.add(None, Turn("Über?", reply_view(answer)))

    assert chats.listed(wanted) == ()


def test_a_deleted_chat_is_gone(chats: Chats, notes: Path, answer: Answer) -> None:
    """With all its turns; other chats stay."""
    gone = chats.add(None, Turn("Gone?", reply_view(answer)))
    stays = chats.add(None, _turn("Stays?"))

    chats.delete(gone)

    assert [chat.id for chat in chats.listed()] == [stays]
    assert chats.turns(gone) == ()
    with closing(sqlite3.connect(kept_folder(notes) / "chats.db")) as database:
        assert database.execute("SELECT count(*) FROM turns").fetchone() == (1,)


def test_a_question_that_is_not_unicode_is_kept(chats: Chats) -> None:
    """With a mark for what no file takes."""
    chat = chats.add(None, Turn("Half \ud83d?", None, "no file \udcff"))

    assert chats.turns(chat) == (Turn("Half ??", None, "no file ?"),)
    assert [found.id for found in chats.listed("half \ud83d")] == []


def test_a_reply_of_another_version_says_so(chats: Chats, notes: Path, answer: Answer) -> None:
    """Its question is still there to be asked again, and to be found."""
    chat = chats.add(None, Turn("Which?", reply_view(answer)))
    with closing(sqlite3.connect(kept_folder(notes) / "chats.db")) as database, database:
        database.execute("UPDATE turns SET reply = '{}'")

    (turn,) = chats.turns(chat)

    assert (turn.question, turn.reply) == ("Which?", None)
    assert "another version" in str(turn.error)
    assert len(chats.listed("which")) == 1


@pytest.mark.parametrize("how", ["garbage", "a folder"])
def test_a_damaged_file_is_an_error_that_names_it(chats: Chats, notes: Path, how: str) -> None:
    """And says what to do."""
    file = kept_folder(notes) / "chats.db"
    file.parent.mkdir(parents=True)
    if how == "garbage":
        file.write_bytes(b"no database" * 1000)
    else:
        file.mkdir()

    for use in (chats.listed, lambda: chats.turns("a"), lambda: chats.add(None, _turn("b"))):
        with pytest.raises(ChatsError, match=r"chats\.db .* move that file away"):
            use()
