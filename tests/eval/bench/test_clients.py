"""Several who ask at once."""

from pathlib import Path

from eval.bench.clients import measure_clients

_QUESTIONS = [("How long are messages kept?", ()), ("Where does basil grow?", ())]


def test_everyone_is_answered(folder: Path) -> None:
    """Each of them at least once, in the time that was given, and without an error."""
    found = measure_clients(folder, _QUESTIONS, [1, 3], 0.2)
    assert (found["questions"], found["seconds"]) == (2, 0.2)
    assert [run["clients"] for run in found["runs"]] == [1, 3]
    for run in found["runs"]:
        assert run["errors"] == 0
        assert run["first error"] is None
        assert run["fewest of a client"] >= 1
        assert run["answered"] >= run["clients"]
        assert run["per second"] > 0
        assert run["milliseconds"]["p50"] <= run["milliseconds"]["p99"]


def test_errors_are_counted(folder: Path) -> None:
    """One who asks nothing has an error each time, and the others have their answers."""
    asked = [*_QUESTIONS, (" ", ())]
    run = measure_clients(folder, asked, [3], 0.0)["runs"][0]
    assert (run["answered"], run["errors"]) == (2, 1)
    assert run["first error"].startswith("EmptyQuestionError: ")
