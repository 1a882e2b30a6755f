"""A ledger of thousands of documents, made by copying the demo's records under new ids.

The records are what the stages gave; only ids differ, and names of speakers and outlets get a
number. Reading as many documents for real would take hours.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import msgspec

from reportedly import pipeline
from reportedly.codec import digest, encode
from reportedly.engines import load_corpus
from reportedly.engines.local import read_records
from reportedly.engines.update import ORDER, base_of, tools_digest
from reportedly.lexicon import load_lexicon
from reportedly.records import Corpus, DocId
from reportedly.settings import Settings
from reportedly.stage import task_key
from reportedly.store import Store, documents, open_store, outputs
from reportedly.store.documents import Held
from reportedly.store.outputs import WHOLE, Output


def names(corpus: Corpus) -> re.Pattern[str]:
    """Return what matches every id of a corpus."""
    ids: set[str] = {r.document.id for r in corpus.documents}
    ids |= {e.id for e in corpus.entities}
    ids |= {x.id for x in corpus.reuse.links} | {o.id for o in corpus.reuse.origins}
    aligned, ledger = corpus.alignment, corpus.ledger
    ids |= {e.id for e in aligned.events} | {s.id for s in aligned.slots}
    ids |= {w.id for w in aligned.witnesses} | {r.id for r in ledger.relations}
    ids |= {f.id for f in ledger.forecasts}
    # "d12-s3" begins with its document's id, and its own end must stay
    ids = {i for i in ids if i.partition("-")[0] not in ids or "-" not in i}
    longest = sorted(ids, key=lambda i: (-len(i), i))
    return re.compile(r'(?<=")(' + "|".join(map(re.escape, longest)) + r')(?=["-])')


def enlarge(small: Path, root: Path, count: int) -> Path:
    """Make a ledger of at least `count` documents out of a small one; return its folder."""
    shutil.copytree(small, root)
    store = open_store(root)
    corpus = load_corpus(store)
    ids = names(corpus)
    copies = -(-count // len(corpus.documents)) - 1
    held = documents.held(store)
    _documents(store, ids, held=held, copies=copies)
    whole = outputs.of_document(store, WHOLE)
    base = base_of(read_records(store).marks)
    tools = tools_digest(Settings(), load_lexicon(), corpus=True)
    for stage in pipeline.CORPUS_STAGES:
        body = _merged(whole[stage.name].body.decode("utf-8"), ids=ids, copies=copies)
        key = task_key(stage.name, stage.version, tools=tools, inputs=(base,))
        outputs.save(store, [Output(stage.name, WHOLE, key, digest(body), body)])
    return root


def _renamed(body: str, ids: re.Pattern[str], number: int) -> str:
    return ids.sub(lambda m: f"{m[1]}k{number}", body)


def _documents(store: Store, ids: re.Pattern[str], *, held: dict[DocId, Held], copies: int) -> None:
    bodies = {doc: outputs.of_document(store, doc) for doc in held}
    for number in range(1, copies + 1):
        made: list[Output] = []
        for doc in held:
            for stage in ORDER:
                old = bodies[doc][stage]
                body = _renamed(old.body.decode("utf-8"), ids, number).encode()
                made.append(Output(stage, DocId(f"{doc}k{number}"), old.key, digest(body), body))
        outputs.save(store, made)
        documents.add(
            store,
            [
                Held(DocId(f"{d}k{number}"), h.capture, f"{h.resolved}k{number}")
                for d, h in held.items()
            ],
        )


def _merged(body: str, *, ids: re.Pattern[str], copies: int) -> bytes:
    """Return a corpus stage's output with its copies, each list sorted by id."""
    value = msgspec.json.decode(body)
    for number in range(1, copies + 1):
        other = msgspec.json.decode(_renamed(body, ids, number))
        if isinstance(value, list):
            value += other
        else:
            for name in value:
                value[name] += other[name]
    for them in [value] if isinstance(value, list) else value.values():
        them.sort(key=lambda record: str(record["id"]))
    return encode(value)
