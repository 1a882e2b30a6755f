"""Rows, ranges, relations and forecasts."""

from reportedly.ledger.stage import STAGE

__all__ = ["STAGE"]
