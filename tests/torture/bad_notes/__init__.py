"""388 bad notes, what should come of each, and the edits that a folder goes through.

Everything is made from fixed seeds: two corpora are the same, byte for byte. Nothing of Quoth is
imported here: what is expected must not come from what is tested.
"""

from .churn import Churned, churn
from .corpus import CANARIES, Corpus, build, build_live, build_steering, problems, remove
from .file_system import SECRETS
from .model import BadNote, Expectation, Findable, Kind, Marker, Outcome, Size
from .mutations import MUTATIONS, Change, Told, mutate, unmount
from .web import BEACON, SCRIPT_CANARY

__all__ = [
    "BEACON",
    "CANARIES",
    "MUTATIONS",
    "SCRIPT_CANARY",
    "SECRETS",
    "BadNote",
    "Change",
    "Churned",
    "Corpus",
    "Expectation",
    "Findable",
    "Kind",
    "Marker",
    "Outcome",
    "Size",
    "Told",
    "build",
    "build_live",
    "build_steering",
    "churn",
    "mutate",
    "problems",
    "remove",
    "unmount",
]
