"""Rows in chunks of like length, and back."""

import torch
from hypothesis import given
from hypothesis import strategies as st

from eval.training.scoring import by_length, scores_of
from index import BUILT_IN, find_model
from retriever.reader.network import ReaderNetwork, batch_of
from retriever.reader.rows import Row, row


def rows_of(lengths: list[int]) -> list[Row]:
    """Rows with one unit of so many tokens each."""
    return [row([2054], [], [[3000] * length]) for length in lengths]


def test_like_lengths_go_together() -> None:
    """Two long rows and two short ones, of 5 tokens more than their units'."""
    assert list(by_length(rows_of([20, 1, 21, 2]), room=60)) == [[1, 3], [0, 2]]


@given(st.lists(st.integers(1, 100), max_size=40), st.integers(1, 400))
def test_every_row_is_in_one_chunk(lengths: list[int], room: int) -> None:
    """None is lost or doubled, and padding does not take a chunk over its room."""
    rows = rows_of(lengths)

    chunks = list(by_length(rows, room))

    assert sorted(number for chunk in chunks for number in chunk) == list(range(len(rows)))
    for chunk in chunks:
        longest = max(len(rows[number].tokens) for number in chunk)
        assert len(chunk) == 1 or len(chunk) * longest <= room


def test_scores_are_in_the_order_of_the_rows() -> None:
    """Grouped by length or all at once, each unit gets the same score in the same place."""
    network = ReaderNetwork(find_model(BUILT_IN).path).eval()
    rows = [
        row([2054], [3000 + size], [[4000 + size + unit] * size for unit in range(3)])
        for size in (40, 3, 90, 1, 60, 20, 100, 80, 70, 5)
    ]
    assert len(list(by_length(rows))) > 1

    with torch.inference_mode():
        found, expected = scores_of(network, rows), network(batch_of(rows))

    assert len(expected.unique()) == len(expected)
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-5)
