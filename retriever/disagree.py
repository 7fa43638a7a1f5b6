"""Quotes of one answer that disagree: different values for what seems to be the same thing.

Notes say 4 days in one place and 7 in another, or 365 and 356. Both are what the notes say, so
both are shown, and the reader is told. Much more often notes say different things of different
things in nearly the same words. So each word that names something around one value must be around
the other, too; only where two digits changed places a common subject is enough.
"""

from collections.abc import Collection, Sequence
from itertools import combinations, product

from .claims import Claim, claims, content_stems
from .model import Citation, Difference

_HEADS_ANYTHING = content_stems(
    "note notes misc general overview summary cheat sheet quick reference faq facts exam basics "
    "glossary recap revision detail details limit limits quota quotas setting settings info "
    "numbers values introduction intro vs"
)
"""Words of headings that name no subject."""
_ROUNDED = 0.08
"""Where units convert, 1 GB is 1000 MB or 1024, and 1 kg is said to be 2 pounds."""


def differences(
    question_terms: Collection[str], citations: Sequence[Citation]
) -> tuple[Difference, ...]:
    """The pairs of citations that disagree, each once, by their numbers.

    Args:
        question_terms: The words of the question that carry meaning.
        citations: The quotes of one answer. One that has moved is left out: what it stands under
            is not known.
    """
    asked = content_stems(" ".join(question_terms))
    said = [() if cited.moved else tuple(claims(cited)) for cited in citations]
    found: list[Difference] = []
    for first, second in combinations(range(len(citations)), 2):
        same_list = _in_one_section(citations[first], citations[second])
        for one, other in product(said[first], said[second]):
            if not _differ(one, other, asked, same_list=same_list):
                continue
            if not _is_said(other, said[first]) and not _is_said(one, said[second]):
                found.append(Difference(first, second, (one.value.text, other.value.text)))
                break
    return tuple(found)


def _differ(one: Claim, other: Claim, asked: frozenset[str], *, same_list: bool) -> bool:
    if one.value.kind != other.value.kind or one.value.is_near(other.value, _ROUNDED):
        return False
    # Side by side, two values belong to two things, or to two times.
    if same_list and not (one.has_changed or other.has_changed):
        return False
    if one.value.is_transposed(other.value):
        return bool((one.words | one.above) & (other.words | other.above) - _HEADS_ANYTHING)
    return _say_the_same(one, other) and bool(asked & one.around & other.around)


def _say_the_same(one: Claim, other: Claim) -> bool:
    """Whether every word that names something around one value is around the other, too.

    Of the titles of two notes one may go further: the subject of `sqs.md` may be a line elsewhere.
    """
    titles = [
        here.title - there.around - _HEADS_ANYTHING for here, there in ((one, other), (other, one))
    ]
    return not (_only_in(one, other) or _only_in(other, one) or all(titles))


def _only_in(one: Claim, other: Claim) -> frozenset[str]:
    headings = one.above - one.title - _HEADS_ANYTHING
    return (one.words | headings) - other.around


def _in_one_section(one: Citation, other: Citation) -> bool:
    return (one.span.note_id, one.headings) == (other.span.note_id, other.headings)


def _is_said(claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether the other quote has the value, too, somewhere: then it tells the two apart."""
    same_kind = (other.value for other in others if other.value.kind == claim.value.kind)
    return any(value.is_near(claim.value, _ROUNDED) for value in same_kind)
