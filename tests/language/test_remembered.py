"""Answers are remembered in bounded memory."""

from reportedly.language.remembered import MOST, Remembered


def test_a_full_table_is_emptied_before_the_next_answer() -> None:
    known: Remembered[int, int] = Remembered()
    for n in range(MOST):
        known[n] = n
    assert len(known) == MOST

    known[MOST] = 1

    assert known == {MOST: 1}
