"""Verbs that report: a finite clause, an infinitive, an object or a preposition as content.

Each frame is one function from a verb to a proposal or None; `FRAMES` lists them, first fit wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportedly.language import Parse, Token
from reportedly.records import Basis, Mode, RuleName
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
from reportedly.statements.fitting import fitted, mode_of
from reportedly.statements.proposals import Proposal, Range
from reportedly.statements.scene import Scene
from reportedly.statements.sources import animate, beside, passive, source_at, subject

WH = frozenset(("WRB", "WP", "WDT"))
AFTER = frozenset(("advcl", "prep", "npadvmod", "advmod", "oprd", "dobj", "attr", "acomp", "dep"))
TELLING = frozenset(("on", "in", "at", "during", "after", "to", "by", "from", "via", "through"))
Frame = Callable[[Scene, Token], Proposal | None]


def reports(scene: Scene) -> Iterator[Proposal]:
    """Yield what verbs report, one proposal a verb."""
    for token in scene.parse.tokens:
        if token.pos in VERBAL or token.tag.startswith("VB"):
            for frame in FRAMES:
                found = frame(scene, token)
                if found is not None:
                    yield found
                    break


def finite_clause(scene: Scene, verb: Token) -> Proposal | None:
    """Read "Holt said three inmates had been killed": the clause is the content."""
    parse, word = scene.parse, lemma(scene.parse, verb)
    clause = _clause(parse, verb)
    if clause is None:
        return None
    cues, who = scene.cues, subject(parse, verb)
    known = word in cues.clause
    if not known and (word in cues.silent or not animate(scene, who) or not _has_that(parse, clause)):
        return None
    if word in cues.finding - cues.speech - cues.thought and not _may_find(scene, who):
        return None
    if not known and clause.i < verb.i:
        return None
    if _idle(scene, verb, who):
        return None
    act = word in cues.clause_acts and not _asks(parse, clause)
    rule = "finite_clause" if known else "unlisted_verb"
    return build(
        scene, verb, clause_ranges(scene, verb, clause), rule=rule, act=act or negated(parse, verb, scene)
    )


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
    chain, _ = _chain(scene, verb)
    if who is not None and who.text.lower() == "you":
        return True
    modal = any(t.tag == "MD" and t.lemma.lower() in ("can", "could", "must", "should", "may", "might") for t in children(parse, verb.i))
    return modal or any(t.lemma in ("have", "need", "try", "get", "come", "help") for t in chain)


def infinitive(scene: Scene, verb: Token) -> Proposal | None:
    """Read "He refused to take questions": the infinitive is the content of an act."""
    parse, word = scene.parse, lemma(scene.parse, verb)
    cues = scene.cues
    if word not in cues.infinitive:
        return None
    clause = next(
        (t for t in children(parse, verb.i) if t.dep in ("xcomp", "ccomp", "advcl") and t.i > verb.i and has_to(parse, t)),
        None,
    )
    if clause is None or (clause.dep == "advcl" and word not in ("call on", "call upon", "ask", "urge")):
        return None
    if _withheld(scene, verb, clause):
        return None
    if word == "want" and who_is(parse, verb, ("you", "i", "we")):
        return None
    if word in cues.infinitive_indirect and not animate(scene, subject(parse, verb)):
        return None
    hearer = child(parse, verb.i, "dobj", "dative")
    first = min(below(parse, clause.i))
    if hearer is not None and verb.i < hearer.i < first:
        first = min(below(parse, hearer.i))
    span = (parse.tokens[max(first, verb.i + 1)].start, _right(scene, verb, clause))
    if any(t.text.lower() in cues.anonymity for t in parse.within(*span)[:14]):
        return None
    if passive(parse, verb) and clause.lemma in ("comment", "respond", "explain") and len(parse.children[clause.i]) < 2:
        return None
    return build(scene, verb, (span,), rule="infinitive", act=word not in cues.infinitive_indirect)


def who_is(parse: Parse, verb: Token, words: tuple[str, ...]) -> bool:
    """Tell whether a verb's subject is one of these words."""
    who = subject(parse, verb)
    return who is not None and who.text.lower() in words


