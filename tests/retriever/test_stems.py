"""Stems of several texts at once."""

from hypothesis import given
from hypothesis import strategies as st

from retriever.stems import stems, stems_among

_TEXTS = st.lists(
    st.lists(
        st.sampled_from("Queues queue queued changeVisibility s3 Äpfel ﬁle retries of".split()),
        max_size=6,
    ).map(" ".join),
    max_size=5,
)


def test_each_text_has_its_own() -> None:
    """Those that are asked for, in whatever form they stand there."""
    texts = ["Queues and storks", "changeMessageVisibility", "", "The queue."]

    found = stems_among(texts, {"queue", "messag"})

    assert found == [{"queue"}, {"messag"}, frozenset(), {"queue"}]


@given(_TEXTS, st.sets(st.sampled_from(["queue", "chang", "3", "äpfel", "file", "retri", "zz"])))
def test_they_are_those_of_each_text_alone(texts: list[str], wanted: set[str]) -> None:
    """Asked of all texts together, or of one after the other."""
    assert stems_among(texts, wanted) == [stems(text) & wanted for text in texts]
