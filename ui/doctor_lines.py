"""What an examination found and a repair did, as lines that are safe to print."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from index import Diagnosis, Finding, OnStep, Repaired, Step

from .render import counted
from .terminal import columns, visible_line


def diagnosis_lines(diagnosis: Diagnosis) -> Iterator[str]:
    """What was looked at, every finding with what to do, and in one line whether all is well."""
    yield from columns([(one.check, visible_line(one.words)) for one in diagnosis.checked])
    yield ""
    for findings in (diagnosis.notices, diagnosis.faults):
        for finding in findings:
            yield from _finding_lines(finding)
    yield verdict(diagnosis)


def repaired_lines(repaired: Repaired) -> Iterator[str]:
    """What was put right, what could not be, and how the index is now."""
    yield from (f"done: {visible_line(words)}" for words in repaired.done)
    yield from (f"failed: {visible_line(words)}" for words in repaired.failed)
    if not repaired.done and not repaired.failed:
        yield "There was nothing to repair."
    yield ""
    yield from diagnosis_lines(repaired.diagnosis)


def verdict(diagnosis: Diagnosis) -> str:
    """`All is well.`, or how many faults there are."""
    if diagnosis.is_well:
        return f"All is well. Checked in {diagnosis.seconds:.1f} seconds."
    return f"{counted(len(diagnosis.faults), 'fault')} found in {diagnosis.seconds:.1f} seconds."


def finding_rows(findings: Sequence[Finding]) -> list[dict[str, str]]:
    """The findings as rows of a table, every cell one safe line."""
    return [
        {
            "Check": one.check,
            "What is wrong": visible_line(one.what),
            "Where": visible_line(one.where),
            "What to do": visible_line(one.do),
        }
        for one in findings
    ]


def step_text(step: Step) -> str:
    """`checking full text (6 of 13)`."""
    return f"checking {visible_line(step.check)} ({step.done + 1} of {step.total})"


@contextmanager
def shown_steps(stream: TextIO) -> Iterator[OnStep]:
    """A callback for `index.examine` that shows on a terminal which check is at work."""
    if not stream.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.text import Text

    with Console(file=stream).status("") as shown:
        yield lambda step: shown.update(Text(step_text(step)))


def _finding_lines(finding: Finding) -> Iterator[str]:
    where = f" [{visible_line(finding.where)}]" if finding.where else ""
    yield f"{finding.severity} ({finding.check}): {visible_line(finding.what)}{where}"
    if finding.do:
        yield f"  {visible_line(finding.do)}"