def naming(scene: Scene, verb: Token) -> Proposal | None:
    """Read "called her a lobbyist in a good jacket": both object and name are content."""
    parse, word = scene.parse, lemma(scene.parse, verb)
    if word not in scene.cues.naming:
        return None
    thing = child(parse, verb.i, "dobj", "nsubj")
    small = next((t for t in children(parse, verb.i) if t.dep in ("oprd", "ccomp", "xcomp") and t.i > verb.i), None)
    marker = next((t for t in children(parse, verb.i) if t.lemma == "as" and t.i > verb.i), None)
    last = small or marker
    if last is None and thing is not None and thing.i > verb.i and not passive(parse, verb):
        end = _right(scene, verb, thing)
        if any(verb.end <= q.start and q.end <= end + 2 for q in scene.quotes):
            last = thing
    if last is None or passive(parse, verb):
        return _named_passive(scene, verb, last)
    first = min(below(parse, last.i))
    if thing is not None and thing.i > verb.i:
        first = min(first, min(below(parse, thing.i)))
    span = (parse.tokens[max(first, verb.i + 1)].start, _right(scene, verb, last))
    return build(scene, verb, (span,), rule="naming", act=word in scene.cues.acts)


def _named_passive(scene: Scene, verb: Token, last: Token | None) -> Proposal | None:
    """Read "was described as a hero by his men"."""
    parse = scene.parse
    if last is None or not passive(parse, verb) or verb.dep == "acl":
        return None
    thing = child(parse, verb.i, "nsubjpass")
    if thing is None:
        return None
    also = [last] if last.lemma == "as" else []
    without = frozenset(t.i for t in children(parse, verb.i) if t.dep == "agent")
    inside = [i for i in below(parse, last.i, without) if i > verb.i and i != (also[0].i if also else -1)]
    if not inside:
        return None
    ranges = (_span(parse, below(parse, thing.i)), _span(parse, inside))
    return build(scene, verb, ranges, rule="naming_passive", act=False, also=also)


def prepositional(scene: Scene, verb: Token) -> Proposal | None:
    """Read "He asked for a judge and a doctor by noon": what follows the preposition."""
    parse, cues = scene.parse, scene.cues
    governed = cues.prepositions.get(lemma(parse, verb), frozenset())
    word = verb.lemma.lower()
    if not governed or passive(parse, verb) and word not in ("accuse", "warn", "inform", "tell"):
        return None
    for token in children(parse, verb.i):
        if token.dep not in ("prep", "prt") or token.lemma not in governed or token.i < verb.i:
            continue
        below_it = child(parse, token.i, "pobj", "pcomp")
        thing = below_it or (child(parse, verb.i, "dobj") if token.dep == "prt" else None)
        if thing is None:
            continue
        hearer = child(parse, verb.i, "dobj")
        if word in ("accuse", "blame", "thank") and hearer is not None:
            continue
        if token.lemma in ("on", "about") and word in ("comment", "elaborate", "remark") and child(parse, verb.i, "neg") is None and not _chain(scene, verb)[0]:
            continue
        start = min(below(parse, thing.i))
        if start <= verb.i:
            continue
        span = (parse.tokens[start].start, _right(scene, verb, token, own=True))
        act = word not in cues.indirect_prepositions
        return build(scene, verb, (span,), rule="prepositional", act=act, also=[token])
    return None


def thing_object(scene: Scene, verb: Token) -> Proposal | None:
    """Read "condemned the attack", "estimates 40 dead": the object is the content."""
    parse, cues, word = scene.parse, scene.cues, lemma(scene.parse, verb)
    act = word in cues.acts
    if not act and word not in cues.reported:
        return None
    if passive(parse, verb):
        return _object_passive(scene, verb, act=act)
    thing = child(parse, verb.i, "dobj")
    if thing is None or thing.i < verb.i or thing.lemma.lower() in ("himself", "herself", "themselves", "itself"):
        return None
    who = subject(parse, verb)
    if who is None or not animate(scene, who) and (not act or word in cues.loose or who.tag in ("WDT", "DT")):
        return None
    if word in ("tell", "warn", "ask", "remind", "inform") and animate(scene, thing):
        return None
    if thing.tag == "PRP" and (word in cues.addressed or word in cues.loose or thing.text.lower() == "it"):
        return None
    span = (parse.tokens[max(verb.i + 1, min(below(parse, thing.i)))].start, _right(scene, verb, thing))
    rule = "act_object" if act else "reported_object"
    return build(scene, verb, (span,), rule=rule, act=act)


