"""The ledger on disk: tables, originals, and every query. The only package that speaks SQL."""

from reportedly.store.address import Address, place_of
from reportedly.store.folder import SETTINGS_FILE, Store, open_store

__all__ = ["SETTINGS_FILE", "Address", "Store", "open_store", "place_of"]
