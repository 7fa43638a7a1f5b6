"""The table of an ablation, in Markdown."""

from collections.abc import Callable, Sequence
from functools import partial

from retriever.settings import SURE_ENOUGH

from ..findings import Score
from ..intervals import mean_score
from ..lengths import first_quotes
from ..metrics import answer, auroc, false_answer_near, false_refusal, is_near_miss, recall
from ..model import Outcome
from .ablation import Tried

_Value = Callable[[Outcome], float | None]

_ANSWER, _RECALL = partial(answer, k=1), partial(recall, k=1)
_HEADS = (
    "left out", "answer@1", "difference", "recall@1", "difference", "recall@5", "answer@3",
    "AUROC, near misses", "near misses answered", "false refusals", "first quote",
)  # fmt: skip


def markdown(tried: Sequence[Tried]) -> str:
    """A row for each; the first one is the whole, from which the differences are counted."""
    whole = tried[0].outcomes
    rows = [_HEADS, ("---", *["---:"] * (len(_HEADS) - 1))]
    rows += [(one.part.name, *_cells(one.outcomes, whole)) for one in tried]
    lines = [f"| {' | '.join(row)} |\n" for row in rows]
    return "".join([*lines, "\n", _below(whole)])


def difference(of: _Value, outcomes: Sequence[Outcome], whole: Sequence[Outcome]) -> Score:
    """How much more a measure is than for the whole, question by question, with its interval."""
    pairs = [(of(one), of(other)) for one, other in zip(outcomes, whole, strict=True)]
    return mean_score(
        [now - was for now, was in pairs if now is not None and was is not None],
    )


def _cells(outcomes: Sequence[Outcome], whole: Sequence[Outcome]) -> tuple[str, ...]:
    length = first_quotes(outcomes).mean
    return (
        _mean(_ANSWER, outcomes),
        "" if outcomes is whole else _with_interval(difference(_ANSWER, outcomes, whole)),
        _mean(_RECALL, outcomes),
        "" if outcomes is whole else _with_interval(difference(_RECALL, outcomes, whole)),
        _mean(partial(recall, k=5), outcomes),
        _mean(partial(answer, k=3), outcomes),
        _number(_auroc(outcomes)),
        _mean(false_answer_near, outcomes),
        _mean(false_refusal, outcomes),
        "-" if length is None else f"{length:.0f}",
    )


def _auroc(outcomes: Sequence[Outcome]) -> float | None:
    sure = [(one.question, one.confidence or 0.0) for one in outcomes]
    return auroc(
        [likely for question, likely in sure if question.answerable],
        [likely for question, likely in sure if is_near_miss(question)],
    )


def _mean(of: _Value, outcomes: Sequence[Outcome]) -> str:
    values = [value for one in outcomes if (value := of(one)) is not None]
    return _number(sum(values) / len(values) if values else None)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _with_interval(score: Score) -> str:
    if score.value is None or score.low is None or score.high is None:
        return "-"
    return f"{score.value:+.3f} ({score.low:+.3f} to {score.high:+.3f})"


def _below(whole: Sequence[Outcome]) -> str:
    answerable = sum(one.question.answerable for one in whole)
    near = sum(is_near_miss(one.question) for one in whole)
    return (
        f"{len(whole):,} held-out questions: {answerable:,} with an answer, {near:,} near misses. "
        "Differences to the whole with 95 % bootstrap intervals. Answers and first quotes (in "
        "characters) are counted whether declined or not; declined is what is under "
        f"{SURE_ENOUGH}.\n"
    )
