"""Texts for a student: plain files, and reports with exchanged words, none of them annotated."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from reportedly.language.pieces import WordPieces
from reportedly.language.shipped import word_pieces
from reportedly.training.markup import Annotated, Attribution
from reportedly.training.unmarked import other_windows, read_plain

REPORT = (
    "The mayor of Norhaven said on Monday that twelve boats had left the harbour.\n\n"
    "“Nobody was hurt,” said Ilka Duarte, the harbour master, who had counted them herself.\n\n"
) * 12
SPEECH = "My fellow citizens, the granary is full and the roads to the coast are open again. " * 40


@pytest.fixture(scope="module")
def tokenizer() -> WordPieces:
    return WordPieces(word_pieces())


def marked() -> Annotated:
    content = (REPORT.index("twelve"), REPORT.index("harbour") + 7)
    told = Attribution(kind="indirect", source=((0, 21),), cue=((22, 26),), content=(content,))
    return Annotated(name="report", text=REPORT, attributions=(told,))


def words_of(ids: list[int]) -> str:
    return str(word_pieces().decode(ids))


def test_nobody_knows_the_anchors_of_other_windows(tokenizer: WordPieces) -> None:
    plain = [Annotated(name="speech", text=SPEECH, attributions=())]
    found = other_windows([marked()], plain, tokenizer=tokenizer, random=Random(1), count=4)
    assert found
    assert not any(w.taught or w.anchors or w.open for w in found)
    texts = [words_of(w.ids.tolist()) for w in found]
    assert any("granary is full" in t for t in texts)
    assert any("said" in t and "granary is full" not in t for t in texts)


def test_about_a_quarter_of_the_long_words_are_exchanged(tokenizer: WordPieces) -> None:
    (window,) = other_windows([marked()], [], tokenizer=tokenizer, random=Random(2), count=2)
    changed = words_of(window.ids.tolist())
    kept = changed.count("harbour") + changed.count("norhaven") + changed.count("boats")
    every = words_of(word_pieces().encode(REPORT, add_special_tokens=False).ids)
    whole = every.count("harbour") + every.count("norhaven") + every.count("boats")
    assert 0 < kept < whole


def test_the_same_seed_gives_the_same_windows(tokenizer: WordPieces) -> None:
    one, two = (
        other_windows([marked()], [], tokenizer=tokenizer, random=Random(3), count=2)
        for _ in range(2)
    )
    assert [w.ids.tolist() for w in one] == [w.ids.tolist() for w in two]


def test_plain_texts_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert [t.text for t in read_plain(tmp_path)] == ["a.txt", "b.txt"]
