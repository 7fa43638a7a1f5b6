"""Reports as JSON files."""

import json
from pathlib import Path

import pytest

from eval import (
    Depths,
    Outcome,
    Place,
    Question,
    Quote,
    Report,
    ReportFileError,
    Status,
    build_report,
    read_report,
    report_object,
    write_report,
)

GOLD = Place("a.md", 1, 2)
SIZE = Question(
    "q1", "How “big”?", True, ("What?",), ("ja",), (), (GOLD, Place("b.md")), "typo", "T"
)
QUOTE = Quote(GOLD, "oh\r\nja\u2028", verbatim=True, score=0.5)
REPORT = build_report(
    "known.jsonl",
    [
        Outcome(SIZE, Status.ANSWERED, 12.5, 0.75, (Place("b.md", 4, 9),), (QUOTE,)),
        Outcome(Question("q2", "?", False), Status.DECLINED, 1 / 3, 0.1, (GOLD,), reason="no"),
        Outcome(Question("q3", "?", False), Status.FAILED, 2.0, reason="QuothError: no"),
    ],
    Depths((1, 10), (1, 2)),
    ["q1: b.md cannot be read"],
)


def test_a_report_comes_back_the_same(tmp_path: Path) -> None:
    """Every outcome, and every score to the last digit."""
    path = tmp_path / "report.json"

    write_report(REPORT, path)

    assert read_report(path) == REPORT


def test_the_keys_are_those_that_are_documented() -> None:
    """Scripts rely on these."""
    written = json.loads(json.dumps(report_object(REPORT)))

    assert list(written) == [
        "format",
        "known",
        "depths",
        "receipt",
        "latency_ms",
        "overall",
        "kinds",
        "topics",
        "turns",
        "calibration",
        "quote_lengths",
        "risk",
        "stale",
        "questions",
    ]
    assert written["overall"]["scores"]["recall@1"] == {"value": 1, "low": 1, "high": 1, "n": 1}
    assert written["kinds"]["typo"]["questions"] == 1
    assert written["latency_ms"].keys() == {"p50", "p95", "slowest"}
    assert written["questions"][0] == {
        "known": {
            "id": "q1",
            "question": "How “big”?",
            "history": ["What?"],
            "answerable": True,
            "answers": ["ja"],
            "must_include": [],
            "gold": [{"note": "a.md", "lines": [1, 2]}, {"note": "b.md"}],
            "kind": "typo",
            "topic": "T",
        },
        "status": "answered",
        "confidence": 0.75,
        "ms": 12.5,
        "gold_rank": 1,
        "answer_rank": 1,
        "reason": "",
        "passages": [{"note": "b.md", "lines": [4, 9]}],
        "quotes": [
            {
                "note": "a.md",
                "lines": [1, 2],
                "quote": "oh\r\nja\u2028",
                "verbatim": True,
                "score": 0.5,
            }
        ],
    }
    assert written["questions"][2]["confidence"] is None


def test_an_earlier_report_stays_when_writing_fails(tmp_path: Path) -> None:
    """And no half-written file is left beside it."""
    path = tmp_path / "report.json"
    path.write_text("earlier", encoding="utf-8")
    lone_surrogate = Question("q\ud800", "?", False)
    report = build_report("known", [Outcome(lone_surrogate, Status.DECLINED, 1.0, 0.1)], Depths())

    with pytest.raises(UnicodeEncodeError):
        write_report(report, path)

    assert path.read_text(encoding="utf-8") == "earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_report_cannot_be_written_where_there_is_no_folder(tmp_path: Path) -> None:
    """The path and what to do are named."""
    with pytest.raises(ReportFileError, match=r"report\.json cannot be written: .*Name another"):
        write_report(REPORT, tmp_path / "absent" / "report.json")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"format": 99}, "expected a report of format 1, found 99"),
        ({"depths": {"passages": [3, 1], "quotes": [1]}}, "depths must be rising"),
        ({"depths": {"passages": ["1"], "quotes": [1]}}, "must be a list of whole numbers"),
        ({"depths": 3}, '"depths" must be an object'),
        ({"questions": [{}]}, '"known" must be an object, but it is missing'),
    ],
)
def test_reports_that_cannot_be_read(
    tmp_path: Path, change: dict[str, object], problem: str
) -> None:
    """What is wrong is named with its file."""
    path = tmp_path / "report.json"
    path.write_text(json.dumps({**report_object(REPORT), **change}), encoding="utf-8")

    with pytest.raises(ReportFileError, match=rf"report\.json, .*{problem}"):
        read_report(path)


def test_outcomes_that_cannot_be_read(tmp_path: Path) -> None:
    """A status that does not exist, a number that is none."""
    for key, value, problem in (
        ("status", "maybe", "must be one of answered, not_in_notes, failed"),
        ("ms", "fast", '"ms" must be a number'),
    ):
        written = json.loads(json.dumps(report_object(REPORT)))
        written["questions"][1][key] = value
        path = tmp_path / "report.json"
        path.write_text(json.dumps(written), encoding="utf-8")

        with pytest.raises(ReportFileError, match=rf"questions\[1\]: .*{problem}"):
            read_report(path)


def test_a_report_that_is_not_there(tmp_path: Path) -> None:
    """As the user would say it."""
    with pytest.raises(ReportFileError, match=r"absent\.json cannot be read: No such file"):
        read_report(tmp_path / "absent.json")


def test_scores_are_computed_anew(tmp_path: Path) -> None:
    """What the file says of scores is for scripts; reading counts the outcomes."""
    path = tmp_path / "report.json"
    path.write_text(json.dumps({**report_object(REPORT), "overall": {}}), encoding="utf-8")

    report: Report = read_report(path)

    assert report.overall == REPORT.overall
