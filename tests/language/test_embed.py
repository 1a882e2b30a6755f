"""Sentence vectors."""

import numpy as np
import pytest

from reportedly.language import Embedder


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


def test_vectors_have_length_one_and_keep_the_order(embedder: Embedder) -> None:
    texts = ["The ferry sank off Marisol.", "Bread prices rose by a tenth."]

    rows = embedder.embed(texts)

    assert rows.shape == (2, 384)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    assert np.array_equal(embedder.embed(texts[::-1]), rows[::-1])


def test_sentences_of_like_meaning_are_nearer(embedder: Embedder) -> None:
    ferry, boat, bread = embedder.embed(
        [
            "Forty-one people died when the ferry burned.",
            "The fire aboard the boat killed 41 passengers.",
            "Bread prices rose by a tenth.",
        ]
    )

    assert ferry @ boat > 0.6
    assert ferry @ bread < 0.3


def test_a_vector_does_not_depend_on_its_neighbours(embedder: Embedder) -> None:
    alone = embedder.embed(["The mayor resigned."])
    among = embedder.embed(["x " * 5000, "The mayor resigned.", ""])

    assert np.array_equal(alone[0], among[1])


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, 384)
