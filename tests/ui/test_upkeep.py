from pathlib import Path

from ui.upkeep import folder_name


def test_a_folder_in_the_home_is_written_from_there() -> None:
    """As people write it, and without the user's name."""
    assert folder_name(Path.home() / "notes") == "~/notes"
    assert folder_name(Path("/srv/notes")) == "/srv/notes"
