"""The bad notes indexed by the real code, and whatever of it is not as it should be.

As a program, `python -m rig.trial FOLDER SIZE MODEL EVERY`, it makes the corpus first and prints in
JSON what it found.
"""

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import bad_notes
from bad_notes import BadNote, Corpus, Findable, Marker, Outcome, Size
from bad_notes.words import line_of

from index import HASH_MODEL, Progress, Receipt, Stage, Status, Store, build, status
from retriever import Answer, Assistant, Citation, Hit, NotInNotes

from .dump import dump
from .verify import verified

_LONGEST, _LONGEST_OF_LARGE = 5.0, 10.0
"""Seconds that a note may take to be read and cut; the second for one of over 5 MB."""
_LARGE = 5_000_000
_MOST = 10


@dataclass(frozen=True, slots=True)
class Trial:
    """A corpus that was indexed, and what came of it."""

    corpus: Corpus
    index_folder: Path
    receipt: Receipt
    status: Status
    seconds: dict[str, float]
    """How long it took to read and cut each note."""
    outcomes: dict[bytes, Outcome]
    as_root: bool

    @property
    def indexed(self) -> Iterator[BadNote]:
        """The entries that are found."""
        found = {Outcome.INDEXED, Outcome.WARNED}
        return (note for note in self.corpus.created if self.outcomes[note.path] in found)

    @property
    def markers(self) -> list[tuple[BadNote, Marker]]:
        """The markers that must be found, each with its note."""
        return [
            (note, marker)
            for note in self.indexed
            if note.expected.findable is Findable.YES
            for marker in note.markers
        ]


@dataclass(slots=True)
class _Clock:
    """Listens to the progress of a build for how long each note takes."""

    seconds: dict[str, float] = field(default_factory=dict)
    _note: str = ""
    _since: float = 0.0

    def hear(self, progress: Progress) -> None:
        now = time.perf_counter()
        if self._note:
            self.seconds[self._note] = now - self._since
        self._note = progress.current if progress.stage is Stage.READING else ""
        self._since = now


def tried(corpus: Corpus, index_folder: Path, model: str | None = HASH_MODEL) -> Trial:
    """What comes of indexing `corpus`."""
    clock = _Clock()
    receipt = build(corpus.notes, index_folder, model=model, on_progress=clock.hear)
    with closing(Store(index_folder)) as store:
        known = set(store.known_notes())
    skipped = {skip.path for skip in receipt.skipped}
    warned = {skip.path for skip in receipt.warnings}
    return Trial(
        corpus=corpus,
        index_folder=index_folder,
        receipt=receipt,
        status=status(index_folder),
        seconds=clock.seconds,
        outcomes={
            note.path: _outcome(note.name, known, skipped, warned) for note in corpus.created
        },
        as_root=_reads_everything(corpus.notes / "fs" / "unreadable.md"),
    )


def _reads_everything(locked: Path) -> bool:
    try:
        locked.read_bytes()
    except PermissionError:
        return False
    return True


def _outcome(name: str, known: set[str], skipped: set[str], warned: set[str]) -> Outcome:
    if name in known:
        return Outcome.WARNED if name in warned else Outcome.INDEXED
    # A folder that is not looked into stands for what is in it.
    is_named = name in skipped or any(name.startswith(f"{path}/") for path in skipped)
    return Outcome.SKIPPED if is_named else Outcome.IGNORED


def counts(trial: Trial) -> Counter[str]:
    """How many entries ended as was expected, otherwise but rightly, and wrongly."""
    found: Counter[str] = Counter()
    for note in trial.corpus.created:
        best, *others = note.expected.allowed(as_root=trial.as_root)
        outcome = trial.outcomes[note.path]
        how = "expected" if outcome is best else "also right" if outcome in others else "wrong"
        found[how] += 1
    return found


def wrong_outcomes(trial: Trial) -> Iterator[str]:
    """Entries that ended in what is not allowed, and files named without a reason."""
    for note in trial.corpus.created:
        allowed = note.expected.allowed(as_root=trial.as_root)
        if trial.outcomes[note.path] not in allowed:
            yield f"{note.name} ({note.nasty}) is {trial.outcomes[note.path]}, not {allowed}"
    for skip in (*trial.receipt.skipped, *trial.receipt.warnings):
        if not skip.reason.strip():
            yield f"{skip.path} is named without a reason"
    if (trial.status.skipped, trial.status.warnings) != (
        trial.receipt.skipped,
        trial.receipt.warnings,
    ):
        yield "the status names other files than the receipt"
    if trial.status.new or trial.status.changed or trial.status.deleted:
        yield "the status says that notes have changed"


def slow_notes(trial: Trial) -> Iterator[str]:
    """Notes that take too long to be read and cut."""
    sizes = {note.name: note.size for note in trial.corpus.created}
    for name, seconds in trial.seconds.items():
        if seconds > (_LONGEST_OF_LARGE if sizes.get(name, 0) > _LARGE else _LONGEST):
            yield f"{name} takes {seconds:.1f} s"


