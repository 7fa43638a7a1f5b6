"""One build, measured in the process that does it: `python -m eval.bench build-once`."""

import tempfile
from pathlib import Path

from index import build

from .build_stages import timed_build
from .figures import Facts, shares


def build_once(notes: Path, index_folder: Path, model: str | None) -> Facts:
    """Bring the index up to date, and say what that took and what it did.

    The share of a stage is that of all stages' own work, which may be more than the seconds:
    notes are read in a process apart.
    """
    with (
        tempfile.TemporaryDirectory(prefix="quoth-bench-") as folder,
        timed_build(Path(folder)) as spent,
    ):
        # The user's next command must not mean an index that is gone by then.
        receipt = build(notes, index_folder, model=model, is_last=False)
        seconds = {stage: took / 1000 for stage, took in spent().items()}
    part = shares(seconds)
    return {
        "build": round(receipt.seconds, 4),
        "work": round(sum(seconds.values()), 4),
        "stages": {
            stage: {"seconds": round(took, 4), "share": part[stage]}
            for stage, took in seconds.items()
        },
        "notes": receipt.notes,
        "passages": receipt.passages,
        "written": receipt.added + receipt.changed + receipt.renamed,
        "embedded": receipt.embedded,
        "skipped": len(receipt.skipped),
    }
