"""The root of all errors that Quoth raises on purpose, and those of reading notes."""


class QuothError(Exception):
    """Something that the user can act on; the message says what, where, and what to do."""


class NotesFolderError(QuothError):
    """The notes folder cannot be used: it is missing, not a folder, or not readable."""


class UnreadableNoteError(QuothError):
    """One file cannot be read as a note. It is skipped, counted and named; the rest goes on."""


class WorkerError(QuothError):
    """The process that reads notes cannot be started, or has ended; the message says how."""
