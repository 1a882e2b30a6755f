"""Reportedly: who is reported to have said what, and how accounts relate.

`analyse(text, published="2031-04-13")` gives the records of one text; `load_tools` loads the
models once for many texts. Everything else is reached through the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.pipeline import analyse, load_tools, relate
    from reportedly.settings import Settings

__all__ = ["Settings", "analyse", "load_tools", "relate"]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `reportedly --help` stays quick."""
    if name in ("analyse", "load_tools", "relate"):
        from reportedly import pipeline

        return getattr(pipeline, name)
    if name == "Settings":
        from reportedly.settings import Settings

        return Settings
    raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
