"""The parser's products by NumPy are the products it had."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from thinc.api import NumpyOps

from reportedly.language.multiply import multiply_by_numpy
from reportedly.language.weights import UNUSED, parser_package


@pytest.mark.parametrize("turned", [(False, True), (True, False), (False, False), (True, True)])
def test_products_are_the_same_but_for_the_last_digits(turned: tuple[bool, bool]) -> None:
    nlp = spacy.load(parser_package(), exclude=UNUSED)
    multiply_by_numpy(nlp)
    ops = nlp.get_pipe("tok2vec").model.ops  # type: ignore[attr-defined]  # not of any component
    assert type(ops) is not NumpyOps
    random = np.random.default_rng(1)
    one = random.normal(size=(96, 40) if turned[0] else (40, 96)).astype(np.float32)
    two = random.normal(size=(288, 96) if turned[1] else (96, 288)).astype(np.float32)
    mine = ops.gemm(one, two, trans1=turned[0], trans2=turned[1])
    theirs = NumpyOps().gemm(one, two, trans1=turned[0], trans2=turned[1])
    assert mine.shape == (40, 288)
    np.testing.assert_allclose(mine, theirs, atol=1e-4)


def test_sentences_are_parsed_as_before() -> None:
    text = "The mayor of Norhaven, Ilka Duarte, said on Monday that 12 boats had left the harbour."
    plain = spacy.load(parser_package(), exclude=UNUSED)
    before = [(t.tag_, t.dep_, t.head.i) for t in plain(text)]
    multiply_by_numpy(plain)
    assert [(t.tag_, t.dep_, t.head.i) for t in plain(text)] == before
