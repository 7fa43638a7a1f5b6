"""Make the corpus by hand: `python -m bad_notes build FOLDER [--quick]`."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from .corpus import build, problems, remove
from .model import Size


def main() -> int:
    """Build or remove a corpus, and say what is in it."""
    parser = argparse.ArgumentParser(prog="python -m bad_notes", description=__doc__)
    parser.add_argument("command", choices=["build", "remove"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quick", action="store_true", help="small versions of the large files")
    options = parser.parse_args()
    if options.command == "remove":
        remove(options.folder)
        return 0
    corpus = build(options.folder, Size.QUICK if options.quick else Size.FULL)
    counts = Counter(note.category for note in corpus.entries)
    lines = [f"{count:4} {category}" for category, count in counts.items()]
    lines.append(f"{len(corpus.entries):4} in all, {len(corpus.created)} made here")
    lines.extend(wrong := problems(corpus))
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
