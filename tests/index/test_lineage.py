"""What the next generation knows of a cache."""

from pathlib import Path

from index.cache_file import write_cache_file
from index.lineage import Lineage, next_lineage


def test_what_is_kept_of_a_cache(tmp_path: Path) -> None:
    """One of now is of now; one of before is as long ago as it was; of others nothing is known."""
    path = tmp_path / "cache"
    assert next_lineage(path, "now", Lineage("before", 7)) == Lineage()
    write_cache_file(path, "now")
    assert next_lineage(path, "now", Lineage("before", 7)) == Lineage("now", 0)
    write_cache_file(path, "before")
    assert next_lineage(path, "now", Lineage("before", 7)) == Lineage("before", 7)
    assert next_lineage(path, "now", Lineage()) == Lineage()
    write_cache_file(path, "other")
    assert next_lineage(path, "now", Lineage("before", 7)) == Lineage()
    path.write_bytes(b"no cache")
    assert next_lineage(path, "now", Lineage("before", 7)) == Lineage()


def test_an_index_that_knows_of_no_generation(tmp_path: Path) -> None:
    """A cache that names none does not follow from it."""
    write_cache_file(tmp_path / "cache", "")
    assert next_lineage(tmp_path / "cache", "now", Lineage()) == Lineage()
