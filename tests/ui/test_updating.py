"""Updates of an index that run beside the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import index
from index import OnProgress, Progress, Stage
from ui.updating import Moment, find_update, left_words, start_update, time_left, update_name

_STEPS = st.lists(st.tuples(st.floats(0.01, 100), st.integers(1, 500)), min_size=1, max_size=12)


@pytest.fixture(autouse=True)
def _no_jobs() -> Iterator[None]:
    """Jobs are kept for the whole server: those of a test end with it."""
    import streamlit

    yield
    streamlit.cache_resource.clear()


def test_the_pace_so_far_says_how_long_it_takes() -> None:
    """100 in 10 seconds leave 70 seconds for 700, of which 5 have gone by since."""
    embedded = [Moment(10, 100), Moment(20, 200), Moment(30, 300)]

    assert time_left(embedded, 1_000, now=30) == 70
    assert time_left(embedded, 1_000, now=35) == 65


def test_loading_the_model_is_no_part_of_the_pace() -> None:
    """Once more than the first batch is done, only what came after it counts."""
    embedded = [Moment(0, 0), Moment(50, 100), Moment(60, 200)]

    assert time_left(embedded[:2], 200, now=50) == 50
    assert time_left(embedded, 400, now=60) == 20


@pytest.mark.parametrize("embedded", [[], [Moment(0, 0)], [Moment(0, 0), Moment(9, 0)]])
def test_without_a_pace_nothing_is_said(embedded: list[Moment]) -> None:
    """Nothing done, or nothing known."""
    assert time_left(embedded, 100, now=10) is None


@given(_STEPS, st.integers(0, 500), st.floats(0, 1000))
def test_it_never_takes_less_than_no_time(
    steps: list[tuple[float, int]], more: int, since: float
) -> None:
    """However late it is; and it takes no longer, the later it is."""
    embedded = [Moment(0, 0)]
    for seconds, done in steps:
        embedded.append(Moment(embedded[-1].at + seconds, embedded[-1].done + done))
    total, now = embedded[-1].done + more, embedded[-1].at

    left = [time_left(embedded, total, now + late) for late in (0, since)]

    assert left[0] is not None
    assert left[1] is not None
    assert 0 <= left[1] <= left[0]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "a few seconds left"),
        (31, "about 40 seconds left"),
        (51, "about 1 minute left"),
        (61, "about 2 minutes left"),
        (3_600, "about 1 hour left"),
        (7_260, "about 2 hours 1 minute left"),
    ],
)
def test_time_in_words(seconds: float, words: str) -> None:
    """Rounded up."""
    assert left_words(seconds) == words


def test_an_update_ends_with_its_receipt(indexed: Path, notes: Path) -> None:
    """It can be found by its index folder, however that is written, and says how far it came."""
    (notes / "figs.md").write_text("# Figs\n\nFigs ripen in August.\n", "utf-8")

    job = start_update(notes, indexed)
    job.wait(60)

    assert find_update(indexed.parent / "." / indexed.name) is job
    assert job.result is not None
    assert (job.result.receipt.added, job.result.receipt.notes) == (1, 3)
    assert job.progress is not None
    assert job.progress.step.stage is Stage.WRITING


def test_a_step_that_begins_again_has_a_pace_of_its_own(
    indexed: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it did before tells nothing of how long it takes now."""
    monkeypatch.setattr("ui.updating._SECONDS_BETWEEN", 0)

    def build(*_: object, on_progress: OnProgress, **__: object) -> None:
        for done in (0, 500, 900, 0, 100):
            on_progress(Progress(Stage.ARRANGING, done, 1_000))

    monkeypatch.setattr(index, "build", build)
    job = start_update(notes, indexed)
    job.wait(10)

    assert job.progress is not None
    assert [moment.done for moment in job.progress.moments] == [0, 100]


def test_an_update_that_cannot_be_done_says_why(indexed: Path, notes: Path) -> None:
    """A notes folder that is gone is an error in words."""
    notes.rename(notes.with_name("elsewhere"))

    job = start_update(notes, indexed)
    job.wait(60)

    assert job.result is None
    assert "does not exist" in (job.error or "")


def test_an_update_does_not_change_which_index_is_meant(
    indexed: Path, notes: Path, home: Path, tmp_path: Path
) -> None:
    """Only the first build of a folder that someone chose does."""
    from retriever import locate_index

    other = tmp_path / "other index"
    index.build(notes, other, model="hash", is_last=False)

    start_update(notes, other).wait(60)
    assert locate_index(None, None) == indexed

    start_update(notes, other, is_last=True).wait(60)
    assert locate_index(None, None) == other


def test_each_index_has_an_update_of_its_own(tmp_path: Path) -> None:
    """By the folder of the index."""
    assert update_name(tmp_path / "a") != update_name(tmp_path / "b")
    assert find_update(tmp_path / "a") is None
