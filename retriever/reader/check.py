"""Whether the reader that ships works, for an examination of the index that it reads."""

import os

import numpy as np

from index import HASH_MODEL, Examination, Remedy, Subject, fault

from .choose import READER_VARIABLE
from .rows import Reading

READER = "reader"
_PROBE = Reading("Queues", ("A message is kept for four days.", "The sky is blue."))
_DO = "Delete that folder: it is made again when it is next needed."


def check_reader(subject: Subject) -> Examination:
    """It reads two sentences. One that another reader stands in for is not looked at.

    Where it was never exported it is now, as by the first question.
    """
    if subject.info.model == HASH_MODEL or os.environ.get(READER_VARIABLE):
        return ""
    from .export import exported_reader
    from .onnx_reader import OnnxReader

    folder = exported_reader()
    try:
        (scores,) = OnnxReader(folder).read("How long is a message kept?", (_PROBE,))
        works = np.isfinite(scores).all() and scores[0] > scores[1]
        problem = "" if works else "It does not read as it should."
    except Exception as error:  # noqa: BLE001  (ONNX Runtime's errors share no other base)
        problem = f"The exported reader cannot be used ({type(error).__name__})."
    if problem:
        yield fault(READER, problem, str(folder), Remedy.NONE, _DO)
    return "the reader that ships, on two sentences"
