"""Join the entities of several documents, surest reason first; each join keeps its reason.

Invariant: two bearers of one surname with different given names are never joined, nor two entities
of one document; the order of documents changes nothing but the order of reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.entities.fits import Fit, body_fit, person_fit
from reportedly.entities.kinship import Kin, kin_of
from reportedly.entities.profiles import Profile, profiles_of
from reportedly.entities.spelling import fold, skeleton, sound
from reportedly.entities.vocabulary import Vocabulary
from reportedly.records import Corpus, EntityKind

BODIES = (EntityKind.ORGANISATION, EntityKind.GROUP)
MOST_ALIKE = 400  # entities under one key; a key with more is no key

Pair = tuple[int, int]


@dataclass(slots=True)
class Joins:
    """Which profiles are one so far. `root` is a forest; `why` holds the reasons by root."""

    profiles: Sequence[Profile]
    words: Vocabulary
    kin: Kin
    root: list[int] = field(default_factory=list)
    inside: dict[int, list[int]] = field(default_factory=dict)
    why: dict[int, list[str]] = field(default_factory=dict)
    of_doc: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    holders: dict[tuple[int, EntityKind, str], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )  # profiles with a name, by document, kind and post

    def top(self, n: int) -> int:
        """Return the profile that stands for the whole that `n` belongs to."""
        while self.root[n] != n:
            self.root[n] = self.root[self.root[n]]
            n = self.root[n]
        return n

    def join(self, pair: Pair, reason: str) -> None:
        """Join two wholes unless a document or a name forbids it."""
        one, two = sorted(map(self.top, pair))
        if one == two or not _may_join(self, one, two):
            return
        self.root[two] = one
        self.inside[one] += self.inside.pop(two)
        self.why[one] = [*self.why[one], *self.why.pop(two), _sentence(self, pair, reason)]

    def are_near(self, pair: Pair) -> bool:
        """Tell whether two documents share two rare words at least: a surname and one more."""
        a, b = sorted(self.profiles[n].doc for n in pair)
        return b in self.kin.near.get(a, frozenset())

    def around(self, n: int) -> frozenset[int]:
        """Return the document of a profile and its kin."""
        doc = self.profiles[n].doc
        return self.kin.of[doc] | {doc}

    def near(self, n: int) -> list[int]:
        """Return the profiles of a profile's own document and of its kin."""
        return [m for d in sorted(self.around(n)) for m in self.of_doc[d]]

    def are_kin(self, pair: Pair) -> bool:
        """Tell whether any documents of two wholes seem to tell of one story."""
        if self.profiles[pair[1]].doc in self.kin.of[self.profiles[pair[0]].doc]:
            return True
        a, b = (self.inside[self.top(n)] for n in pair)
        others = {self.profiles[m].doc for m in b}
        return any(self.kin.of[self.profiles[m].doc] & others for m in a)


def joined(corpus: Corpus, words: Vocabulary, *, merge: str) -> Joins:
    """Return which entities of a corpus are one; `merge` says how eagerly."""
    profiles = profiles_of(corpus.documents, words)
    count = range(len(profiles))
    joins = Joins(
        profiles,
        words,
        kin_of([r.document for r in corpus.documents]),
        root=list(count),
        inside={n: [n] for n in count},
        why={n: [] for n in count},
    )
    for n, profile in enumerate(profiles):
        joins.of_doc[profile.doc].append(n)
        for post in {post for post, _ in profile.posts} if profile.name else ():
            joins.holders[profile.doc, profile.entity.kind, post].append(n)
    for kinds, keys, rule in STEPS:
        if merge in kinds:
            _take(joins, keys, rule)
    return joins


def _take(
    joins: Joins,
    keys: Callable[[Joins, int], Iterable[str]],
    rule: Callable[[Joins, Pair], str],
) -> None:
    """Join all pairs that share a key and for which a rule gives a reason."""
    for pair in (pair for group in _groups(joins, keys) for pair in _pairs(group)):
        reason = "" if joins.top(pair[0]) == joins.top(pair[1]) else rule(joins, pair)
        if reason:
            joins.join(pair, reason)


