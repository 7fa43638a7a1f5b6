"""Why a build reads every note again, in words: it takes long, and nobody should wonder."""

from .encoder import ModelIdentity
from .known import IndexInfo

OLDER = "The index was made by an older version of Quoth: every note is read again."
_KEPT = "Vectors of what stays as it was are kept."


def why_anew(info: IndexInfo | None, identity: ModelIdentity, cutting: str) -> str:
    """A sentence where nothing that is known of the notes holds any more; empty where it does."""
    if info is None:
        return ""
    if info.fingerprint != identity.fingerprint:
        return (
            f'Every note is embedded again with the model "{identity.name}"; the index was made '
            f'with "{info.model}"{_same_name(info, identity)}.'
        )
    if info.cutting != cutting:
        return f"Every note is read again, for passages are cut in another way now. {_KEPT}"
    return ""


def _same_name(info: IndexInfo, identity: ModelIdentity) -> str:
    return ", whose files were others then" if info.model == identity.name else ""
