"""From notebooks to what is learnt from: index each, ask all its questions. It takes minutes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import TypeVar

from retriever import Assistant

from .clock import in_words
from .diary import say
from .examples import Example, examples_of
from .notebooks import Notebook, indexed
from .seen import Seen, see

_Item = TypeVar("_Item")


def all_examples(notebooks: Sequence[Notebook], model: str | None = None) -> tuple[Example, ...]:
    """What the questions of all notebooks teach the reader, notebook by notebook.

    Args:
        notebooks: Each gets an index of its own, which is deleted afterwards.
        model: The embedding model of the indexes; by default the built-in one.
    """
    found = _over(notebooks, model, examples_of)
    useful = tuple(example for example in found if example is not None)
    say(f"{len(useful):,} of {len(found):,} questions can be learnt from")
    return useful


def all_seen(notebooks: Sequence[Notebook], model: str | None = None) -> tuple[Seen, ...]:
    """The questions of all notebooks with what the reader made of them; see `all_examples`."""
    return tuple(_over(notebooks, model, _seen))


def _seen(notebook: Notebook, index_folder: Path) -> Iterator[Seen]:
    with Assistant.open(index_folder) as assistant:
        yield from see(assistant, notebook.questions)


def _over(
    notebooks: Sequence[Notebook],
    model: str | None,
    found: Callable[[Notebook, Path], Iterable[_Item]],
) -> list[_Item]:
    started = monotonic()
    questions = sum(len(notebook.questions) for notebook in notebooks)
    items: list[_Item] = []
    for number, notebook in enumerate(notebooks, 1):
        _complain_of_stale(notebook)
        with indexed(notebook, model) as index_folder:
            items.extend(found(notebook, index_folder))
        left = (monotonic() - started) * (questions / max(1, len(items)) - 1)
        say(
            f"notebook {number} of {len(notebooks)}, {notebook.notes}: "
            f"{len(notebook.questions):,} questions asked, {in_words(left)} left"
        )
    return items


def _complain_of_stale(notebook: Notebook) -> None:
    if notebook.stale:
        say(
            f"{notebook.notes} does not bear out {len(notebook.stale)} known answers, which are "
            f"left out. The first is {notebook.stale[0]}"
        )