def _groups(joins: Joins, keys: Callable[[Joins, int], Iterable[str]]) -> Iterator[list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for n in range(len(joins.profiles)):
        for key in keys(joins, n):
            index[key].append(n)
    yield from (index[key] for key in sorted(index) if 1 < len(index[key]) <= MOST_ALIKE)


def _pairs(group: list[int]) -> Iterator[Pair]:
    return ((a, b) for k, a in enumerate(group) for b in group[k + 1 :])


def _may_join(joins: Joins, one: int, two: int) -> bool:
    left = [joins.profiles[n] for n in joins.inside[one]]
    right = [joins.profiles[n] for n in joins.inside[two]]
    if not _apart(left, right):
        return False
    genders = {p.gender for p in (*left, *right) if p.gender}
    if len(genders) > 1:
        return False
    return all(_fit(joins, a, b) is not Fit.NONE for a in _names(left) for b in _names(right))


def _apart(left: list[Profile], right: list[Profile]) -> bool:
    """Tell whether no document holds both, but for one with a name and one with a post alone."""
    by_doc = defaultdict(list)
    for p in left:
        by_doc[p.doc].append(p)
    return all(
        bool(p.name) != bool(q.name)
        and p.entity.kind is EntityKind.PERSON
        and q.entity.kind is EntityKind.PERSON
        for q in right
        for p in by_doc.get(q.doc, ())
    )


def _names(whole: list[Profile]) -> list[Profile]:
    """Return the profiles with a person's full name, one a name."""
    full = {p.name: p for p in whole if p.entity.kind is EntityKind.PERSON and p.name}
    return [full[name] for name in sorted(full)]


def _fit(joins: Joins, a: Profile, b: Profile) -> Fit:
    short, full = sorted((a.name, b.name), key=lambda n: (len(n), n))
    return person_fit(short, full, joins.words)


def _sentence(joins: Joins, pair: Pair, reason: str) -> str:
    a, b = (joins.profiles[n].entity for n in pair)
    return f"{a.name} ({a.id}) and {b.name} ({b.id}): {reason}"


# Keys: what two entities must share to be compared at all.


def _full_name(joins: Joins, n: int) -> Iterable[str]:
    """Return every word of a full name that is no given name, by sound."""
    p = joins.profiles[n]
    if p.entity.kind is not EntityKind.PERSON or len(p.name) < 2:
        return ()
    told = [w for w in p.name if w not in joins.words.given and len(w) > 1]
    return sorted({_key(w) for w in (told or p.name[-1:])})


def _key(word: str) -> str:
    heard = sound(word)
    return heard[:1] + skeleton(heard[1:])


def _whole_name(joins: Joins, n: int) -> Iterable[str]:
    p = joins.profiles[n]
    return (" ".join(p.name),) if p.name and not p.country else ()


def _surname(joins: Joins, n: int) -> Iterable[str]:
    p = joins.profiles[n]
    if p.entity.kind is not EntityKind.PERSON or not p.name:
        return ()
    return sorted({_key(w) for w in (p.name if len(p.name) == 1 else p.name[1:])})


def _body_name(joins: Joins, n: int) -> Iterable[str]:
    p = joins.profiles[n]
    if p.entity.kind is EntityKind.PERSON or not p.name:
        return ()
    if p.country:
        return (f"={p.country}",)
    kept = [w for w in p.name if w not in ("&", "of", "the", "for", "and")]
    if not kept:
        return ()
    initials = "".join(w[0] for w in kept)
    return tuple(dict.fromkeys((kept[0], initials if len(kept) > 1 else kept[0])))


def _post(joins: Joins, n: int) -> Iterable[str]:
    p = joins.profiles[n]
    if p.entity.kind is EntityKind.ANONYMOUS or p.entity.members:
        return ()
    return sorted({post for post, _ in p.posts})


def _phrase(joins: Joins, n: int) -> Iterable[str]:
    p = joins.profiles[n]
    if p.name or p.entity.kind is EntityKind.PERSON:
        return ()
    return (fold(p.entity.name),)


def _passage(joins: Joins, n: int) -> Iterable[str]:
    return sorted(joins.profiles[n].said)


# Rules: why two entities that share a key are one; "" when they are not.


def _same_name(joins: Joins, pair: Pair) -> str:
    """ "Tomas Eriksen" in two documents."""
    a, b = (joins.profiles[n] for n in pair)
    return "the same full name" if a.name == b.name else ""


def _any_sort(joins: Joins, pair: Pair) -> str:
    """ "Open Door", a person to one parse and a body to another."""
    a, b = (joins.profiles[n] for n in pair)
    if a.entity.kind is b.entity.kind:
        return ""
    return "the same name" if len(a.name) > 1 or joins.are_kin(pair) else ""


def _spelling(joins: Joins, pair: Pair) -> str:
    """ "Amir Huseyin" and "Amir Husayn"; "Ana Maria Duarte" and "Ana Duarte"."""
    a, b = (joins.profiles[n] for n in pair)
    fit = _fit(joins, a, b)
    if fit is Fit.SPELLING:
        return "spellings of one name"
    return "one name with more of its words" if fit >= Fit.PART else ""


def _bare_surname(joins: Joins, pair: Pair) -> str:
    """ "Carmody" where the only Carmody of the story's other reports is "Dilip Carmody"."""
    a, b = (joins.profiles[n] for n in pair)
    if min(len(a.name), len(b.name)) > 1 or _fit(joins, a, b) < Fit.PART:
        return ""
    if not (joins.are_kin(pair) or joins.are_near(pair)):
        return ""
    if _fit(joins, a, b) is Fit.SPELLING and not joins.are_kin(pair):
        return ""
    short = min(pair, key=lambda n: (len(joins.profiles[n].name), n))
    bearers = [n for n in joins.near(short) if _bears(joins, n, short)]
    wholes = {joins.top(n) for n in bearers}
    if len(wholes) > 1 and joins.top(max(pair, key=lambda n: n != short)) not in _alike(
        joins, bearers, short
    ):
        return ""
    return "the same surname in reports that share names"


def _bears(joins: Joins, n: int, short: int) -> bool:
    """Tell whether a profile has a full name that holds another's surname."""
    p, q = joins.profiles[n], joins.profiles[short]
    person = p.entity.kind is EntityKind.PERSON and len(p.name) > 1
    return person and person_fit(q.name, p.name, joins.words) >= Fit.PART


def _alike(joins: Joins, bearers: list[int], short: int) -> set[int]:
    """Return the one whole among several bearers that gender and post leave; {} when unclear."""
    own = joins.profiles[short]
    left = {
        joins.top(n)
        for n in bearers
        if joins.profiles[n].gender in ("", own.gender) or not own.gender
    }
    posts = {joins.top(n) for n in bearers if _shared_post(joins.profiles[n], own)}
    both = left & posts if posts else left
    return both if len(both) == 1 else set()


def _shared_post(a: Profile, b: Profile) -> str:
    """Return a post both hold, narrowed alike; a bare post fits any, a country only itself."""
    for post, narrow in a.posts:
        for other, more in b.posts:
            if post == other and (narrow <= more or more <= narrow):
                return post
    return ""


def _same_body(joins: Joins, pair: Pair) -> str:
    """ "Tarn & Voss" and "Tarn & Voss Group"; "IPS" and "Interparliamentary Section"."""
    a, b = (joins.profiles[n] for n in pair)
    if a.country or b.country:
        return "the same country" if a.country == b.country else ""
    fit = body_fit(a.name, b.name, joins.words)
    if fit is Fit.SAME:
        return "the same name" if _is_telling(a) or joins.are_kin(pair) else ""
    return "spellings of one name" if fit and joins.are_kin(pair) else ""


def _is_telling(p: Profile) -> bool:
    """Tell whether a body's name is more than a common noun: not just "the ministry"."""
    return not p.posts or any(narrow for _, narrow in p.posts)


def _same_post(joins: Joins, pair: Pair) -> str:
    """ "the harbour master" where the story's only one is "Harbour master Ruiz"."""
    a, b = (joins.profiles[n] for n in pair)
    people = [p.entity.kind is EntityKind.PERSON for p in (a, b)]
    post = _shared_post(a, b)
    if people[0] != people[1] or not post or not (joins.are_kin(pair) or a.doc == b.doc):
        return ""
    if a.name and b.name:
        narrow = dict(a.posts)[post]
        same = bool(narrow) and narrow == dict(b.posts).get(post)
        return "the same body's post" if same and not people[0] else ""
    if not _is_only(joins, pair, post):
        return ""
    return f"the same post ({post}) in reports that share names"


def _is_only(joins: Joins, pair: Pair, post: str) -> bool:
    """Tell whether no second holder of the post with a name stands in the story.

    Who only acts for another, or held the post before, counts when nobody else holds it.
    """
    kind = joins.profiles[pair[0]].entity.kind
    docs = {d for n in pair for d in joins.around(n)}
    held = [
        m
        for d in sorted(docs)
        for m in joins.holders.get((d, kind, post), ())
        if any(_shared_post(joins.profiles[m], joins.profiles[k]) == post for k in pair)
    ]
    full = [m for m in held if not joins.profiles[m].lesser] or held
    return (
        len({joins.top(m) for m in full} | {joins.top(n) for n in pair if joins.profiles[n].name})
        <= 1
    )


def _same_phrase(joins: Joins, pair: Pair) -> str:
    """ "residents of the valley" in two reports of a story."""
    a, b = (joins.profiles[n].entity for n in pair)
    if EntityKind.ANONYMOUS in (a.kind, b.kind) or not joins.are_kin(pair):
        return ""
    return "the same words in reports that share names"


def _same_passage(joins: Joins, pair: Pair) -> str:
    """An unnamed official to whom two reports credit the same sentence."""
    a, b = (joins.profiles[n] for n in pair)
    if a.name or b.name:
        return ""
    return "credited with the same passage"


ALL, LOOSE, EAGER = ("strict", "balanced", "eager"), ("balanced", "eager"), ("eager",)
Step = tuple[tuple[str, ...], Callable[[Joins, int], Iterable[str]], Callable[[Joins, Pair], str]]
STEPS: tuple[Step, ...] = (
    (ALL, _full_name, _same_name),
    (ALL, _body_name, _same_body),
    (ALL, _full_name, _spelling),
    (LOOSE, _whole_name, _any_sort),
    (LOOSE, _surname, _bare_surname),
    (LOOSE, _passage, _same_passage),
    (LOOSE, _post, _same_post),
    (LOOSE, _phrase, _same_phrase),
)
