"""Lines as CommonMark and editors count them: ended by CR LF, LF or CR, and by nothing else.

`str.splitlines` also breaks at form feeds, U+2028 and six more characters, which would put every
citation after one of them on a wrong line.
"""

import re
from bisect import bisect_right
from functools import cached_property

_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    """The line starts of a text, for turning offsets into line numbers and back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: tuple[int, ...] = (0, *(match.end() for match in _LINE_END.finditer(text)))

    def number_at(self, offset: int) -> int:
        """The 1-based number of the line that holds the character at `offset`."""
        return bisect_right(self.starts, offset)

    def start(self, number: int) -> int:
        """The offset of the first character of line `number`; the text's length past the end."""
        return self.starts[number - 1] if number <= len(self.starts) else len(self.text)

    @cached_property
    def contents(self) -> tuple[str, ...]:
        """Every line without its line end."""
        ends = (*self.starts[1:], len(self.text))
        return tuple(
            self.text[start:end].rstrip("\r\n") if end else ""
            for start, end in zip(self.starts, ends, strict=True)
        )
