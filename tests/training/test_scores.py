"""The measures by which models are compared."""

from reportedly.training.markup import Attribution
from reportedly.training.scores import measure

TEXT = "Ruiz said the ferry sank. She denied it."


def attribution(content: str, source: str) -> Attribution:
    at = TEXT.index(content)
    who = ((TEXT.index(source), TEXT.index(source) + len(source)),) if source else ()
    return Attribution(kind=None, source=who, cue=(), content=((at, at + len(content)),))


GOLD = [attribution("the ferry sank", "Ruiz")]


def f1(*found: Attribution) -> tuple[float, float]:
    scores = measure([(TEXT, GOLD, found)])
    return round(scores["pair F1"], 3), round(scores["content F1"], 3)


def test_a_perfect_reading_scores_one() -> None:
    assert f1(*GOLD) == (1.0, 1.0)


def test_half_the_content_is_enough_and_less_is_not() -> None:
    assert f1(attribution("ferry sank", "Ruiz")) == (1.0, 1.0)
    assert f1(attribution("sank. She denied it", "Ruiz")) == (0.0, 0.0)


def test_a_wrong_or_missing_source_breaks_the_pair_only() -> None:
    assert f1(attribution("the ferry sank", "She")) == (0.0, 1.0)
    assert f1(attribution("the ferry sank", "")) == (0.0, 1.0)


def test_a_second_reading_of_the_same_words_costs_precision() -> None:
    assert f1(*GOLD, attribution("ferry sank", "Ruiz")) == (0.667, 0.667)
