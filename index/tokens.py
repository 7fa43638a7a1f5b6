"""What decides where notes are cut, for an embedding model."""

import hashlib

from ingest import BUDGET_ENCODING, PASSAGE_BUDGET, SPECIAL_TOKENS, ModelTokenizer

from .model_folder import ModelFolder
from .schema import FORMAT


def tokenizer_of(model: ModelFolder | None) -> ModelTokenizer | None:
    """How the model counts, for whoever has only its files."""
    return None if model is None else ModelTokenizer(model.tokenizer, model.token_limit)


def cutting_mark(model: ModelFolder | None) -> str:
    """What decides how notes are cut, for a model, in one word; another word: other passages."""
    facts: list[object] = [FORMAT, BUDGET_ENCODING, PASSAGE_BUDGET]
    if model is not None:
        tokenizer = hashlib.sha256(model.tokenizer.read_bytes()).hexdigest()
        facts += [tokenizer, model.token_limit, SPECIAL_TOKENS]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]
