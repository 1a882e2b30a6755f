"""From paths and stdin to bytes with their place of origin."""

from reportedly.captures.found import Found
from reportedly.captures.gather import gather

__all__ = ["Found", "gather"]
