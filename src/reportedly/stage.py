"""What a stage is: a name, a version, what it needs, and a pure function.

A document stage maps one document's material to its own records, so any engine can shard it. A
corpus stage sees all documents at once. `run` must not read a clock, the disk, the network or a
global. The task key of a stage is the digest of everything that decides its output; same key, no
work; same output, nothing downstream reruns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, Protocol, TypeAlias, TypeVar

from reportedly.codec import digest, encode
from reportedly.language import Parse, Reader, flowing
from reportedly.lexicon import Lexicon
from reportedly.records import Corpus, DocId, DocumentRecords
from reportedly.settings import Settings

T_co = TypeVar("T_co", covariant=True)
MARK = 16  # hexadecimal digits of a digest, as notes keep it
Job: TypeAlias = tuple[bytes, ...]  # records, encoded
Work: TypeAlias = "Callable[[Job, Tools], bytes]"  # a function of a module, so that it has a name


class Spread(Protocol):
    """Has work done in several processes at once."""

    @property
    def least(self) -> int:
        """Documents; work on fewer is done sooner than processes are started."""

    def __call__(self, work: Work, jobs: Iterator[Job]) -> Iterator[bytes]:
        """Yield what `work` gives for each job, in the order of the jobs.

        Raises:
            LostWorker: a process ended before its work did.
        """


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tools:
    """What stages work with, loaded once and passed in."""

    settings: Settings
    lexicon: Lexicon
    reader: Reader
    spread: Spread | None = None  # None: all work is done in this process

    def spread_over(self, documents: int) -> Spread | None:
        """Return the way to spread work on so many documents; None where that does not pay."""
        return self.spread if self.spread and documents >= self.spread.least else None


class Material:
    """One document as a document stage sees it: settled records so far, and the tools.

    The parse is made when a stage first asks for it, once a document.
    """

    def __init__(self, records: DocumentRecords, tools: Tools, parsed: Parse | None = None) -> None:
        self.records = records
        self.tools = tools
        self._parsed = parsed

    def extended(self, name: str, output: object) -> Material:
        """Return material whose records have `output` in the field `name`; the parse is kept."""
        parsed = self.__dict__.get("parse", self._parsed)
        records = replace(self.records, **{name: output})  # type: ignore[arg-type]  # by stage name
        return Material(records, self.tools, parsed)

    @cached_property
    def parse(self) -> Parse:
        """The parse of the document as it flows."""
        return self._parsed or self.tools.reader.parse(flowing(self.records.document))

    def flowing(self) -> Material:
        """Return the material in which wrapped lines are one: what stages read."""
        document = flowing(self.records.document)
        if document is self.records.document:
            return self
        return Material(replace(self.records, document=document), self.tools, self.parse)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentStage(Generic[T_co]):
    """One step for one document.

    Args:
        name: package below `reportedly`; also the field of `DocumentRecords` it fills.
        version: raise by one whenever the same input may give other output.
        needs: names of the stages whose records it reads.
        output: the type of what `run` returns, for the codec.
    """

    name: str
    version: int
    needs: tuple[str, ...]
    output: type[T_co]
    run: Callable[[Material], T_co]

    def of(self, material: Material) -> T_co:
        """Return what the stage gives; nothing for a document in another language."""
        language = material.records.document.language.partition("-")[0]
        if language != material.tools.settings.language:
            return self.output()
        return self.run(material.flowing())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Marked:
    """A corpus, and the digest of all that the records of each document were made of."""

    corpus: Corpus
    marks: Mapping[DocId, str]

    @property
    def brief(self) -> dict[DocId, str]:
        """The first digits of each document's digest, as notes keep them, in order."""
        return {r.document.id: self.marks[r.document.id][:MARK] for r in self.corpus.in_order}


def marked(corpus: Corpus) -> Marked:
    """Return a corpus with the digests of its documents' records themselves."""
    marks = {r.document.id: digest(encode(r)) for r in corpus.documents}
    return Marked(corpus=corpus, marks=marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier(Generic[T_co]):
    """What a corpus stage gave before, by the same program and settings, and what it noted."""

    output: T_co
    notes: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusStage(Generic[T_co]):
    """One step over all documents. `name` is the field of `Corpus` it fills.

    `resume`, where a stage has it, gives byte for byte what `run` gives, in less time after small
    changes, and notes to resume from the next time.
    """

    name: str
    version: int
    needs: tuple[str, ...]
    output: type[T_co]
    run: Callable[[Corpus, Tools], T_co]
    resume: Callable[[Marked, Tools, Earlier[T_co] | None], tuple[T_co, bytes]] | None = None


def task_key(name: str, version: int, *, tools: bytes, inputs: tuple[str, ...]) -> str:
    """Return the key that names everything a stage's output depends on (hex)."""
    return digest(name.encode(), str(version).encode(), tools, *(i.encode() for i in inputs))
