"""Cast documents whose statements a test gives by their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pytest

from reportedly.documents import read
from reportedly.entities import CORPUS_STAGE, STAGE
from reportedly.records import (
    Basis,
    Capture,
    CaptureId,
    Corpus,
    DocId,
    DocumentRecords,
    Entity,
    Mode,
    RuleName,
    Span,
    Statement,
    StatementId,
)
from reportedly.stage import Material, Tools

Said = tuple[str, str]  # the source's words ("" = none) and the first words of the content
Builder = Callable[..., "Played"]


@dataclass(frozen=True)
class Played:
    """One document with its cast."""

    records: DocumentRecords

    def speaker(self, content: str) -> Entity | None:
        """Return who is credited with the statement that begins with these words."""
        text = self.records.document.text
        chosen = next(
            s for s in self.records.statements if s.content[0].of(text).startswith(content)
        )
        credit = next((c for c in self.records.cast.credits if c.statement == chosen.id), None)
        own = {e.id: e for e in self.records.cast.entities}
        return own[credit.entity] if credit else None

    def name(self, content: str) -> str:
        """Return the name of who is credited; "" for nobody."""
        speaker = self.speaker(content)
        return speaker.name if speaker else ""


def _statement(text: str, doc: DocId, *, n: int, said: Said) -> Statement:
    source, content = said
    start = text.index(content)
    quoted = text[max(0, start - 1) : start] in ('"', "“")
    end = min(e for e in (text.find('"', start), text.find(".", start), len(text)) if e > start)
    before = text.rfind(source, 0, start)
    at = before if before >= 0 else text.index(source, start)
    return Statement(
        id=StatementId(f"{doc}-s{n}"),
        content=(Span(doc, start, end),),
        source=(Span(doc, at, at + len(source)),) if source else (),
        mode=Mode.DIRECT if quoted else Mode.INDIRECT,
        basis=Basis.VERB if source else Basis.CONTINUATION,
        antecedent=None if source else StatementId(f"{doc}-s{n - 1}"),
        rule=RuleName("test"),
    )


@pytest.fixture
def play(tools: Tools) -> Builder:
    """Cast a text; a source is looked for before its content, then behind it."""

    def build(text: str, *said: Said, doc: str = "d") -> Played:
        data = text.encode("utf-8")
        capture = Capture(
            id=CaptureId("0" * 64), location=doc, media_type="text/plain", size=len(data)
        )
        document = read(capture, data, doc=DocId(doc), settings=tools.settings)
        statements = [_statement(text, document.id, n=n, said=pair) for n, pair in enumerate(said)]
        records = DocumentRecords(document=document, statements=tuple(statements))
        return Played(replace(records, cast=STAGE.run(Material(records, tools))))

    return build


@pytest.fixture
def join(play: Builder, tools: Tools) -> Callable[..., tuple[Entity, ...]]:
    """Join the casts of several texts, each given with what is said in it."""

    def build(*texts: tuple[str, Sequence[Said]], merge: str = "balanced") -> tuple[Entity, ...]:
        played = [play(text, *said, doc=f"d{n}").records for n, (text, said) in enumerate(texts)]
        using = replace(tools, settings=replace(tools.settings, merge=merge))
        return CORPUS_STAGE.run(Corpus(documents=tuple(played)), using)

    return build
