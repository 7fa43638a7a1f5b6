"""The checker that runs after every torture test: all that `quoth doctor` looks at."""

from pathlib import Path

from index import Diagnosis, examine


def verified(index_folder: Path, *, thorough: bool = True) -> Diagnosis:
    """The diagnosis of an index that is well; fails the test that asks where it is not."""
    diagnosis = examine(index_folder, thorough=thorough)
    assert diagnosis.is_well, [f"{one.check}: {one.what} ({one.where})" for one in diagnosis.faults]
    return diagnosis
