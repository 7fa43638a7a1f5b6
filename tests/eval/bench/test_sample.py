"""The texts that are embedded, sampled from an index."""

from pathlib import Path

from eval.bench.sample import about, sampled


def test_texts_as_the_model_gets_them(folder: Path) -> None:
    """A passage under its headings, then its units; all of a small index."""
    groups = sampled(folder)
    assert len(groups) == 2
    assert any("Retention" in group[0] and "4 days" in group[0] for group in groups)
    assert all(len(group) >= 2 for group in groups)
    assert len(sampled(folder, passages=1)) == 1


def test_about_so_many_texts() -> None:
    """Whole passages until there are enough; every passage if there are not."""
    groups = [(str(number),) * 3 for number in range(10)]
    assert [len(about(groups, wanted)) for wanted in (1, 3, 4, 9, 30, 1000)] == [1, 1, 2, 3, 10, 10]
    assert sorted(about(groups, 30)) == groups
