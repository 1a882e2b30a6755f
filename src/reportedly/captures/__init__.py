"""From paths, stdin and, when asked, the web to bytes with their place of origin."""

from reportedly.captures.found import Found
from reportedly.captures.gather import gather

__all__ = ["Found", "gather"]
