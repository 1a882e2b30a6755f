"""Verbs whose content is a clause: finite, infinitive, gerund, or around a parenthesis.

Each frame is one function from a verb to a proposal or None.
"""

from __future__ import annotations

from reportedly.language import Parse, Token
from reportedly.statements.building import (
    breaks_off,
    build,
    chain_of,
    content_start,
    negated,
    right_edge,
    span_of,
)
from reportedly.statements.extents import (
    VERBAL,
    below,
    child,
    children,
    has_finite,
    has_to,
    lemma,
    phrase,
    verb_group,
)
from reportedly.statements.proposals import Proposal, Range
from reportedly.statements.scene import Scene
from reportedly.statements.sources import animate, passive, source_at, subject, who_is

WH = frozenset(("WRB", "WP", "WDT"))
NEAR = 8  # tokens behind a verb in which its clause may open


def finite_clause(scene: Scene, verb: Token) -> Proposal | None:
    """Read "Holt said three inmates had been killed": the clause is the content."""
    parse, word = scene.parse, lemma(scene.parse, verb)
    clause = _clause(parse, verb)
    if clause is None:
        return None
    cues, who = scene.cues, subject(parse, verb)
    known = word in cues.clause or _wants_to_know(scene, verb, clause)
    if not known and (
        word in cues.silent or not animate(scene, who) or not _has_that(parse, clause)
    ):
        return None
    if word in cues.finding - cues.speech - cues.thought and not _may_find(scene, who):
        return None
    if clause.i < verb.i and (not known or child(parse, verb.i, "nsubjpass")):
        return None
    if _idle(scene, verb, who):
        return None
    act = word in cues.clause_acts and not _asks(parse, clause)
    rule = "finite_clause" if known else "unlisted_verb"
    return build(
        scene,
        verb,
        clause_ranges(scene, verb, clause),
        rule=rule,
        act=act or negated(parse, verb, scene),
    )


def _wants_to_know(scene: Scene, verb: Token, clause: Token) -> bool:
    """Tell whether a question is put: "wanted to know why she had not rung"."""
    wishes = any(t.lemma in scene.cues.wishes for t in chain_of(scene, verb))
    return verb.lemma == "know" and wishes and _asks(scene.parse, clause)


def _has_that(parse: Parse, clause: Token) -> bool:
    mark = child(parse, clause.i, "mark")
    return mark is not None and mark.text.lower() == "that"


def _idle(scene: Scene, verb: Token, who: Token | None) -> bool:
    """Tell whether a verb reports nothing: "You can decide whether", an imperative."""
    parse, word = scene.parse, lemma(scene.parse, verb)
    if who is None and verb.tag == "VB" and verb.dep in ("ROOT", "conj", "ccomp", "advcl"):
        return child(parse, verb.i, "aux", "auxpass") is None
    if word not in scene.cues.thought or word in scene.cues.speech:
        return False
    chain = chain_of(scene, verb)
    if who is not None and who.text.lower() == "you":
        return True
    modal = any(
        t.tag == "MD" and t.lemma.lower() in ("can", "could", "must", "should", "may", "might")
        for t in children(parse, verb.i)
    )
    return modal or any(t.lemma in ("have", "need", "try", "get", "come", "help") for t in chain)


