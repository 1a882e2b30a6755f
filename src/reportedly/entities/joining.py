"""Join the entities of several documents, surest reason first; each join keeps its reason.

Invariant: two bearers of one surname with different given names are never joined, nor two entities
of one document; the order of documents changes nothing but the order of reasons.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement
from typing import Any, TypeAlias

from reportedly.entities.fits import Fit, body_fit
from reportedly.entities.joins import Joins, Pair
from reportedly.entities.kinship import kin_of
from reportedly.entities.profiles import Posts, Profile, profiles_of
from reportedly.entities.spelling import fold, skeleton, sound
from reportedly.entities.vocabulary import Vocabulary
from reportedly.records import Corpus, EntityKind

# A tuple whose parts only the functions of its step know.
Sort: TypeAlias = tuple[Any, ...]
MOST_ALIKE = 400  # entities under one key; a key with more is no key


def joined(corpus: Corpus, words: Vocabulary, *, merge: str) -> Joins:
    """Return which entities of a corpus are one; `merge` says how eagerly."""
    profiles = profiles_of(corpus.documents, words)
    joins = Joins(profiles, words, kin_of([r.document for r in corpus.documents]))
    for step in STEPS:
        if merge in step.kinds:
            _take(joins, step)
    return joins


@dataclass(frozen=True, slots=True)
class Step:
    """One way to join: what two entities must share to be compared, and why they are one."""

    kinds: tuple[str, ...]  # of merging
    keys: Callable[[Joins, int], Iterable[str]]
    rule: Callable[[Joins, Pair], str]
    # What an entity is sorted by, and what two sorts must meet for the rule to hold, either way
    # round; asked once for each two sorts.
    sort: Callable[[Profile], Sort] = lambda _: ()
    meet: Callable[[Joins, Sort, Sort], bool] | None = None


def _take(joins: Joins, step: Step) -> None:
    """Join all pairs that share a key and for which a rule gives a reason."""
    for group in _groups(joins, step.keys):
        for pair in _pairs(joins, group, step):
            reason = "" if joins.top(pair[0]) == joins.top(pair[1]) else step.rule(joins, pair)
            if reason:
                joins.join(pair, reason)


def _groups(joins: Joins, keys: Callable[[Joins, int], Iterable[str]]) -> Iterator[list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for n in range(len(joins.profiles)):
        for key in keys(joins, n):
            index[key].append(n)
    yield from (index[key] for key in sorted(index) if 1 < len(index[key]) <= MOST_ALIKE)


def _pairs(joins: Joins, group: list[int], step: Step) -> Iterator[Pair]:
    """Yield the pairs of a group whose sorts allow the rule, in order."""
    if step.meet is None:
        yield from combinations(group, 2)
        return
    sorts = [step.sort(joins.profiles[n]) for n in group]
    held: dict[Sort, list[int]] = defaultdict(list)
    for n, sort in zip(group, sorts, strict=True):
        held[sort].append(n)
    partners: dict[Sort, list[int]] = {sort: [] for sort in held}
    for one, two in combinations_with_replacement(held, 2):
        if step.meet(joins, one, two):
            partners[one] += held[two]
            partners[two] += held[one] if one is not two else ()
    for near in partners.values():
        near.sort()
    for a, sort in zip(group, sorts, strict=True):
        near = partners[sort]
        yield from ((a, b) for b in near[bisect_right(near, a) :])


# Keys: what two entities must share to be compared at all.


def _full_name(joins: Joins, n: int) -> Iterable[str]:
    """Return every word of a full name that is no given name, by sound."""
    p = joins.profiles[n]
    if p.entity.kind is not EntityKind.PERSON or len(p.name) < 2:
        return ()
    told = [w for w in p.name if w not in joins.words.given and len(w) > 1]
    return sorted({_key(w) for w in (told or p.name[-1:])})


def _spelled(joins: Joins, n: int) -> Iterable[str]:
    """Return the keys of a full name and its given name with two letters of the last: a slip may
    change any other letter."""
    p = joins.profiles[n]
    if p.entity.kind is not EntityKind.PERSON or len(p.name) < 2:
        return ()
    return sorted({*_full_name(joins, n), f"{p.name[0]} {p.name[1][:2]}"})


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


def _given(joins: Joins, n: int) -> Iterable[str]:
    p = joins.profiles[n]
    return p.name[:1] if p.entity.kind is EntityKind.PERSON else ()


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
    fit = joins.fit(a.name, b.name)
    if fit is Fit.SPELLING:
        return "spellings of one name"
    return "one name with more of its words" if fit >= Fit.PART else ""


def _bare_name(joins: Joins, pair: Pair) -> str:
    """ "Carmody" where the only Carmody of the story's other reports is "Dilip Carmody"."""
    a, b = (joins.profiles[n] for n in pair)
    if not (joins.are_kin(pair) or joins.are_near(pair)):
        return ""
    if joins.fit(a.name, b.name) is Fit.SPELLING and not joins.are_kin(pair):
        return ""
    short = min(pair, key=lambda n: (len(joins.profiles[n].name), n))
    bearers = [n for n in joins.bearers(short) if not joins.told_apart(short, n)]
    wholes = joins.closest(short, bearers)
    if len(wholes) > 1:
        wholes = _alike(joins, [n for n in bearers if joins.top(n) in wholes], short)
    if bearers and joins.top(pair[0] if pair[1] == short else pair[1]) not in wholes:
        return ""
    part = "given name" if joins.fit(a.name, b.name) is Fit.GIVEN else "surname"
    return f"the same {part} in reports that share names"


