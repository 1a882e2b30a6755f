"""Which profiles are one so far, and whether two wholes may be joined.

Invariant: no whole holds two bearers of one surname with different given names, people of two
genders, or two entities of one document, but for one with a name and one with a post alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportedly.entities.fits import Fit, person_fit
from reportedly.entities.kinship import Kin
from reportedly.entities.profiles import Profile
from reportedly.entities.vocabulary import Vocabulary
from reportedly.records import EntityKind

# Times fewer rare words in common than with the closest report: another story. Of 1.5, 2 and 3 the
# first gives most bare names and posts of the training events to their bearers.
FAR = 1.5
MOST_SHARED = 1_000  # rare words that a report shares with itself
MOST_FITS = 1 << 19  # pairs of names whose fit is remembered: some 90 MB

Pair = tuple[int, int]
Name = tuple[str, ...]


@dataclass(slots=True)
class Whole:
    """What decides whether a whole may be joined with another; grown as it is joined."""

    docs: dict[int, list[Profile]]  # its profiles by document
    kin: frozenset[int]  # documents that seem to tell of one story with one of these
    names: set[Name]  # full names of persons
    genders: set[str]

    def take(self, other: Whole) -> None:
        """Make what another whole holds part of this one."""
        for doc, profiles in other.docs.items():
            self.docs.setdefault(doc, []).extend(profiles)
        self.kin |= other.kin
        self.names |= other.names
        self.genders |= other.genders


def _whole_of(profile: Profile, kin: frozenset[int]) -> Whole:
    person = profile.entity.kind is EntityKind.PERSON and profile.name
    return Whole(
        docs={profile.doc: [profile]},
        kin=kin,
        names={profile.name} if person else set(),
        genders={profile.gender} if profile.gender else set(),
    )


@dataclass(slots=True)
class Joins:
    """Which profiles are one so far. `root` is a forest; `why` holds the reasons by root."""

    profiles: Sequence[Profile]
    words: Vocabulary
    kin: Kin
    root: list[int] = field(init=False)
    inside: dict[int, list[int]] = field(init=False)
    why: dict[int, list[str]] = field(init=False)
    wholes: dict[int, Whole] = field(init=False)
    full: dict[int, list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )  # persons with a name of several words, by document
    holders: dict[tuple[int, EntityKind, str], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )  # profiles with a name, by document, kind and post
    fits: dict[tuple[Name, Name], Fit] = field(default_factory=dict)
    borne: dict[int, list[int]] = field(default_factory=dict)  # what `bearers` has found

    def __post_init__(self) -> None:
        count = range(len(self.profiles))
        self.root = list(count)
        self.inside = {n: [n] for n in count}
        self.why = {n: [] for n in count}
        self.wholes = {n: _whole_of(p, self.kin.of[p.doc]) for n, p in enumerate(self.profiles)}
        for n, profile in enumerate(self.profiles):
            if profile.entity.kind is EntityKind.PERSON and len(profile.name) > 1:
                self.full[profile.doc].append(n)
            for post in {post for post, _ in profile.posts} if profile.name else ():
                self.holders[profile.doc, profile.entity.kind, post].append(n)

    def top(self, n: int) -> int:
        """Return the profile that stands for the whole that `n` belongs to."""
        while self.root[n] != n:
            self.root[n] = self.root[self.root[n]]
            n = self.root[n]
        return n

    def join(self, pair: Pair, reason: str) -> None:
        """Join two wholes unless a document or a name forbids it."""
        one, two = sorted(map(self.top, pair))
        if one == two or not self._may_join(self.wholes[one], self.wholes[two]):
            return
        self.root[two] = one
        self.inside[one] += self.inside.pop(two)
        self.why[one] += [*self.why.pop(two), self._sentence(pair, reason)]
        self.wholes[one].take(self.wholes.pop(two))

    def _may_join(self, left: Whole, right: Whole) -> bool:
        return (
            len(left.genders | right.genders) <= 1
            and _apart(left, right)
            and all(self._fits(a, b) for a in _full(left.names) for b in _full(right.names))
        )

    def _fits(self, a: Name, b: Name) -> bool:
        return a == b or self.fit(a, b) is not Fit.NONE

    def _sentence(self, pair: Pair, reason: str) -> str:
        a, b = (self.profiles[n].entity for n in pair)
        return f"{a.name} ({a.id}) and {b.name} ({b.id}): {reason}"

    def fit(self, a: Name, b: Name) -> Fit:
        """Return how well the shorter of two persons' names fits the other.

        The same names meet again and again.
        """
        short, full = (a, b) if (len(a), a) <= (len(b), b) else (b, a)
        found = self.fits.get((short, full))
        if found is None:
            if len(self.fits) >= MOST_FITS:
                self.fits.clear()
            found = self.fits[short, full] = person_fit(short, full, self.words)
        return found

    def are_near(self, pair: Pair) -> bool:
        """Tell whether two documents share two rare words at least: a surname and one more."""
        a, b = sorted(self.profiles[n].doc for n in pair)
        return b in self.kin.near.get(a, frozenset())

    def around(self, n: int) -> frozenset[int]:
        """Return the document of a profile and its kin."""
        doc = self.profiles[n].doc
        return self.kin.of[doc] | {doc}

    def told_apart(self, n: int, m: int) -> bool:
        """Tell whether the report of `n` itself tells of the whole that `m` belongs to."""
        return self.top(n) != self.top(m) and self.profiles[n].doc in self.wholes[self.top(m)].docs

    def closest(self, n: int, rivals: Iterable[int]) -> set[int]:
        """Return which wholes that hold `rivals` are told of closest to the report of `n`.

        Where two stories share names, the reports of one share more rare words than others do.
        """
        doc = self.profiles[n].doc
        near = {top: self._closeness(top, doc) for top in {self.top(m) for m in rivals}}
        best = max(near.values(), default=0)
        return {top for top, shared in near.items() if FAR * shared >= best}

    def _closeness(self, top: int, doc: int) -> int:
        """Return the most rare words that a report of a whole shares with a document."""
        docs = self.wholes[top].docs
        if doc in docs:
            return MOST_SHARED
        return max(self.kin.shared.get((min(doc, d), max(doc, d)), 0) for d in docs)

    def bearers(self, n: int) -> list[int]:
        """Return the profiles of the story's reports whose full name holds the name of `n`."""
        if n not in self.borne:
            name = self.profiles[n].name
            near = (m for doc in sorted(self.around(n)) for m in self.full.get(doc, ()))
            fits = {m: self.fit(name, self.profiles[m].name) for m in near}
            best = max(fits.values(), default=Fit.NONE)
            self.borne[n] = [m for m, fit in fits.items() if fit is best is not Fit.NONE]
        return self.borne[n]

    def are_kin(self, pair: Pair) -> bool:
        """Tell whether any documents of two wholes seem to tell of one story."""
        a, b = pair
        one, two = self.wholes[self.top(a)], self.wholes[self.top(b)]
        # Kinship is symmetric, so it does not matter whose kin are looked up.
        return not one.docs.keys().isdisjoint(two.kin)


def _full(names: set[Name]) -> set[Name]:
    """Return the names of several words; all where there is none: "Ana" and "Ruiz" tell nothing
    of each other where both are "Ana Ruiz"."""
    return {n for n in names if len(n) > 1} or names


def _apart(left: Whole, right: Whole) -> bool:
    """Tell whether no document holds both, but for one with a name and one with a post alone."""
    few, many = sorted((left.docs, right.docs), key=len)
    return all(
        bool(p.name) != bool(q.name)
        and p.entity.kind is EntityKind.PERSON
        and q.entity.kind is EntityKind.PERSON
        for doc in few
        if doc in many
        for p in few[doc]
        for q in many[doc]
    )
