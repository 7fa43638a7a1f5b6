"""The reader's encoder as an ONNX file, also with eight-bit weights. Imports torch."""

import warnings
from pathlib import Path

import onnx
import torch
from torch import nn

from .network import ReaderNetwork

_INPUTS = ("input_ids", "token_type_ids", "attention_mask")
_AXES = {0: "rows", 1: "tokens"}
_NO_ADVICE = {"onnx.quant.pre_process": "onnxruntime.quant"}
"""Without it onnxruntime advises a step that this model does not need, on the root logger."""


class _Encoder(nn.Module):
    """The exporter wants tensors in, one tensor out."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(
        self, input_ids: torch.Tensor, token_type_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> torch.Tensor:
        states: torch.Tensor = self.encoder(
            input_ids=input_ids, token_type_ids=token_type_ids, attention_mask=attention_mask
        ).last_hidden_state
        return states


def export_encoder(network: ReaderNetwork, path: Path) -> None:
    """Write the encoder to `path`; tokens in, states of shape (rows, tokens, width) out."""
    sample = torch.ones(2, 16, dtype=torch.long)
    with warnings.catch_warnings():
        # The exporter that replaces this one takes nine times as long.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Encoder(network).eval(),
            (sample, sample, sample),
            str(path),
            input_names=list(_INPUTS),
            output_names=["states"],
            dynamic_axes=dict.fromkeys((*_INPUTS, "states"), _AXES),
            opset_version=17,
            dynamo=False,
        )


def in_eight_bits(whole: Path, path: Path) -> None:
    """Write to `path` the model in the file `whole`, the weights of its matrix products in 8 bits.

    They get a scale for each column: one scale for a whole matrix costs answers.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = onnx.load(whole)
    onnx.helper.set_model_props(model, _NO_ADVICE)
    onnx.save(model, whole)
    quantize_dynamic(
        whole, path, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"]
    )
