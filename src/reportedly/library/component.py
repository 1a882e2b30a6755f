"""The spaCy component `reportedly`: statements, figures and times of a Doc.

Invariant: records point at code points of `doc.text`, whatever tokens the pipeline has; they are
kept as bytes, so that a Doc can still be saved and sent between processes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.codec import decode, encode
from reportedly.records import DocumentRecords, Figure, Mode, Span, Statement, TimeRef

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KEPT = "reportedly_records"
BOM = "\ufeff"  # the reader takes it off a text's beginning


@Language.factory(
    "reportedly",
    default_config={"published": None},
    assigns=["doc._.statements", "doc._.figures", "doc._.times"],
)
def create(nlp: Language, name: str, published: str | None) -> Callable[[Doc], Doc]:
    """Return the component; `published` is the EDTF date of texts that have no `doc._.published`.

    The component reads the text with its own parser and models, loaded once; the pipeline's own
    tagger or parser is not needed and not used.
    """
    del nlp, name
    from reportedly.pipeline import analyse, load_tools
    from reportedly.settings import Settings

    tools = load_tools(Settings())

    def component(doc: Doc) -> Doc:
        text = doc.text.removeprefix(BOM)
        if not text.strip():
            return doc
        records = analyse(text, published=doc._.published or published, tools=tools)
        doc._.set(KEPT, encode(records))
        for group, found in _groups(records).items():
            shift = len(doc.text) - len(text)
            spans = (
                doc.char_span(s.start + shift, s.end + shift, label=label, alignment_mode="expand")
                for s, label in found
            )
            doc.spans[group] = [span for span in spans if span is not None]
        return doc

    return component


def _groups(records: DocumentRecords) -> dict[str, Iterable[tuple[Span, str]]]:
    """Return the spans to be marked by group, each with its label."""
    said = [s for s in records.statements if s.mode is not Mode.NARRATOR]
    return {
        "statements": [(c, s.mode.value) for s in said for c in s.content],
        "sources": [(c, "source") for s in said for c in s.source],
        "cues": [(c, "cue") for s in said for c in s.cue],
        "figures": [(f.span, f.unit) for f in records.figures],
        "times": [(t.span, t.kind.value) for t in records.times],
    }


def records_of(doc: Doc) -> DocumentRecords | None:
    """Return everything found in a Doc; None where the component has not run."""
    kept = doc._.get(KEPT)
    return decode(kept, DocumentRecords) if kept else None


def _statements(doc: Doc) -> tuple[Statement, ...]:
    found = records_of(doc)
    return found.statements if found else ()


def _figures(doc: Doc) -> tuple[Figure, ...]:
    found = records_of(doc)
    return found.figures if found else ()


def _times(doc: Doc) -> tuple[TimeRef, ...]:
    found = records_of(doc)
    return found.times if found else ()


for extension, getter in (("statements", _statements), ("figures", _figures), ("times", _times)):
    Doc.set_extension(extension, getter=getter, force=True)
Doc.set_extension(KEPT, default=None, force=True)
Doc.set_extension("published", default=None, force=True)
