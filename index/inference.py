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


def open_network(model: Path) -> Any:  # noqa: ANN401
    """The network in a file, written by `index.networks`, to be run as it stands.

    Several threads may run it at once, each for itself.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    # One block of memory planned for a whole row is larger than a core's cache.
    options.enable_mem_pattern = False
    # The file holds the operators that are fast. What would be put in their place is not: to add
    # and to normalize in one step takes six times as long as in two.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
