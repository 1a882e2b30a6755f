from __future__ import annotations

import pytest

from reportedly.views.copyingpage import CopyingFilter, copies_of, copying_listing, copying_view
from reportedly.views.desk import Desk


def test_copies_count_once_among_the_independent(desk: Desk) -> None:
    made = copies_of(desk.index)

    view = copying_view(desk.index, made, CopyingFilter())

    copying = sum(len(f.members) for f in made.families)
    assert view.independent == view.documents - copying + len(made.families)


def test_one_document_narrows_families_passages_and_listing(desk: Desk) -> None:
    made = copies_of(desk.index)
    doc = made.families[0].members[0].doc

    view = copying_view(desk.index, made, CopyingFilter(doc=doc))

    assert all(doc in [m.doc for m in f.members] for f in view.families)
    assert all(doc in [w.doc for w in d.wordings] for d in view.passages)
    assert len(copying_listing(made, doc).rows) == sum(len(f.ties) for f in view.families)


def test_an_unknown_document_is_an_error(desk: Desk) -> None:
    with pytest.raises(KeyError):
        copying_view(desk.index, copies_of(desk.index), CopyingFilter(doc="nobody"))
