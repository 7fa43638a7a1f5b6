"""Risk and calibration as a person sees them."""

import io
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from eval import Depths, Outcome, Question, Status, build_report
from eval.confidence import bar, show_confidence


def printed(outcomes: Sequence[Outcome]) -> str:
    """What is shown on a terminal of 100 columns."""
    out = io.StringIO()
    console = Console(file=out, width=100, markup=False, highlight=False)
    show_confidence(build_report("known", outcomes, Depths()), console)
    return out.getvalue()


def reply(confidence: float | None, *, answerable: bool) -> Outcome:
    """A refusal of this confidence; a failure where it is None."""
    status = Status.FAILED if confidence is None else Status.DECLINED
    return Outcome(Question("q", "?", answerable), status, 1.0, confidence)


def test_what_is_printed() -> None:
    """Two near misses at 0.25 and 0.75, one answerable question at 0.55."""
    text = printed(
        [
            reply(0.25, answerable=False),
            reply(0.75, answerable=False),
            reply(0.55, answerable=True),
        ]
    )

    assert "│      0.50 │         50.0% │       50.0% │         - │           0.0% │" in text
    assert "False answers at most 20%: threshold 0.76, false refusals 100.0%\n" in text
    assert f"│ 0.5 to 0.6 │ 0.55 │ 1.00 │ 1 │ {'#' * 22}|{'#' * 17} " in text
    assert "The notes answer: n 3, calibration error 0.483, Brier 0.276 " in text
    assert "(always saying 0.33: 0.222)" in text
    assert "The first quote is right: nothing to judge\n" in text


def test_without_confidence_there_are_no_tables() -> None:
    """Where every question failed, nothing is known of thresholds."""
    text = printed([reply(None, answerable=True)])

    assert "Risk" not in text
    assert text.startswith("The notes answer: nothing to judge\n")


def test_bars() -> None:
    """Forty characters; the mark is where the forecast would end."""
    assert bar(1.0, 1.0) == "#" * 39 + "|"
    assert bar(0.0, 0.0) == "|" + "." * 39
    assert bar(0.25, 0.5) == "#" * 10 + "." * 10 + "|" + "." * 19


@given(st.floats(0, 1), st.floats(0, 1))
def test_bars_line_up(share: float, forecast: float) -> None:
    """Each is as wide as the others and has one mark."""
    drawn = bar(share, forecast)

    assert len(drawn) == 40
    assert drawn.count("|") == 1
