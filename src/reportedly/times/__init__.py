"""Time expressions, as the days they may mean."""

from reportedly.times.stage import STAGE

__all__ = ["STAGE"]
