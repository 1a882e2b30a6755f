"""Read a ledger's documents with a language model: its accepted proposals become decisions.

Invariant: no stage reaches the network. Answers are an input, kept as decisions by a reviewer
called "llm:MODEL", which later runs keep and `reportedly undo` takes back; `llm.jsonl` in the
ledger holds the hashes of every prompt and answer and what was dropped, and no paragraph is asked
about twice with the same prompt.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from reportedly.agents.model import Model, ask, prompt
from reportedly.agents.proposing import Accepted, Outcome, outcome, paragraphs
from reportedly.codec import digest
from reportedly.records import Corpus, Decision, DecisionId, DocumentRecords, Span, Verdict
from reportedly.review import anchor_of
from reportedly.review.added import MODEL

LOG = "llm.jsonl"


@dataclass(slots=True, kw_only=True)
class Reading:
    """What a model was asked and what came of it, in counts."""

    asked: int = 0
    known: int = 0  # paragraphs asked about before
    accepted: int = 0
    dropped: Counter[str] = field(default_factory=Counter)


def read_with(
    corpus: Corpus,
    model: Model,
    root: Path,
    *,
    now: datetime,
    keep: Callable[[Decision], None],
    limit: int = 0,
) -> Reading:
    """Ask about each paragraph that was not asked about yet; keep what is accepted.

    Args:
        corpus: the settled records.
        model: whom to ask.
        root: the ledger's folder, where the log lies.
        now: the time the decisions are given.
        keep: writes one decision.
        limit: at most so many paragraphs; 0 = all.

    Raises:
        ModelUnreachable: the model does not answer; what was kept stays.
    """
    log = root / LOG
    done = set(_asked(log))
    result = Reading()
    for records, paragraph in _all(corpus):
        body = prompt(model, paragraph.of(records.document.text))
        name = hashlib.sha256(body).hexdigest()
        if name in done:
            result.known += 1
            continue
        if limit and result.asked >= limit:
            break
        answer = ask(model, body)
        done.add(name)
        found = outcome(records, paragraph, answer)
        proof = (name, hashlib.sha256(answer).hexdigest())
        for one in found.accepted:
            keep(_decision(records, one, (model, proof, now)))
        entry = _entry(model, proof, found)
        _note(log, entry | {"capture": records.document.capture, **_place(paragraph)})
        result.asked += 1
        result.accepted += len(found.accepted)
        result.dropped.update(dict(found.dropped))
    return result


def _all(corpus: Corpus) -> Iterator[tuple[DocumentRecords, Span]]:
    for records in corpus.documents:
        for paragraph in paragraphs(records):
            yield records, paragraph


def _asked(log: Path) -> Iterator[str]:
    """Yield the hashes of the prompts that were asked; a line cut short counts for nothing."""
    if not log.is_file():
        return
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            yield str(json.loads(line)["prompt"])
        except (ValueError, LookupError, TypeError):
            continue


def _entry(model: Model, proof: tuple[str, str], found: Outcome) -> dict[str, object]:
    return {
        "model": model.name,
        "prompt": proof[0],
        "answer": proof[1],
        "accepted": len(found.accepted),
        "dropped": dict(found.dropped),
    }


def _place(paragraph: Span) -> dict[str, object]:
    return {"start": paragraph.start, "end": paragraph.end}


def _note(log: Path, entry: dict[str, object]) -> None:
    with log.open("a", encoding="utf-8") as out:
        out.write(json.dumps(entry, sort_keys=True) + "\n")


def _decision(
    records: DocumentRecords, one: Accepted, made: tuple[Model, tuple[str, str], datetime]
) -> Decision:
    """Return the decision that adds a statement; its id follows from model, words and answer."""
    model, (prompted, answered), now = made
    parts = (model.name, answered, str(one.span.start), str(one.span.end), records.document.id)
    return Decision(
        id=DecisionId(digest(*(part.encode() for part in parts))[:12]),
        at=now,
        reviewer=f"{MODEL}{model.name}",
        verdict=Verdict.CORRECT,
        kind="Statement",
        anchors=(anchor_of(records.document, one.span),),
        changes=(("speaker", one.speaker),),
        note=f"origin=llm; prompt sha256 {prompted}; answer sha256 {answered}",
    )
