"""Collect every regular expression that this package compiles: run as a program, prints JSON.

Looks at what `re` is asked to compile while all modules are imported and the demo is read, so that
expressions built from word lists are among them.
"""

from __future__ import annotations

import importlib
import json
import linecache
import pkgutil
import re
import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import reportedly

LEFT_OUT = ("reportedly.training", "reportedly.__main__", "reportedly.store.migrations")
found: dict[tuple[str, int], str] = {}
_compile: Callable[..., re.Pattern[str]] = re._compile  # type: ignore[attr-defined]


def recording(pattern: object, flags: int) -> re.Pattern[str]:
    """Compile as `re` does and note who asked."""
    for level in (2, 1):
        module = str(sys._getframe(level).f_globals.get("__name__", ""))
        if module.startswith("reportedly") and isinstance(pattern, str):
            frame = sys._getframe(level)
            line = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
            name = line.partition(" = ")[0] if " = " in line else str(frame.f_lineno)
            found.setdefault((pattern, int(flags)), f"{module}:{name}")
    return _compile(pattern, flags)


def main() -> None:
    """Import everything, read the demo, print what was compiled."""
    re._compile = recording  # type: ignore[attr-defined]
    for module in pkgutil.walk_packages(reportedly.__path__, "reportedly."):
        if not module.name.startswith(LEFT_OUT):
            importlib.import_module(module.name)
    from reportedly import pipeline, views
    from reportedly.settings import Settings

    tools = pipeline.load_tools(Settings())
    texts = Path(str(resources.files("reportedly") / "demo")).glob("*.jsonl")
    lines = [line for file in sorted(texts) for line in file.read_text("utf-8").splitlines()]
    read = tuple(
        pipeline.analyse(json.loads(line)["text"], published="2031-05-01", tools=tools)
        for line in lines[:2]
    )
    views.Index(pipeline.relate(read, tools))
    print(json.dumps([[where, pattern, flags] for (pattern, flags), where in found.items()]))


if __name__ == "__main__":
    main()
