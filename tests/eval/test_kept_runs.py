"""Earlier runs that are kept for a notes folder."""

import json
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from eval import (
    Depths,
    Outcome,
    Question,
    Status,
    build_report,
    keep_run,
    kept_runs,
    read_report,
    report_object,
)

NIGHT = datetime(2026, 11, 22, 21, 40, 5, tzinfo=UTC)
REPORT = build_report(
    "known.jsonl",
    [
        Outcome(Question("q1", "?", False), Status.DECLINED, 1.0, 0.1),
        Outcome(Question("q2", "??", False), Status.ANSWERED, 1.0, 0.9),
    ],
    Depths(),
)


def test_a_run_that_is_kept_comes_back(tmp_path: Path) -> None:
    """The file is named by the time, without colons, which Windows does not allow."""
    path = keep_run(tmp_path, REPORT, NIGHT)
    (run,) = kept_runs(tmp_path)

    assert path.name == "2026-11-22T21-40-05Z.json"
    assert read_report(path) == REPORT
    assert (run.path, run.when, run.known, run.questions) == (path, NIGHT, "known.jsonl", 2)
    assert run.scores == REPORT.overall.scores
    assert run.error == ""


def test_runs_come_oldest_first(tmp_path: Path) -> None:
    """Whatever the order in which they were written, and the time zone."""
    eastern = timezone(timedelta(hours=-5))
    keep_run(tmp_path, REPORT, NIGHT)
    keep_run(tmp_path, REPORT, datetime(2026, 11, 22, 10, 0, 0, tzinfo=eastern))

    assert [run.when.hour for run in kept_runs(tmp_path)] == [15, 21]


def test_two_runs_of_the_same_second_are_both_kept(tmp_path: Path) -> None:
    """The later one is named a second later."""
    paths = [keep_run(tmp_path, REPORT, NIGHT) for _ in range(3)]

    assert [run.path for run in kept_runs(tmp_path)] == paths
    assert paths[-1].name == "2026-11-22T21-40-07Z.json"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{"format": 1', "not JSON"),
        (b"\xff", "not UTF-8 at byte 0"),
        (b"[]", "expected a JSON object"),
        (b"{}", "it is no report of format 1"),
        (
            json.dumps({**report_object(REPORT), "overall": 3}).encode(),
            '"overall" must be an object',
        ),
    ],
)
def test_a_damaged_file_is_told_and_left_alone(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    """The other runs are still there, and so is the file."""
    keep_run(tmp_path, REPORT, NIGHT)
    damaged = keep_run(tmp_path, REPORT, NIGHT - timedelta(hours=1))
    damaged.write_bytes(content)

    first, second = kept_runs(tmp_path)

    assert (first.path, first.when) == (damaged, NIGHT - timedelta(hours=1))
    assert problem in first.error
    assert second.known == "known.jsonl"
    assert damaged.read_bytes() == content


def test_a_report_with_another_name_is_as_old_as_its_file(tmp_path: Path) -> None:
    """Someone put `quoth eval --json` of another machine there."""
    path = keep_run(tmp_path, REPORT, NIGHT)
    path = path.rename(path.with_name("theirs.json"))
    os.utime(path, (0, 86_400))

    (run,) = kept_runs(tmp_path)

    assert run.when == datetime(1970, 1, 2, tzinfo=UTC)
    assert run.known == "known.jsonl"


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    """Though one that stays as it was is read once."""
    path = keep_run(tmp_path, REPORT, NIGHT)
    assert kept_runs(tmp_path)[0].questions == 2

    path.write_text(json.dumps({**report_object(REPORT), "questions": []}))

    assert kept_runs(tmp_path)[0].questions == 0


def test_no_runs_yet(tmp_path: Path) -> None:
    """Looking makes no folder."""
    assert kept_runs(tmp_path) == ()
