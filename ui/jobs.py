"""Long work in a thread of its own, so that the page goes on while it runs.

Streamlit stops a page's script whenever someone clicks; a job goes on. There is one of each name
for the whole server, so that every tab sees it.
"""

import threading
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar, cast

import streamlit as st

from ingest import QuothError

Progress = TypeVar("Progress")
Result = TypeVar("Result")


class _StoppedError(Exception):
    """Leads out of work that was told to stop."""


class Job(Generic[Progress, Result]):
    """Work that was begun: how far it is, and what came of it."""

    def __init__(self, work: Callable[[Callable[[Progress], None]], Result]) -> None:
        self.progress: Progress | None = None
        """The last that the work said of itself."""
        self.result: Result | None = None
        self.error: str | None = None
        """Why it ended without a result, for people."""
        self._stopping = threading.Event()
        self._work = work
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether it is still at work; if not, there is a result or an error."""
        return self._thread.is_alive()

    @property
    def is_stopped(self) -> bool:
        """Whether it was told to stop; it may still be running, and may end with a result."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """Let it end, without a result, when it next says how far it is."""
        self._stopping.set()

    def wait(self, seconds: float | None = None) -> None:
        """Return when it has ended, or after so many seconds."""
        self._thread.join(seconds)

    def _report(self, progress: Progress) -> None:
        if self._stopping.is_set():
            raise _StoppedError
        self.progress = progress

    def _run(self) -> None:
        try:
            self.result = self._work(self._report)
        except _StoppedError:
            return
        except QuothError as error:
            self.error = str(error)
        except Exception as error:  # noqa: BLE001  (nobody else would hear of it)
            self.error = f"Something went wrong that should not: {type(error).__name__}: {error}"


def start(
    name: Hashable, work: Callable[[Callable[[Progress], None]], Result]
) -> Job[Progress, Result]:
    """The job of this name: the one that is running, or a new one that does `work`.

    `work` is given a function to say how far it is; it runs outside the page's script, where
    Streamlit's own functions do not work.
    """
    with _lock():
        running = cast("Job[Progress, Result] | None", _jobs().get(name))
        if running is None or not running.is_running:
            running = _jobs()[name] = Job(work)
        return running


def find(name: Hashable) -> "Job[Any, Any] | None":
    """The last job of this name, running or ended; None before the first."""
    return _jobs().get(name)


def forget(name: Hashable) -> None:
    """Let go of a job that has ended, and of its result."""
    with _lock():
        job = _jobs().get(name)
        if job is not None and not job.is_running:
            del _jobs()[name]


@st.cache_resource
def _jobs() -> "dict[Hashable, Job[Any, Any]]":
    return {}


@st.cache_resource
def _lock() -> threading.Lock:
    return threading.Lock()
