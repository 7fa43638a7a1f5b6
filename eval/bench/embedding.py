"""Quoth's way of embedding many texts beside the plain one of the library it uses.

All ways embed the same texts in the same process, in turns, so that whatever else the computer
does meets all of them alike. Ratios are of times in one turn; "work" is the processor's time,
which others disturb less.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np

from index import HASH_MODEL, Encoder, IndexInfo, Store, Vectors, find_model
from index.lanes import Lanes, lanes

from .errors import BenchError
from .figures import Facts, spread
from .sample import about, sampled
from .timing import replaced

Embed = Callable[[Sequence[str]], Vectors]

_BFLOAT16 = ("index.torch_embedder", "_has_native_bfloat16")
"""What says whether the processor computes in bfloat16."""

_MANY = 1_000_000
"""As many texts as make Quoth choose its way for many, whatever the sample."""

PLAIN, QUOTH, WITHOUT = "plain", "quoth", "quoth without bfloat16"


def measure_embedding(index_folder: Path, texts: int, rounds: int) -> Facts:
    """Embed about so many texts of the index's passages and units, each way once a round.

    Raises:
        BenchError: the index was made with the test embedder, or holds nothing.
    """
    info = _info(index_folder)
    if not info.passages:
        raise BenchError(f"The index in {index_folder} is empty: there is nothing to embed")
    groups = about(sampled(index_folder), texts)
    flat = [text for group in groups for text in group]
    return {
        "model": info.model,
        "passages": len(groups),
        "texts": len(flat),
        "rounds": rounds,
        **_compare(_ways(info), flat, len(groups), rounds),
    }


def _info(index_folder: Path) -> IndexInfo:
    with closing(Store(index_folder)) as store:
        info = store.info()
    if info.model == HASH_MODEL:
        raise BenchError(
            "This index was made with the test embedder, which nothing is compared with. Name "
            "one that was made with a model"
        )
    return info


def _ways(info: IndexInfo) -> Mapping[str, Embed]:
    import torch

    # Settled for this thread from here on. Quoth's threads set another number for all later ones.
    torch.get_num_threads()
    quoth = {QUOTH: _quoth(info, bfloat16=True), WITHOUT: _quoth(info, bfloat16=False)}
    return {PLAIN: _plain(info.model), **quoth}  # Once Quoth is loaded, the library is quiet.


def _quoth(info: IndexInfo, *, bfloat16: bool) -> Embed:
    """As a build embeds what is missing: lots of texts side by side, each in a thread."""
    from index import torch_embedder  # noqa: F401  (what is replaced must be there)

    encoder = Encoder(info.identity)

    def embed(texts: Sequence[str]) -> Vectors:
        side_by_side: Lanes[Sequence[str], Vectors] = Lanes(lambda lot: encoder.embed(lot, _MANY))
        try:
            for lot in _lots(texts):
                side_by_side.give(lot)
            return np.concatenate([rows for _, rows in side_by_side.done(until_all=True)])
        finally:
            side_by_side.close()

    with ExitStack() as stack:
        if not bfloat16:
            stack.enter_context(replaced(_BFLOAT16, lambda _: lambda *_: False))
        embed(["The model is loaded, and its arithmetic chosen, here."])
    return embed


def _lots(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """A lot for each lane, so that none waits for another at the end of so few."""
    each = -(-len(texts) // lanes())
    for start in range(0, len(texts), each):
        yield texts[start : start + each]


def _plain(model: str) -> Embed:
    from sentence_transformers import SentenceTransformer

    loaded = SentenceTransformer(str(find_model(model).path), local_files_only=True)

    def embed(texts: Sequence[str]) -> Vectors:
        rows: Vectors = loaded.encode(list(texts), show_progress_bar=False)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    return embed


def _compare(ways: Mapping[str, Embed], texts: Sequence[str], passages: int, rounds: int) -> Facts:
    found: dict[str, Vectors] = {}
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    processor: dict[str, list[float]] = {way: [] for way in ways}
    for embed in ways.values():
        embed(texts[:200])  # kernels are chosen, and memory is taken, at the first batches
    for _ in range(rounds):
        for way, embed in ways.items():
            started, worked = time.perf_counter(), time.process_time()
            found[way] = embed(texts)
            seconds[way].append(time.perf_counter() - started)
            processor[way].append(time.process_time() - worked)
    others = [way for way in ways if way != PLAIN]
    return {
        "ways": {
            way: {
                "seconds": spread(times),
                "passages per second": round(passages / float(np.median(times)), 2),
                "texts per second": round(len(texts) / float(np.median(times)), 2),
            }
            for way, times in seconds.items()
        },
        "times as fast": {way: _ratios(seconds[PLAIN], seconds[way]) for way in others},
        "times less work": {way: _ratios(processor[PLAIN], processor[way]) for way in others},
        "least cosine": {
            way: round(float((found[PLAIN] * found[way]).sum(axis=1).min()), 6) for way in others
        },
    }


def _ratios(plain: Sequence[float], way: Sequence[float]) -> Facts:
    return spread([one / other for one, other in zip(plain, way, strict=True)])
