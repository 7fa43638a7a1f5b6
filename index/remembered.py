"""What was found out about one generation of an index, for the questions that come after."""

from collections.abc import Callable, Hashable
from typing import Any

_MOST = 20_000
"""Things remembered at a time; nearly all of them are how often a word occurs."""


class Remembered:
    """Things by their names, all of one generation."""

    def __init__(self) -> None:
        self._token = ""
        self._things: dict[Hashable, Any] = {}

    def get(self, token: str, name: Hashable, find: Callable[[], Any]) -> Any:  # noqa: ANN401
        """What `find` gives, or gave before in the generation of `token`."""
        if token != self._token or len(self._things) >= _MOST:
            self._token, self._things = token, {}
        if name not in self._things:
            self._things[name] = find()
        return self._things[name]

    def __len__(self) -> int:
        """How many things are remembered."""
        return len(self._things)
