"""From a document's mentions to its cast: mentions, entities and credits.

Invariant: every statement gets at most one credit, every mention exactly one entity, and ids count
entities in the order in which they are first met.
"""

from __future__ import annotations

from reportedly.entities.actors import Actor
from reportedly.entities.finding import find
from reportedly.entities.named import settle_names
from reportedly.entities.namings import Naming
from reportedly.entities.page import Page
from reportedly.entities.rules import RULES
from reportedly.entities.scene import Scene, open_scene
from reportedly.entities.voices import Credits, credit, settle_first_person
from reportedly.records import (
    Cast,
    Credit,
    Document,
    Entity,
    EntityId,
    EntityKind,
    Mention,
    MentionId,
    MentionKind,
    Role,
    RuleName,
    Span,
    Statement,
)


def cast_of(document: Document, page: Page, statements: tuple[Statement, ...]) -> Cast:
    """Return who appears in a document and which statements each is credited with."""
    found = find(page, statements)
    scene = open_scene(page, found, statements)
    settle_names(scene)
    _settle_ties(scene)
    _settle_joint(scene)
    for index in range(len(found.namings)):
        _settle(scene, index)
        scene.passing(index)
    settle_first_person(scene, document)
    return _records(document, scene, credit(scene))


def _settle_ties(scene: Scene) -> None:
    """Join what stands in apposition; a name comes before its post."""
    for left, right, rule in scene.found.ties:
        one, two = scene.actor(left), scene.actor(right)
        if one is None and two is None:
            one = scene.begin(left, "casting.first_mention")
        if one is not None and two is not None:
            continue
        if one is not None:
            scene.join(right, one, rule)
        elif two is not None:
            scene.join(left, two, rule)


def _settle_joint(scene: Scene) -> None:
    for index in sorted(scene.found.joint):
        scene.begin(index, "casting.joint_speakers")


def _settle(scene: Scene, index: int) -> None:
    """Settle one mention that has no actor yet; first persons wait for the end."""
    naming = scene.naming(index)
    if scene.of.get(index) is None and not _waits(scene, index):
        for name, rule in RULES:
            actor = rule(scene, index)
            if actor is not None:
                scene.join(index, actor, name)
                break
        else:
            if index in scene.sources or (naming.post and not _in_passing(scene, naming)):
                scene.begin(index, "casting.first_mention")
    if index in scene.found.joint:
        _join_members(scene, index)


def _in_passing(scene: Scene, naming: Naming) -> bool:
    """Tell whether a bare noun behind a preposition names a state, not somebody: "on board"."""
    tokens = scene.page.parse.tokens
    first = next(iter(scene.page.parse.within(naming.start, naming.end)), None)
    if first is None or not first.i or naming.article or naming.modifiers or naming.plural:
        return False
    before = tokens[first.i - 1]
    alone = len(naming.title.split()) == 1 and not naming.name and first.text.islower()
    return alone and before.pos == "ADP" and before.sent == first.sent


def _join_members(scene: Scene, index: int) -> None:
    actor = scene.actor(index)
    if actor is None:
        return
    for member in scene.found.joint[index]:
        if scene.of.get(member) is None:
            _settle(scene, member)
    numbers = [scene.of[m] for m in scene.found.joint[index] if m in scene.of]
    actor.members = tuple(dict.fromkeys(n for n in numbers if n != actor.number))


def _waits(scene: Scene, index: int) -> bool:
    pronoun = scene.naming(index).pronoun
    return pronoun is not None and pronoun.person in ("first", "second")


def _records(document: Document, scene: Scene, credits: Credits) -> Cast:
    """Return the settled actors as records, without things met once that nobody quotes."""
    spoken = {number for number, _ in credits.values()}
    members = {m for a in scene.living() for m in a.members}
    kept = [a for a in scene.living() if _is_kept(a, scene) or a.number in spoken | members]
    kept.sort(key=lambda a: (min(scene.naming(m).start for m in a.mentions), a.number))
    ids = {a.number: EntityId(f"{document.id}-e{n}") for n, a in enumerate(kept, start=1)}
    entities = tuple(_entity(document, scene, actor=a, ids=ids) for a in kept)
    return Cast(
        mentions=_mentions(document, scene, ids),
        entities=tuple(sorted(entities, key=lambda e: e.id)),
        credits=_credits(credits, ids),
    )


def _is_kept(actor: Actor, scene: Scene) -> bool:
    """Tell whether an actor is worth a record: a person, or a body or writing met twice."""
    if actor.members or any(m in scene.sources for m in actor.mentions):
        return True
    if not actor.names and not actor.posts:
        return False
    return actor.sort is EntityKind.PERSON or (actor.sure and len(actor.mentions) > 1)


def _entity(document: Document, scene: Scene, *, actor: Actor, ids: dict[int, EntityId]) -> Entity:
    label = _label(scene, actor)
    aliases = {scene.page.text[n.start : n.end] for n in _shown(scene, actor)}
    aliases |= set(actor.names.values())
    titles = sorted(actor.titles, key=lambda t: (-actor.titles[t], t)) if actor.names else []
    person = actor.sort in (EntityKind.PERSON, EntityKind.GROUP)
    return Entity(
        id=ids[actor.number],
        name=label,
        kind=actor.sort,
        aliases=tuple(sorted({_line(a) for a in aliases} - {label})),
        roles=tuple(Role(role=_line(t), doc=document.id) for t in titles if person),
        members=tuple(sorted(ids[m] for m in actor.members if m in ids)),
        rule=RuleName(f"entities.{actor.rules[0]}"),
    )


def _label(scene: Scene, actor: Actor) -> str:
    """Return the longest name seen, else the first words that are no pronoun."""
    if actor.names:
        inside = [scene.naming(m) for m in actor.mentions]
        bodies = [n.title for n in inside if n.kind is MentionKind.NAME and not n.name]
        names = sorted({*actor.names.values(), *bodies})
        return _line(max(names, key=lambda name: (not name.startswith("@"), len(name))))
    shown = _shown(scene, actor) or [scene.naming(m) for m in sorted(actor.mentions)]
    return _line(scene.page.text[shown[0].start : shown[0].end])


def _shown(scene: Scene, actor: Actor) -> list[Naming]:
    """Return an actor's mentions in reading order, pronouns left out."""
    inside = (scene.naming(m) for m in sorted(actor.mentions))
    return [n for n in inside if n.pronoun is None]


def _line(words: str) -> str:
    return " ".join(words.split())


def _mentions(document: Document, scene: Scene, ids: dict[int, EntityId]) -> tuple[Mention, ...]:
    out: list[Mention] = []
    for actor in scene.living():
        if actor.number not in ids:
            continue
        for index, rule in zip(actor.mentions, actor.rules, strict=True):
            naming = scene.naming(index)
            out.append(
                Mention(
                    id=MentionId(f"{document.id}-m{index}"),
                    span=Span(document.id, naming.start, naming.end),
                    kind=naming.kind,
                    entity=ids[actor.number],
                    rule=RuleName(f"entities.{rule}"),
                )
            )
    return tuple(sorted(out, key=lambda m: (m.span, m.id)))


def _credits(credits: Credits, ids: dict[int, EntityId]) -> tuple[Credit, ...]:
    made = (
        Credit(statement=key, entity=ids[number], rule=RuleName(f"entities.{rule}"))
        for key, (number, rule) in credits.items()
    )
    return tuple(sorted(made, key=lambda c: c.statement))
