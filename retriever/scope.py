"""The passages that a question's filters leave."""

import re
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from index import NoteLabels, Store, find_phrase, note_labels, passages_of, unified, words
from ingest import QuothError

from .syntax import Scope

_NAMED = 5
"""Folders, tags or notes that a complaint names."""
_AT_ONCE = 500


class UnknownFilterError(QuothError):
    """A filter of the question fits no note."""


def passages_in(store: Store, scope: Scope) -> set[int] | None:
    """The numbers of the passages that the filters allow; None where they allow all.

    Raises:
        UnknownFilterError: no note is in such a folder, has such a tag, or is called so.
    """
    if scope.is_open:
        return None
    allowed = _of_notes(store, scope)
    for phrase in scope.phrases:
        holding = _holding(store, phrase, allowed)
        allowed = holding if allowed is None else allowed & holding
    for word in scope.excluded:
        if allowed is None:
            everything = [note.number for note in labels_of(store)]
            allowed = passages_of(store.connection, everything)
        allowed -= find_phrase(store.connection, word, in_text=True)
    return allowed


def labels_of(store: Store) -> tuple[NoteLabels, ...]:
    """What every note is called and filed under, in the order of paths."""
    return store.remember("labels", lambda: tuple(note_labels(store.connection)))


def notes_in(store: Store, scope: Scope) -> int | None:
    """How many notes the filters for folders, tags and notes allow; None without such a filter."""
    if not (scope.folders or scope.tags or scope.notes):
        return None
    return len(_chosen_notes(store, scope))


def _of_notes(store: Store, scope: Scope) -> set[int] | None:
    if not (scope.folders or scope.tags or scope.notes):
        return None
    return passages_of(store.connection, [note.number for note in _chosen_notes(store, scope)])


def _chosen_notes(store: Store, scope: Scope) -> list[NoteLabels]:
    notes = labels_of(store)
    _check(scope.folders, notes, _is_in, _folders_of, ("in", "folder"))
    _check(scope.tags, notes, _has_tag, lambda note: note.tags, ("tag", "tag"))
    _check(scope.notes, notes, _is_called, lambda note: (note.path,), ("note", "note"))
    chosen = [
        note
        for note in notes
        if (not scope.folders or any(_is_in(note, folder) for folder in scope.folders))
        and all(_has_tag(note, tag) for tag in scope.tags)
        and (not scope.notes or any(_is_called(note, name) for name in scope.notes))
    ]
    if not chosen:
        raise UnknownFilterError(f"No note fits all of: {scope}. Leave one of the filters out.")
    return chosen


def _check(
    wanted: Sequence[str],
    notes: Sequence[NoteLabels],
    fits: Callable[[NoteLabels, str], bool],
    names: Callable[[NoteLabels], Sequence[str]],
    called: tuple[str, str],
) -> None:
    """Raise an error for a wanted name that fits no note, with names that would."""
    key, kind = called
    for name in wanted:
        if any(fits(note, name) for note in notes):
            continue
        there = sorted({entry for note in notes for entry in names(note)})
        some = ", ".join(there[:_NAMED]) + (", ..." if len(there) > _NAMED else "")
        known = f"Among the {kind}s there are: {some}." if there else f"There are no {kind}s."
        raise UnknownFilterError(f'The notes have no {kind} "{name}" ({key}:). {known}')


def _is_in(note: NoteLabels, folder: str) -> bool:
    wanted = _folded(folder).strip("/")
    return f"/{wanted}/" in f"/{_folded(str(PurePosixPath(note.path).parent))}/"


def _folders_of(note: NoteLabels) -> Sequence[str]:
    return [str(folder) for folder in PurePosixPath(note.path).parents][:-1]


def _has_tag(note: NoteLabels, tag: str) -> bool:
    wanted = _folded(tag).removeprefix("#").strip("/")
    return any(f"{_folded(found)}/".startswith(f"{wanted}/") for found in note.tags)


def _is_called(note: NoteLabels, name: str) -> bool:
    wanted = _folded(name)
    return wanted in _folded(note.path) or wanted in _folded(note.title)


def _holding(store: Store, phrase: str, allowed: set[int] | None) -> set[int]:
    """The passages with exactly these words, in the text or in the headings."""
    found = find_phrase(store.connection, phrase)
    numbers = sorted(found if allowed is None else found & allowed)
    row = _folded(phrase)
    begin = "" if _is_word(row[:1]) else r"(?<!\w)"
    end = "" if _is_word(row[-1:]) else r"(?!\w)"
    wanted = re.compile(f"{begin}{re.escape(row)}{end}")
    holding: set[int] = set()
    for start in range(0, len(numbers), _AT_ONCE):
        for stored in store.passages(numbers[start : start + _AT_ONCE]):
            texts = (stored.title, *stored.passage.headings, stored.passage.text)
            if any(wanted.search(_folded(text)) for text in texts):
                holding.add(stored.number)
    return holding


def _is_word(char: str) -> bool:
    """Whether a character is a word whatever stands beside it, as in Chinese."""
    return len([*words(char * 2)]) == 2


def _folded(text: str) -> str:
    """Compatibility forms unified, case and the width of white space ignored."""
    return " ".join(unified(text).casefold().split())
