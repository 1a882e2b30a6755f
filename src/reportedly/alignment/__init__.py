"""Which accounts answer which question."""

from reportedly.alignment.stage import STAGE

__all__ = ["STAGE"]
