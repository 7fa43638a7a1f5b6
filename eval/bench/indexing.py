"""What it takes to index a folder, and to keep the index up to date."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from index import HASH_MODEL, Store, find_model

from .child import Ended, run_bench, run_python
from .copied import Notes, copy_notes, edit, evenly, rename, settle
from .errors import BenchError
from .figures import Facts, spread
from .sample import sampled

_UPDATE = """\
import sys
from pathlib import Path
from index import build
build(Path(sys.argv[1]), Path(sys.argv[2]), is_last=False)
"""
"""An update in a process that has nothing else to start."""

Update = tuple[str, Callable[[int], object]]
"""What is done to the notes, in words, and how it is done for the so-manieth time."""


def measure_indexing(notes: Path, scratch: Path, model: str | None, rounds: int) -> Facts:
    """Index a copy of `notes` from nothing, then change it and bring the index up to date.

    The copy and the index are made in `scratch`, as `notes` and `index`. Each build runs in a
    process of its own; each kind of update is done in so many rounds.
    """
    copies = copy_notes(notes.resolve(), scratch / "notes")
    if not copies:
        raise _nothing(notes)
    _make_ready(scratch, model)
    settle()
    full = _build(scratch / "notes", scratch / "index", model)
    found, sizes = full.facts, _sizes(scratch / "index")
    if not found["passages"]:
        raise _nothing(notes)
    texts = _texts(scratch / "index", found["embedded"])
    return {
        "notes": found["notes"],
        "passages": found["passages"],
        "skipped": found["skipped"],
        "embedded": found["embedded"],
        **texts,
        "bytes": {"notes": sum(note.stat().st_size for note in copies), **sizes},
        "full": {
            "seconds": round(full.seconds, 4),
            "memory": full.memory,
            **_of_stages(found),
            "per second": {
                "notes": round(found["notes"] / full.seconds, 2),
                "passages": round(found["embedded"] / full.seconds, 2),
                "texts": round(texts["texts"] / full.seconds, 2),
                "tokens": round(texts["tokens"] / full.seconds, 2),
            },
        },
        "updates": dict(_updates(copies, scratch, rounds, full.seconds)),
    }


def _nothing(notes: Path) -> BenchError:
    return BenchError(f"There are no notes in {notes} that hold anything. Name another folder")


def _make_ready(scratch: Path, model: str | None) -> None:
    """Index one small note, for a model that is new to this computer is exported first."""
    (scratch / "one").mkdir()
    (scratch / "one" / "note.md").write_text("# Ready\n\nThis note is the first.\n", "utf-8")
    _build(scratch / "one", scratch / "one index", model)


def _build(notes: Path, index_folder: Path, model: str | None) -> Ended:
    chosen = ("--model", model) if model else ()
    return run_bench(["build-once", str(notes), "--index", str(index_folder), *chosen])


def _updates(copies: Notes, scratch: Path, rounds: int, full: float) -> Iterator[tuple[str, Facts]]:
    first, percent = copies[len(copies) // 2], evenly(copies, max(1, len(copies) // 100))
    named = [first]
    kinds: tuple[Update, ...] = (
        ("nothing changed", lambda _: None),
        ("one note edited", lambda mark: edit([first], mark)),
        ("1 % edited", lambda mark: edit(percent, mark + rounds + 1)),
        ("one note renamed", lambda mark: named.append(rename(named[-1], mark))),
    )
    for kind, change in kinds:
        seconds, memory = [], None
        for mark in range(rounds):
            change(mark)
            ended = run_python(["-c", _UPDATE, str(scratch / "notes"), str(scratch / "index")])
            seconds.append(ended.seconds)
            memory = ended.memory
        change(rounds)
        settle()  # Else the first of the next kind would read these notes once more.
        yield (
            kind,
            {
                "seconds": spread(seconds),
                "share": round(spread(seconds)["median"] / full, 4),
                "memory": memory,
                **_of_stages(_build(scratch / "notes", scratch / "index", None).facts),
            },
        )


def _of_stages(found: Facts) -> Facts:
    """What one more build found out, which was slower for being timed."""
    return {name: found[name] for name in ("written", "embedded", "build", "work", "stages")}


def _texts(index_folder: Path, embedded: int) -> Facts:
    """About how many texts and tokens were embedded, from those of a sample of passages."""
    groups = sampled(index_folder)
    texts = [text for group in groups for text in group]
    a_passage = embedded / len(groups)
    return {
        "texts": round(len(texts) * a_passage),
        "tokens": round(_tokens(index_folder, texts) * a_passage),
    }


def _tokens(index_folder: Path, texts: list[str]) -> int:
    """How many tokens the model gets of the texts; for the test embedder, words."""
    with closing(Store(index_folder)) as store:
        name = store.info().model
    if name == HASH_MODEL:
        return sum(len(text.split()) for text in texts)
    from tokenizers import Tokenizer

    model = find_model(name)
    tokenizer = Tokenizer.from_file(str(model.tokenizer))
    tokenizer.no_padding()
    tokenizer.enable_truncation(model.token_limit)
    return sum(len(encoding.ids) for encoding in tokenizer.encode_batch(texts))


def _sizes(index_folder: Path) -> dict[str, int]:
    sizes = {file.name: file.stat().st_size for file in sorted(index_folder.iterdir())}
    return {name: size for name, size in sizes.items() if size}
