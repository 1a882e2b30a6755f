"""Calls in a child process: what they give, what they may not do, what a limit costs."""

from __future__ import annotations

import multiprocessing
import os
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reportedly.errors import BrokenReader, UnreadableCapture
from reportedly.isolation import Isolation, Limits
from tests.isolation import calls

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's limits are Linux's")
FORBIDDEN = ("write", "append", "make a folder", "connect", "look a name up", "start a program",
             "kill")  # fmt: skip
NATIVE = ("write past Python", "read past Python", "connect past Python", "read another's file")


@pytest.fixture(scope="module")
def isolation() -> Iterator[Isolation]:
    with Isolation(Limits(memory=200 * 1_048_576, cpu=1, wall=2)) as made:
        yield made


def test_a_call_gives_what_the_function_returns(isolation: Isolation) -> None:
    data = os.urandom(3_000_000)

    assert isolation.call(calls.echo, data) == data
    assert list(isolation.stream(calls.parts, 4)) == [b"0", b"1", b"2", b"3"]


def test_a_child_is_used_again_and_a_call_takes_milliseconds(isolation: Isolation) -> None:
    first = isolation.call(calls.process)
    began = time.monotonic()
    again = {isolation.call(calls.process) for _ in range(100)}

    assert again == {first}
    assert int(first) != os.getpid()
    assert time.monotonic() - began < 1


def test_a_refusal_keeps_its_words_and_the_child(isolation: Isolation) -> None:
    before = isolation.call(calls.process)

    with pytest.raises(UnreadableCapture) as told:
        isolation.call(calls.refuse)
    assert (told.value.reason, told.value.remedy) == ("the file is odd", "save it again")
    assert isolation.call(calls.process) == before


def test_a_defect_is_told_with_its_traceback(isolation: Isolation) -> None:
    with pytest.raises(BrokenReader, match="KeyError: 'missing'") as told:
        isolation.call(calls.defect)
    assert "in defect" in told.value.trace


@LINUX
def test_memory_over_the_limit_is_one_refusal(isolation: Isolation) -> None:
    assert isolation.call(calls.allocate, 100) == b"100"

    with pytest.raises(UnreadableCapture, match="more than 200 MiB of memory"):
        isolation.call(calls.allocate, 400)
    assert isolation.call(calls.echo, b"next") == b"next"


@LINUX
def test_an_answer_made_with_too_little_memory_is_none(isolation: Isolation) -> None:
    assert isolation.call(calls.swallow, 50) == b"a full answer"

    with pytest.raises(UnreadableCapture, match="more than 200 MiB of memory"):
        isolation.call(calls.swallow, 400)


@pytest.mark.parametrize("name", ["compute", "wait"])
def test_a_call_that_never_ends_is_ended(isolation: Isolation, name: str) -> None:
    began = time.monotonic()

    with pytest.raises(UnreadableCapture, match="took longer than 1 s"):
        isolation.call(getattr(calls, name))
    assert time.monotonic() - began < 5
    assert isolation.call(calls.echo, b"next") == b"next"


@pytest.mark.parametrize(("name", "how"), [("crash", "SIGSEGV"), ("leave", "exit code 7")])
def test_a_crash_costs_one_call(isolation: Isolation, name: str, how: str) -> None:
    with pytest.raises(UnreadableCapture, match=f"crashed on it .{how}"):
        isolation.call(getattr(calls, name))
    assert isolation.call(calls.echo, b"next") == b"next"


def test_an_answer_too_large_to_take_in_is_refused() -> None:
    with (
        Isolation(Limits(answer=1_048_576)) as small,
        pytest.raises(UnreadableCapture, match="larger than 1 MiB"),
    ):
        small.call(calls.large, 8)


def test_what_a_library_prints_does_not_reach_the_answer(isolation: Isolation) -> None:
    assert isolation.call(calls.noise) == b"quiet"


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_reader_may_not(isolation: Isolation, tmp_path: Path, name: str) -> None:
    place = tmp_path / "made"
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        assert isolation.call(calls.outcome, name, str(place), port) == b"refused"
    assert not place.exists()


def test_a_reader_may_not_delete(isolation: Isolation, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("mine", encoding="utf-8")

    assert isolation.call(calls.outcome, "delete", str(kept), 0) == b"refused"
    assert kept.exists()


@LINUX
@pytest.mark.parametrize("name", NATIVE)
def test_native_code_may_not_either(isolation: Isolation, tmp_path: Path, name: str) -> None:
    place = tmp_path / "secret"
    if "read" in name:
        place.write_text("mine", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        assert isolation.call(calls.outcome, name, str(place), port) == b"refused"


def test_threads_call_side_by_side(isolation: Isolation) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda n: isolation.call(calls.echo, bytes([n])), range(40)))

    assert found == [bytes([n]) for n in range(40)]


def test_a_consumer_that_stops_early_leaves_no_child_in_a_wrong_state(isolation: Isolation) -> None:
    stream = isolation.stream(calls.parts, 100_000)
    assert next(stream) == b"0"
    del stream

    assert isolation.call(calls.echo, b"next") == b"next"


def test_children_end_with_the_isolation() -> None:
    with Isolation() as made:
        child = int(made.call(calls.process))

    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def _abandon(connection: multiprocessing.connection.Connection) -> None:
    made = Isolation()
    connection.send(int(made.call(calls.process)))
    os._exit(9)


@LINUX
def test_a_child_ends_when_its_parent_is_gone() -> None:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    parent = context.Process(target=_abandon, args=(there,))
    parent.start()
    child = here.recv()
    parent.join()

    deadline = time.monotonic() + 10
    while Path(f"/proc/{child}").exists() and time.monotonic() < deadline:
        pass
    assert not Path(f"/proc/{child}").exists()