def infinitive(scene: Scene, verb: Token) -> Proposal | None:
    """Read "He refused to take questions": the infinitive is the content of an act."""
    parse, word = scene.parse, lemma(scene.parse, verb)
    cues = scene.cues
    if word not in cues.infinitive:
        return None
    clause = next(
        (
            t
            for t in children(parse, verb.i)
            if t.dep in ("xcomp", "ccomp", "advcl") and t.i > verb.i and has_to(parse, t)
        ),
        None,
    )
    if clause is None or (
        clause.dep == "advcl" and word not in ("call on", "call upon", "ask", "urge")
    ):
        return None
    if _withheld(scene, verb, clause) or clause.lemma == "know":
        return None
    if word == "want" and who_is(parse, verb, ("you", "i", "we")):
        return None
    if word in cues.infinitive_indirect and not animate(scene, subject(parse, verb)):
        return None
    hearer = child(parse, verb.i, "dobj", "dative")
    first = min(below(parse, clause.i))
    if hearer is not None and verb.i < hearer.i < first:
        first = min(below(parse, hearer.i))
    span = (parse.tokens[max(first, verb.i + 1)].start, right_edge(scene, verb, clause))
    if any(t.text.lower() in cues.anonymity for t in parse.within(*span)[:14]):
        return None
    if (
        passive(parse, verb)
        and clause.lemma in ("comment", "respond", "explain")
        and len(parse.children[clause.i]) < 2
    ):
        return None
    return build(scene, verb, (span,), rule="infinitive", act=word not in cues.infinitive_indirect)


def gerund(scene: Scene, verb: Token) -> Proposal | None:
    """Read "denied having met him", "recalls being sent out in a gale"."""
    parse, word = scene.parse, lemma(scene.parse, verb)
    if word not in scene.cues.gerund or passive(parse, verb):
        return None
    for token in children(parse, verb.i):
        if (
            token.dep in ("xcomp", "ccomp", "dobj")
            and token.i > verb.i
            and _is_gerund(parse, token)
        ):
            first = min(i for i in below(parse, token.i) if i > verb.i)
            span = (parse.tokens[first].start, right_edge(scene, verb, token))
            return build(scene, verb, (span,), rule="gerund", act=word in scene.cues.acts)
    return None


def _is_gerund(parse: Parse, token: Token) -> bool:
    if token.tag == "VBG":
        return True
    return token.tag in ("VBN", "JJ") and any(
        t.tag == "VBG" and t.dep in ("aux", "auxpass") for t in children(parse, token.i)
    )


def said_to(scene: Scene, verb: Token) -> Proposal | None:
    """Read "The bishop was said by his chaplain to be fishing": subject and infinitive."""
    parse, word = scene.parse, verb.lemma.lower()
    if word not in scene.cues.raised or not passive(parse, verb):
        return None
    clause = next(
        (
            t
            for t in children(parse, verb.i)
            if t.dep in ("xcomp", "ccomp", "advcl") and t.i > verb.i and has_to(parse, t)
        ),
        None,
    )
    thing = child(parse, verb.i, "nsubjpass", "nsubj")
    if clause is None or thing is None:
        return None
    inside = [i for i in below(parse, clause.i) if i > verb.i]
    first = phrase(scene, thing.i, avoid=verb.i)
    if not inside or first is None:
        return None
    return build(scene, verb, (first, span_of(parse, inside)), rule="said_to", act=False)


def clause_follows(scene: Scene, verb: Token) -> Proposal | None:
    """Read "said that while he had no quarrel ...", "was asked for a year why I waited".

    The parser lost the clause, but its first word stands close behind the verb.
    """
    parse, word, cues = scene.parse, lemma(scene.parse, verb), scene.cues
    if word not in cues.clause or verb.pos == "AUX":
        return None
    if _idle(scene, verb, subject(parse, verb)):
        return None
    opening = _opening_word(scene, verb, asking=word in cues.asking)
    if opening is None:
        return None
    start = opening.end if opening.text.lower() == "that" else opening.start
    act = word in cues.clause_acts or negated(parse, verb, scene)
    span = (start, _clause_end(scene, verb, opening))
    return build(scene, verb, (span,), rule="clause_follows", act=act)


def _opening_word(scene: Scene, verb: Token, *, asking: bool) -> Token | None:
    """Return "that", or behind a verb of asking "why" or "if", within reach of the verb."""
    parse = scene.parse
    last = parse.sentences[verb.sent].last
    hearer = verb.lemma in scene.cues.addressed
    for token in parse.tokens[verb.i + 1 : min(verb.i + NEAR, last - 2)]:
        word = token.text.lower()
        if token.pos in VERBAL or (token.pos == "PUNCT" and token.i > verb.i + 1):
            return None
        if asking and (token.tag in WH or word in ("if", "whether")) and word != "that":
            return token
        opens = token.tag in ("IN", "WDT") and (hearer or token.i == verb.i + 1)
        if token.i == verb.i + 1 and _starts_clause(scene, verb, token):
            return token
        if word == "that" and opens and parse.tokens[token.i + 1].pos not in ("CCONJ", "PUNCT"):
            return token
    return None