def _object_passive(scene: Scene, verb: Token, *, act: bool) -> Proposal | None:
    """Read "The speech was praised by opponents": the subject is the content."""
    parse = scene.parse
    thing = child(parse, verb.i, "nsubjpass")
    by = child(parse, verb.i, "agent")
    if thing is None or by is None or not act:
        return None
    if not animate(scene, child(parse, by.i, "pobj")):
        return None
    span = _span(parse, below(parse, thing.i))
    return build(scene, verb, (span,), rule="act_passive", act=True, also=[by])


def gerund(scene: Scene, verb: Token) -> Proposal | None:
    """Read "denied having met him", "recalls being sent out in a gale"."""
    parse, word = scene.parse, lemma(scene.parse, verb)
    if word not in scene.cues.gerund or passive(parse, verb):
        return None
    for token in children(parse, verb.i):
        if token.dep in ("xcomp", "ccomp", "dobj") and token.i > verb.i and _is_gerund(parse, token):
            first = min(i for i in below(parse, token.i) if i > verb.i)
            span = (parse.tokens[first].start, _right(scene, verb, token))
            return build(scene, verb, (span,), rule="gerund", act=word in scene.cues.acts)
    return None


def _is_gerund(parse: Parse, token: Token) -> bool:
    if token.tag == "VBG":
        return True
    return token.tag in ("VBN", "JJ") and any(
        t.tag == "VBG" and t.dep in ("aux", "auxpass") for t in children(parse, token.i)
    )


def put_at(scene: Scene, verb: Token) -> Proposal | None:
    """Read "put the toll at 46", "attributed the error to the printer"."""
    parse, word = scene.parse, verb.lemma.lower()
    wanted = scene.cues.split_objects.get(word)
    if wanted is None or passive(parse, verb):
        return None
    thing = child(parse, verb.i, "dobj")
    if thing is None or thing.i < verb.i or not animate(scene, subject(parse, verb)):
        return None
    found = [t for t in children(parse, verb.i) if t.dep == "prep" and t.lemma in wanted and t.i > thing.i]
    found += [t for t in children(parse, thing.i) if t.dep == "prep" and t.lemma in wanted]
    if not found:
        return None
    first = max(verb.i + 1, min(below(parse, thing.i)))
    span = (parse.tokens[first].start, max(_right(scene, verb, found[0]), _right(scene, verb, thing)))
    return build(scene, verb, (span,), rule="put_at", act=word in scene.cues.acts)


def said_to(scene: Scene, verb: Token) -> Proposal | None:
    """Read "The bishop was said by his chaplain to be fishing": subject and infinitive."""
    parse, word = scene.parse, verb.lemma.lower()
    if word not in scene.cues.raised or not passive(parse, verb):
        return None
    clause = next((t for t in children(parse, verb.i) if t.dep in ("xcomp", "ccomp", "advcl") and t.i > verb.i and has_to(parse, t)), None)
    thing = child(parse, verb.i, "nsubjpass", "nsubj")
    if clause is None or thing is None:
        return None
    inside = [i for i in below(parse, clause.i) if i > verb.i]
    first = phrase(scene, thing.i, avoid=verb.i)
    if not inside or first is None:
        return None
    return build(scene, verb, (first, _span(parse, inside)), rule="said_to", act=False)


def that_follows(scene: Scene, verb: Token) -> Proposal | None:
    """Read "said that while he had no quarrel ..." where the parser lost the clause."""
    parse, word = scene.parse, lemma(scene.parse, verb)
    if word not in scene.cues.clause or verb.pos == "AUX":
        return None
    sentence = parse.sentences[verb.sent]
    for token in parse.tokens[verb.i + 1 : min(verb.i + 8, sentence.last - 2)]:
        if token.text in (",", ";", ":") and token.i > verb.i + 1 or token.pos in VERBAL:
            return None
        if parse.tokens[token.i + 1].pos in ("CCONJ", "PUNCT"):
            continue
        if token.text.lower() == "that" and token.tag in ("IN", "WDT") and (
            token.i == verb.i + 1 or word in scene.cues.addressed
        ):
            return build(scene, verb, ((token.end, _clause_end(scene, verb, token)),), rule="that_follows",
                         act=word in scene.cues.clause_acts or negated(parse, verb, scene))
    return None


