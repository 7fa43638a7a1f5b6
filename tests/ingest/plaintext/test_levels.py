"""Which heading stands under which by their styles."""

from ingest.plaintext.headings import Heading
from ingest.plaintext.levels import parents


def heading(style: str, strength: int = 0, text: str = "x") -> Heading:
    """A heading of which only the style matters."""
    return Heading(0, 0, text, style, strength, ())


def test_no_headings() -> None:
    """Nothing stands under nothing."""
    assert parents([]) == ()


def test_title_marks_and_bare_lines_nest() -> None:
    """The title stands over marks, marks over numbers, numbers over bare lines."""
    found = [
        heading("title"),
        heading("== framed", 1),
        heading("numbered 1"),
        heading("bare"),
        heading("numbered 1"),
        heading("== framed", 1),
    ]
    assert parents(found) == (None, 0, 1, 2, 1, 0)


def test_marks_nest_by_strength() -> None:
    """`=` under a line outranks `-`, and `##` stands under `#`."""
    found = [heading("under =", 1), heading("under -", 2), heading("under -", 2)]
    assert parents(found) == (None, 0, 0)
    assert parents([heading("#", 1), heading("##", 2), heading("#", 1)]) == (None, 0, None)


def test_a_few_capital_words_are_no_level() -> None:
    """Abbreviations among other headings stand beside them."""
    found = [heading("capitals"), *[heading("bare")] * 5]
    assert parents(found) == (None,) * 6


def test_names_do_not_cross_stronger_headings() -> None:
    """A family is looked for under the same marked heading only."""
    found = [
        heading("== framed", 1, "North"),
        heading("bare", 0, "Ponds"),
        heading("bare", 0, "Ponds - fish"),
        heading("== framed", 1, "South"),
        heading("bare", 0, "Ponds - ice"),
    ]
    assert parents(found) == (None, 0, 1, None, 3)
