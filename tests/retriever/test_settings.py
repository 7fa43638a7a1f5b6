"""The fitted numbers, and what a user may set."""

from collections.abc import Callable
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import QuothError
from retriever import Found, candidates, confidence_signs, signals
from retriever.settings import SURE_ENOUGH, SURE_VARIABLE, SettingError, ranker_weights, sure_enough

Find = Callable[[str], Found]


def test_every_weight_weighs_something(find: Find) -> None:
    """A name in ranker.json that nothing is called by would be a slip of the pen."""
    found = find("How long are messages kept?")
    weights = ranker_weights()
    read, span = found.passages[0], next(candidates(found.passages, found.query))
    named = confidence_signs(found.passages)

    assert weights.passages.keys() <= signals(read.match, read.units).keys()
    assert weights.spans.keys() <= span.features.keys()
    assert weights.confidence.keys() <= named.keys()


def test_every_weight_is_a_number() -> None:
    """And none of the three models is empty."""
    weights = ranker_weights()

    for model in (weights.passages, weights.spans, weights.confidence):
        assert model
        assert all(isfinite(weight) for weight in model.values())


def test_the_weights_are_read_once() -> None:
    """Every question uses them."""
    assert ranker_weights() is ranker_weights()


@pytest.mark.parametrize("setting", [None, ""])
def test_without_a_setting_the_usual_threshold_holds(
    monkeypatch: pytest.MonkeyPatch, setting: str | None
) -> None:
    """Set to nothing is not set."""
    if setting is not None:
        monkeypatch.setenv(SURE_VARIABLE, setting)

    assert sure_enough() == SURE_ENOUGH
    assert 0 < SURE_ENOUGH < 1


@pytest.mark.parametrize(
    ("setting", "sure"), [("0", 0.0), ("1", 1.0), ("0.35", 0.35), (" 1e-1 ", 0.1)]
)
def test_the_user_sets_the_threshold(
    monkeypatch: pytest.MonkeyPatch, setting: str, sure: float
) -> None:
    """Both ends included."""
    monkeypatch.setenv(SURE_VARIABLE, setting)

    assert sure_enough() == sure


@pytest.mark.parametrize("setting", ["very", "80%", "0,8", "-0.1", "1.01", "nan", "inf", " "])
def test_a_setting_that_makes_no_sense_is_an_error(
    monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    """It names the variable, what may stand there, and what does."""
    monkeypatch.setenv(SURE_VARIABLE, setting)

    with pytest.raises(SettingError) as complaint:
        sure_enough()

    assert str(complaint.value) == (
        f"QUOTH_SURE must be a number from 0 to 1, such as 0.8: {setting}"
    )
    assert isinstance(complaint.value, QuothError)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_setting_is_a_number_or_an_error(setting: str) -> None:
    """Never another threshold than one from 0 to 1."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SURE_VARIABLE, setting)
        try:
            sure = sure_enough()
        except SettingError:
            return
    assert 0 <= sure <= 1
