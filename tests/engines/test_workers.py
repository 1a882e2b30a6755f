from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path

import pytest

from reportedly.engines.update import Task
from reportedly.engines.workers import Ended, Job, Loaded, all_done
from reportedly.records import Capture, CaptureId, DocId
from reportedly.settings import Settings
from reportedly.store.outputs import Failure


def jobs(count: int) -> list[Job]:
    made: list[Job] = []
    for n in range(count):
        data = f"The mayor said {n + 2} people had died.".encode()
        capture = Capture(
            id=CaptureId(hashlib.sha256(data).hexdigest()),
            location=f"{n}.txt",
            media_type="text/plain",
            size=len(data),
        )
        made.append(Job(Task(DocId(f"d{n}"), capture), data, {}))
    return made


def test_two_workers_read_every_document() -> None:
    ended = list(all_done(iter(jobs(8)), settings=Settings(), workers=2))

    docs = sorted(e.outputs[0].doc for e in ended if isinstance(e, Ended))
    assert docs == [f"d{n}" for n in range(8)]
    assert any(isinstance(e, Loaded) for e in ended)


@pytest.mark.skipif(os.name == "nt", reason="uses POSIX signals")
def test_a_killed_worker_costs_no_document_that_can_be_read() -> None:
    ended = []
    running = all_done(iter(jobs(12)), settings=Settings(), workers=2)
    for n, one in enumerate(running):
        ended.append(one)
        if n == 2:
            kill_one_child()

    assert sorted(e.outputs[0].doc for e in ended if isinstance(e, Ended)) == sorted(
        f"d{n}" for n in range(12)
    )
    assert not [e for e in ended if isinstance(e, Failure)]


def kill_one_child() -> None:
    """Kill one of this process's spawned workers outright."""
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text("ascii").split()
    named = [int(p) for p in children if "spawn_main" in command_line(p)]
    os.kill(named[0], signal.SIGKILL)


def command_line(pid: str) -> str:
    """Return a process's command line."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")
