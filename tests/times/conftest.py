"""A reader of time expressions, made once for all tests of the package."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.lexicon import load_lexicon
from reportedly.records import DocId, TimeRef
from reportedly.times.read import read_times
from reportedly.times.vocabulary import Vocabulary, vocabulary

Read = Callable[..., tuple[TimeRef, ...]]
Values = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="session")
def words() -> Vocabulary:
    """The compiled English time words."""
    return vocabulary(load_lexicon())


@pytest.fixture(scope="session")
def read(words: Vocabulary) -> Read:
    """Read a text's times; 2031-04-16, a Wednesday, unless another date is given."""

    def reader(text: str, own: str | None = "2031-04-16") -> tuple[TimeRef, ...]:
        return read_times(text, words, doc=DocId("d"), own_date=own)

    return reader


@pytest.fixture(scope="session")
def values(read: Read) -> Values:
    """Read a text's times as pairs of words and TIMEX3 value."""

    def reader(text: str, own: str | None = "2031-04-16") -> list[tuple[str, str]]:
        return [(time.span.of(text), time.timex) for time in read(text, own)]

    return reader
