"""First questions that the notes' own headings suggest."""

from collections.abc import Iterable

_LONGEST = 80


def example_questions(paths: Iterable[tuple[str, ...]], limit: int) -> list[str]:
    """At most `limit` questions, each once, in the order of the heading paths that suggest them.

    Paths that would make a long button, or that name nothing, suggest none.
    """
    named = (path for path in paths if any(map(str.isalpha, "".join(path))))
    questions = dict.fromkeys(map(_example, named))
    return [question for question in questions if len(question) <= _LONGEST][:limit]


def _example(path: tuple[str, ...]) -> str:
    heading = path[-1]
    if heading.endswith("?"):
        return heading
    if len(path) == 1 and len(heading.split()) == 1:
        return f"What is {heading}?"
    return f"What do my notes say about {': '.join(path[-2:])}?"
