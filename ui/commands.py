"""One function a command: from parsed options to an exit code.

What a command needs is imported when it runs: `quoth ask` must not wait for the page's libraries.
"""

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import closing
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import QuothError

if TYPE_CHECKING:
    from index import Receipt

ANSWERED = 0
NOT_IN_NOTES = 1
ALL_WELL = 0
FAULTS = 1


class CommandError(QuothError):
    """A command cannot run as it was given."""


def run_index(options: Namespace) -> int:
    """Bring an index up to date and print the receipt."""
    from .plain import receipt_lines
    from .terminal import print_lines

    notes, index_folder = _folders(options.notes, options.index)
    receipt = _build(notes, index_folder, rehash=options.rehash, model=options.model)
    print_lines(receipt_lines(receipt), sys.stdout)
    return ANSWERED


def run_watch(options: Namespace) -> int:
    """Bring an index up to date, and again whenever its notes change, until told to stop."""
    from index import IndexBusyError

    from .plain import receipt_lines
    from .terminal import complain, print_lines
    from .watching import keep_watching

    notes, index_folder = _folders(options.notes, options.index)
    try:
        print_lines(receipt_lines(_build(notes, index_folder)), sys.stdout)
    except IndexBusyError as error:
        complain(f"{error} It is tried again.")
    keep_watching(notes, index_folder, sys.stdout, sys.stderr)
    return ANSWERED


def run_ask(options: Namespace) -> int:
    """Answer one question, or every question of a batch."""
    from retriever import Answer, Assistant, locate_index

    from .contract import reply_object, to_json
    from .plain import reply_lines
    from .render import reply_view
    from .terminal import print_lines

    if (options.question is None) == (options.batch is None):
        raise CommandError("give one question, or --batch FILE. See: quoth ask --help")
    index_folder = locate_index(options.index, options.notes)
    with Assistant.open(index_folder, reader=options.reader) as assistant:
        if options.batch is not None:
            from .batch import answer_batch

            return answer_batch(assistant, options)
        reply = assistant.ask(
            options.question,
            tuple(options.history),
            answers=options.answers,
            passages=options.passages,
            sure=options.sure,
        )
    if options.json:
        print_lines([to_json(reply_object(reply))], sys.stdout)
    else:
        print_lines(reply_lines(reply_view(reply), sys.stdout), sys.stdout)
    return ANSWERED if isinstance(reply, Answer) else NOT_IN_NOTES


def run_search(options: Namespace) -> int:
    """Print the passages found."""
    from retriever import Assistant, locate_index

    from .contract import search_object, to_json
    from .plain import search_lines
    from .render import passage_views
    from .terminal import print_lines

    index_folder = locate_index(options.index, options.notes)
    with Assistant.open(index_folder, reader=options.reader) as assistant:
        hits = assistant.search(options.query, options.limit)
    if options.json:
        print_lines([to_json(search_object(options.query, hits))], sys.stdout)
    else:
        print_lines(search_lines(passage_views(hits), sys.stdout), sys.stdout)
    return ANSWERED if hits else NOT_IN_NOTES


def run_status(options: Namespace) -> int:
    """Print what an index holds and how fresh it is."""
    import index
    from retriever import locate_index

    from .contract import status_object, to_json
    from .plain import status_lines
    from .terminal import print_lines

    status = index.status(locate_index(options.index, options.notes))
    if options.json:
        print_lines([to_json(status_object(status), indent=2)], sys.stdout)
    else:
        print_lines(status_lines(status), sys.stdout)
    return ANSWERED


def run_doctor(options: Namespace) -> int:
    """Check everything, put right what can be where that is asked for, and print what was found."""
    import index
    from retriever import check_reader, locate_index

    from .contract import to_json
    from .doctor_contract import diagnosis_object
    from .doctor_lines import diagnosis_lines, repaired_lines, shown_steps
    from .progress import shown_progress
    from .terminal import print_lines

    folder, repaired = locate_index(options.index, options.notes), None
    more = {"reader": check_reader}
    with shown_steps(sys.stderr) as on_step:
        diagnosis = index.examine(folder, more=more, on_step=on_step)
    if options.repair:
        with shown_progress(sys.stderr) as on_progress:
            repaired = index.repair(
                folder,
                diagnosis,
                notes=options.notes,
                model=options.model,
                more=more,
                on_progress=on_progress,
            )
        diagnosis = repaired.diagnosis
    if options.json:
        print_lines([to_json(diagnosis_object(diagnosis, repaired), indent=2)], sys.stdout)
    else:
        lines = repaired_lines(repaired) if repaired else diagnosis_lines(diagnosis)
        print_lines(lines, sys.stdout)
    return ALL_WELL if diagnosis.is_well else FAULTS


def run_chat(options: Namespace) -> int:
    """Bring the index up to date, then serve the page until Ctrl-C."""
    from index import IndexBusyError, ModelError
    from retriever import locate_index

    from .plain import receipt_lines
    from .server import find_place, serve
    from .terminal import complain, print_lines

    # Asked first: nobody should wait for an index only to hear that the port is taken.
    place = find_place(options.host, options.port)
    notes, index_folder = _folders(options.notes, options.index)
    try:
        print_lines(receipt_lines(_build(notes, index_folder)), sys.stderr)
    except (IndexBusyError, ModelError) as error:
        # Questions need no more of a model than its export, which outlives it.
        complain(f"{error} The page shows the index as it was before.")
    located = locate_index(index_folder, None)
    serve(located, place, open_browser=not options.no_browser, reader=options.reader)
    return ANSWERED


def run_eval(options: Namespace) -> int:
    """Hand the arguments to the evaluation, which `ui` may not import by name."""
    for command in entry_points(group="quoth.commands", name="eval"):
        evaluate: Callable[[list[str]], int] = command.load()
        return evaluate(options.arguments)
    raise CommandError("the evaluation is not installed. Install Quoth again: pip install -e .")


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "index": run_index,
    "watch": run_watch,
    "ask": run_ask,
    "search": run_search,
    "chat": run_chat,
    "status": run_status,
    "doctor": run_doctor,
    "eval": run_eval,
}


def _folders(notes: Path | None, index_folder: Path | None) -> tuple[Path, Path]:
    """The notes folder and its index folder, each worked out from the other where left out."""
    import index
    from retriever import index_folder_for, locate_index

    if notes is not None:
        return notes, index_folder or index_folder_for(notes)
    located = locate_index(index_folder, None)
    return index.status(located).notes_folder, located


def _build(
    notes: Path, index_folder: Path, *, rehash: bool = False, model: str | None = None
) -> "Receipt":
    import index
    from retriever import prepare_reader

    from .progress import shown_progress

    with shown_progress(sys.stderr) as on_progress:
        receipt = index.build(
            notes, index_folder, on_progress=on_progress, rehash=rehash, model=model
        )
    # Here, where waiting is expected, and not at the first question.
    with closing(index.Store(index_folder)) as store:
        prepare_reader(store.info().model)
    return receipt
