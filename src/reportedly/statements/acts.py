"""Reported acts and naming: the content is an object or stands behind a preposition.

Each frame is one function from a verb to a proposal or None.
"""

from __future__ import annotations

from itertools import pairwise

from reportedly.language import Parse, Token
from reportedly.statements.building import build, chain_of, right_edge, span_of
from reportedly.statements.extents import below, child, children, has_to, lemma
from reportedly.statements.proposals import Proposal
from reportedly.statements.scene import Scene
from reportedly.statements.sources import animate, passive, subject

REACH = 10  # tokens from a verb or its object to the figure


def naming(scene: Scene, verb: Token) -> Proposal | None:
    """Read "called her a lobbyist in a good jacket": both object and name are content."""
    parse, word = scene.parse, lemma(scene.parse, verb)
    if word not in scene.cues.naming:
        return None
    thing = child(parse, verb.i, "dobj", "nsubj")
    small = next(
        (
            t
            for t in children(parse, verb.i)
            if t.dep in ("oprd", "ccomp", "xcomp") and t.i > verb.i
        ),
        None,
    )
    marker = next((t for t in children(parse, verb.i) if t.lemma == "as" and t.i > verb.i), None)
    last = small or marker
    if last is None and thing is not None and thing.i > verb.i and not passive(parse, verb):
        end = right_edge(scene, verb, thing)
        if any(verb.end <= q.start and q.end <= end + 2 for q in scene.quotes):
            last = thing
    if last is None or passive(parse, verb):
        return _named_passive(scene, verb, last)
    first = min([i for i in below(parse, last.i) if i > verb.i] or [verb.i + 1])
    if not any(
        t.dep in ("prep", "advmod", "npadvmod", "punct") for t in parse.tokens[verb.i + 1 : first]
    ):
        first = verb.i + 1  # whom: "called her a lobbyist"
    elif thing is not None and thing.i > verb.i:
        first = min(first, *below(parse, thing.i))
    span = (parse.tokens[max(first, verb.i + 1)].start, right_edge(scene, verb, last))
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
    inside = [
        i for i in below(parse, last.i, without) if i > verb.i and i != (also[0].i if also else -1)
    ]
    if not inside:
        return None
    ranges = (span_of(parse, below(parse, thing.i)), span_of(parse, inside))
    return build(scene, verb, ranges, rule="naming_passive", act=False, also=also)


def prepositional(scene: Scene, verb: Token) -> Proposal | None:
    """Read "He asked for a judge and a doctor by noon": what follows the preposition."""
    parse, cues = scene.parse, scene.cues
    governed = cues.prepositions.get(lemma(parse, verb), frozenset())
    word = verb.lemma.lower()
    held = child(parse, verb.i, "dobj")
    idiom = cues.prepositions.get(f"{word} {held.lemma.lower()}") if held else None
    if held is not None and idiom:
        return _idiom(scene, verb, thing=held, governed=idiom)
    if not governed or (passive(parse, verb) and word not in ("accuse", "warn", "inform", "tell")):
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
        if (
            token.lemma in ("on", "about")
            and word in ("comment", "elaborate", "remark")
            and child(parse, verb.i, "neg") is None
            and not chain_of(scene, verb)
        ):
            continue
        start = min(below(parse, thing.i))
        if start <= verb.i:
            continue
        span = (parse.tokens[start].start, right_edge(scene, verb, token, own=True))
        act = word not in cues.indirect_prepositions
        return build(scene, verb, (span,), rule="prepositional", act=act, also=[token])
    return _wished(scene, verb, governed)


def _wished(scene: Scene, verb: Token, governed: frozenset[str]) -> Proposal | None:
    """Read "is calling for coursework to count": an infinitive with its subject."""
    parse = scene.parse
    for token in children(parse, verb.i):
        mark = child(parse, token.i, "mark")
        if mark is None or mark.lemma not in governed or not has_to(parse, token):
            continue
        inside = [i for i in below(parse, token.i) if i > mark.i]
        if mark.i == verb.i + 1 and inside:
            span = (parse.tokens[inside[0]].start, right_edge(scene, verb, token))
            return build(scene, verb, (span,), rule="prepositional", act=True, also=[mark])
    return None


