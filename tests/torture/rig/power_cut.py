"""The files of a process that lost its power, as far as the disk was bound to keep them."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from random import Random

from .journal import SQLITE, Moment, applied


def moments(log: Path) -> list[Moment]:
    """All moments that a `Journal` has written down in `log`, in their order."""
    return [
        Moment(
            **{
                **moment,
                "synced": {int(number): digest for number, digest in moment["synced"].items()},
                "now": {int(number): digest for number, digest in moment["now"].items()},
            }
        )
        for moment in json.loads((log / "moments.json").read_text("utf-8"))
    ]


def after_cut(moment: Moment, log: Path, random: Random, root: Path, place: Path) -> None:
    """Make at `place` what may be left of `root` after a cut at that moment.

    Of names that were given or taken and not synced, any are on the disk. A file that was not
    synced holds what it held before, nothing, its beginning, zeros, or all.
    """
    names = dict(moment.kept_names)
    for old, new, number in moment.pending:
        if random.random() < 0.5:
            applied(names, old, new, number)
    place.mkdir(parents=True, exist_ok=True)
    for name, number in names.items():
        path = Path(name)
        if not path.is_relative_to(root) or number not in moment.now | moment.synced:
            continue
        target = place / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_content(moment, path, number, log, random))


def _content(moment: Moment, path: Path, number: int, log: Path, random: Random) -> bytes:
    synced, now = moment.synced.get(number), moment.now.get(number)
    written = (log / (now or synced or "")).read_bytes()
    if path.name in SQLITE or synced == now or now is None:
        return written
    before = (log / synced).read_bytes() if synced else b""
    torn = written[: random.randint(0, len(written))]
    return random.choice([before, b"", torn, bytes(len(written)), written])


def careless_renames(found: Sequence[Moment]) -> list[str]:
    """What was renamed before it was synced, or whose folder was not synced afterwards."""
    careless: list[str] = []
    for place, moment in enumerate(found):
        if moment.event not in {"replace", "rename", "link"}:
            continue
        number = {**moment.kept_names, **{new: at for _, new, at in moment.pending}}[moment.path]
        folder = os.path.dirname(moment.to)  # noqa: PTH120
        later = [one.path for one in found[place + 1 :] if one.event == "fsync"]
        # One that has two names is no new file.
        is_synced = moment.synced.get(number) == moment.now[number] or moment.event == "link"
        if not is_synced or folder not in later:
            careless.append(f"{moment.event} {moment.path} -> {moment.to}")
    return careless


def renames(found: Sequence[Moment]) -> int:
    """How many files were renamed."""
    return sum(moment.event in {"replace", "rename", "link"} for moment in found)