def _alike(joins: Joins, bearers: list[int], short: int) -> set[int]:
    """Return the one whole among several bearers that gender and post leave; {} when unclear."""
    own = joins.profiles[short]
    left = {
        joins.top(n)
        for n in bearers
        if joins.profiles[n].gender in ("", own.gender) or not own.gender
    }
    posts = {joins.top(n) for n in bearers if _shared_post(joins.profiles[n].posts, own.posts)}
    both = left & posts if posts else left
    return both if len(both) == 1 else set()


def _shared_post(ours: Posts, theirs: Posts) -> str:
    """Return a post both hold, narrowed alike; a bare post fits any, a country only itself."""
    for post, narrow in ours:
        for other, more in theirs:
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
    post, named = _shared_post(a.posts, b.posts), bool(a.name and b.name)
    if named and not _narrowed_alike(a, b, post):
        return ""
    if not (joins.are_kin(pair) or a.doc == b.doc):  # last, since it costs most
        return ""
    if named:
        return "the same body's post"
    if not _is_only(joins, pair, post):
        return ""
    return f"the same post ({post}) in reports that share names"


def _narrowed_alike(a: Profile, b: Profile, post: str) -> bool:
    narrow = dict(a.posts)[post]
    return bool(narrow) and narrow == dict(b.posts).get(post)


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
        if any(_shared_post(joins.profiles[m].posts, joins.profiles[k].posts) == post for k in pair)
    ]
    full = [m for m in held if not joins.profiles[m].lesser] or held
    bare = min(pair, key=lambda n: (bool(joins.profiles[n].name), n))
    named = {joins.top(n) for n in pair if joins.profiles[n].name}
    return len(joins.closest(bare, full) | named) <= 1


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
    whole = any(passage.isalnum() for passage in a.said & b.said)
    return "credited with the same passage" if whole or joins.are_kin(pair) else ""


# Sorts: what tells entities apart for a step, and what two of them must meet.


def _name(p: Profile) -> Sort:
    return p.name


def _equal_names(_joins: Joins, a: Sort, b: Sort) -> bool:
    return a == b


def _fitting_names(joins: Joins, a: Sort, b: Sort) -> bool:
    return joins.fit(a, b) >= Fit.PART


def _surname_in_name(joins: Joins, a: Sort, b: Sort) -> bool:
    return min(len(a), len(b)) == 1 and joins.fit(a, b) >= Fit.PART


def _given_in_name(joins: Joins, a: Sort, b: Sort) -> bool:
    return min(len(a), len(b)) == 1 and joins.fit(a, b) is Fit.GIVEN


def _body(p: Profile) -> Sort:
    return p.country, p.name


def _fitting_bodies(joins: Joins, a: Sort, b: Sort) -> bool:
    if a[0] or b[0]:
        return bool(a[0] == b[0])
    return body_fit(a[1], b[1], joins.words) is not Fit.NONE


def _holder(p: Profile) -> Sort:
    return p.entity.kind is EntityKind.PERSON, bool(p.name), p.posts


def _one_post(_joins: Joins, a: Sort, b: Sort) -> bool:
    """Tell whether two persons, not both with a name, or two bodies hold one post."""
    return a[0] == b[0] and not (a[0] and a[1] and b[1]) and bool(_shared_post(a[2], b[2]))


ALL, LOOSE = ("strict", "balanced", "eager"), ("balanced", "eager")
STEPS: tuple[Step, ...] = (
    Step(ALL, _full_name, _same_name, _name, _equal_names),
    Step(ALL, _body_name, _same_body, _body, _fitting_bodies),
    Step(ALL, _spelled, _spelling, _name, _fitting_names),
    Step(LOOSE, _whole_name, _any_sort),
    Step(LOOSE, _surname, _bare_name, _name, _surname_in_name),
    Step(LOOSE, _given, _bare_name, _name, _given_in_name),
    Step(LOOSE, _passage, _same_passage),
    Step(LOOSE, _post, _same_post, _holder, _one_post),
    Step(LOOSE, _phrase, _same_phrase),
)
