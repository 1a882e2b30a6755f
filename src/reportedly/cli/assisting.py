"""The command `mcp`: a ledger for assistants, over standard input and output."""

from __future__ import annotations

from reportedly.cli.options import LedgerOption, ledger_place


def mcp(ledger: LedgerOption = None) -> None:
    """Serve a ledger to an assistant over the Model Context Protocol; it can only read.

    The assistant's program starts this command itself; nothing is printed but the protocol.

    Example: reportedly mcp --ledger story.reportedly
    """
    from reportedly.agents.server import build

    build(ledger_place(ledger)).run("stdio")
