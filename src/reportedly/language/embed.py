"""Sentence vectors: texts of like meaning get vectors of high cosine.

Invariant: a text's vector depends on that text alone. Activations are scaled to 8 bits over
whatever is computed together, so texts go through the network one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reportedly.language.shipped import manifest, session, word_pieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FILE = "embedder.onnx"
WIDTH = 384
PIECES = 254  # the model was trained on 256 pieces, two of them marks; the rest is not read
LONGEST = 4_000  # code points looked at; 254 pieces of running text are about 1,200


class Embedder:
    """The shipped sentence model, loaded when it is first used."""

    @property
    def digest(self) -> str:
        """The sha256 of its weights.

        Raises:
            MissingModel: the package ships no such model.
        """
        return manifest()[FILE]

    @cached_property
    def _session(self) -> InferenceSession:
        return session(FILE)

    @cached_property
    def _pieces(self) -> Tokenizer:
        pieces = word_pieces()
        pieces.enable_truncation(PIECES + 2)
        return pieces

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of 384 numbers and length 1 for each text, in the given order.

        Raises:
            MissingModel: the weights on disk are not the expected ones.
        """
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for n, text in enumerate(texts):
            ids = np.asarray([self._pieces.encode(text[:LONGEST]).ids], dtype=np.int64)
            rows[n] = self._session.run(None, {"ids": ids})[0][0]
        return rows
