"""What is kept as it is: code, data and drawings without their fences."""

import pytest

from ingest.plaintext.plainlines import PlainText
from ingest.plaintext.stretches import StretchKind, runs
from ingest.plaintext.verbatim import verbatim


def code(text: str) -> list[tuple[int, int]]:
    """First and last line, from 1, of each stretch of code; texts here have no blank lines."""
    return [
        (stretch.first + 1, stretch.last + 1)
        for stretch in verbatim(PlainText(text).lines)
        if stretch.kind is StretchKind.CODE
    ]


@pytest.mark.parametrize(
    "text",
    [
        "```\n# not a heading\n```",
        '{\n"a": [1, 2],\n"b": "}"\n}',
        '[{"a": 1},\n{"a": 2}]',
        "version: v1\nkind: Pod\nmetadata:\nname: web\nspec:\ncontainers:\n- name: web\nimage: y",
        "on: |\none line of text\njobs:\nbuild:\nruns: x",
        "$ git status\n$ git commit",
        "+---+---+\n| a | b |\n+---+---+",
        "┌───┐\n│ a │\n└───┘",
        "graph LR\nA[one\nlong name] --> B\nB -.-> C{why}\nend",
        "sequenceDiagram\nparticipant A\nA->>B: hello\nNote over A: waits",
        "classDiagram\nBird : +fly()\nBird <|-- Owl",
    ],
)
def test_kept_whole(text: str) -> None:
    """Each of these is one stretch, and the lines around it are not part of it."""
    last = text.count("\n") + 2
    assert code(f"Before\n{text}\nAfter that a sentence.") == [(2, last)]


@pytest.mark.parametrize(
    "text",
    [
        "name: Ida\nage: 9\ntown: Graz\nlikes: owls",
        "types:\n- big\n- small",
        "[Course]\n- Monday\n- Tuesday",
        "graph paper is in the drawer\nand pens too",
        "{braces} in a sentence\nare no data",
        "```\nnever closed",
    ],
)
def test_not_code(text: str) -> None:
    """Facts with a colon, labels, brackets and an open fence are text."""
    assert code(text) == []


def test_one_diagram_ends_where_the_next_begins() -> None:
    """Two diagrams without anything between are two stretches."""
    assert code("graph TD\nA --> B\ngraph TD\nC --> D\nD means done") == [(1, 2), (3, 4)]


def test_a_script_goes_on_to_the_blank_line() -> None:
    """After the line that names the interpreter everything is script, up to a list or a gap."""
    assert code("To save:\n#!/bin/sh\nset -e\nrm x\n- done at night") == [(2, 4)]


def test_data_after_a_diagram() -> None:
    """JSON that follows a diagram at once is a stretch of its own."""
    assert code('classDiagram\nA : x\n{\n"k": 1\n}\nEnd of it') == [(1, 2), (3, 5)]


def test_yaml_does_not_take_the_list_below() -> None:
    """Items under YAML that lost its indentation are items, not YAML."""
    text = "Outputs:\nName:\nValue: x\nExport: y\n- stack creation fails\n- key: value"
    assert code(text) == [(1, 4)]


def test_runs_end_at_blank_lines_unless_told() -> None:
    """Runs are as long as they can be."""
    lines = PlainText("a\na\n\na\nb").lines
    assert list(runs(lines, lambda line: line.text == "a")) == [(0, 2), (2, 3)]
    assert list(runs(lines, lambda line: line.text == "a", across_blanks=True)) == [(0, 3)]
