"""The check on held-out questions."""

from eval.training.check import Checked, check, top_of
from eval.training.examples import Example, Part
from index import BUILT_IN, find_model
from retriever.reader import Reading
from retriever.reader.network import ReaderNetwork
from retriever.reader.rows import Words

OTHER = Part(Reading("Other", ("nothing of interest",)))
GOLD = Part(Reading("Gold", ("the answer",)), frozenset({0}))


def test_only_the_best_passages_are_looked_at() -> None:
    """A question whose answer search puts ninth is neither answered nor without an answer."""
    eighth = Example("a?", (*[OTHER] * 7, GOLD, OTHER))
    ninth = Example("b?", (*[OTHER] * 8, GOLD))
    none = Example("c?", (OTHER,))

    assert top_of([eighth, ninth, none]) == (Example("a?", (*[OTHER] * 7, GOLD)), none)


def test_where_only_the_answer_can_be_read_it_is_right() -> None:
    """Every unit is gold, so the first is; one kind of question alone has no AUROC."""
    model = find_model(BUILT_IN)
    network = ReaderNetwork(model.path).eval()

    found = check(network, Words(model.tokenizer), [Example("What?", (GOLD, GOLD))])

    assert found == Checked(1.0, None, 1, 0)
    assert str(found) == (
        "held out: first unit right 1.000 of 1, AUROC - against 0 without an answer"
    )
