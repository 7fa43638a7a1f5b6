"""Which quotes of an answer disagree, and which only look as if they did."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Span
from retriever import Citation, Difference
from retriever.disagree import differences

Told = tuple[str, str]
"""A quote behind its note and headings, `note.md > Heading > Sub-heading`, and the quote."""


def _cited(told: Told, *under: str, moved: bool = False) -> Citation:
    place, quote = told
    note, *headings = place.split(" > ")
    return Citation(
        span=Span(note, 0, len(quote)),
        quote=quote,
        title=note.partition(".")[0],
        headings=tuple(headings),
        first_line=1,
        last_line=1,
        score=1.0,
        digest="",
        moved=moved,
        under=under,
    )


def _differ(question: str, *told: Told) -> tuple[Difference, ...]:
    return differences(question.split(), [_cited(one) for one in told])


@pytest.mark.parametrize(
    ("question", "one", "other", "values"),
    [
        (
            "how long KDS keep data",
            (
                "aws.txt > KDS - Kineses Data Streams",
                "-\nhas 365 days retention - can't be deleted",
            ),
            ("aws.txt > KDS vs DF", "- data storage up to 356 days"),
            ("365 days", "356 days"),
        ),
        (
            "queue retention",
            ("sqs.md > SQS > Retention", "The default retention is 4 days."),
            ("exam-facts.md > Exam facts > SQS", "- default retention: 7 days"),
            ("4 days", "7 days"),
        ),
        (
            "bread oven temperature",
            ("bread.md > Bread", "Oven temperature: 230 °C"),
            ("kitchen.md > Kitchen > Bread", "oven temperature is 210 °C"),
            ("230 °C", "210 °C"),
        ),
        (
            "rent",
            ("flat.md > Flat", "The rent is 900 EUR"),
            ("money.md > Flat", "rent: 950 EUR"),
            ("900 EUR", "950 EUR"),
        ),
        (
            "router address",
            ("home.md > Network", "Router: 192.168.1.1"),
            ("router.md > Network", "router 192.168.0.1"),
            ("192.168.1.1", "192.168.0.1"),
        ),
        (
            "rate limit api",
            ("api.md > API", "- rate limit: 100 requests per minute (old)"),
            ("api.md > API", "- rate limit is now 200 requests per minute"),
            ("100 requests per minute", "200 requests per minute"),
        ),
        (
            "exam date",
            ("exam.md > Exam", "Exam: 12 May 2024"),
            ("plan.md > Exam", "the exam is 14 May 2024"),
            ("12 May 2024", "14 May 2024"),
        ),
        (
            "postgres port",
            ("postgres.md > Postgres", "port: 5432"),
            ("ops.md > Postgres", "Port = 5433"),
            ("5432", "5433"),
        ),
    ],
)
def test_two_values_of_one_thing_are_a_difference(
    question: str, one: Told, other: Told, values: tuple[str, str]
) -> None:
    """In either order; the values stand as the notes write them."""
    assert _differ(question, one, other) == (Difference(0, 1, values),)
    assert _differ(question, other, one) == (Difference(0, 1, (values[1], values[0])),)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "messages in flight queue",
            ("sqs.md > Standard queue", "- 120,000 messages in flight"),
            ("sqs.md > FIFO queue", "- 20,000 messages in flight"),
        ),
        (
            "messages in flight queue",
            ("sqs.md > SQS", "- standard queue: 120,000 messages in flight"),
            ("exam.md > SQS", "- FIFO queue: 20,000 messages in flight"),
        ),
        (
            "queue retention",
            ("sqs.md > Retention", "The default retention is 4 days."),
            ("exam.md > Retention", "The longest retention is 14 days."),
        ),
        (
            "plan price",
            ("plans.md > Plan A", "price: 20 EUR"),
            ("plans.md > Plan B", "price: 30 EUR"),
        ),
        (
            "budget project",
            ("apollo.md > Budget", "Budget: 30,000 EUR"),
            ("zeus.md > Budget", "Budget: 20,000 EUR"),
        ),
        (
            "weight",
            ("2024-01-03.md > Weight", "weight 81 kg"),
            ("2024-02-07.md > Weight", "weight 79 kg"),
        ),
        (
            "weight",
            ("log.md > Weight", "- 3 January: weight 81 kg"),
            ("diary.md > Weight", "- 7 February: weight 79 kg"),
        ),
        (
            "training rest",
            ("run.md > Intervals", "- 3 min rest"),
            ("run.md > Intervals", "- 2 min rest"),
        ),
        (
            "EBS IOPS volume",
            ("ebs.md > gp3", "max 16,000 IOPS"),
            ("ebs.md > io2", "max 64,000 IOPS"),
        ),
        (
            "queue retention",
            ("sqs.md > Retention", "Retention is 4 days."),
            ("exam.md > Retention", "Retention is 96 hours."),
        ),
        (
            "file size disk",
            ("a.md > Disk", "The disk has 1 GB"),
            ("b.md > Disk", "The disk has 1000 MB"),
        ),
        (
            "snapshot restore time",
            ("ebs.md > Archive", "restore takes 24 to 72 hours"),
            ("exam.md > Archive", "restore takes 48 hours"),
        ),
        (
            "bake bread",
            ("bread.md > Rye bread", "bake 50 min"),
            ("bread.md > White bread", "bake 35 min"),
        ),
        (
            "tomatoes water",
            ("garden.md > Tomatoes", "water every 2 days"),
            ("garden.md > Tomatoes > Greenhouse", "water every 1 day"),
        ),
        (
            "autoscaling CPU target",
            ("aws.md > ASG", "e.g. avg CPU around 40%"),
            ("exam.md > ASG", "avg CPU around 60%"),
        ),
        (
            "boiler temperature",
            ("house.md > Heating", "old boiler: 60 °C"),
            ("manual.md > Heating", "new boiler: 65 °C"),
        ),
        (
            "break",
            ("school.md > Times", "10 min before the break"),
            ("work.md > Times", "20 min after the break"),
        ),
        (
            "lambda timeout memory",
            ("lambda.md > Limits", "timeout 15 min"),
            ("lambda.md > Facts", "memory 10 GB"),
        ),
        (
            "host address",
            ("net.md > Hosts", "printer 10.0.0.12"),
            ("lan.md > Hosts", "scanner 10.0.0.21"),
        ),
    ],
)
def test_values_of_two_things_are_none(question: str, one: Told, other: Told) -> None:
    """Something around them names two things, or both values are right."""
    assert _differ(question, one, other) == ()
    assert _differ(question, other, one) == ()


def test_a_quote_that_gives_both_values_tells_them_apart() -> None:
    """Whoever wrote it knows of both."""
    both = ("sqs.md > Retention", "Retention is 4 days.\nRetention is 7 days, too.")

    assert _differ("retention", both, ("b.md > Retention", "Retention is 7 days.")) == ()


def test_what_a_quote_stands_under_tells_things_apart() -> None:
    """The items look the same, their parents do not."""
    one = _cited(("plans.md > Prices", "- price: 20 EUR"), "- Plan A")
    other = _cited(("offers.md > Prices", "- price: 30 EUR"), "- Plan B")

    assert differences(["price"], [one, other]) == ()
    assert differences(["price"], [one, _cited(("offers.md > Prices", "price: 30 EUR"))]) == ()


def test_the_question_must_be_about_it() -> None:
    """What else the quotes say does not matter to the one who asks."""
    told = (("a.md > Flat", "rent: 900 EUR"), ("b.md > Flat", "rent: 950 EUR"))

    assert _differ("kitchen colour", *told) == ()


def test_a_quote_that_has_moved_is_left_out() -> None:
    """It is not known what it stands under now."""
    one = _cited(("a.md > Flat", "rent: 900 EUR"))
    other = _cited(("b.md > Flat", "rent: 950 EUR"), moved=True)

    assert differences(["rent"], [one, other]) == ()


def test_citations_are_numbered_from_zero() -> None:
    """Of three quotes, those two that differ from the one between them."""
    told = [("flat.md > Flat", "rent: 900 EUR"), ("money.md > Flat", "rent: 950 EUR")]

    found = _differ("rent", *told, ("notes.md > Flat", "The rent is 900 EUR"))

    assert [(one.first, one.second) for one in found] == [(0, 1), (1, 2)]


_QUOTE = st.text("abc 0123456789%€.:-\n", min_size=1, max_size=40)


@given(st.lists(_QUOTE, max_size=4))
def test_whatever_the_quotes(quotes: Sequence[str]) -> None:
    """A quote agrees with itself, and numbers are in order."""
    cited = [_cited((f"n{number}.md > A", quote)) for number, quote in enumerate(quotes)]

    for found in differences(["a", "b", "c"], cited):
        assert 0 <= found.first < found.second < len(quotes)
        assert found.values[0] in quotes[found.first]
        assert found.values[1] in quotes[found.second]
    assert differences(["a"], [*cited[:1], *cited[:1]]) == ()
