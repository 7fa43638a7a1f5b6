"""What every loading of a model with transformers needs: quiet, and errors that can be read."""

import contextlib
from collections.abc import Iterator

from index import ModelError


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Inside, transformers shows no progress and says nothing below an error."""
    from transformers.utils import logging as chatter

    chatter.disable_progress_bar()  # type: ignore[no-untyped-call]
    before = chatter.get_verbosity()
    chatter.set_verbosity_error()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        chatter.set_verbosity(before)


@contextlib.contextmanager
def loading(name: str) -> Iterator[None]:
    """Quiet; and what goes wrong inside is said to be wrong with the reader called `name`.

    Raises:
        ModelError: something went wrong.
    """
    from safetensors import SafetensorError

    try:
        with quiet():
            yield
    except (SafetensorError, OSError, ValueError, RuntimeError, KeyError, TypeError) as error:
        said = str(error).strip().splitlines() or [type(error).__name__]
        raise ModelError(f'The reader "{name}" cannot be loaded: {said[0]}') from error
