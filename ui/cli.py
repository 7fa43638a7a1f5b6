"""The `quoth` command: parse, run, and turn whatever goes wrong into one line and an exit code."""

import logging
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from ingest import QuothError

from .parser import USER_MUST_ACT, build_parser
from .terminal import complain, visible

INTERNAL_ERROR = 70
BUSY = 75
INTERRUPTED = 130
BROKEN_PIPE = 141

_logger = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 answered, 1 the notes do not answer, 2 the user must do something. Outside of these: 70 for
    a fault of Quoth's own, 75 where another process is writing to the index and it is enough to
    wait, 130 after Ctrl-C, 141 where nobody reads the output any more.
    """
    _write_whatever_the_encoding()
    try:
        code = _run(arguments)
        # Here, or a closed pipe would be noticed only when the interpreter ends, with a traceback.
        sys.stdout.flush()
    except (KeyboardInterrupt, Exception) as error:
        _logger.debug("what happened", exc_info=True)
        return _explained(error)
    return code


def _run(arguments: Sequence[str] | None) -> int:
    try:
        options = build_parser(version("quoth")).parse_args(arguments)
        _log_to_stderr(verbose=options.verbose)
        if options.command is None:
            complain("give a command, such as: quoth ask QUESTION. See: quoth --help")
            return USER_MUST_ACT

        from .commands import COMMANDS

        return COMMANDS[options.command](options)
    except SystemExit as leaving:  # how argparse ends after --help and after a complaint
        return leaving.code if isinstance(leaving.code, int) else USER_MUST_ACT


def _explained(error: BaseException) -> int:
    """Say in one line what went wrong, and return its exit code."""
    match error:
        case KeyboardInterrupt():
            complain("interrupted")
            return INTERRUPTED
        case BrokenPipeError():
            _discard_output()
            return BROKEN_PIPE
        case QuothError():
            complain(str(error))
            return BUSY if _is_busy(error) else USER_MUST_ACT
        case OSError():
            where = error.filename or "The system refused something"
            complain(f"{where}: {error.strerror or error}. For details, add --verbose")
            return USER_MUST_ACT
        case _:
            what = f"{type(error).__name__}: {error}"
            complain(f"a fault in Quoth: {what}. For details, add --verbose")
            return INTERNAL_ERROR


def _is_busy(error: QuothError) -> bool:
    from index import IndexBusyError

    return isinstance(error, IndexBusyError)


class _SafeFormatter(logging.Formatter):
    """Log lines with file names in them must not steer the terminal either."""

    def format(self, record: logging.LogRecord) -> str:
        return visible(super().format(record))


def _log_to_stderr(*, verbose: bool) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_SafeFormatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for package in ("ingest", "index", "retriever", "ui", "eval"):
        logging.getLogger(package).setLevel(logging.DEBUG if verbose else logging.WARNING)


def _write_whatever_the_encoding() -> None:
    """Let a terminal that is not UTF-8 show what it can instead of ending in an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _discard_output() -> None:
    """Keep the interpreter from complaining about the closed pipe when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    raise SystemExit(main())
