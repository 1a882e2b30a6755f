"""Who is credited with which words."""

from reportedly.statements.stage import STAGE

__all__ = ["STAGE"]