def _starts_clause(scene: Scene, verb: Token, token: Token) -> bool:
    """Tell whether a subject opens right behind a verb: "says she sleeps well"."""
    parse, who = scene.parse, subject(scene.parse, verb)
    if verb.tag not in ("VBD", "VBZ", "VBP") or who is None or not animate(scene, who):
        return False
    if who.i > verb.i or parse.tokens[max(0, who.i - 1)].text in (",", "”", '"', "’"):
        return False
    for ahead in parse.tokens[token.i : token.i + NEAR]:
        if ahead.dep in ("nsubj", "nsubjpass") and ahead.sent == verb.sent:
            head = parse.tokens[ahead.head]
            return head.i > ahead.i and head.i != verb.i and has_finite(parse, head)
        if ahead.pos in ("PUNCT", "ADP", "VERB", "SCONJ"):
            return False
    return False


def _clause_end(scene: Scene, verb: Token, that: Token) -> int:
    """Return where a clause ends: before another verb of the same subject, or with its sentence."""
    parse = scene.parse
    sentence = parse.sentences[verb.sent]
    for token in children(parse, verb.i):
        if token.dep == "conj" and token.i > that.i and token.pos in VERBAL:
            return parse.tokens[token.i - 1].start
        if token.i > that.i and breaks_off(scene, token, that):
            return parse.tokens[min(below(parse, token.i))].start
    return sentence.end


def parenthetical(scene: Scene, verb: Token) -> Proposal | None:
    """Read "He was surprised, said his granddaughter, that so many people cared"."""
    parse, word = scene.parse, lemma(scene.parse, verb)
    if (
        word not in scene.cues.clause
        or verb.pos == "AUX"
        or child(parse, verb.i, "dobj") is not None
    ):
        return None
    who = subject(parse, verb)
    if child(parse, verb.i, "neg") or any(t.tag == "MD" for t in children(parse, verb.i)):
        return None
    if who is None or abs(who.i - verb.i) > 25 or who.sent != verb.sent or who.tag in ("WP", "WDT"):
        return None
    source = source_at(scene, who, verb)
    if not source:
        return None
    sentence = parse.sentences[verb.sent]
    low, high = scene.limits(verb)
    low, high = max(low, sentence.start), min(high, sentence.end)
    region = (min(source[0][0], _group_start(scene, verb)), max(source[0][1], verb.end))
    before = scene.text[low : region[0]].rstrip()
    after = scene.text[region[1] : high]
    if before[-1:] not in (",", "—", "–", "-") or len(before.split()) < 2:
        return None
    tail = after.split(",", 1)
    if len(tail[0].split()) > 7:
        return None
    opening = content_start(scene, sentence.first, verb.i)
    ranges: list[Range] = [(max(low, parse.tokens[opening].start), region[0])]
    if len(tail) > 1 and tail[1].strip(" .”"):
        ranges.append((region[1] + len(tail[0]) + 1, high))
    return build(
        scene, verb, tuple(r for r in ranges if r[0] < r[1]), rule="parenthetical", act=False
    )


def _group_start(scene: Scene, verb: Token) -> int:
    return min(start for start, _ in verb_group(scene, verb))


def _withheld(scene: Scene, verb: Token, clause: Token) -> bool:
    """Tell whether "declined to say" has a content of its own, told by the lower verb."""
    if lemma(scene.parse, verb) not in scene.cues.withholding | {"want", "wish"}:
        return False
    if clause.lemma not in scene.cues.speech or clause.lemma not in (
        "say",
        "comment",
        "tell",
        "confirm",
        "answer",
        "disclose",
        "discuss",
        "reveal",
        "know",
        "elaborate",
    ):
        return False
    return len(scene.parse.children[clause.i]) > 1


