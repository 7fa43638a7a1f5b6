"""How fast Quoth is, stage by stage: `python -m eval.bench`."""
