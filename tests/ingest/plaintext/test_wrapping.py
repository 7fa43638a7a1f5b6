"""Whether lines were broken at a margin."""

from itertools import pairwise

from ingest.plaintext.plainlines import PlainText
from ingest.plaintext.wrapping import wrapping

WRAPPED = """The ferry leaves at seven and is back before the shops have
closed, unless the wind has turned, in which case nobody can say
when it will be back and the harbour master puts a lamp into his
window so that the people on the island know that it is late."""
FACTS = """ferry leaves at seven, back at six, runs daily except on sundays
tickets on board only, no cards, the captain has little change
harbour master lives in the yellow house behind the fish hall"""


def joined(text: str) -> list[bool]:
    """For each line but the last whether the next one continues it."""
    lines = PlainText(text).lines
    how = wrapping(lines, bytearray(len(lines)))
    return [how.goes_on(line, after) for line, after in pairwise(lines)]


def test_a_wrapped_paragraph_is_one() -> None:
    """Each line is as full as the next word allows."""
    assert joined(WRAPPED) == [True, True, True]


def test_facts_are_not_joined() -> None:
    """Long lines of uneven length are facts, even in small letters and without full stops."""
    assert joined(FACTS) == [False, False]


def test_a_blank_line_parts() -> None:
    """No sentence goes on beyond a blank line."""
    assert joined(f"{WRAPPED}\n\n{WRAPPED}") == [True, True, True, False, True, True, True]
