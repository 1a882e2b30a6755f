"""Help in plain text, commands under headings. The styled form needs a third of a second more."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from typer.core import TyperGroup

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter


def _panel(command: Command) -> str:
    return str(getattr(command, "rich_help_panel", ""))


class Grouped(TyperGroup):
    """A program whose commands are listed under their panels, in the order they were added."""

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write one section a panel."""
        for panel, found in groupby(self.commands.values(), key=_panel):
            commands = list(found)
            room = formatter.width - 6 - max(len(c.name or "") for c in commands)
            with formatter.section(panel):
                formatter.write_dl([(c.name or "", c.get_short_help_str(room)) for c in commands])
