"""Actors while they are being gathered: who has which names, posts, gender and mentions.

Invariant: an actor only grows. Settled records are made of actors in `casting`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from reportedly.entities.namings import Naming
from reportedly.records import EntityKind, RuleName


@dataclass(slots=True)
class Actor:
    """One speaker of a document, unfinished."""

    number: int
    sort: EntityKind
    sure: bool = False  # the sort is shown by a word, not guessed
    plural: bool = False
    names: dict[tuple[str, ...], str] = field(default_factory=dict)  # folded -> as written
    posts: dict[str, set[str]] = field(default_factory=dict)  # class -> what narrows it
    titles: dict[str, int] = field(default_factory=dict)  # post as written -> times
    genders: Counter[str] = field(default_factory=Counter)
    mentions: list[int] = field(default_factory=list)  # indexes of namings, in order of joining
    rules: list[RuleName] = field(default_factory=list)  # one a mention
    members: tuple[int, ...] = ()  # numbers of actors who speak together
    country: str = ""

    @property
    def gender(self) -> str:
        """The gender most evidence shows; "" when unknown."""
        return max(self.genders, key=self.genders.__getitem__, default="")

    def add(self, index: int, naming: Naming, rule: str) -> None:
        """Take a naming in."""
        self.mentions.append(index)
        self.rules.append(RuleName(rule))
        if naming.name and not (naming.shouted and self.names):
            self.names.setdefault(naming.name, naming.spelled)
        if naming.post and naming.pronoun is None:
            self.posts.setdefault(naming.post, set()).update(naming.modifiers)
        if naming.title:
            self.titles[naming.title] = self.titles.get(naming.title, 0) + 1
        if naming.gender:
            self.genders[naming.gender] += 3 if naming.sure else 1
        self._learn(naming.sort, sure=naming.sure)

    def absorb(self, other: Actor) -> None:
        """Take everything of another actor in."""
        self.mentions += other.mentions
        self.rules += other.rules
        for name, spelled in other.names.items():
            self.names.setdefault(name, spelled)
        for post, modifiers in other.posts.items():
            self.posts.setdefault(post, set()).update(modifiers)
        for title, times in other.titles.items():
            self.titles[title] = self.titles.get(title, 0) + times
        self.genders.update(other.genders)
        self._learn(other.sort, sure=other.sure)
        self.country = self.country or other.country

    def _learn(self, sort: EntityKind, *, sure: bool) -> None:
        """Take over a sort that is sure; who has a name is not anonymous: "Ana Ruiz, a welder"."""
        if sure and not self.sure:
            self.sort, self.sure = sort, True
        if self.names and self.sort is EntityKind.ANONYMOUS:
            self.sort = EntityKind.PERSON


def holds_post(actor: Actor, naming: Naming) -> bool:
    """Tell whether an actor holds the post a naming speaks of, and nothing narrows it away."""
    held = actor.posts.get(naming.post)
    if held is None:
        return False
    return not held or not naming.modifiers or _nested(naming.modifiers, held)


def _nested(asked: frozenset[str], held: set[str]) -> bool:
    return asked <= held or held <= asked
