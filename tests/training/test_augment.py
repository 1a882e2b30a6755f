"""Variants keep what was annotated."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from reportedly.training.augment import cue_lists, edited, names_of, varied
from reportedly.training.markup import Annotated, Attribution

TEXT = 'Karrow burns\n\n"We ran," Oduya said. "It was dark."\nOduya wept in Karrow.'


def sample() -> Annotated:
    at = TEXT.index
    attribution = Attribution(
        kind="direct",
        source=((at("Oduya"), at(" said")),),
        cue=((at("said"), at("said") + 4),),
        content=((at("We"), at('," Oduya')), (at("It was"), at('."\n'))),
    )
    return Annotated(name="x", text=TEXT, attributions=(attribution,))


def test_content_moves_with_its_words() -> None:
    new = edited(sample(), [(0, 6, "Al"), (14, 15, "``"), (24, 29, "Smithsonian")])

    (a,) = new.attributions
    assert [new.text[x:y] for x, y in a.content] == ["We ran", "It was dark"]
    assert [new.text[x:y] for x, y in a.source] == ["Smithsonian"]


@given(st.integers(0, 10_000))
def test_every_variant_keeps_the_words_of_the_content(seed: int) -> None:
    text = sample()

    ((new, _),) = varied([text], names_of([text]), Random(seed))

    (a,) = new.attributions
    assert [new.text[x:y] for x, y in a.content] == ["We ran", "It was dark"]
    assert next(new.text[x:y] for x, y in a.cue) in cue_lists()[1]["said"]
    assert len(new.text[slice(*a.source[0])].split()) == 1


def test_a_name_gets_one_other_name_wherever_it_stands() -> None:
    text = sample()
    for seed in range(40):
        ((new, _),) = varied([text], names_of([text]), Random(seed))
        (a,) = new.attributions
        name = new.text[slice(*a.source[0])]
        assert new.text.count(name) >= 2


def test_names_are_words_never_seen_in_lower_case() -> None:
    assert names_of([sample()]).known == {"Karrow", "Oduya"}


def test_a_cue_is_exchanged_for_one_of_its_tense() -> None:
    text = "Oduya said the harbour was shut. Karrow believes the ferry sank."
    at = text.index

    def told(source: str, cue: str, content: str) -> Attribution:
        spans = [(at(w), at(w) + len(w)) for w in (source, cue, content)]
        return Attribution(
            kind="indirect", source=(spans[0],), cue=(spans[1],), content=(spans[2],)
        )

    marked = Annotated(
        name="x",
        text=text,
        attributions=(
            told("Oduya", "said", "the harbour was shut"),
            told("Karrow", "believes", "the ferry sank"),
        ),
    )
    every, _ = cue_lists()
    seen = set[str]()
    for seed in range(40):
        ((new, own),) = varied([marked], names_of([]), Random(seed))
        one, two = (next(new.text[x:y] for x, y in a.cue) for a in new.attributions)
        assert not own or (one, two) == ("said", "believes")
        assert one in every["said"]
        assert two in every["believes"]
        assert [new.text[x:y] for a in new.attributions for x, y in a.content] == [
            "the harbour was shut",
            "the ferry sank",
        ]
        seen |= {one, two}
    assert len(seen) > 10
    assert not set(every["said"]) & set(every["believes"])
