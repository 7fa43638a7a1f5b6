"""What reports as JSON files say of confidence and of the length of quotes."""

import json
from pathlib import Path

from eval import (
    Depths,
    Outcome,
    Place,
    Question,
    Quote,
    Status,
    build_report,
    read_report,
    report_object,
)

GOLD = Place("a.md", 1, 2)
SIZE = Question("q1", "How big?", True, ("What?",), ("ja",), gold=(GOLD,))
REPORT = build_report(
    "known.jsonl",
    [
        Outcome(SIZE, Status.ANSWERED, 12.5, 0.75, (), (Quote(GOLD, "oh\r\nja!", True, 0.5),)),
        Outcome(Question("q2", "?", False), Status.DECLINED, 0.5, 0.1, (GOLD,), reason="no"),
    ],
    Depths(),
)


def test_the_keys_of_confidence_and_lengths() -> None:
    """Scripts may rely on these too."""
    written = json.loads(json.dumps(report_object(REPORT)))

    curves = written["calibration"]
    assert list(curves) == ["notes_answer", "first_quote"]
    assert list(curves["notes_answer"]) == ["title", "n", "ece", "brier", "share", "bins"]
    assert curves["notes_answer"]["bins"][0].keys() == {
        *("start", "end", "n", "forecast", "share", "low", "high")
    }
    assert curves["first_quote"]["n"] == 1
    assert list(written["turns"]) == ["first questions", "follow-ups"]
    assert written["quote_lengths"]["first"] == {
        "n": 1,
        "mean": 7,
        "p90": 7,
        "over_300": {"value": 0, "low": 0, "high": 0, "n": 1},
    }
    assert written["quote_lengths"]["all"]["n"] == 1
    assert written["risk"][0] == {
        "threshold": 0.1,
        "false_answers": 1,
        "near": 1,
        "offtopic": None,
        "false_refusals": 0,
    }


def test_a_report_of_before_quotes_had_scores(tmp_path: Path) -> None:
    """It is read; only the curve of first quotes has nothing to judge."""
    written = json.loads(json.dumps(report_object(REPORT)))
    del written["questions"][0]["quotes"][0]["score"]
    for key in ("turns", "calibration", "quote_lengths", "risk"):
        del written[key]
    path = tmp_path / "report.json"
    path.write_text(json.dumps(written), encoding="utf-8")

    report = read_report(path)

    assert report.overall == REPORT.overall
    assert [curve.n for curve in report.calibration] == [2, 0]
