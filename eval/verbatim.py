"""Whether a quote is really what the note's file says, checked byte by byte.

Written apart from the code that makes citations, so that a mistake there cannot hide here; only
the name of a file's encoding is taken from reading.
"""

from pathlib import Path

from ingest import Lines, UnreadableNoteError, read_note
from retriever import Citation

_BYTE_ORDER_MARK = "\ufeff"


def is_verbatim(citation: Citation, notes: Path) -> bool:
    """Whether the file holds exactly the quote's bytes at its offsets, on its lines."""
    span, quote = citation.span, citation.quote
    path = notes / span.note_id
    try:
        encoding = read_note(span.note_id, path).encoding
        data = path.read_bytes()
    except (UnreadableNoteError, OSError):
        return False
    text = data.decode(encoding).removeprefix(_BYTE_ORDER_MARK)
    # Counted from the end of the file, a byte order mark at its start does not matter.
    start = len(data) - len(text[span.start :].encode(encoding))
    said = quote.encode(encoding, errors="replace")
    if len(quote) != span.end - span.start or data[start : start + len(said)] != said:
        return False
    lines = Lines(text)
    cited = (citation.first_line, citation.last_line)
    return cited == (lines.number_at(span.start), lines.number_at(span.end - 1))
