"""Abbreviations and other names that a note gives to things."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import find_aliases, outline
from ingest.aliases import stands_for


def _pairs(text: str, name: str = "n.md") -> list[tuple[str, str]]:
    found = outline(name, text)
    return [(alias.name, alias.means) for alias in find_aliases(text, found, "Title")]


@pytest.mark.parametrize(
    ("heading", "pair"),
    [
        ("SQS - Simple Queue Service", ("SQS", "Simple Queue Service")),
        ("SQS – Simple Queue Service", ("SQS", "Simple Queue Service")),
        ("sqs - simple queue service", ("sqs", "simple queue service")),
        ("KDS - Kineses Data Streams", ("KDS", "Kineses Data Streams")),  # misspelt all the same
        ("Simple Queue Service (SQS)", ("SQS", "Simple Queue Service")),
        ("SQS (Simple Queue Service)", ("SQS", "Simple Queue Service")),
        ("IAM - Identity and Access Management", ("IAM", "Identity and Access Management")),
        ("EC2 - Elastic Compute Cloud", ("EC2", "Elastic Compute Cloud")),
        ("EBS - Elastic BlockStore", ("EBS", "Elastic BlockStore")),
        ("ELB - NLB - Network LB", ("NLB", "Network LB")),
    ],
)
def test_a_heading_says_what_an_abbreviation_means(heading: str, pair: tuple[str, str]) -> None:
    """In any of the usual forms."""
    assert _pairs(f"# {heading}\n\nText.\n") == [pair]


@pytest.mark.parametrize(
    "heading",
    ["IAM - users and groups", "S3 - versioning", "Garden (2024)", "ELB - ALB", "A - Apple", "SQS"],
)
def test_a_heading_whose_letters_do_not_fit_says_nothing(heading: str) -> None:
    """A part of a subject is not what the subject's name stands for."""
    assert _pairs(f"# {heading}\n\nText.\n") == []


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("It goes to a Dead Letter Queue (DLQ).", [("DLQ", "Dead Letter Queue")]),
        ("They have dead-letter queues (DLQs).", [("DLQ", "dead-letter queues")]),
        ("An **ARN** (amazon resource name) names it.", [("ARN", "amazon resource name")]),
        ("| HA - High Availability | two zones |", [("HA", "High Availability")]),
        ("Use NFS (network) or a partition key (HASH).", []),
        ("Take one (or more) and (if any) some.", []),
    ],
)
def test_a_line_explains_in_passing(line: str, pairs: list[tuple[str, str]]) -> None:
    """As few words as fit; a bracket that explains nothing gives nothing."""
    assert _pairs(f"# H\n\n{line}\n") == pairs


def test_code_explains_nothing() -> None:
    """Whatever stands in it."""
    assert _pairs("# H\n\n```\nDead Letter Queue (DLQ)\n```\n") == []


def test_front_matter_and_wikilinks_name_things() -> None:
    """An alias is one of the note's title; a link's text is one of the note linked to."""
    text = "---\naliases: [queue notes]\n---\n# H\n\nSee [[aws/SQS#Limits|the queue]], [[SNS]].\n"

    assert _pairs(text) == [("queue notes", "Title"), ("the queue", "SQS")]


def test_a_pair_is_given_once() -> None:
    """However often the note says it."""
    assert len(_pairs("# H\n\nDead Letter Queue (DLQ)\n\n- dead letter queue (DLQ)\n")) == 1


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=2, max_size=6))
def test_initials_stand_for_their_words(words: list[str]) -> None:
    """Any words; one initial too many stands for nothing."""
    initials = "".join(word[0] for word in words).upper()

    assert stands_for(initials, words)
    assert not stands_for(f"{initials}X", words[:1])


@given(st.text(alphabet="AB ab()-[]|#\n`é", max_size=60))
def test_any_text_is_read(text: str) -> None:
    """Both names of a pair are written in the text."""
    for name, means in _pairs(text):
        assert name
        assert means


@pytest.mark.parametrize(
    "line",
    [
        "a" * 300_000 + " (AB)",
        "word " * 60_000 + "(AB)",
        "AAAAAAAA (" + "a " * 30_000 + ")",
        "(AB) " * 60_000,
    ],
)
def test_no_line_takes_long(line: str) -> None:
    """What has very many places to begin, or very many ways to fit, is not tried to the end."""
    started = time.perf_counter()
    _pairs(f"# AAAAAAAA - {'a ' * 70}b\n\n{line}\n")

    assert time.perf_counter() - started < 5
