from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.language.reader import BATCH, BATCH_SIZE, PIECE, _batches
from reportedly.language.weights import WEIGHTS, parser_package, weights_digest
from reportedly.stage import Material

Build = Callable[..., Material]


def test_tokens_point_at_their_words(material: Build) -> None:
    text = "🇦🇿 “Eleven children,” said the mayor.\n\nNobody answered…"
    parse = material(text).parse

    assert parse.tokens
    assert all(text[t.start : t.end] == t.text for t in parse.tokens)


def test_heads_and_sentences_lie_inside_the_parse(material: Build) -> None:
    parse = material("The pump failed, he said. Two men ran.\n\nThe mayor wept.").parse

    assert len(parse.sentences) == 3
    assert all(0 <= t.head < len(parse.tokens) for t in parse.tokens)
    assert all(parse.tokens[t.head].sent == t.sent for t in parse.tokens)


def test_a_run_without_a_space_is_left_out_and_its_neighbours_stay(material: Build) -> None:
    text = "The mayor spoke. " + "x" * 120_000 + " The mayor wept."
    parse = material(text).parse

    assert {t.text for t in parse.tokens} >= {"spoke", "wept"}
    assert max(len(t.text) for t in parse.tokens) < 200


def test_a_long_paragraph_is_read_in_pieces_without_loss(material: Build) -> None:
    text = "The mayor said the pumps had failed in the night. " * 600
    parse = material(text).parse

    assert sum(t.text == "mayor" for t in parse.tokens) == 600


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=200))
def test_any_text_can_be_parsed(material: Build, text: str) -> None:
    text = text.encode("utf-8", "ignore").decode("utf-8")
    parse = material(f"{text} .").parse

    assert [t.start for t in parse.tokens] == sorted(t.start for t in parse.tokens)


def test_the_installed_weights_are_the_pinned_ones() -> None:
    assert weights_digest(parser_package()) == WEIGHTS


def test_what_is_parsed_at_once_is_bounded_and_whole() -> None:
    pieces = [(n * PIECE, (n + 1) * PIECE) for n in range(9)]
    pieces += [(90_000 + n, 90_001 + n) for n in range(150)]

    batches = list(_batches(pieces))

    assert [p for batch in batches for p in batch] == pieces
    assert all(sum(b - a for a, b in batch) <= BATCH_SIZE for batch in batches)
    assert max(map(len, batches)) == BATCH
