"""The driver's connection, so that a broken line is always the same error, and closing is none.

Imported only when a shared ledger is opened: it needs the extra `postgres`.
"""

from __future__ import annotations

from contextlib import suppress

from pg8000.dbapi import Connection, InterfaceError


class Entered(Connection):  # type: ignore[misc]  # the driver has no types
    """A connection whose line may break at any moment."""

    def handle_messages(self, context: object) -> None:
        """Take the server's answer; the driver lets a reset line through as it is."""
        try:
            super().handle_messages(context)
        except OSError as err:
            raise InterfaceError("network error") from err

    def close(self) -> None:
        """End; a line that is broken already needs no farewell."""
        with suppress(InterfaceError):
            super().close()
