"""What `quoth doctor` prints."""

import io

from index import Checked, Diagnosis, Finding, Remedy, Repaired, Severity, Step
from ui.doctor_contract import diagnosis_object
from ui.doctor_lines import (
    diagnosis_lines,
    finding_rows,
    repaired_lines,
    shown_steps,
    step_text,
)

FAULT = Finding(
    *("passages", Severity.FAULT, "Passage 4 is not what was written.", "a\x1b[31m.md"),
    do="Repair it.",
    remedy=Remedy.REBUILD,
)
NOTICE = Finding("lock", Severity.NOTICE, "Somebody writes.", "", "", Remedy.NONE)
ILL = Diagnosis((FAULT, NOTICE), (Checked("passages", "6 passages"),), 1.26)
WELL = Diagnosis((), (Checked("passages", "6 passages"), Checked("lock", "who writes")), 0.04)


class _Terminal(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_faults_come_last_with_what_to_do() -> None:
    """Nothing of a note's name steers the terminal; the verdict is the last line."""
    assert list(diagnosis_lines(ILL)) == [
        "passages  6 passages",
        "",
        "notice (lock): Somebody writes.",
        "fault (passages): Passage 4 is not what was written. [a␛[31m.md]",
        "  Repair it.",
        "1 fault found in 1.3 seconds.",
    ]


def test_all_is_well() -> None:
    """What was looked at is said."""
    assert list(diagnosis_lines(WELL)) == [
        "passages  6 passages",
        "lock      who writes",
        "",
        "All is well. Checked in 0.0 seconds.",
    ]


def test_a_repair_says_what_it_did_and_what_it_could_not() -> None:
    """And then how the index is."""
    lines = list(repaired_lines(Repaired(("Made a\x07gain.",), ("No room.",), WELL)))
    assert lines[:3] == ["done: Made a␇gain.", "failed: No room.", ""]
    assert lines[-1] == "All is well. Checked in 0.0 seconds."
    assert next(repaired_lines(Repaired((), (), WELL))) == "There was nothing to repair."


def test_findings_as_a_table() -> None:
    """Every cell is one safe line."""
    assert finding_rows([FAULT]) == [
        {
            "Check": "passages",
            "What is wrong": "Passage 4 is not what was written.",
            "Where": "a␛[31m.md",
            "What to do": "Repair it.",
        }
    ]


def test_the_check_at_work_is_shown_on_a_terminal() -> None:
    """And nowhere else; its name is no markup."""
    assert step_text(Step("full text", 5, 13)) == "checking full text (6 of 13)"
    pipe, terminal = io.StringIO(), _Terminal()
    for stream in (pipe, terminal):
        with shown_steps(stream) as on_step:
            on_step(Step("[red]full text", 5, 13))
    assert pipe.getvalue() == ""
    assert terminal.getvalue() != ""


def test_as_json() -> None:
    """The exact names, whether all is well, and the repair where there was one."""
    found = diagnosis_object(ILL)
    assert (found["well"], found["seconds"], found["repair"]) == (False, 1.26, None)
    assert found["findings"][0] == {
        "check": "passages",
        "severity": "fault",
        "what": "Passage 4 is not what was written.",
        "where": "a\x1b[31m.md",
        "do": "Repair it.",
        "remedy": "rebuild",
    }
    assert found["checked"] == [{"check": "passages", "words": "6 passages"}]

    repaired = diagnosis_object(WELL, Repaired(("Done.",), (), WELL))
    assert repaired["well"]
    assert repaired["repair"] == {"done": ["Done."], "failed": []}