def wrong_hits(trial: Trial, assistant: Assistant) -> Iterator[str]:
    """Markers that are not found by their code words, or not where they stand."""
    for note, marker in trial.markers:
        hits = assistant.search(exactly(marker.code_word), _MOST)
        here = [hit for hit in hits if hit.passage.span.note_id == note.name]
        holding = [hit for hit in here if marker.code_word in hit.passage.embedded_text]
        if not holding and not _is_bare_heading(note, marker, assistant):
            yield f"{marker.code_word} of {note.name} ({note.nasty}) is not found"
        for hit in holding[:1]:
            yield from _wrong_place(note, marker, hit)


def _is_bare_heading(note: BadNote, marker: Marker, assistant: Assistant) -> bool:
    """Whether the answer is that only a heading has the word, and where that stands."""
    reply = assistant.ask(exactly(marker.code_word), sure=1.0)
    place = f"({note.name}, line {marker.line})"
    return isinstance(reply, NotInNotes) and place in reply.reason


def _wrong_place(note: BadNote, marker: Marker, hit: Hit) -> Iterator[str]:
    passage = hit.passage
    if marker.code_word not in passage.text:  # it stands in the heading
        return
    above = line_of(passage.text, passage.text.index(marker.code_word)) - 1
    if marker.line not in (None, passage.first_line + above):
        yield f"{note.name}: found on line {passage.first_line + above}, not {marker.line}"
    if marker.headings not in (None, passage.headings):
        yield f"{note.name}: found under {passage.headings}, not {marker.headings}"


def wrong_quotes(
    trial: Trial, assistant: Assistant, ask: Callable[[str], str], every: int
) -> Iterator[str]:
    """Code words that are not answered with their sentence, cited from where it stands."""
    for note, marker in trial.markers[::every]:
        # Of copies, which cannot be told apart, one is quoted.
        same = note.copy_of or note.path
        names = {one.name for one in trial.corpus.created if same in (one.path, one.copy_of)}
        reply = assistant.ask(ask(marker.code_word), sure=0.0, answers=_MOST)
        quotes = reply.citations if isinstance(reply, Answer) else ()
        is_right = any(_is_right(quote, names, marker) for quote in quotes)
        if not is_right and not _is_bare_heading(note, marker, assistant):
            yield f"{marker.code_word} of {note.name} is not quoted from where it stands"


def _is_right(quote: Citation, names: set[str], marker: Marker) -> bool:
    if quote.span.note_id not in names or marker.headings not in (None, quote.headings):
        return False
    if marker.code_word not in quote.quote:
        return any(marker.code_word in heading for heading in quote.headings)
    return marker.line is None or quote.first_line <= marker.line <= quote.last_line


def wrong_texts(trial: Trial, assistant: Assistant) -> Iterator[str]:
    """Notes whose text is not what was written, or not found in the words people type."""
    with closing(Store(trial.index_folder)) as store:
        query = (
            "SELECT text FROM passages JOIN notes ON notes.id = note WHERE path = ? ORDER BY start"
        )
        for note in trial.indexed:
            texts = [text for (text,) in store.connection.execute(query, (note.name,))]
            if _without_blanks(note.expected.holds) not in _without_blanks("".join(texts)):
                yield f"{note.name} does not hold {note.expected.holds!r}"
            if word := note.expected.asked_as:
                hits = assistant.search(exactly(word), _MOST)
                if all(hit.passage.span.note_id != note.name for hit in hits):
                    yield f"{note.name} is not found by {word!r}"


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def leaks(trial: Trial) -> Iterator[str]:
    """What is in the index and must not be, and what was run that must not be."""
    kept = dump(trial.index_folder)
    for secret in {one for note in trial.corpus.entries for one in note.expected.must_not_find}:
        if secret in kept:
            yield f"{secret} is in the index"
    places = (Path.cwd(), trial.corpus.folder, trial.corpus.notes, trial.index_folder)
    for path in (place / canary for place in places for canary in bad_notes.CANARIES):
        if path.exists():
            yield f"{path} was made"


def exactly(words: str) -> str:
    """A query for these very words: the test embedder knows of no likeness."""
    return f'"{words}"'


def complaints(trial: Trial, *, every: int = 1) -> list[str]:
    """All of these; with `every`, code words are asked for one in so many markers only."""
    with Assistant.open(trial.index_folder, reader="none") as assistant:
        return [
            *wrong_outcomes(trial),
            *slow_notes(trial),
            *wrong_hits(trial, assistant),
            *wrong_quotes(trial, assistant, exactly, every),
            *wrong_texts(trial, assistant),
            *leaks(trial),
            *bad_notes.problems(trial.corpus),
        ]


def _most_memory() -> int:
    """Kilobytes that this process had at most; `getrusage` counts what its parent had, too."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def main() -> None:
    """Index a corpus of its own, and tell what came of it and how much memory it took."""
    folder, size, model, every = sys.argv[1:]
    corpus = bad_notes.build(Path(folder) / "corpus", Size(size))
    trial = tried(corpus, Path(folder) / "index", model or None)
    memory = _most_memory() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    told = {
        "as_root": trial.as_root,
        "counts": counts(trial),
        "complaints": complaints(trial, every=int(every)),
        "megabytes": memory / 1024,
    }
    # Here, for to others the folder looks otherwise: they see notes that are missing.
    verified(trial.index_folder, thorough=int(every) == 1)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