def _asks(parse: Parse, clause: Token) -> bool:
    return any(
        parse.tokens[i].tag in WH or parse.tokens[i].text.lower() in ("if", "whether")
        for i in parse.children[clause.i]
    )


def _clause(parse: Parse, verb: Token) -> Token | None:
    """Return the head of the clause a verb governs, on either side of it."""
    for token in children(parse, verb.i):
        cut = any(t.text == ";" for t in parse.tokens[token.i + 1 : verb.i])
        if token.dep in ("ccomp", "xcomp") and not cut and _is_clause(parse, token, verb):
            return token
        if token.dep == "advcl" and token.i > verb.i:
            mark = child(parse, token.i, "mark")
            if mark is not None and mark.text.lower() == "that":
                return token
    return None


def _is_clause(parse: Parse, token: Token, verb: Token) -> bool:
    if has_finite(parse, token):
        return True
    mark = child(parse, token.i, "mark", "nsubj", "nsubjpass", "expl")
    if token.i > verb.i and mark is not None and mark.text.lower() in ("that", "if", "whether"):
        return True
    return (
        token.dep == "ccomp"
        and (_asks(parse, token) or not has_to(parse, token))
        and bool(child(parse, token.i, "nsubj", "nsubjpass", "expl") or token.i < verb.i)
    )


def _may_find(scene: Scene, who: Token | None) -> bool:
    return animate(scene, who)


def clause_ranges(scene: Scene, verb: Token, clause: Token) -> tuple[Range, ...]:
    """Return the pieces of a clause: behind the verb, before it, or on both sides of it."""
    parse = scene.parse
    inside = [i for i in below(parse, clause.i) if i != verb.i]
    if clause.i > verb.i:
        after = [i for i in inside if i > verb.i]
        first = _with_lost_subject(parse, verb, clause=clause, first=after[0])
        while first < after[-1] and _opening(parse.tokens[first], parse.tokens[first + 1]):
            first += 1
        return ((parse.tokens[first].start, right_edge(scene, verb, clause)),)
    sentence = parse.sentences[verb.sent]
    low = inside[0]
    if verb.i == sentence.root or parse.tokens[verb.head].i < low or verb.dep == "ROOT":
        low = content_start(scene, sentence.first, low)
    edge = _left_edge(scene, verb)
    before = (
        parse.tokens[low].start,
        parse.tokens[max(low, min(edge - 1, clause.i if edge <= clause.i else edge - 1))].end,
    )
    later = [i for i in inside if i > verb.i and parse.tokens[i].pos != "PUNCT"]
    if not later:
        return (before,)
    return before, (parse.tokens[later[0]].start, parse.tokens[later[-1]].end)


def _with_lost_subject(parse: Parse, verb: Token, *, clause: Token, first: int) -> int:
    """Return where a clause begins whose subject the parser took for the verb's object."""
    thing = child(parse, verb.i, "dobj")
    if (
        thing is None
        or not verb.i < thing.i < first
        or child(parse, clause.i, "nsubj", "nsubjpass", "expl", "mark")
    ):
        return first
    return max(verb.i + 1, min(below(parse, thing.i)))


def _opening(token: Token, following: Token) -> bool:
    """Tell whether a token only opens a clause: a comma, "that" unless it is the subject."""
    if token.text.lower() != "that":
        return token.pos == "PUNCT"
    return token.dep == "mark" or following.pos not in VERBAL


def _left_edge(scene: Scene, verb: Token) -> int:
    """Return the first token of the words that report: source and verb group."""
    parse = scene.parse
    edge = verb.i
    for token in children(parse, verb.i):
        if token.i < verb.i and token.dep in ("aux", "auxpass", "neg", "advmod"):
            edge = min(edge, token.i)
        if token.i < verb.i and token.dep in ("nsubj", "nsubjpass", "expl"):
            edge = min(edge, *below(parse, token.i))
    return edge
