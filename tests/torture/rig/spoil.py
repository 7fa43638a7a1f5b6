"""Damage to files, the same for the same seed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

PAGE = 4096

Spoiler = Callable[[bytes, Random], bytes]


def flipped(content: bytes, random: Random) -> bytes:
    """One bit is another."""
    place = random.randrange(len(content))
    return replaced(content, place, bytes([content[place] ^ (1 << random.randrange(8))]))


def cut(content: bytes, random: Random) -> bytes:
    """Only the beginning is left."""
    return content[: random.randrange(len(content))]


def zeroed_page(content: bytes, random: Random) -> bytes:
    """A page, where pages begin, is all zero."""
    return replaced(content, random.randrange(len(content) // PAGE) * PAGE, bytes(PAGE))


def zeroed_block(content: bytes, random: Random) -> bytes:
    """A stretch of any length anywhere is all zero."""
    length = random.randrange(1, PAGE + 1)
    return replaced(content, random.randrange(len(content) - length), bytes(length))


def garbled(content: bytes, random: Random) -> bytes:
    """Of the same length, and nothing of it is left."""
    return random.randbytes(len(content))


def appended(content: bytes, random: Random) -> bytes:
    """Something stands behind it."""
    return content + random.randbytes(random.randrange(1, 2 * PAGE))


def replaced(content: bytes, place: int, piece: bytes) -> bytes:
    """With other bytes from `place` on."""
    return content[:place] + piece + content[place + len(piece) :]


def spoil(path: Path, how: Spoiler, seed: int) -> bool:
    """Damage a file; whether it is another one now."""
    before = path.read_bytes()
    after = how(before, Random(seed))  # noqa: S311  (damage that can be had again)
    path.write_bytes(after)
    return after != before


SPOILERS: Mapping[str, Spoiler] = {
    how.__name__: how for how in (flipped, cut, zeroed_page, zeroed_block, garbled, appended)
}
