"""Training windows."""

from random import Random

from reportedly.language.pieces import WordPieces, pieces_of
from reportedly.language.shipped import word_pieces
from reportedly.training.markup import Annotated, read_markup
from reportedly.training.windows import CONTENT, CUE, LENGTH, SOURCE, anchors_of, windows_of

TOKENIZER = WordPieces(word_pieces())
ONE = '<s a={n}>Ruiz</s> <c a={n}>has said</c> that "<q a={n} t=direct sp=r>we sank</q>".\n'
BARE = '"<q a=b t=free sp=r>We wait.</q>"\n'


def text_of(body: str) -> Annotated:
    return read_markup("event: e\n---\n" + body, "t")


def test_an_anchor_is_the_first_piece_of_the_cue_or_of_a_cueless_content() -> None:
    text = text_of(ONE.format(n=1) + BARE)
    pieces = pieces_of(text.text, TOKENIZER, [(0, len(text.text))])

    cue, bare = anchors_of(text, pieces)

    assert (text.text[pieces.starts[cue.at] :][:8], cue.kind) == ("has said", 0)
    assert (text.text[pieces.starts[bare.at] :][:2], bare.kind) == ("We", 1)
    assert {role for role, _, _ in cue.spans} == {SOURCE, CUE, CONTENT}


def test_windows_cover_a_long_text_and_keep_whole_anchors() -> None:
    text = text_of("".join(ONE.format(n=n) for n in range(150)))

    windows = list(windows_of([text], TOKENIZER, Random(4)))

    assert all(len(w.ids) <= LENGTH for w in windows)
    inside = sum(len(w.anchors) for w in windows)
    assert inside >= 140
    for w in windows:
        for a in w.anchors:
            assert all(0 <= x < y <= len(w.ids) for _, x, y in a.spans)
