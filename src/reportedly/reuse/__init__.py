"""Which passages copy which."""

from reportedly.reuse.stage import STAGE

__all__ = ["STAGE"]