def _clause_end(scene: Scene, verb: Token, that: Token) -> int:
    """Return where a clause ends: before another verb of the same subject, or with its sentence."""
    parse = scene.parse
    sentence = parse.sentences[verb.sent]
    for token in children(parse, verb.i):
        if token.dep == "conj" and token.i > that.i and token.pos in VERBAL:
            return parse.tokens[token.i - 1].start
        if token.i > that.i and _breaks(scene, token, that):
            return parse.tokens[min(below(parse, token.i))].start
    return sentence.end


def parenthetical(scene: Scene, verb: Token) -> Proposal | None:
    """Read "He was surprised, said his granddaughter, that so many people cared"."""
    parse, word = scene.parse, lemma(scene.parse, verb)
    if word not in scene.cues.clause or verb.pos == "AUX" or child(parse, verb.i, "dobj") is not None:
        return None
    who = subject(parse, verb)
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
    opening = _first(scene, sentence.first, verb.i)
    ranges: list[Range] = [(max(low, parse.tokens[opening].start), region[0])]
    if len(tail) > 1 and tail[1].strip(" .”"):
        ranges.append((region[1] + len(tail[0]) + 1, high))
    return build(scene, verb, tuple(r for r in ranges if r[0] < r[1]), rule="parenthetical", act=False)


def _group_start(scene: Scene, verb: Token) -> int:
    return min(start for start, _ in verb_group(scene, verb))


FRAMES: tuple[Frame, ...] = (
    finite_clause,
    infinitive,
    said_to,
    gerund,
    naming,
    put_at,
    prepositional,
    that_follows,
    parenthetical,
    thing_object,
)


def build(
    scene: Scene,
    verb: Token,
    ranges: tuple[Range, ...],
    *,
    rule: str,
    act: bool,
    also: list[Token] | None = None,
) -> Proposal | None:
    """Return the proposal of one verb, its content fitted to quotation marks and lines."""
    parse = scene.parse
    chain, top = _chain(scene, verb)
    cue = verb_group(scene, verb, [*chain, *(also or [])])
    who = subject(parse, verb)
    source = source_at(scene, who or beside(scene, verb), verb)
    content = fitted(scene, verb, ranges, avoid=(*cue, *source))
    if not content or not cue:
        return None
    mode = mode_of(scene, content, verb)
    withheld = any(t.lemma in scene.cues.withholding for t in chain)
    return Proposal(
        content=content,
        cue=cue,
        source=source,
        mode=mode,
        basis=Basis.ACT if act and mode is not Mode.DIRECT or withheld else Basis.VERB,
        denied=lemma(parse, verb) in scene.cues.denials,
        confidence=0.5,
        rule=RuleName(f"statements.clauses.{rule}"),
    )


def _chain(scene: Scene, verb: Token) -> tuple[list[Token], Token]:
    """Return the verbs above that belong to the cue: "declined to say", "went on to say"."""
    parse, chain, at = scene.parse, [], verb
    for _ in range(3):
        above = parse.tokens[at.head]
        word = lemma(parse, above)
        if at.dep != "xcomp" or above.i > at.i:
            break
        if word not in scene.cues.light and word not in scene.cues.withholding:
            break
        between = parse.tokens[above.i + 1 : at.i]
        if any(t.dep in ("dobj", "nsubj") for t in between):
            break
        chain += [above, *between]
        at = above
    return chain, at


def _withheld(scene: Scene, verb: Token, clause: Token) -> bool:
    """Tell whether "declined to say" has a content of its own, told by the lower verb."""
    if lemma(scene.parse, verb) not in scene.cues.withholding | {"want", "wish"}:
        return False
    if clause.lemma not in scene.cues.speech or clause.lemma not in ("say", "comment", "tell", "confirm", "answer", "disclose", "discuss", "reveal", "know", "elaborate"):
        return False
    return len(scene.parse.children[clause.i]) > 1


def negated(parse: Parse, verb: Token, scene: Scene) -> bool:
    """Tell whether speech is withheld: "did not say", "would not comment"."""
    return verb.lemma in scene.cues.speech and child(parse, verb.i, "neg") is not None


def _asks(parse: Parse, clause: Token) -> bool:
    return any(parse.tokens[i].tag in WH or parse.tokens[i].text.lower() in ("if", "whether")
               for i in parse.children[clause.i])


def _clause(parse: Parse, verb: Token) -> Token | None:
    """Return the head of the clause a verb governs, on either side of it."""
    for token in children(parse, verb.i):
        if token.dep in ("ccomp", "xcomp") and _is_clause(parse, token, verb):
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
    return token.dep == "ccomp" and (_asks(parse, token) or not has_to(parse, token)) and bool(
        child(parse, token.i, "nsubj", "nsubjpass", "expl") or token.i < verb.i
    )


