"""People: the command line and the browser."""
