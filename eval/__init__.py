"""Numbers: recall, answers, refusals and speed over known questions."""
