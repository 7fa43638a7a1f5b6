"""Readers that ask one index all the time, and what they saw."""

import json
import threading
import time
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path

from retriever import Answer, Assistant

from .versions import QUESTION, check_quote, only_version

_OPENED_AGAIN = 40
"""Questions after which a command's assistant is opened anew, as another command would."""

_BETWEEN = 0.05
"""Seconds between questions that are asked only for something to be read while there is writing."""


@dataclass(frozen=True, slots=True)
class Until:
    """When a reader has asked enough."""

    quota: int
    """After so many questions,"""
    stop: Path
    """but not before this file is there."""

    def is_enough(self, seen: "Seen") -> bool:
        """Whether what was seen is enough."""
        return seen.queries >= self.quota and self.stop.exists()


@dataclass(slots=True)
class Seen:
    """What readers saw in all."""

    queries: int = 0
    versions: int = 0
    """How often a reader saw another version than before."""
    failures: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, other: "Seen") -> None:
        """Count what another one saw, too."""
        self.queries += other.queries
        self.versions += other.versions
        self.failures += other.failures
        self.seconds += other.seconds

    def slowest(self) -> float:
        """The milliseconds that one in twenty takes longer than."""
        return sorted(self.seconds)[len(self.seconds) * 95 // 100] * 1000


def read_seen(reports: list[Path]) -> Seen:
    """What the readers saw that wrote these reports."""
    total = Seen()
    for report in reports:
        total.add(Seen(**json.loads(report.read_text())))
    return total


def ask_like_commands(index_folder: Path, report: Path, until: Until) -> None:
    """Ask until it is enough, opening the index again and again."""
    seen = Seen()
    while not until.is_enough(seen):
        with Assistant.open(index_folder) as assistant:
            _ask(assistant, seen, until, at_most=_OPENED_AGAIN)
    report.write_text(json.dumps(asdict(seen)))


def ask_like_the_page(index_folder: Path, report: Path, until: Until, visitors: int) -> None:
    """The same from as many threads as there are visitors, over one assistant as the page has it.

    Every second visitor has one of their own, opened here and used there.
    """
    seen = [Seen() for _ in range(visitors)]
    shared = Assistant.open(index_folder)
    assistants = [Assistant.open(index_folder) if n % 2 else shared for n in range(visitors)]
    threads = [
        threading.Thread(target=_ask, args=(assistant, one, until))
        for assistant, one in zip(assistants, seen, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = Seen()
    for one in seen:
        total.add(one)
    report.write_text(json.dumps(asdict(total)))


def _ask(assistant: Assistant, seen: Seen, until: Until, at_most: int | None = None) -> None:
    last, asked = -1, 0
    while not until.is_enough(seen) and asked != at_most:
        started = time.perf_counter()
        try:
            version = _asked(assistant, seen.queries)
        except Exception:  # noqa: BLE001  (whatever it is, it is what this test looks for)
            seen.failures.append(traceback.format_exc())
        else:
            if version < last:
                seen.failures.append(f"version {version} after {last}")
            seen.versions += version != last
            last = version
        seen.seconds.append(time.perf_counter() - started)
        seen.queries += 1
        asked += 1
        if seen.queries > until.quota:  # enough, and the processor is the writer's, too
            time.sleep(_BETWEEN)


def _asked(assistant: Assistant, number: int) -> int:
    """Search, or every third time ask; the version that was seen."""
    if number % 3:
        return only_version(assistant.search(QUESTION, 100))
    reply = assistant.ask(QUESTION, passages=100)
    if isinstance(reply, Answer):
        for citation in reply.citations:
            check_quote(citation)
    return only_version(reply.hits)
