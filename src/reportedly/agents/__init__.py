"""A ledger for assistants: read-only tools that give quoted words with their place."""
