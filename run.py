"""Set everything up and run: `python3 run.py demo`, `python3 run.py test`.

Needs Python 3.11 or newer and nothing else; standard library only, on every system. Each step may
fail (no network, disk full) and is tried again on the next call; what is done stays done.

    demo       set up, read the bundled reports, print a summary, write demo-report.html
    test       set up with the test tools and run all tests
    check      lint, types, then all tests
    setup      set up only
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PRIVATE = Path(os.environ.get("REPORTEDLY_SETUP", ROOT / ".setup"))
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""


class Stopped(Exception):
    """A step failed; the message says which and what to do."""


def step(what: str, command: list[str], remedy: str, *, quiet: bool = True) -> None:
    """Run one command; on failure show what it printed, and stop."""
    print(f"- {what}", file=sys.stderr, flush=True)
    out = subprocess.PIPE if quiet else None
    try:
        done = subprocess.run(
            command, check=False, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT if quiet else None
        )
    except OSError as err:
        raise Stopped(f"{what} failed: {err}\n{remedy}") from err
    if done.returncode:
        tail = (done.stdout or b"").decode("utf-8", "replace")[-2000:]
        raise Stopped(
            f"{tail}\n{what} failed (exit {done.returncode}): {' '.join(command)}\n{remedy}"
        )


def works(uv: Path | str) -> bool:
    """Tell whether a uv can be started; a half-installed one can not."""
    try:
        return (
            subprocess.run([str(uv), "--version"], check=False, capture_output=True).returncode == 0
        )
    except OSError:
        return False


def find_uv() -> str:
    """Return a working uv: the machine's own, else a pinned one in a private folder."""
    own = shutil.which("uv")
    if own and works(own):
        return own
    private = PRIVATE / "uv"
    candidates = [private / "bin" / f"uv{EXE}", private / "Scripts" / f"uv{EXE}"]
    for uv in candidates:
        if works(uv):
            return str(uv)
    shutil.rmtree(private, ignore_errors=True)
    step(
        "installing uv, the package installer, into .setup/uv",
        [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--require-hashes", "--no-deps", "--target", str(private),
         "--requirement", str(ROOT / "setup-requirements.txt")],
        "Check the network (the package index must be reachable) and that pip is there "
        "(Debian: apt install python3-pip), then run the same command again.",
    )  # fmt: skip
    for uv in candidates:
        if works(uv):
            return str(uv)
    raise Stopped(f"uv was installed into {private} but does not start; delete it and run again.")


def set_up(*, dev: bool) -> None:
    """Make .venv hold exactly what uv.lock says."""
    uv = find_uv()
    command = [uv, "sync", "--frozen", "--quiet", "--python", sys.executable]
    step(
        "installing what uv.lock names into .venv (the first time about 400 MB)",
        [*command, "--all-extras"] if dev else [*command, "--no-dev"],
        "Check the network and the free disk space, then run the same command again.",
    )


def main(arguments: list[str]) -> int:
    """Run one of the commands above; return the exit code."""
    if sys.version_info < (3, 11):
        print(
            f"run.py needs Python 3.11 or newer, this is {sys.version.split()[0]}", file=sys.stderr
        )
        return 2
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command not in ("demo", "test", "check", "setup"):
        print(__doc__)
        return 0 if command in ("-h", "--help", "help") else 2
    try:
        set_up(dev=command != "demo")
        if command == "check":
            step(
                "lint",
                [str(BIN / f"ruff{EXE}"), "check", "."],
                "Mend the lines above.",
                quiet=False,
            )
            step(
                "format",
                [str(BIN / f"ruff{EXE}"), "format", "--check", "."],
                "Run: ruff format",
                quiet=False,
            )
            step("types", [str(BIN / f"mypy{EXE}")], "Mend the lines above.", quiet=False)
    except Stopped as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    if command == "setup":
        return 0
    if command == "demo":
        return subprocess.run(
            [str(BIN / f"reportedly{EXE}"), "demo", *rest], check=False
        ).returncode
    python = str(BIN / f"python{EXE}")
    return subprocess.run(
        [python, "-m", "pytest", "-n", "auto", *rest], check=False, cwd=ROOT
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
