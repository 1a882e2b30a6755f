"""The workbench: read, compare and decide in the browser. Server-rendered, for one ledger.

Invariant: nothing is shown without a session, nothing is written but by a decision or an intake,
and no path from a request reaches the disk.
"""

from reportedly.web.app import create_app
from reportedly.web.config import Config

__all__ = ["Config", "create_app"]
