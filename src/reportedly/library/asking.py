"""Ask an open ledger: each query gives a table of typed rows, in the order of the printed lists.

Invariant: read only. Nothing here writes to a ledger or runs a stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from reportedly.library import building
from reportedly.library.answers import (
    DocumentRow,
    PassageRow,
    QuestionRow,
    RelationRow,
    SpeakerRow,
    StatementRow,
    WitnessRow,
)
from reportedly.library.tables import Table
from reportedly.records import Corpus, DocId, Rejection, SlotId
from reportedly.views import Index
from reportedly.views.tables import open_differences, row_order

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class OpenLedger:
    """Everything a ledger or an export holds.

    Args:
        corpus: all records.
        versions: of the tool, the models and the stages that made them.
        rejections: inputs that were not read; empty for an export.
        name: of the folder or the database.
    """

    corpus: Corpus
    versions: Mapping[str, str]
    rejections: tuple[Rejection, ...] = ()
    name: str = "ledger"

    @cached_property
    def index(self) -> Index:
        """Look-ups by id."""
        return Index(self.corpus)

    def rows(self, search: str = "", *, least_documents: int = 1) -> Table[QuestionRow]:
        """Return the questions, open differences first; all words of `search` must stand in it."""
        found = (building.question_row(self.index, row) for row in row_order(self.index))
        asked = (q for q in found if q.documents >= least_documents)
        return Table(QuestionRow, tuple(q for q in asked if holds(search, (q.question, q.id))))

    def witnesses(self, row: str) -> Table[WitnessRow]:
        """Return the accounts that answer a question, by date, undated last.

        Raises:
            KeyError: no row has this id.
        """
        return Table(WitnessRow, building.witness_rows(self.index, SlotId(row)))

    def statements(self, search: str = "", *, speaker: str = "") -> Table[StatementRow]:
        """Return who is credited with which words, by document and place."""
        found = (
            building.statement_row(self.index, s)
            for records in self.corpus.documents
            for s in records.statements
        )
        return Table(
            StatementRow,
            tuple(
                s
                for s in found
                if holds(search, (s.words, s.speaker, s.outlet)) and holds(speaker, (s.speaker,))
            ),
        )

    def speakers(self, search: str = "") -> Table[SpeakerRow]:
        """Return the speakers, those with most statements first."""
        found = building.speaker_rows(self.index)
        return Table(
            SpeakerRow,
            tuple(s for s in found if holds(search, (s.name, s.other_spellings, s.roles))),
        )

    def relations(self, kind: str = "", *, row: str | None = None) -> Table[RelationRow]:
        """Return how accounts relate, weightiest first; `kind` as in docs/method.md."""
        found = building.relation_rows(self.index, self.corpus.ledger.relations)
        return Table(
            RelationRow,
            tuple(r for r in found if kind in ("", r.kind) and row in (None, r.row)),
        )

    def conflicts(self) -> Table[RelationRow]:
        """Return the relations of accounts that do not fit together, weightiest first."""
        return Table(RelationRow, building.relation_rows(self.index, open_differences(self.index)))

    def documents(self, search: str = "") -> Table[DocumentRow]:
        """Return what was read, by path."""
        ordered = sorted(self.corpus.documents, key=lambda r: r.document.path)
        found = (building.document_row(r) for r in ordered)
        return Table(
            DocumentRow,
            tuple(d for d in found if holds(search, (d.path, d.title or "", d.outlet or ""))),
        )

    def search(self, words: str) -> Table[PassageRow]:
        """Return the paragraphs in which all the words stand, in any case."""
        found = (p for r in self.corpus.documents for p in building.passage_rows(self.index, r))
        return Table(PassageRow, tuple(p for p in found if holds(words, (p.text,))))

    def passage(self, document: str, start: int, end: int) -> str:
        """Return the words [start, end) of a document's text, unchanged.

        Raises:
            KeyError: no document has this id.
        """
        return self.index.documents[DocId(document)].document.text[start:end]

    def __repr__(self) -> str:
        rows, documents = len(self.corpus.ledger.rows), len(self.corpus.documents)
        return f"<{self.name}: {documents} documents, {rows} questions>"

    def _repr_html_(self) -> str:
        """Return the questions that several documents answer, for a notebook."""
        return self.rows(least_documents=2)._repr_html_()


def holds(words: str, texts: Iterable[str]) -> bool:
    """Tell whether every word of `words` stands in one of the texts, in any case."""
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words.casefold().split())
