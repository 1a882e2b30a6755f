"""A wait that lasts too long ends its process; nothing else does, and no thread is left."""

from __future__ import annotations

import threading

from reportedly.isolation import Isolation
from reportedly.isolation.watch import Watch
from tests.isolation import calls

STEP = 0.05


def test_a_wait_that_lasts_too_long_ends_the_process() -> None:
    killed = threading.Event()
    watch = Watch(killed.set, step=STEP)

    with watch.within(STEP):
        assert killed.wait(10)
    assert watch.overdue


def test_a_wait_that_is_over_ends_nothing_and_the_next_one_has_its_own_time() -> None:
    killed = threading.Event()
    watch = Watch(killed.set, step=STEP)

    with watch.within(STEP):
        pass
    assert not killed.wait(4 * STEP)
    with watch.within(3600):
        assert not killed.wait(4 * STEP)
    assert not watch.overdue
    watch.end()


def test_many_calls_take_one_thread_which_ends_with_the_child() -> None:
    before = set(threading.enumerate())
    with Isolation() as isolation:
        for _ in range(20):
            isolation.call(calls.echo, b"x")
        during = set(threading.enumerate()) - before

    assert len(during) == 1
    for thread in during:
        thread.join(10)
        assert not thread.is_alive()
