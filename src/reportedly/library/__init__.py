"""Ledgers for Python: open one, ask it, take the answers as tables."""

from reportedly.library.asking import OpenLedger
from reportedly.library.opening import open_ledger
from reportedly.library.tables import Table

__all__ = ["OpenLedger", "Table", "open_ledger"]
