"""The checks of an index, each a function that looks at one thing and says what is wrong."""
