"""One consistent reading of a ledger: its index and the decisions laid over it.

Invariant: a snapshot is only made of outputs that belong together. While a run is writing, its
documents are ahead of its rows; then there is no new snapshot, and the caller keeps the old one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from reportedly import pipeline
from reportedly.codec import digest
from reportedly.engines import load_corpus
from reportedly.engines.local import load_records
from reportedly.engines.update import tools_digest
from reportedly.errors import ReportedlyError
from reportedly.lexicon import load_lexicon
from reportedly.records import Decision
from reportedly.review import in_force
from reportedly.settings import Settings
from reportedly.stage import task_key
from reportedly.store import Store, decisions, outputs
from reportedly.store.outputs import WHOLE
from reportedly.views import Index

T = TypeVar("T")


@dataclass(slots=True, kw_only=True, eq=False)
class Snapshot:
    """One state of a ledger, read whole. Read only, but for what is kept of it."""

    state: str  # digest of all outputs and decisions
    index: Index
    decisions: tuple[Decision, ...]  # all that were made, in order
    in_force: tuple[Decision, ...]
    _kept: dict[object, object] = field(default_factory=dict)
    _guard: threading.RLock = field(default_factory=threading.RLock)

    def once(self, make: Callable[[Index], T]) -> T:
        """Return `make(index)`, made when first asked for and then kept."""
        with self._guard:
            if make not in self._kept:
                self._kept[make] = make(self.index)
            return self._kept[make]  # type: ignore[return-value]  # kept under its own maker


def state_of(store: Store) -> str:
    """Return the digest of everything a snapshot depends on."""
    known = sorted(outputs.known(store).items())
    parts = [part.encode() for (stage, doc), (_, body) in known for part in (stage, doc, body)]
    return digest(*parts, *(made.id.encode() for made in decisions.decisions(store)))


def read_snapshot(store: Store, *, settings: Settings, old: Snapshot | None) -> Snapshot | None:
    """Return the ledger as it is now: `old` if nothing has changed, None while it is unfinished."""
    state = state_of(store)
    if old is not None and old.state == state:
        return old
    if not is_related(store, settings):
        return None
    try:
        corpus = load_corpus(store)
    except ReportedlyError:
        return None  # a run began meanwhile and took an output away
    made = decisions.decisions(store)
    if state_of(store) != state:
        return None
    return Snapshot(state=state, index=Index(corpus), decisions=made, in_force=in_force(made))


def is_related(store: Store, settings: Settings) -> bool:
    """Tell whether the rows were made from the documents as they are now."""
    kept = outputs.of_document(store, WHOLE)
    first, *others = pipeline.CORPUS_STAGES
    if first.name not in kept or any(stage.name not in kept for stage in others):
        return False
    _, base = load_records(store)
    tools = tools_digest(settings, load_lexicon(settings.language), corpus=True)
    return kept[first.name].key == task_key(first.name, first.version, tools=tools, inputs=(base,))
