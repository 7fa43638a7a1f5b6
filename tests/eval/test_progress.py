"""Progress as a log sees it."""

import pytest

from eval.progress import progress


def test_a_log_gets_about_ten_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """One for each tenth of 200 questions, none for the start."""
    with progress() as on_progress:
        for done in range(201):
            on_progress(done, 200)

    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "asked 20 of 200 questions"
    assert lines[-1] == "asked 200 of 200 questions"
    assert len(lines) == 10


def test_few_questions_get_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    """Of three questions, all are told."""
    with progress() as on_progress:
        for done in range(4):
            on_progress(done, 3)

    assert len(capsys.readouterr().err.splitlines()) == 3
