"""Ledgers as files for other tools."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from reportedly.exports.csv_tables import write_csv
from reportedly.exports.jsonl import write_jsonl
from reportedly.language.weights import reader_digest

__all__ = ["tool_versions", "write_csv", "write_jsonl"]


def tool_versions(stages: Mapping[str, str]) -> dict[str, str]:
    """Return what made an export: the tool's, the models' and the stages' versions."""
    named = {f"stage {name}": number for name, number in stages.items()}
    return {"reportedly": version("reportedly"), "reader": reader_digest(), **named}
