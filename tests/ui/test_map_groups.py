"""Colours: by note, by tag, by folder, and never more than can be told apart."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ui.map_groups import MOST_GROUPS, ColourBy, clearest, group_names, in_order
from ui.placed_notes import PlacedPassage


def passage(note: str, title: str = "", tags: Sequence[str] = ()) -> PlacedPassage:
    """A passage of a note."""
    return PlacedPassage(note, title or note, tuple(tags), (), 1, 1, "", 0.0, 0.0)


def test_notes_go_by_their_titles() -> None:
    """And by their paths where two have one title, or one that means the rest."""
    passages = [
        passage("a.md", "SQS"),
        passage("b.md", "Log"),
        passage("c.md", "Log"),
        passage("d.md", "other notes"),
    ]

    assert group_names(passages, ColourBy.NOTE) == ("SQS", "b.md", "c.md", "d.md")


def test_a_tag_that_nearly_all_notes_have_tells_nothing() -> None:
    """The most common of the others counts; of equals the first; a lone one counts anyway."""
    passages = [
        passage("a.md", tags=["aws", "queue", "events"]),
        passage("b.md", tags=["aws", "events"]),
        passage("c.md", tags=["aws", "left", "right"]),
        passage("d.md", tags=["aws"]),
        passage("e.md"),
    ]

    names = group_names(passages, ColourBy.TAG)

    assert names == ("#events", "#events", "#left", "#aws", "no tag")


def test_folders_are_those_below_what_all_share() -> None:
    """A note that lies right in what they share has its name."""
    shared = [passage("vault/aws/net/a.md"), passage("vault/garden/b.md"), passage("vault/c.md")]
    mixed = [passage("aws/a.md"), passage("b.md")]

    assert group_names(shared, ColourBy.FOLDER) == ("aws/", "garden/", "vault/")
    assert group_names(mixed, ColourBy.FOLDER) == ("aws/", "no folder")
    assert group_names([passage("x/y/a.md")], ColourBy.FOLDER) == ("y/",)


def test_small_groups_are_one() -> None:
    """The biggest keep their names; of equals those that come first by name."""
    passages = [passage(f"{number:02}.md") for number in range(20)] + [passage("19.md")]

    names = group_names(passages, ColourBy.NOTE)

    assert in_order(names, ColourBy.NOTE) == (
        "19.md",
        *(f"{number:02}.md" for number in range(11)),
        "other notes",
    )
    assert names.count("other notes") == 8


def test_the_clearest_colours_leave_little_grey() -> None:
    """Notes where they are few, else what names most; one group is no picture."""
    few = [passage(f"{number}.md") for number in range(3)]
    tagged = [passage(f"{number}.md", tags=["abc"[number % 3]]) for number in range(30)]
    filed = [passage(f"{number % 4}/{number}.md") for number in range(30)]

    assert clearest(few) is ColourBy.NOTE
    assert clearest(tagged) is ColourBy.TAG
    assert clearest(filed) is ColourBy.FOLDER


_NAMES = st.sampled_from(["a", "b", "a/b", "a/c/d", "e.f/g[0]", "other notes"])
_PASSAGES = st.lists(
    st.builds(passage, _NAMES, _NAMES, st.lists(st.sampled_from("xyz"), max_size=3)), max_size=20
)


@given(_PASSAGES, st.sampled_from(ColourBy))
def test_every_passage_has_a_group(passages: list[PlacedPassage], by: ColourBy) -> None:
    """Passages of one note share it, and there are at most thirteen."""
    names = group_names(passages, by)

    assert len(names) == len(passages)
    assert len(set(names)) <= MOST_GROUPS + 1
    assert set(in_order(names, by)) == set(names)
    if by is ColourBy.FOLDER:
        pairs = zip(passages, names, strict=True)
        assert len({(p.note, name) for p, name in pairs}) == len({p.note for p in passages})
