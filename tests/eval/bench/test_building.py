"""One build, timed: every stage is met."""

from pathlib import Path

import pytest

import index
from eval.bench import build_stages
from eval.bench.build_stages import BUILD_STAGES
from eval.bench.building import build_once
from eval.bench.errors import BenchError


def test_stages_and_counts(two_notes: Path, tmp_path: Path) -> None:
    """Both processes are seen; the shares are of all stages' work; the second build has none."""
    folder = tmp_path / "made"
    found = build_once(two_notes, folder, index.HASH_MODEL)
    assert (found["notes"], found["passages"], found["written"], found["embedded"]) == (2, 2, 2, 2)
    assert found["skipped"] == 0
    assert {"read", "outline", "cut", "embed", "write", "arrange words"} <= found["stages"].keys()
    assert [stage for stage in BUILD_STAGES if stage in found["stages"]] == [*found["stages"]]
    stages = found["stages"].values()
    assert sum(stage["share"] for stage in stages) == pytest.approx(1, abs=0.01)
    assert sum(stage["seconds"] for stage in stages) == pytest.approx(found["work"], abs=0.002)
    assert all(stage["seconds"] >= 0 for stage in stages)

    again = build_once(two_notes, folder, None)
    assert (again["notes"], again["written"], again["embedded"]) == (2, 0, 0)
    assert "write" not in again["stages"]


def test_no_command_means_this_index(two_notes: Path, tmp_path: Path, home: Path) -> None:
    """The index that was used last is still the one that was used last."""
    index.build(two_notes, tmp_path / "used", model=index.HASH_MODEL)
    build_once(two_notes, tmp_path / "made", index.HASH_MODEL)
    assert index.locate_index(None, None) == tmp_path / "used"


def test_a_stage_that_moved_is_missed(
    two_notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is built then: half a table of stages would be read as a whole one."""
    monkeypatch.setitem(build_stages._BUILDING, "gone", ("index.build", "gone"))
    with pytest.raises(BenchError, match=r"`gone` in index\.build"):
        build_once(two_notes, tmp_path / "made", index.HASH_MODEL)
    assert not (tmp_path / "made").exists()
