"""Running exported models."""

from pathlib import Path
from typing import Any


def open_session(model: Path, threads: int = 0) -> Any:  # noqa: ANN401  (it has no types)
    """The exported model in a file, to be run on the CPU by so many threads; 0: one for a core."""
    import onnxruntime  # 160 ms that an index run with nothing new need not wait

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = threads
    # Its threads would go on turning after a run, in the way of whatever comes next: on two busy
    # cores a question took twice as long and twice the work.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
