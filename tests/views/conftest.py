"""The bundled invented reports on a reader's desk."""

from __future__ import annotations

import pytest

from reportedly.records import Corpus
from reportedly.views import Index
from reportedly.views.desk import Desk


@pytest.fixture(scope="session")
def desk(demo: Corpus) -> Desk:
    """The demo's reports, without any decision."""
    return Desk(Index(demo))
