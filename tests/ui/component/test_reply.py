"""What the browser is given of a reply, and what it may send back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from retriever import Answer, Difference, Evidence, ListShown, Mark, NotInNotes
from ui.component.reply import Action, Editor, reply_data, sent_action
from ui.copying import quote_markdown, reply_markdown
from ui.render import ReplyView, reply_view

EVIL = "\x1b[2J\u202e<script>\r"
SHOWN = "␛[2J<U+202E><script>"


@pytest.fixture
def evil(answer: Answer) -> ReplyView:
    """A view with something hostile wherever a note, a question or a file name is shown."""
    citation = replace(
        answer.citations[0],
        quote=EVIL,
        headings=(EVIL,),
        under=(EVIL,),
        span=replace(answer.citations[0].span, note_id=EVIL),
        evidence=Evidence(in_quote=(EVIL,)),
    )
    hit = answer.hits[0]
    passage = replace(hit.passage, text=EVIL, headings=(EVIL,))
    return reply_view(
        replace(
            answer,
            citations=(citation, citation),
            hits=(replace(hit, passage=passage),),
            differences=(Difference(0, 1, (EVIL, EVIL)),),
            searched_as=EVIL,
        )
    )


def test_a_quote_is_a_card(answer: Answer) -> None:
    """Its pieces, where it stands, why it was chosen, and what is copied."""
    evidence = Evidence(in_quote=("queue",), answering=(Mark(0, 16),))
    citation = replace(
        answer.citations[0], evidence=evidence, items=ListShown(5, 12), moved=True, under=("Kinds",)
    )
    view = reply_view(replace(answer, citations=(citation,)))

    data = reply_data(view, None, is_new=True)

    assert data["quotes"] == [
        {
            "number": 0,
            "label": "",
            "under": ["Kinds"],
            "pieces": [
                ["A standard queue", "answer"],
                [" delivers each message at least once.", "none"],
            ],
            "is_code": False,
            "headings": "SQS > Standard queue",
            "where": "cloud/sqs.md, line 7",
            "notes": [
                "5 of 12 items: open the note for the rest",
                "Found again: the note has changed since it was indexed.",
            ],
            "why": "It has queue.",
            "copy": quote_markdown(view.quotes[0]),
            "link": None,
        }
    ]
    assert (data["declined"], data["remarks"], data["is_new"]) == (None, [], True)
    assert data["passages_title"] == "Passages behind this (1)"
    assert data["copy"] == reply_markdown(view)


def test_a_decline_has_its_reason_and_what_came_nearest(declined: NotInNotes) -> None:
    """No cards."""
    data = reply_data(reply_view(declined), None, is_new=False)

    assert data["declined"] == "The word Bergamo is in none of your 2 notes."
    assert data["remarks"] == ["Searched as: SQS Bergamo?"]
    assert (data["quotes"], data["is_new"]) == ([], False)
    assert data["passages_title"] == "Nearest passages (1)"
    assert data["passages"][0]["scores"] == "score 0.83 · words 0.50 · meaning 0.77"


def test_links_lead_to_the_chosen_editor(answer: Answer) -> None:
    """At the first line of the quote."""
    editor = Editor("mine", "mine://{path}:{line}", Path("/n"))

    data = reply_data(reply_view(answer), editor, is_new=True)

    assert data["editor"] == "mine"
    assert data["quotes"][0]["link"] == "mine:///n/cloud/sqs.md:7"


def test_quotes_that_differ_are_numbered_and_said_to(answer: Answer) -> None:
    """By the same numbers."""
    differences = (Difference(0, 1, ("4 days", "7 days")),)
    two = replace(answer, citations=answer.citations * 2, differences=differences)

    data = reply_data(reply_view(two), None, is_new=True)

    assert data["remarks"] == ["Your notes differ: 4 days (quote 1), 7 days (quote 2)."]
    assert [quote["label"] for quote in data["quotes"]] == ["1", "2"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind_are_line_ends(answer: Answer, line_end: str) -> None:
    """None is shown as a picture; what is copied stays as it is in the file."""
    quote = f"One queue{line_end}two"
    citation = replace(answer.citations[0], quote=quote, evidence=Evidence(shared=(Mark(4, 9),)))
    hit = answer.hits[0]
    hit = replace(hit, passage=replace(hit.passage, text=quote))
    view = reply_view(replace(answer, citations=(citation,), hits=(hit,)))

    data = reply_data(view, None, is_new=True)

    assert "".join(text for text, _ in data["quotes"][0]["pieces"]) == "One queue\ntwo"
    assert data["passages"][0]["text"] == "One queue\ntwo"
    assert quote in data["quotes"][0]["copy"]


def test_nothing_hostile_is_shown(evil: ReplyView) -> None:
    """Controls are pictures; only what is copied quotes has them as they are in the file."""
    data = {**reply_data(evil, None, is_new=True), "copy": ""}
    data["quotes"] = [{**quote, "copy": ""} for quote in data["quotes"]]

    sent = json.dumps(data, ensure_ascii=False)

    assert "\\u001b" not in sent
    assert "\\r" not in sent
    assert "\u202e" not in sent
    assert data["quotes"][0]["pieces"] == [[f"{SHOWN}\n", "none"]]
    assert data["quotes"][0]["where"] == f"{SHOWN}␍, line 7"


@pytest.mark.parametrize("kind", ["open", "right", "wrong", "passage"])
def test_what_was_clicked(answer: Answer, kind: str) -> None:
    """The first quote or passage; there is no second."""
    view = reply_view(answer)

    assert sent_action({"kind": kind, "number": 0}, view) == Action(kind, 0)
    assert sent_action({"kind": kind, "number": 1}, view) is None
    assert sent_action({"kind": kind, "number": -1}, view) is None


def test_a_decline_is_judged_as_a_whole(declined: NotInNotes) -> None:
    """And nothing else of it, but the passages are there to be opened."""
    view = reply_view(declined)

    assert sent_action({"kind": "right", "number": -1}, view) == Action("right", -1)
    assert sent_action({"kind": "wrong", "number": -1}, view) == Action("wrong", -1)
    assert sent_action({"kind": "wrong", "number": 0}, view) is None
    assert sent_action({"kind": "open", "number": -1}, view) is None
    assert sent_action({"kind": "passage", "number": 0}, view) == Action("passage", 0)


@pytest.mark.parametrize(
    "sent",
    [
        *(None, 5, "open", [], {}, {"kind": "open"}, {"number": 0}, {"kind": "other", "number": 0}),
        *({"kind": "open", "number": number} for number in ("0", 0.0, False, None, [0])),
        *({"kind": kind, "number": 0} for kind in (None, 5, ["open"], {"open": 0})),
    ],
)
def test_what_no_button_sends_is_nothing(answer: Answer, sent: object) -> None:
    """A stale tab may send anything."""
    assert sent_action(sent, reply_view(answer)) is None