def _idiom(scene: Scene, verb: Token, *, thing: Token, governed: frozenset[str]) -> Proposal | None:
    """Read "pays tribute to the dignity of the survivors"."""
    parse = scene.parse
    for token in (*children(parse, thing.i), *children(parse, verb.i)):
        told = child(parse, token.i, "pobj", "pcomp") if token.lemma in governed else None
        if told is not None and token.i > thing.i:
            inside = [i for i in below(parse, told.i) if i > token.i]
            span = (parse.tokens[inside[0]].start, right_edge(scene, verb, told))
            return build(scene, verb, (span,), rule="idiom", act=True, also=[thing, token])
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
    if (
        thing is None
        or thing.i < verb.i
        or thing.lemma.lower() in ("himself", "herself", "themselves", "itself")
    ):
        return None
    who = subject(parse, verb)
    if who is None or (
        not animate(scene, who) and (not act or word in cues.loose or who.tag in ("WDT", "DT"))
    ):
        return None
    if word in ("tell", "warn", "ask", "remind", "inform") and animate(scene, thing):
        return None
    if thing.tag == "PRP" and (
        word in cues.addressed or word in cues.loose or thing.text.lower() == "it"
    ):
        return None
    span = (
        parse.tokens[max(verb.i + 1, min(below(parse, thing.i)))].start,
        right_edge(scene, verb, thing),
    )
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
    span = span_of(parse, below(parse, thing.i))
    return build(scene, verb, (span,), rule="act_passive", act=True, also=[by])


def put_at(scene: Scene, verb: Token) -> Proposal | None:
    """Read "put the toll at 46", "attributed the error to the printer"."""
    parse, word = scene.parse, verb.lemma.lower()
    wanted = scene.cues.split_objects.get(word)
    if wanted is None or passive(parse, verb):
        return None
    thing = child(parse, verb.i, "dobj")
    if thing is None or thing.i < verb.i or not animate(scene, subject(parse, verb)):
        return None
    found = [
        t
        for t in children(parse, verb.i)
        if t.dep == "prep" and t.lemma in wanted and t.i > thing.i
    ]
    found += [t for t in children(parse, thing.i) if t.dep == "prep" and t.lemma in wanted]
    found += _figure_at(parse, thing) if "at" in wanted else []
    if not found:
        return None
    first = max(verb.i + 1, min(below(parse, thing.i)))
    span = (
        parse.tokens[first].start,
        max(right_edge(scene, verb, found[0]), right_edge(scene, verb, thing)),
    )
    return build(scene, verb, (span,), rule="put_at", act=word in scene.cues.acts)


def _figure_at(parse: Parse, thing: Token) -> list[Token]:
    """Return "at" with a number behind it, wherever the parser hung it: "put the toll at 46"."""
    after = parse.tokens[thing.i + 1 : thing.i + REACH]
    for token, following in pairwise(after):
        if token.pos == "PUNCT":
            break
        numbers = [t for t in parse.tokens[following.i : following.i + 4] if t.pos == "NUM"]
        if token.lemma == "at" and numbers:
            return [token]
    return []


def figure_given(scene: Scene, verb: Token) -> Proposal | None:
    """Read "Civil protection gives 109", "The mayor's list has 29": the object is a figure."""
    parse, word = scene.parse, verb.lemma.lower()
    if word not in scene.cues.figures or passive(parse, verb):
        return None
    thing = child(parse, verb.i, "dobj", "attr", "npadvmod", "ccomp", "nummod", "oprd")
    if thing is None or thing.i < verb.i or thing.i > verb.i + REACH:
        return None
    inside = [parse.tokens[i] for i in below(parse, thing.i) if i > verb.i]
    who = subject(parse, verb)
    if not inside or not any(t.pos == "NUM" for t in inside[:4]) or who is None:
        return None
    document = who.lemma.lower() in scene.cues.documents
    if not animate(scene, who) and not document and word not in scene.cues.finding:
        return None
    bare = len(inside) == 1 or inside[-1].pos == "NUM"
    if not document and not bare and word not in scene.cues.countings:
        return None
    span = (inside[0].start, right_edge(scene, verb, thing))
    return build(scene, verb, (span,), rule="figure_given", act=False)
