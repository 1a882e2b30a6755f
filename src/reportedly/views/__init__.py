"""Read models: what each page and list shows, computed from a corpus."""

from reportedly.views.index import Index
from reportedly.views.tables import LISTINGS, Listing

__all__ = ["LISTINGS", "Index", "Listing"]
