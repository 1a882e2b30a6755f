"""Rank the actors a third-person pronoun may stand for.

Invariant: the score is a sum of named signs with fixed weights; ties go to the actor met last.
"""

from __future__ import annotations

from reportedly.entities.actors import Actor
from reportedly.entities.scene import Scene, may_be
from reportedly.records import EntityKind

# Chosen by coordinate search over the training corpus: 272 of its 296 pronoun sources go to the
# right speaker (256 with the weights first set by hand). "unnamed" was added later, by hand.
WEIGHTS = {
    "distance": -1.6,  # a sentence since the last mention, up to 8
    "subject": 1.1,  # its last mention was a subject
    "active": 1.6,  # it spoke last
    "spoke": -0.1,  # it has spoken
    "gender": 1.2,  # its gender is known and the same
    "paragraph": 1.2,  # its last mention stands in this paragraph
    "quoted": -1.5,  # its last mention stands inside a quotation, the pronoun outside
    "group": 2.1,  # they: it is a group
    "body": 0.5,  # they: it is a body
    "thing": 1.1,  # it: it is a body or writing for sure
    "speaker_inside": -4.0,  # inside a quotation: it is the one quoted
    "owner": -0.5,  # its last mention was a possessive
    "unnamed": -1.0,  # he, she: no name, has not spoken, and stood as an object or owner
}
ASIDE = ("pobj", "dobj", "poss")
FARTHEST = 8  # sentences
LEAST_LOOSE = 2.0  # score below which "it" and "they" that are no source stay nobody's


def best_antecedent(scene: Scene, index: int) -> Actor | None:
    """Return the actor a pronoun most likely stands for; None when nobody was met."""
    naming = scene.naming(index)
    best: tuple[float, int] | None = None
    for number, last in scene.last.items():
        actor = scene.actors[number]
        if actor is None or last >= index:
            continue
        if naming.sent - scene.naming(last).sent > FARTHEST and number not in scene.spoken[-2:]:
            continue
        if not may_be(actor, naming):
            continue
        score = sum(WEIGHTS[name] * value for name, value in signs(scene, index, actor).items())
        if best is None or (score, last) > (best[0], scene.last[best[1]]):
            best = (score, number)
    if best is None or (_is_loose(scene, index) and best[0] < LEAST_LOOSE):
        return None
    return scene.actors[best[1]]


def _is_loose(scene: Scene, index: int) -> bool:
    """Tell whether a pronoun mostly stands for something that never speaks: it and they."""
    pronoun = scene.naming(index).pronoun
    personal = pronoun is not None and pronoun.gender in ("male", "female")
    return index not in scene.sources and not personal


def signs(scene: Scene, index: int, actor: Actor) -> dict[str, float]:
    """Return what speaks for and against an actor."""
    naming, last = scene.naming(index), scene.last[actor.number]
    before = scene.naming(last)
    inside, was_inside = naming.head in scene.quoted, before.head in scene.quoted
    dep = scene.page.parse.tokens[before.head].dep
    breaks = "\n" in scene.page.text[before.start : naming.start]
    pronoun = naming.pronoun
    personal = pronoun is not None and pronoun.gender in ("male", "female")
    they = pronoun is not None and pronoun.number == "plural"
    body = actor.sort in (EntityKind.ORGANISATION, EntityKind.DOCUMENT)
    return {
        "distance": float(min(FARTHEST, naming.sent - before.sent)),
        "subject": float(dep in ("nsubj", "nsubjpass")),
        "active": float(bool(scene.spoken) and scene.spoken[-1] == actor.number),
        "spoke": float(actor.number in scene.spoken),
        "gender": float(personal and actor.gender != ""),
        "paragraph": float(not breaks),
        "quoted": float(was_inside and not inside),
        "group": float(they and actor.plural),
        "body": float(they and body),
        "thing": float(pronoun is not None and pronoun.gender == "thing" and body and actor.sure),
        "speaker_inside": float(inside and _speaks_here(scene, naming.head, actor)),
        "owner": float(before.owns),
        "unnamed": float(personal and dep in ASIDE and _is_silent(scene, actor)),
    }


def _is_silent(scene: Scene, actor: Actor) -> bool:
    """Tell whether an actor has no name and has not spoken: "through an interpreter"."""
    return not actor.names and actor.number not in scene.spoken


def _speaks_here(scene: Scene, token: int, actor: Actor) -> bool:
    statement = scene.quoted.get(token)
    source = scene.found.sources.get(statement) if statement is not None else None
    return source is not None and scene.of.get(source) == actor.number
