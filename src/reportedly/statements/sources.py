"""Who is named as the source of a verb.

Invariant: the range returned lies in the verb's own sentence and does not hold the verb.
"""

from __future__ import annotations

from reportedly.language import Parse, Token
from reportedly.statements.extents import (
    NOMINAL,
    VERBAL,
    child,
    children,
    clipped,
    phrase,
    trimmed,
)
from reportedly.statements.proposals import Range
from reportedly.statements.scene import Scene

CLIMBED = frozenset(("conj", "xcomp", "advcl", "pcomp", "acl", "ccomp", "prep", "dep", "parataxis"))
RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))
TOPICAL = frozenset(("about", "on", "regarding", "concerning"))
STEPS = 4  # how far up a subject is looked for; chains of shared subjects are short


def subject(parse: Parse, verb: Token) -> Token | None:
    """Return the token that names who speaks; shared subjects are found at the verb above."""
    at = verb
    for _ in range(STEPS):
        if passive(parse, at) and at is verb:
            return agent(parse, at)
        own = child(parse, at.i, "nsubj", "nsubjpass", "csubj") or _inverted(parse, at)
        if own is not None:
            return own if own.pos in NOMINAL and own.dep != "csubj" else None
        above = parse.tokens[at.head]
        if at.dep == "acl" and above.pos in NOMINAL:
            return _teller(parse, at, above) or above
        if at.head == at.i or at.dep not in CLIMBED or above.pos not in (*VERBAL, "ADP", "SCONJ"):
            return None
        if at.dep in ("ccomp", "parataxis", "dep"):
            return None
        at = above
    return None


def _teller(parse: Parse, verb: Token, topic: Token) -> Token | None:
    """Return who talks in "She talked about the flood saying the dam was open".

    The parser joins "saying" to the flood; nothing but its topic stands behind "about".
    """
    about = parse.tokens[topic.head]
    if verb.tag != "VBG" or topic.pos != "NOUN" or about.text.lower() not in TOPICAL:
        return None
    return child(parse, about.head, "nsubj") if topic.dep == "pobj" else None


def joined_to(scene: Scene, verb: Token) -> Token | None:
    """Return the verb of speech that `verb` is really joined to.

    "Beyra said justice was a debt, and proposed a hearing": the parser joins "proposed" to "was";
    a thing as subject and the tense of "said" show that Beyra proposed.
    """
    parse, cues = scene.parse, scene.cues
    above = parse.tokens[verb.head]
    main = parse.tokens[above.head]
    if verb.dep != "conj" or above.dep != "ccomp" or not main.i < above.i < verb.i:
        return None
    word = verb.lemma.lower()
    if main.tag != verb.tag or word not in cues.speech | cues.acts | cues.infinitive:
        return None
    if child(parse, verb.i, "nsubj", "nsubjpass", "aux", "auxpass") is not None:
        return None
    below_it = child(parse, above.i, "nsubj", "nsubjpass", "expl")
    return None if below_it is None or animate(scene, below_it) else main


def passive(parse: Parse, verb: Token) -> bool:
    """Tell whether a verb is passive: "was told", "accused by"."""
    if any(t.dep in ("auxpass", "nsubjpass") for t in children(parse, verb.i)):
        return True
    if verb.tag != "VBN" or verb.dep not in ("acl", "advcl") or child(parse, verb.i, "aux"):
        return False
    # "Banti, conceded that ...": a past tense taken for a participle keeps its clause
    tense = verb.dep == "acl" and verb.i > 0 and parse.tokens[verb.i - 1].text == ","
    return not (tense and child(parse, verb.i, "ccomp"))


def agent(parse: Parse, verb: Token) -> Token | None:
    """Return the noun behind "by"."""
    by = child(parse, verb.i, "agent")
    return child(parse, by.i, "pobj") if by else None


def _inverted(parse: Parse, verb: Token) -> Token | None:
    """Return a subject behind its verb that the parser took for an object: "said Quiroga"."""
    for token in children(parse, verb.i):
        if token.i > verb.i and token.dep in ("nsubj", "nsubjpass"):
            return token
    return None


def beside(scene: Scene, verb: Token) -> Token | None:
    """Return the noun right before a tensed verb whose subject the parser lost."""
    parse = scene.parse
    if (
        verb.tag not in ("VBD", "VBZ", "VBP")
        or passive(parse, verb)
        or verb.dep in ("conj", "relcl")
    ):
        return None
    i = verb.i - 1
    while (
        i >= 0
        and parse.tokens[i].pos in ("ADV", "AUX", "PART")
        and parse.tokens[i].sent == verb.sent
    ):
        i -= 1
    if (
        i < 0
        or parse.tokens[i].sent != verb.sent
        or parse.tokens[i].pos not in ("NOUN", "PROPN", "PRON")
    ):
        return None
    token = parse.tokens[i]
    return token if token.text.lower() not in (*RELATIVES, "it", "there", "what") else None


def source_at(scene: Scene, head: Token | None, verb: Token) -> tuple[Range, ...]:
    """Return the range of the noun phrase at `head`; a relative pronoun stands for its noun."""
    if head is None or head.tag == "EX" or (head.lemma.lower() == "it" and head.dep == "expl"):
        return ()
    relative = head.text in RELATIVES and head.tag in ("WP", "WDT", "IN")
    found = _antecedent(scene, head, verb) if relative else phrase(scene, head.i, avoid=verb.i)
    if found is not None:
        found = _one_side(scene, found, head=head, verb=verb)
    return (found,) if found else ()


def _antecedent(scene: Scene, pronoun: Token, verb: Token) -> Range | None:
    parse, at = scene.parse, verb
    for _ in range(STEPS):
        if at.dep == "relcl" or at.head == at.i:
            break
        at = parse.tokens[at.head]
    if at.dep != "relcl":
        return None
    noun = parse.tokens[at.head]
    found = phrase(scene, noun.i, avoid=at.i)
    if found is None or found[0] >= pronoun.start:
        return None
    return trimmed(scene.text, found[0], min(found[1], pronoun.start))


def _one_side(scene: Scene, found: Range, *, head: Token, verb: Token) -> Range | None:
    """Cut a range that reaches over the verb, and keep it in the verb's line or quotation."""
    start, end = found
    if start < verb.end and verb.start < end:
        start, end = (start, verb.start) if head.i < verb.i else (verb.end, end)
    if start >= end:
        return None
    return clipped(scene, (start, end), head)


def animate(scene: Scene, head: Token | None) -> bool:
    """Tell whether a noun may speak: a name, a person's pronoun, an office, a document."""
    if head is None:
        return False
    cues, word = scene.cues, head.lemma.lower()
    if (
        head.pos == "PROPN"
        or head.text.lower() in cues.pronouns
        or word.endswith(cues.person_endings)
    ):
        return True
    return word in cues.people or word in cues.documents or head.text.lower() in cues.documents


def who_is(parse: Parse, verb: Token, words: tuple[str, ...]) -> bool:
    """Tell whether a verb's subject is one of these words."""
    who = subject(parse, verb)
    return who is not None and who.text.lower() in words
