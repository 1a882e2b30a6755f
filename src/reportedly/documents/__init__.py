"""From bytes to text with blocks and metadata."""

from reportedly.documents.read import VERSION, read

__all__ = ["VERSION", "read"]
