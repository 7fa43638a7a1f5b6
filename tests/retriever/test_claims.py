"""What a quote says in numbers, and of what."""

from ingest import Span
from retriever import Citation
from retriever.claims import claims, content_stems


def _cited(quote: str, *under: str) -> Citation:
    return Citation(
        span=Span("cloud/sqs.md", 0, len(quote)),
        quote=quote,
        title="Queues",
        headings=("SQS", "Limits"),
        first_line=1,
        last_line=1,
        score=1.0,
        digest="",
        under=under,
    )


def _said(quote: str, *under: str) -> list[tuple[str, set[str]]]:
    return [(claim.value.text, set(claim.words)) for claim in claims(_cited(quote, *under))]


def test_a_claim_is_a_value_and_the_words_around_it() -> None:
    """In its sentence, above it, and in what the note is called."""
    (claim,) = claims(_cited("- default delay: 30 s", "- FIFO queue"))

    assert claim.value.text == "30 s"
    assert claim.words == {"default", "delai"}
    assert claim.above == {"sq", "limit", "fifo", "queue"}
    assert claim.title == {"queue", "cloud", "sq"}
    assert not claim.has_changed


def test_every_sentence_speaks_for_itself() -> None:
    """What the first says is not what the second is about."""
    assert _said("Delay is 30 s. Retention is 4 days.") == [
        ("30 s", {"delai"}),
        ("4 days", {"retent"}),
    ]


def test_two_values_of_one_kind_in_a_sentence_are_no_claim() -> None:
    """Nobody knows which of them is meant; one of another kind is."""
    said = _said("4 days at first, then 14 days; 10 messages")

    assert [text for text, _ in said] == ["10 messages"]


def test_an_example_is_no_claim() -> None:
    """It could be any other value."""
    assert _said("e.g. a delay of 30 s") == []
    assert _said("For example, a delay of 30 s") == []


def test_the_first_line_leads_to_the_others() -> None:
    """In a list the parent item tells what the others are about."""
    found = list(claims(_cited("- Standard queue\n  - delay 30 s")))

    assert [claim.above for claim in found] == [{"sq", "limit", "standard", "queue"}]


def test_a_value_of_before_or_of_now_is_one_that_changed() -> None:
    """The words that say so name nothing."""
    said = [
        claim
        for quote in ("delay: 30 s (old)", "delay now 30 s")
        for claim in claims(_cited(quote))
    ]

    assert all(claim.has_changed for claim in said)
    assert {claim.words for claim in said} == {frozenset({"delai"})}
    assert not any(claim.has_changed for claim in claims(_cited("new boiler: delay 30 s")))


def test_small_words_that_make_another_thing_of_a_value_are_kept() -> None:
    """`within 4 days` is not `after 4 days`."""
    assert content_stems("it is within the limit") == {"within", "limit"}
