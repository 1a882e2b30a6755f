"""Numbers, what they count, and every way to read them."""

from reportedly.figures.stage import STAGE

__all__ = ["STAGE"]
