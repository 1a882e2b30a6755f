"""Regular expressions of the package are linear on strings made to slow them."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from tests.hostile import hostile, strings

ROOT = Path(__file__).parent.parent
RATIO = 15  # time of tenfold the characters; 10 is linear
TRIES = 4  # all must be steep: other work on the machine makes a single one so
MOST = 1.0  # seconds for 100,000 characters
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX timers")


@pytest.fixture(scope="module")
def patterns() -> list[tuple[str, re.Pattern[str]]]:
    told = subprocess.run(
        [sys.executable, "-m", "tests.patterns"], cwd=ROOT, capture_output=True, check=True
    )
    found = json.loads(told.stdout)
    return [(where, re.compile(text, flags)) for where, text, flags in found]


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return the computing time of finding all matches; the best of two.

    By the thread's clock: while a timer runs, that of the process may stand still for milliseconds.
    """
    times: list[float] = []
    for _ in range(2):
        began = time.thread_time()
        deque(pattern.finditer(text), maxlen=0)
        times.append(time.thread_time() - began)
        if times[-1] < 0.002:
            break
    return min(times)


def slow(pattern: re.Pattern[str], sizes: tuple[int, int], floor: float) -> list[str]:
    """Name the hostile strings on which an expression takes more than linear time."""

    def taken(size: int) -> float:
        return seconds(pattern, hostile(prefix, unit, size))

    found: list[str] = []
    for prefix, unit in strings(pattern):
        signal.setitimer(signal.ITIMER_VIRTUAL, 5 * MOST)
        try:
            measured = [taken(sizes[1])]
            while _steep(measured[-1], taken, (sizes[0], floor)) and len(measured) < TRIES:
                measured.append(taken(sizes[1]))
            if len(measured) == TRIES:
                found.append(f"{(prefix + unit)!r:.60} {min(measured):.3f} s")
        except TimeoutError:
            found.append(f"{(prefix + unit)!r:.60} never ended")
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return found


def _steep(long: float, taken: Callable[[int], float], short: tuple[int, float]) -> bool:
    size, floor = short
    return long > MOST or (long > floor and long > RATIO * max(taken(size), 1e-6))


def late(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def check(
    patterns: list[tuple[str, re.Pattern[str]]], sizes: tuple[int, int], floor: float
) -> list[str]:
    before = signal.signal(signal.SIGVTALRM, late)
    try:
        return [
            f"{where}: {pattern.pattern!r:.100} on {one}"
            for where, pattern in patterns
            for one in slow(pattern, sizes, floor)
        ]
    finally:
        signal.signal(signal.SIGVTALRM, before)


def test_expressions_are_found_in_all_packages(
    patterns: list[tuple[str, re.Pattern[str]]],
) -> None:
    packages = {where.split(".")[1].split(":")[0] for where, _ in patterns}

    assert len(patterns) > 300
    assert packages >= {"documents", "figures", "times", "statements", "entities", "language"}


def test_a_slow_expression_is_seen() -> None:
    assert check([("here", re.compile(r"-+\+"))], (300, 3_000), 0.002)


def test_no_expression_is_slow_on_three_thousand_characters(
    patterns: list[tuple[str, re.Pattern[str]]],
) -> None:
    assert check(patterns, (300, 3_000), 0.005) == []


@pytest.mark.nightly
def test_no_expression_is_slow_on_a_hundred_thousand_characters(
    patterns: list[tuple[str, re.Pattern[str]]],
) -> None:
    assert check(patterns, (10_000, 100_000), 0.05) == []
