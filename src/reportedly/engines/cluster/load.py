"""Bring what a cluster run has read, or a part of it, into a ledger.

Invariant: the ledger is then what `reportedly run` makes of the same documents; what another
version of the program read is read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.engines.cluster import marks
from reportedly.engines.cluster.linking import LINKS, ORIGINS, read_links
from reportedly.engines.cluster.plan import PLAN, Plan, kept
from reportedly.engines.cluster.reading import read_failures, read_outputs, read_texts
from reportedly.engines.cluster.steps import CAPTURES, DOCUMENTS
from reportedly.engines.cluster.storage import Storage, storage_of
from reportedly.engines.cluster.taking import read_captures, read_rejections
from reportedly.engines.local import Progress, RunResult, run
from reportedly.errors import BadLedger
from reportedly.records import DocId, Document
from reportedly.settings import Settings
from reportedly.store import Store, documents, originals, outputs
from reportedly.store.lock import writing
from reportedly.store.outputs import Output

Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which documents are wanted. A field that is empty asks for nothing."""

    outlets: tuple[str, ...] = ()  # one of these, whatever the case
    since: str = ""  # first day of publication, "2032-05-19"; a document without one is left out
    until: str = ""  # last day
    words: str = ""  # all of them stand in the text or the title, whatever the case
    copies: bool = False  # and whatever shares a copied passage with such a document

    @property
    def everything(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.outlets or self.since or self.until or self.words)

    def takes(self, document: Document) -> bool:
        """Tell whether a document is wanted for itself."""
        day = document.published or ""
        text = f"{document.title or ''} {document.text}".casefold()
        return (
            (not self.outlets or (document.outlet or "").casefold() in self._outlets())
            and (not self.since or day[: len(self.since)] >= self.since)
            and (not self.until or "" < day[: len(self.until)] <= self.until)
            and all(word in text for word in self.words.casefold().split())
        )

    def _outlets(self) -> set[str]:
        return {outlet.casefold() for outlet in self.outlets}


def load(
    output: str,
    store: Store,
    *,
    settings: Settings,
    choice: Choice,
    report: Report = lambda _progress: None,
) -> RunResult:
    """Bring the documents that are wanted into a ledger and relate them there.

    Args:
        output: where a cluster run put its result.
        store: the ledger.
        settings: of the ledger.
        choice: which documents.
        report: told how far it is.

    Raises:
        BadLedger: there is no run, it lacks the copies that are wanted, or the ledger is in use.
    """
    storage = finished(output, choice)
    parts = sorted(marks.done(storage, DOCUMENTS.name))
    wanted = None if choice.everything else _wanted(storage, parts, choice)
    result = RunResult()
    with writing(store):
        known = set(documents.held(store))
        for number, part in enumerate(parts, 1):
            _bring(storage, part, store, wanted=wanted, known=known, result=result)
            report(Progress(doing="loading", done=number, total=len(parts)))
        if wanted is None:
            groups = (*sorted(marks.done(storage, CAPTURES.name)), "listing")
            result.rejected += [r for group in groups for r in read_rejections(storage, group)]
            documents.reject(store, result.rejected)
    related = run(store, (), settings=settings, report=report)
    result.updated += related.updated
    result.failed, result.relating = related.failed, related.relating
    return result


def finished(output: str, choice: Choice) -> Storage:
    """Return where a run lies that has what is wanted.

    Raises:
        BadLedger: there is no run, or its copies are wanted and not found yet.
    """
    storage = storage_of(output)
    if kept(storage, PLAN, Plan) is None:
        raise BadLedger(f"{output} holds no run; make one with: reportedly cluster run")
    if choice.copies and not choice.everything and not marks.done(storage, ORIGINS):
        raise BadLedger(
            f"{output}: copies are not found yet; finish it with: reportedly cluster run"
        )
    return storage


def _wanted(storage: Storage, parts: list[str], choice: Choice) -> set[DocId]:
    chosen = {doc for part in parts for doc in _chosen(storage, part, choice)}
    if not choice.copies:
        return chosen
    also: set[DocId] = set()
    for bucket in sorted(marks.done(storage, LINKS)):
        for link in read_links(storage, bucket):
            if not link.shared_quotation and chosen & {link.a.doc, link.b.doc}:
                also |= {link.a.doc, link.b.doc}
    return chosen | also


def _chosen(storage: Storage, part: str, choice: Choice) -> Iterator[DocId]:
    for doc, document in read_texts(storage, part):
        if choice.takes(document):
            yield doc


def _bring(
    storage: Storage,
    part: str,
    store: Store,
    *,
    wanted: set[DocId] | None,
    known: set[DocId],
    result: RunResult,
) -> None:
    """Bring a partition's documents that are wanted and not known."""
    taken = [
        (held, data)
        for held, data in read_captures(storage, part, data=True)
        if wanted is None or held.doc in wanted
    ]
    new = {held.doc for held, _ in taken} - known
    result.known += len(taken) - len(new)
    result.new += len(new)
    for held, data in taken:
        if held.doc in new:
            originals.put(store, data)
    documents.add(store, [held for held, _ in taken if held.doc in new])
    made: list[Output] = [o for doc, own in read_outputs(storage, part) for o in own if doc in new]
    outputs.save(store, made)
    for failure in read_failures(storage, part):
        if failure.doc in new:
            outputs.save_failure(store, failure)
