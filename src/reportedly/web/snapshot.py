"""One consistent reading of a ledger: its index and the decisions laid over it.

Invariant: a snapshot is only made of outputs that belong together. While a run is writing, its
documents are ahead of its rows; then there is no new snapshot, and the caller keeps the old one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from reportedly import pipeline
from reportedly.codec import digest
from reportedly.engines import load_corpus
from reportedly.engines.local import Records, read_records
from reportedly.engines.update import base_of, tools_digest
from reportedly.errors import ReportedlyError
from reportedly.lexicon import load_lexicon
from reportedly.records import Corpus, Decision
from reportedly.review import acts, in_force
from reportedly.settings import Settings
from reportedly.stage import task_key
from reportedly.store import Store, decisions, outputs
from reportedly.store.outputs import WHOLE
from reportedly.views import Index

T = TypeVar("T")


@dataclass(slots=True, kw_only=True, eq=False)
class Snapshot:
    """One state of a ledger, read whole. Read only, but for what is kept of it."""

    state: str  # digest of all outputs and of the decisions that change records
    index: Index
    records: Records
    decisions: tuple[Decision, ...]  # all that were made, in order
    in_force: tuple[Decision, ...]
    current: bool  # made by this version of the program, under the settings as they are
    _kept: dict[object, object] = field(default_factory=dict)
    _guard: threading.RLock = field(default_factory=threading.RLock)

    def beside(self, made: tuple[Decision, ...]) -> Snapshot:
        """Return the same state with other decisions beside it."""
        return replace(self, decisions=made, in_force=in_force(made), _kept=self._kept)

    def once(self, make: Callable[[Index], T]) -> T:
        """Return `make(index)`, made when first asked for and then kept."""
        with self._guard:
            if make not in self._kept:
                self._kept[make] = make(self.index)
            return self._kept[make]  # type: ignore[return-value]  # kept under its own maker


def state_of(store: Store, made: tuple[Decision, ...]) -> str:
    """Return the digest of everything an index depends on."""
    known = sorted(outputs.known(store).items())
    parts = [part.encode() for (stage, doc), (_, body) in known for part in (stage, doc, body)]
    return digest(*parts, *(d.id.encode() for d in in_force(made) if acts(d)))


def read_snapshot(store: Store, *, settings: Settings, old: Snapshot | None) -> Snapshot | None:
    """Return the ledger as it is now: `old` if nothing has changed, None while it is unfinished.

    Without an old one, a ledger that another version of the program or other settings made is
    shown as it is, if it holds together; `current` is then off, and a run is due.
    """
    made = decisions.decisions(store)
    state = state_of(store, made)
    if old is not None and old.state == state and old.current:
        return old if old.decisions == made else old.beside(made)
    found = read_records(store, before=old.records if old else None)
    current = is_related(store, settings, base_of(found.marks))
    if not current and old is not None:
        return None
    try:
        corpus = load_corpus(store, found=found)
    except ReportedlyError:
        return None  # a run began meanwhile and took an output away
    if state_of(store, decisions.decisions(store)) != state:
        return None
    if not current and not holds_together(corpus):
        return None
    return Snapshot(
        state=state,
        index=Index(corpus),
        records=found,
        decisions=made,
        in_force=in_force(made),
        current=current,
    )


def holds_together(corpus: Corpus) -> bool:
    """Tell whether all that rows and speakers refer to is there."""
    statements = {s.id for r in corpus.documents for s in r.statements}
    figures = {f.id for r in corpus.documents for f in r.figures}
    times = {t.id for r in corpus.documents for t in r.times}
    ends = {r.document.id: len(r.document.text) for r in corpus.documents}
    witnesses = {w.id for w in corpus.alignment.witnesses}
    events = {e.id for e in corpus.alignment.events}
    return (
        all(
            w.span.end <= ends.get(w.span.doc, -1)
            and (w.statement is None or w.statement in statements)
            and (w.figure is None or w.figure in figures)
            and (w.time is None or w.time in times)
            for w in corpus.alignment.witnesses
        )
        and all(witnesses.issuperset(row.witnesses) for row in corpus.ledger.rows)
        and all(row.event in events for row in corpus.ledger.rows)
        and all(forecast.statement in statements for forecast in corpus.ledger.forecasts)
        and all(p.doc in ends for o in corpus.reuse.origins for p in o.passages)
        and all(x.end <= ends.get(x.doc, -1) for n in corpus.reuse.links for x in (n.a, n.b))
    )


def is_related(store: Store, settings: Settings, base: str) -> bool:
    """Tell whether the rows were made from documents whose records have this digest."""
    kept = outputs.of_document(store, WHOLE)
    first, *others = pipeline.CORPUS_STAGES
    if first.name not in kept or any(stage.name not in kept for stage in others):
        return False
    tools = tools_digest(settings, load_lexicon(settings.language), corpus=True)
    return kept[first.name].key == task_key(first.name, first.version, tools=tools, inputs=(base,))
