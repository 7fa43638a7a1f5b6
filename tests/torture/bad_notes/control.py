"""Ordinary notes: they must survive whatever stands beside them."""

from .maker import Maker
from .words import filling


def control_notes(maker: Maker) -> None:
    """Twelve plain notes, and two copies of the first one."""
    maker.category = "control"
    for number in range(12):
        before, after = filling(maker.chance, 60), filling(maker.chance, 60)
        maker.text(
            f"good/plain-{number:02d}.md",
            f"# Plain note {number}\n\n{before}\n\n## Details\n\n@@M@@\n\n{after}\n",
            "nothing: it must always be found",
            under=(f"Plain note {number}", "Details"),
        )
    first = maker.entries[0]
    data = (maker.notes / first.name).read_bytes()
    for number in (1, 2):
        maker.data(
            f"copies/copy-{number}.md",
            data,
            "byte for byte a copy of another note: without one of them the others must stay",
            markers=first.markers,
            copy_of=first.path,
        )
