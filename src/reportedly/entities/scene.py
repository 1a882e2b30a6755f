"""What is known at one moment while a document is read from front to back.

Invariant: `of` maps every settled naming to the number of its actor; actors that were joined into
another are None in `actors`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.entities.actors import Actor
from reportedly.entities.finding import Found
from reportedly.entities.namings import Naming, phrase_of
from reportedly.entities.page import Page
from reportedly.records import Basis, EntityKind, Mode, Statement, StatementId


@dataclass(slots=True)
class Scene:
    """The document, its mentions, and who is who so far."""

    page: Page
    found: Found
    statements: Sequence[Statement]
    actors: list[Actor | None] = field(default_factory=list)
    of: dict[int, int] = field(default_factory=dict)
    spoken: list[int] = field(default_factory=list)  # numbers of actors, as their sources passed
    quoted: dict[int, StatementId] = field(default_factory=dict)  # token -> innermost first person
    told: dict[int, StatementId] = field(default_factory=dict)  # token -> innermost statement
    sources: frozenset[int] = frozenset()  # namings that are sources
    places: frozenset[tuple[str, ...]] = frozenset()  # names used as places
    headings: frozenset[int] = frozenset()  # sources that stand above what they say
    last: dict[int, int] = field(default_factory=dict)  # actor -> its last naming passed, in order
    repeated: frozenset[tuple[str, bool]] = frozenset()  # phrases of two namings or more

    def naming(self, index: int) -> Naming:
        """Return a naming by its index."""
        return self.found.namings[index]

    def living(self) -> Iterator[Actor]:
        """Yield the actors that were not joined into another."""
        return (a for a in self.actors if a is not None)

    def actor(self, index: int) -> Actor | None:
        """Return the actor of a naming; None when it is not settled."""
        number = self.of.get(index)
        return None if number is None else self.actors[number]

    def begin(self, index: int, rule: str) -> Actor:
        """Make a new actor of a naming."""
        naming = self.naming(index)
        made = Actor(
            number=len(self.actors), sort=naming.sort, sure=naming.sure, plural=naming.plural
        )
        self.actors.append(made)
        self.join(index, made, rule)
        return made

    def join(self, index: int, actor: Actor, rule: str) -> None:
        """Give a naming to an actor; a naming that has one brings it along."""
        own = self.actor(index)
        if own is actor:
            return
        if own is None:
            actor.add(index, self.naming(index), rule)
            self.of[index] = actor.number
            return
        for mention in own.mentions:
            self.of[mention] = actor.number
        actor.absorb(own)
        self.actors[own.number] = None

    def passing(self, index: int) -> None:
        """Note that reading has come past a settled naming."""
        number = self.of.get(index)
        if number is None:
            return
        self.last.pop(number, None)  # the last passed goes to the end
        self.last[number] = index
        if index in self.sources:
            self.spoken.append(number)


def open_scene(page: Page, found: Found, statements: Sequence[Statement]) -> Scene:
    """Return a scene in which nobody is settled yet."""
    scene = Scene(page, found, statements, sources=frozenset(found.sources.values()))
    phrases = Counter(phrase_of(n) for n in found.namings)
    scene.repeated = frozenset(phrase for phrase, times in phrases.items() if times > 1)
    scene.headings = frozenset(
        found.sources[s.id]
        for s in statements
        if s.id in found.sources and s.basis is Basis.HEADING
    )
    for statement in sorted(statements, key=lambda s: (s.content[0].start, -s.content[-1].end)):
        spans = statement.content
        told = [t.i for span in spans for t in page.parse.within(span.start, span.end)]
        scene.told |= dict.fromkeys(told, statement.id)
        if statement.mode in (Mode.DIRECT, Mode.MIXED):
            scene.quoted |= dict.fromkeys(told, statement.id)
    return scene


def may_be(actor: Actor, naming: Naming) -> bool:
    """Tell whether number, gender and sort of an actor allow a third-person pronoun."""
    known = naming.pronoun
    if known is None:
        return True
    thing = actor.sort in (EntityKind.ORGANISATION, EntityKind.DOCUMENT)
    if known.gender in ("male", "female"):
        if thing or actor.plural or actor.members:
            return False
        if actor.sort is EntityKind.ANONYMOUS and not actor.posts:
            return False
        return actor.gender in ("", known.gender)
    if known.gender == "thing":
        return (thing or not actor.sure) and not actor.plural and not actor.gender
    if known.number == "plural" and actor.gender:  # "he" before is not "they" now
        return actor.plural or bool(actor.members)
    return True
