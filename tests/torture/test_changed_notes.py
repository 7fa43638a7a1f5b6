"""Notes change between an update and a question: what is quoted stands there, or it is said."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from rig import Tally, times
from rig.library import write_library

from index import HASH_MODEL, build
from ingest import Lines, read_note
from retriever import Answer, Assistant, Citation, Hit

QUESTIONS = (
    "Who keeps the lighthouse in spring?",
    "How many barrels does the lighthouse hold?",
    "note:lighthouse visitors may enter with dogs",
    "list the tools of the lighthouse in spring",
)
NOTE = "spring/lighthouse.md"
_WORDS = (
    *((b"lighthouse", b"windmill"), (b"barrels", b"barrel staves"), (b"may", b"must not")),
    *((b"keeps", b"never keeps"), (b"1", b"11"), (b"hammer", b"saw")),
)
Edit = Callable[[bytes, Random], bytes]


def _lines(content: bytes, random: Random) -> tuple[list[bytes], int]:
    lines = content.splitlines(keepends=True)
    return lines, random.randrange(len(lines))


def line_before(content: bytes, random: Random) -> bytes:
    """Some lines above everything."""
    return b"".join(b"A new line.\n\n" for _ in range(random.randrange(1, 9))) + content


def line_behind(content: bytes, random: Random) -> bytes:
    """More at the end, some of it as it stood before."""
    lines, place = _lines(content, random)
    return content + b"\n" + lines[place]


def line_inside(content: bytes, random: Random) -> bytes:
    """A line, a heading, a fence or the begin of a list anywhere."""
    lines, place = _lines(content, random)
    new = random.choice(
        [b"New.\n", b"\n## New\n\n", b"```\n", b"- new\n", b"---\n", b"| a | b |\n"]
    )
    return b"".join((*lines[:place], new, *lines[place:]))


def line_gone(content: bytes, random: Random) -> bytes:
    """Any one of them."""
    lines, place = _lines(content, random)
    return b"".join(lines[:place] + lines[place + 1 :])


def word_replaced(content: bytes, random: Random) -> bytes:
    """A word or a number that may be in what answers, by one that says something else."""
    old, new = random.choice(_WORDS)
    return content.replace(old, new)


def lines_shuffled(content: bytes, random: Random) -> bytes:
    """All that was there, in another order."""
    lines, _ = _lines(content, random)
    random.shuffle(lines)
    return b"".join(lines)


def cut_off(content: bytes, random: Random) -> bytes:
    """In the middle of a word."""
    return content[: random.randrange(len(content))]


def recoded(content: bytes, random: Random) -> bytes:
    """In another encoding, or with other ends of lines."""
    text = content.decode("utf-8", "replace") + "\nÜber.\n"
    encoded = (text.encode(name, "replace") for name in ("utf-16", "cp1252", "utf-8-sig"))
    return random.choice([*encoded, content.replace(b"\n", b"\r\n"), content.replace(b"\n", b"\r")])


def unreadable(content: bytes, random: Random) -> bytes:
    """No note any more, or nothing."""
    return random.choice([b"", b"\0" + content, b"\n\n"])


EDITS: tuple[Edit, ...] = (
    *(line_before, line_behind, line_inside, line_gone, word_replaced),
    *(lines_shuffled, cut_off, recoded, unreadable),
)


def _swapped(notes: Path, random: Random) -> None:
    """Two notes with each other's names."""
    other = notes / "spring" / random.choice(("harbour.md", "bakery.md"))
    (notes / NOTE).rename(notes / "aside")
    other.rename(notes / NOTE)
    (notes / "aside").rename(other)


def _check(notes: Path, citation: Citation, indexed: dict[str, str]) -> str:
    """A quote is what its file says there and now; what it says of itself is true."""
    note = read_note(citation.span.note_id, notes / citation.span.note_id)
    lines = Lines(note.text)
    assert citation.quote == note.text[citation.span.start : citation.span.end]
    assert citation.first_line == lines.number_at(citation.span.start)
    assert citation.last_line == lines.number_at(citation.span.end - 1)
    assert citation.digest == note.digest
    is_changed = note.digest != indexed[citation.span.note_id]
    assert citation.moved == is_changed
    return "found again" if is_changed else "unchanged"


def _has_changed(notes: Path, hit: Hit) -> bool:
    path = notes / hit.passage.span.note_id
    return not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != hit.digest


def _ask_all(notes: Path, assistant: Assistant, indexed: dict[str, str], tally: Tally) -> None:
    for question in QUESTIONS:
        reply = assistant.ask(question, answers=5)
        for citation in reply.citations if isinstance(reply, Answer) else ():
            tally.count(_check(notes, citation, indexed))
        for hit in reply.hits:
            assert hit.changed == _has_changed(notes, hit)
        assert (reply.coverage.changed > 0) >= any(hit.changed for hit in reply.hits)
    for hit in assistant.search(QUESTIONS[0]):
        assert hit.changed == _has_changed(notes, hit)


def test_quotes_of_notes_that_change(tmp_path: Path, tally: Tally) -> None:
    """One to three edits of a note, a swap, a deletion; all questions are asked after each."""
    notes, kept = tmp_path / "notes", tmp_path / "kept"
    write_library(notes, 1)
    shutil.copytree(notes, kept)
    build(notes, tmp_path / "index", model=HASH_MODEL)
    indexed = {
        path.relative_to(notes).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in notes.rglob("*.*")
    }
    with Assistant.open(tmp_path / "index", "none") as assistant:
        for seed in range(times(40, 500)):
            random = Random(seed)  # noqa: S311  (edits that can be had again)
            shutil.copytree(kept, notes, dirs_exist_ok=True)
            if seed % 20 == 19:
                (notes / NOTE).unlink()
            elif seed % 20 == 9:
                _swapped(notes, random)
            else:
                content = (notes / NOTE).read_bytes()
                for edit in random.choices(EDITS, k=random.randrange(1, 4)):
                    content = edit(content or b"\n", random)
                (notes / NOTE).write_bytes(content)
            _ask_all(notes, assistant, indexed, tally)
            tally.count("edited")
