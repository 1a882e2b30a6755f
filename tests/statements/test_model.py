"""The learned model's proposals."""

from collections.abc import Callable

from reportedly.records import Basis, Mode
from reportedly.stage import Material
from reportedly.statements.model import confidence, model_proposals
from reportedly.statements.proposals import Proposal, Range
from reportedly.statements.scene import scene_of

TEXT = """KARROW - Prison governor Mara Oduya said on Tuesday that eleven guards had been hurt.

"We asked for help in March," she added. "Nobody came."

The ministry denied ignoring the letter. According to the union, two wings are still closed."""


def propose(material: Material) -> tuple[Proposal, ...]:
    return model_proposals(scene_of(material), material.tools.reader.tagger)


def words(ranges: tuple[Range, ...]) -> list[str]:
    return [TEXT[a:b] for a, b in ranges]


def test_indirect_direct_act_and_according_are_found(material: Callable[..., Material]) -> None:
    found = propose(material(TEXT))

    by_cue = {" ".join(words(p.cue)).lower(): p for p in found if p.confidence > 0.5}
    assert "guards had been hurt" in words(by_cue["said"].content)[0]
    assert "Mara Oduya" in words(by_cue["said"].source)[0]
    quoted = by_cue["added"]
    assert quoted.mode is Mode.DIRECT
    assert words(quoted.content) == ["We asked for help in March", "Nobody came."]
    assert by_cue["denied"].denied
    assert by_cue["according to"].basis is Basis.ACCORDING_TO


def test_contents_end_in_no_mark_or_blank(material: Callable[..., Material]) -> None:
    for proposal in propose(material(TEXT)):
        for piece in words(proposal.content):
            assert piece[0] not in '" ,'
            assert piece[-1] not in '" ,'


def test_the_same_text_gives_the_same_proposals(material: Callable[..., Material]) -> None:
    assert propose(material(TEXT)) == propose(material(TEXT))


def test_text_without_words_gives_nothing(material: Callable[..., Material]) -> None:
    assert propose(material("...\n\n---")) == ()


def test_a_surer_model_gives_a_surer_proposal(material: Callable[..., Material]) -> None:
    tagged = material(TEXT).tools.reader.tagger.tag(TEXT, [(0, len(TEXT))])

    ranked = sorted(tagged, key=lambda t: t.anchor)
    assert confidence(ranked[0]) < confidence(ranked[-1])
