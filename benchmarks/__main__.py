"""List the benchmarks, or run one: `python -m benchmarks [NAME] [OPTIONS]`.

Each prints its figures with the machine's own times; what is claimed of growth is a ratio.
`--help` behind a name tells its options.
"""

from __future__ import annotations

import ast
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    """Return the benchmarks: every module here that can be started, sorted."""
    found = [p for p in sorted(HERE.glob("*.py")) if not p.stem.startswith("_")]
    return [p.stem for p in found if "__main__" in p.read_text(encoding="utf-8")]


def purpose(name: str) -> str:
    """Return the first line of a benchmark's docstring."""
    tree = ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def main(arguments: Sequence[str]) -> int:
    """List the benchmarks, or run the one that is named."""
    known = names()
    if not arguments:
        width = max(map(len, known))
        sys.stdout.writelines(f"{name:{width}}  {purpose(name)}\n" for name in known)
        return 0
    if arguments[0] not in known:
        sys.stderr.write(f"no benchmark is called {arguments[0]!r}; there are {', '.join(known)}\n")
        return 2
    sys.argv = [f"python -m benchmarks.{arguments[0]}", *arguments[1:]]
    runpy.run_module(f"benchmarks.{arguments[0]}", run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
