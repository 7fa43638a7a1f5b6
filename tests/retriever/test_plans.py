"""The database answers a question through its indexes, however many notes there are."""

import sqlite3
from collections.abc import Callable

import pytest

from retriever import Assistant

_Notes = dict[str, str | bytes]
_NOTES: _Notes = {
    f"note{number}.md": f"# Queue {number}\n\nA message of kind {number} is kept {number} days.\n"
    f"\n## Alias {number} (AL{number})\n\n## Nothing {number}\n"
    for number in range(40)
}


def _plans(asked: Assistant, question: str) -> dict[str, list[str]]:
    """What SQLite says of how it runs each query that `question` leads to."""
    connection = asked._finder.store.connection
    queries: list[str] = []
    connection.set_trace_callback(queries.append)
    asked.ask(question)
    connection.set_trace_callback(None)
    return {query: _plan(connection, query) for query in queries if query.startswith("SELECT")}


def _plan(connection: sqlite3.Connection, query: str) -> list[str]:
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]


def _reads_all(step: str) -> bool:
    """Whether a table is gone through from end to end."""
    if step.startswith("SCAN terms"):
        return "M" not in step.rpartition(":")[2]  # M: the words that are matched
    few = "json_each" in step or step.endswith((" meta", "USING INDEX headings_with_nothing"))
    return step.startswith("SCAN") and not few


@pytest.mark.parametrize(
    "question",
    [
        "How long is a message kept?",
        "what is AL7",
        "how long are mesages kept",
        "what does the stork say about zzyzx?",
        "tell me about the days of the queues",
    ],
)
def test_no_question_reads_a_whole_table(ask: Callable[[_Notes], Assistant], question: str) -> None:
    """Words, names, misspelt words, unknown words: after the first question all are looked up."""
    asked = ask(_NOTES)
    asked.ask("kept queu")  # what is read once in a generation
    plans = _plans(asked, question)
    assert len(plans) > 5
    assert not {
        query: plan for query, plan in plans.items() if any(_reads_all(step) for step in plan)
    }
