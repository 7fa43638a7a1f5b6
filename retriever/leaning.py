"""How sure to be of an answer to a follow-up, which is searched with words of earlier questions.

Those words alone find the earlier answer again, and the reader takes it for an answer to this
question too: `and the insurance?` after a question on queues. So where nothing of what is asked
anew is spoken of in the quote or its headings, there is reason to doubt.
"""

from .query import Query
from .rank import RankedSpan
from .stems import stems
from .wording import content_terms, is_content

_DOUBT = 2.0
"""In log-odds. Of 55 follow-ups in notebooks that nothing is measured on, with the usual threshold,
48 rather than 51 are answered with it; of 110 that ask for something else, 27 rather than 61."""


def doubt(query: Query, best: RankedSpan) -> float:
    """What to take off the log-odds that the notes answer, where `best` is the best quote."""
    if not query.carried:
        return 0.0
    meant = filter(is_content, content_terms(query.question))
    own = [stem for term in meant for stem in stems(term)]
    if not own:
        return 0.0
    stored, span = best.match.stored, best.span
    base = stored.passage.span.start
    quote = stored.passage.text[max(0, span.start - base) : span.end - base]
    spoken = stems("\n".join((stored.title, *stored.passage.headings, quote)))
    is_spoken_of = any(
        stem in spoken or any(same <= spoken for same in query.stands_for.get(stem, ()))
        for stem in own
    )
    return 0.0 if is_spoken_of else _DOUBT
