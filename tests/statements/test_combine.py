"""Rules and model together."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Basis, Mode, RuleName
from reportedly.statements.combine import BOTH, SAME, agreement, combine, matched
from reportedly.statements.proposals import Proposal

RULE = Proposal(
    content=((10, 40),),
    cue=((5, 9),),
    source=((0, 4),),
    mode=Mode.INDIRECT,
    basis=Basis.ACT,
    confidence=0.8,
    rule=RuleName("statements.rules.x"),
)
MODEL = replace(
    RULE, content=((14, 40),), source=(), basis=Basis.VERB, rule=RuleName("statements.model.tagged")
)


def test_one_finding_of_both_takes_the_models_words_and_the_rules_source() -> None:
    (found,) = combine([RULE], [MODEL])

    assert found.content == MODEL.content
    assert (found.source, found.basis, found.rule) == (RULE.source, Basis.ACT, BOTH)


def test_a_source_that_only_the_model_sees_is_kept() -> None:
    (found,) = combine([replace(RULE, source=())], [replace(MODEL, source=((0, 4),))])

    assert found.source == ((0, 4),)


def test_agreement_is_surer_than_either_alone() -> None:
    (both,) = combine([RULE], [MODEL])
    (alone,) = combine([], [MODEL])

    assert both.confidence > alone.confidence


def test_what_only_a_weak_rule_finds_is_left_out() -> None:
    assert combine([RULE], []) == ()


def test_a_layout_rule_needs_no_agreement() -> None:
    assert len(combine([replace(RULE, basis=Basis.HEADING)], [])) == 1


def test_a_line_with_a_name_behind_a_dash_needs_no_agreement() -> None:
    dashed = replace(RULE, basis=Basis.VERB, rule=RuleName("statements.layouts.dashed"))

    assert len(combine([dashed], [])) == 1


def test_quotation_marks_decide_where_the_model_reaches_into_the_next_paragraph() -> None:
    quoted = replace(RULE, mode=Mode.DIRECT, basis=Basis.VERB)
    far = replace(MODEL, content=((30, 40), (60, 160)))

    (found,) = combine([quoted], [far])

    assert (found.content, found.rule) == (quoted.content, BOTH)


def test_the_sentence_round_according_to_is_the_rules() -> None:
    (found,) = combine([replace(RULE, basis=Basis.ACCORDING_TO)], [MODEL])

    assert found.content == RULE.content


def test_other_cues_are_other_findings() -> None:
    other = replace(MODEL, cue=((50, 54),), content=((55, 90),))

    assert [p.cue for p in combine([replace(RULE, basis=Basis.HEADLINE)], [other])] == [
        RULE.cue,
        other.cue,
    ]


def test_the_order_of_proposals_does_not_matter() -> None:
    rules = [RULE, replace(RULE, cue=((50, 54),), content=((55, 90),))]
    model = [MODEL, replace(MODEL, cue=((100, 104),), content=((105, 130),))]

    assert combine(rules, model) == combine(rules[::-1], model[::-1])


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda s: ((s[0], s[0] + s[1]),))


@given(st.lists(SPANS, max_size=8), st.lists(SPANS, max_size=8))
def test_every_pair_that_agrees_may_be_one_finding(
    left: list[tuple[tuple[int, int], ...]], right: list[tuple[tuple[int, int], ...]]
) -> None:
    rules = [replace(RULE, content=content, cue=()) for content in left]
    model = [replace(MODEL, content=content, cue=()) for content in right]
    paired = matched(rules, model)

    taken = {id(m) for m in paired.values()}
    for i, rule in enumerate(rules):
        free = [m for m in model if id(m) not in taken and agreement(rule, m) >= SAME]
        assert i in paired or not free
    assert len(taken) == len(paired)
    assert all(agreement(rules[i], m) >= SAME for i, m in paired.items())
