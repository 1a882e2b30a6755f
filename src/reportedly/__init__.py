"""Reportedly: who is reported to have said what, and how accounts relate.

`analyse(text, published="2031-04-13")` gives the records of one text; `load_tools` loads the
models once for many texts; `open("story.reportedly")` asks a ledger that the command line made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.library import OpenLedger, Table
    from reportedly.library import open_ledger as open
    from reportedly.pipeline import analyse, load_tools, relate
    from reportedly.settings import Settings

__all__ = ["OpenLedger", "Settings", "Table", "analyse", "load_tools", "open", "relate"]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `reportedly --help` stays quick."""
    if name in ("analyse", "load_tools", "relate"):
        from reportedly import pipeline

        return getattr(pipeline, name)
    if name == "Settings":
        from reportedly.settings import Settings

        return Settings
    if name in ("open", "OpenLedger", "Table"):
        from reportedly import library

        return getattr(library, "open_ledger" if name == "open" else name)
    raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
