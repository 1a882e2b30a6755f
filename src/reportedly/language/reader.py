"""The one place that knows spaCy: load it once, pass it in, turn a document into a `Parse`.

The text goes in by blocks, so a parse never reaches over a paragraph end and a document of any
length is read in bounded pieces; what goes into one batch depends on the document alone, which
keeps results the same for any number of workers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from reportedly.language.embed import Embedder
from reportedly.language.forms import LOOKED_UP, Forms
from reportedly.language.multiply import multiply_by_numpy
from reportedly.language.parse import Parse, Sentence, Token, build
from reportedly.language.tagger import Tagger
from reportedly.language.weights import UNUSED, check_weights, parser_package, reader_digest
from reportedly.records import BlockKind, Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIECE = 10_000  # code points; spaCy's memory grows by about 1 GB per 300,000 in one batch
BATCH, BATCH_SIZE = 64, 40_000  # pieces, code points: 150 MB; larger ones are not faster
LONG_RUN = re.compile(r"\S{200,}")  # 120,000 characters without a space held spaCy for 27 s
CUT = re.compile(r"[.!?]\s|\s")


class Reader:
    """A parser, loaded when it is first used. `digest` names all that decides its output."""

    def __init__(self, package: str, digest: str) -> None:
        self.package = package
        self.digest = digest

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline.

        Raises:
            MissingModel: the weights on disk are not the expected ones.
        """
        import spacy

        check_weights(self.package)
        nlp = spacy.load(self.package, exclude=UNUSED, disable=LOOKED_UP)
        multiply_by_numpy(nlp)
        return nlp

    @cached_property
    def forms(self) -> Forms:
        """The pipeline's rules for parts of speech and lemmas."""
        return Forms(self.nlp)

    @cached_property
    def embedder(self) -> Embedder:
        """The sentence model; its weights are read when it first embeds something."""
        return Embedder()

    @cached_property
    def tagger(self) -> Tagger:
        """The attribution model; its weights are read when it first tags something."""
        return Tagger()

    def load(self) -> None:
        """Load the models now, so that the first document does not wait for them.

        Raises:
            MissingModel: the weights on disk are not the expected ones.
        """
        _ = self.forms

    def parse(self, document: Document) -> Parse:
        """Return the parse of everything but boilerplate."""
        pieces = list(_pieces(document))
        docs = (
            doc
            for batch in _batches(pieces)
            for doc in self.nlp.pipe((document.text[a:b] for a, b in batch), batch_size=BATCH)
        )
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for (start, _), doc in zip(pieces, docs, strict=True):
            _add(doc, start, (tokens, sentences), forms=self.forms)
        return build(tokens, sentences)


def load_reader() -> Reader:
    """Return a reader with the installed English model.

    Raises:
        MissingModel: no model is installed.
    """
    return Reader(parser_package(), reader_digest())


def _pieces(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the code-point ranges to parse: blocks, cut at long runs and at `PIECE`."""
    for block in document.blocks:
        if block.kind is BlockKind.BOILERPLATE:
            continue
        start, end = block.span.start, block.span.end
        for run in LONG_RUN.finditer(document.text, start, end):
            yield from _cut(document.text, start, run.start())
            start = run.end()
        yield from _cut(document.text, start, end)


def _batches(pieces: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the pieces in runs of at most `BATCH` pieces and `BATCH_SIZE` code points."""
    batch: list[tuple[int, int]] = []
    size = 0
    for start, end in pieces:
        if batch and (len(batch) == BATCH or size + end - start > BATCH_SIZE):
            yield batch
            batch, size = [], 0
        batch.append((start, end))
        size += end - start
    if batch:
        yield batch


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > PIECE:
        cuts = [m.end() for m in CUT.finditer(text, start + PIECE // 2, start + PIECE)]
        middle = cuts[-1] if cuts else start + PIECE
        yield start, middle
        start = middle
    if text[start:end].strip():
        yield start, end


def _add(doc: Doc, offset: int, into: tuple[list[Token], list[Sentence]], *, forms: Forms) -> None:
    """Append one piece's tokens and sentences, moved by `offset` code points.

    White-space tokens are left out; nothing depends on them but other white space.
    """
    tokens, sentences = into
    spaces = [t.is_space for t in doc]
    index = list(accumulate((not space for space in spaces), initial=len(tokens)))
    said = forms.of(doc)
    heads = doc.to_array("HEAD").astype("int64").tolist()  # each counted from its own token
    for sent in doc.sents:
        inside = [t for t in sent if not spaces[t.i]]
        if not inside:
            continue
        first = index[inside[0].i]
        root = sent.root.i if not spaces[sent.root.i] else inside[0].i
        for t in inside:
            n, text = t.i, t.text
            head, form, start = n + heads[n], said[n], offset + t.idx
            tokens.append(
                Token(
                    i=index[n],
                    start=start,
                    end=start + len(text),
                    text=text,
                    lemma=form.lemma if form.pos == "PROPN" else form.lemma.lower(),
                    pos=form.pos,
                    tag=form.tag,
                    dep=form.dep,
                    head=index[n] if spaces[head] else index[head],
                    sent=len(sentences),
                )
            )
        last = len(tokens)
        sentences.append(
            Sentence(first, last, tokens[first].start, tokens[last - 1].end, index[root])
        )
