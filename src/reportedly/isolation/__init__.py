"""Run code that reads untrusted bytes in a child process with limits, no network and no writing.

What a child sends back is bytes and plain words, never pickled objects: a reader that was taken
over by a hostile file cannot run anything in the process that asked.
"""

from reportedly.isolation.limits import Limits
from reportedly.isolation.pool import Isolation

__all__ = ["Isolation", "Limits"]