def _may_find(scene: Scene, who: Token | None) -> bool:
    return animate(scene, who)


def clause_ranges(scene: Scene, verb: Token, clause: Token) -> tuple[Range, ...]:
    """Return the pieces of a clause: behind the verb, before it, or on both sides of it."""
    parse = scene.parse
    inside = [i for i in below(parse, clause.i) if i != verb.i]
    if clause.i > verb.i:
        after = [i for i in inside if i > verb.i]
        first = _with_lost_subject(parse, verb, clause, after[0])
        while first < after[-1] and _opening(parse.tokens[first]):
            first += 1
        return ((parse.tokens[first].start, _right(scene, verb, clause)),)
    sentence = parse.sentences[verb.sent]
    low = inside[0]
    if verb.i == sentence.root or parse.tokens[verb.head].i < low or verb.dep == "ROOT":
        low = _first(scene, sentence.first, low)
    edge = _left_edge(scene, verb)
    before = (parse.tokens[low].start, parse.tokens[max(low, min(edge - 1, clause.i if edge <= clause.i else edge - 1))].end)
    later = [i for i in inside if i > verb.i and parse.tokens[i].pos != "PUNCT"]
    if not later:
        return (before,)
    return before, (parse.tokens[later[0]].start, parse.tokens[later[-1]].end)


def _with_lost_subject(parse: Parse, verb: Token, clause: Token, first: int) -> int:
    """Return where a clause begins whose subject the parser took for the verb's object."""
    thing = child(parse, verb.i, "dobj")
    if thing is None or not verb.i < thing.i < first or child(parse, clause.i, "nsubj", "nsubjpass", "expl", "mark"):
        return first
    return max(verb.i + 1, min(below(parse, thing.i)))


def _opening(token: Token) -> bool:
    """Tell whether a token only opens a clause: "that", a comma."""
    return token.pos == "PUNCT" or (token.text.lower() == "that" and token.dep == "mark")


def _first(scene: Scene, start: int, low: int) -> int:
    """Return where the content begins: at the sentence's start, behind "But" and a dateline."""
    tokens = scene.parse.tokens
    while start < low and (tokens[start].dep == "cc" or tokens[start].pos in ("PUNCT", "CCONJ")):
        start += 1
    for a, b in scene.datelines:
        if a <= tokens[start].start < b:
            while start < low and tokens[start].start < b:
                start += 1
    return min(start, low)


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


def _right(scene: Scene, verb: Token, last: Token, *, own: bool = False) -> int:
    """Return the code point where content behind a verb ends.

    Phrases behind the clause that the parser hung on the verb still belong to what is told.
    """
    parse = scene.parse
    without = frozenset(t.i for t in children(parse, last.i) if _breaks(scene, t, last))
    end = below(parse, last.i, without)[-1]
    for token in children(parse, verb.i):
        if token.i > end and token.dep in AFTER and not _breaks(scene, token, last):
            inside = below(parse, token.i)
            if inside[0] <= end + 1:
                end = inside[-1]
    end = _before_participle(scene, last, end)
    while end > last.i and parse.tokens[end].pos == "PUNCT" and parse.tokens[end].text not in ")]%\"”’'":
        end -= 1
    return parse.tokens[end].end


def _before_participle(scene: Scene, last: Token, end: int) -> int:
    """Return the last token before "adding ..." however the parser hung it."""
    for token in scene.parse.tokens[last.i + 1 : end]:
        if token.tag != "VBG" or token.lemma not in scene.cues.speech or token.dep not in ("advcl", "acl"):
            continue
        if token.lemma == "add" or scene.parse.tokens[token.i - 1].text == ",":
            return token.i - 1
    return end


def _breaks(scene: Scene, token: Token, last: Token) -> bool:
    """Tell whether a phrase starts a report of its own: ", adding that ..."."""
    if token.i <= last.i:
        return False
    word = token.lemma.lower()
    if token.dep == "advcl" and token.tag == "VBG" and (word in scene.cues.clause or word in scene.cues.acts):
        return True
    return token.dep == "conj" and token.pos == "VERB" and token.head != last.i


def _span(parse: Parse, inside: list[int]) -> Range:
    return parse.tokens[inside[0]].start, parse.tokens[inside[-1]].end
