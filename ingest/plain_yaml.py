"""YAML read as text and nothing else.

Every scalar is a string (PyYAML's base loader), so there are no dates that cannot be, no numbers of
five thousand digits, and merge keys mean nothing. Aliases, which multiply, and deep nesting are
refused: notes have no use for them.
"""

import yaml

_DEEPEST = 50


class RefusedYamlError(Exception):
    """What is not read although it may be valid."""


class _Loader(yaml.BaseLoader):
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise RefusedYamlError("its front matter uses YAML aliases, which are not read")
        if self.depth == _DEEPEST:
            raise RefusedYamlError(f"its front matter is nested more than {_DEEPEST} deep")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_yaml(body: str) -> object:
    """Strings, lists and dictionaries; None for an empty body.

    Raises:
        RefusedYamlError: there is an alias, or it is nested too deeply.
        Exception: it is no YAML; PyYAML raises more than its own errors.
    """
    declared: object = _Loader(body).get_single_data()
    return declared
