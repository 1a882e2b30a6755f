"""Answers to questions that come again and again, in bounded memory.

Invariant: never more than `MOST` answers are held; a full table is emptied before the next.
"""

from __future__ import annotations

from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST = 65_536


class Remembered(dict[Key, Value]):
    """A dictionary that forgets all it holds when it is full."""

    def __setitem__(self, key: Key, value: Value) -> None:
        if len(self) >= MOST:
            self.clear()
        super().__setitem__(key, value)
