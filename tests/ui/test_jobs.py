"""Long work beside the page."""

import threading
from collections.abc import Callable, Iterator

import pytest

from ingest import QuothError
from ui import jobs

NAME = ("test of jobs", 1)
Report = Callable[[int], None]


@pytest.fixture(autouse=True)
def go() -> Iterator[threading.Event]:
    """Lets the work of a test go on to its end."""
    event = threading.Event()
    yield event
    event.set()
    job = jobs.find(NAME)
    if job:
        job.wait(10)
    jobs.forget(NAME)


def test_a_job_says_how_far_it_is_and_what_came_of_it(go: threading.Event) -> None:
    """While it runs there is progress and no result."""
    reported = threading.Event()

    def work(report: Report) -> str:
        report(1)
        reported.set()
        go.wait(10)
        report(2)
        return "done"

    job = jobs.start(NAME, work)
    assert reported.wait(10)
    assert (job.is_running, job.progress, job.result, job.error) == (True, 1, None, None)

    go.set()
    job.wait(10)
    assert (job.is_running, job.progress, job.result, job.error) == (False, 2, "done", None)


def test_there_is_one_job_of_a_name(go: threading.Event) -> None:
    """Every tab gets the one that runs; when it has ended, a new one may begin."""
    first: jobs.Job[int, bool] = jobs.start(NAME, lambda _: go.wait(10))
    assert jobs.start(NAME, lambda _: False) is first
    assert jobs.find(NAME) is first
    jobs.forget(NAME)
    assert jobs.find(NAME) is first

    go.set()
    first.wait(10)
    second: jobs.Job[int, bool] = jobs.start(NAME, lambda _: False)
    second.wait(10)
    assert second is not first
    assert jobs.find(NAME) is second
    assert (first.result, second.result) == (True, False)


def test_a_job_that_has_ended_can_be_forgotten() -> None:
    """With its result; one that was never begun, too."""
    jobs.start(NAME, lambda _: "done").wait(10)

    jobs.forget(NAME)
    jobs.forget(NAME)

    assert jobs.find(NAME) is None


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (QuothError("There is no index. Build it."), "There is no index. Build it."),
        (KeyError("x"), "Something went wrong that should not: KeyError: 'x'"),
    ],
)
def test_an_error_ends_a_job_in_words(error: Exception, words: str) -> None:
    """Nobody else would hear of it."""

    def work(_: Report) -> None:
        raise error

    job = jobs.start(NAME, work)
    job.wait(10)

    assert (job.is_running, job.result, job.error) == (False, None, words)


def test_a_job_can_be_stopped_where_it_says_how_far_it_is(go: threading.Event) -> None:
    """It ends with neither a result nor an error."""
    begun = threading.Event()

    def work(report: Report) -> str:
        report(1)
        begun.set()
        go.wait(10)
        report(2)
        return "done"

    job = jobs.start(NAME, work)
    assert begun.wait(10)
    job.stop()
    go.set()
    job.wait(10)

    assert (job.is_running, job.is_stopped) == (False, True)
    assert (job.progress, job.result, job.error) == (1, None, None)
