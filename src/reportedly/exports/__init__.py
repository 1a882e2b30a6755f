"""Ledgers as files for other tools."""

from reportedly.exports.jsonl import write_jsonl

__all__ = ["write_jsonl"]
