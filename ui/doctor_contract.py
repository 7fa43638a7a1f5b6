"""What `doctor --json` prints. As in `contract`, the fields only ever grow in number."""

from typing import Literal, TypedDict

from index import Diagnosis, Finding, Repaired


class FindingObject(TypedDict):
    """One thing that was found."""

    check: str
    severity: Literal["fault", "notice"]
    what: str
    where: str
    do: str
    remedy: str
    """What a repair does about it: none, sweep, cache, export, update or rebuild."""


class CheckedObject(TypedDict):
    """A check that came to its end, and what it looked at."""

    check: str
    words: str


class RepairObject(TypedDict):
    """What a repair put right and what it could not, as sentences."""

    done: list[str]
    failed: list[str]


class DiagnosisObject(TypedDict):
    """What `doctor --json` prints: how the index is, after the repair if there was one."""

    well: bool
    findings: list[FindingObject]
    checked: list[CheckedObject]
    seconds: float
    repair: RepairObject | None


def diagnosis_object(diagnosis: Diagnosis, repaired: Repaired | None = None) -> DiagnosisObject:
    """`diagnosis` as `doctor --json` prints it, and what was done before it was made."""
    return {
        "well": diagnosis.is_well,
        "findings": [_finding(one) for one in diagnosis.findings],
        "checked": [{"check": one.check, "words": one.words} for one in diagnosis.checked],
        "seconds": round(diagnosis.seconds, 2),
        "repair": None if repaired is None else _repair(repaired),
    }


def _repair(repaired: Repaired) -> RepairObject:
    return {"done": list(repaired.done), "failed": list(repaired.failed)}


def _finding(finding: Finding) -> FindingObject:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "what": finding.what,
        "where": finding.where,
        "do": finding.do,
        "remedy": finding.remedy.value,
    }
