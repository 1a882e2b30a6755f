"""Who is meant by a mention without a name: one small rule after the other, surest first.

Each rule looks at a mention and returns the actor it refers to, or None when it does not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reportedly.entities.actors import Actor, holds_post
from reportedly.entities.fits import Fit, body_fit
from reportedly.entities.labels import BODY
from reportedly.entities.namings import name_parts, phrase_of
from reportedly.entities.pronouns import best_antecedent
from reportedly.entities.scene import Scene
from reportedly.entities.spelling import fold, is_slip, singular
from reportedly.entities.turns import ANSWERS
from reportedly.records import EntityKind, MentionKind

THINGS = (EntityKind.ORGANISATION, EntityKind.DOCUMENT)
Rule = Callable[[Scene, int], Actor | None]


def relative(scene: Scene, index: int) -> Actor | None:
    """Read "Carmody, who said ...": the name right before."""
    pronoun = scene.naming(index).pronoun
    if pronoun is None or pronoun.person != "relative":
        return None
    before = [i for i in range(max(0, index - 4), index) if scene.of.get(i) is not None]
    same = [i for i in before if scene.naming(i).sent == scene.naming(index).sent]
    able = [i for i in same if i not in scene.found.complements and not scene.naming(i).owns]
    return scene.actor(able[-1]) if able else None


def style(scene: Scene, index: int) -> Actor | None:
    """Read "Her Worship": the last person of that gender, one with a post first."""
    naming = scene.naming(index)
    if naming.post != "style":
        return None
    able = [
        a
        for a in _recent(scene, index)
        if a.sort is EntityKind.PERSON and a.gender in ("", naming.gender)
    ]
    return next((a for a in able if a.posts), able[0] if able else None)


def heading(scene: Scene, index: int) -> Actor | None:
    """Read "THE MINISTER:" above a turn as above every other turn, at first as the first named."""
    naming = scene.naming(index)
    if index not in scene.headings or naming.pronoun or naming.name:
        return None
    for other in sorted(scene.headings):
        if other < index and phrase_of(naming) == phrase_of(scene.naming(other)):
            return scene.actor(other)
    held = [a for a in scene.living() if not a.plural and naming.post and holds_post(a, naming)]
    return min(held, key=lambda a: min(a.mentions), default=None)


def guest(scene: Scene, index: int) -> Actor | None:
    """Read "A:" as the person of whom most is said before the first turn."""
    naming = scene.naming(index)
    if index not in scene.headings or naming.title not in ANSWERS:
        return None
    first = scene.naming(min(scene.headings)).start

    def times(actor: Actor) -> int:
        return sum(scene.naming(m).start < first for m in actor.mentions)

    able = [a for a in scene.living() if a.names and a.sort is EntityKind.PERSON and times(a)]
    return max(able, key=lambda a: (times(a), -min(a.mentions)), default=None)


def whole_name(scene: Scene, index: int) -> Actor | None:
    """Read "the Meridor Group" as the "Meridor" named before or after it."""
    naming = scene.naming(index)
    if naming.kind is not MentionKind.NAME or naming.name or not naming.modifiers:
        return None
    words = name_parts(naming.title.split())
    return _first(scene, index, lambda a: _bears(scene, a, words))


def _bears(scene: Scene, actor: Actor, words: tuple[str, ...]) -> bool:
    """Tell whether a body's name, its legal form aside, is one of an actor's names."""
    body = actor.sort is EntityKind.ORGANISATION or not actor.sure
    return body and any(body_fit(words, n, scene.page.words) is Fit.SAME for n in actor.names)


def held_post(scene: Scene, index: int) -> Actor | None:
    """Read "the foreign minister" after "Foreign Minister Ilka Duarte": who holds the post."""
    naming = scene.naming(index)
    if not naming.post or naming.article == "a" or naming.plural:
        return None
    lesser = scene.page.words.sets["lesser"]

    def holds_fully(actor: Actor) -> bool:
        """Tell whether an actor holds the very post: not its deputy's."""
        held = actor.posts.get(naming.post, set())
        return not actor.plural and holds_post(actor, naming) and not (held & lesser)

    full = _first(scene, index, holds_fully)
    return full or _first(scene, index, lambda a: not a.plural and holds_post(a, naming))


def state(scene: Scene, index: int) -> Actor | None:
    """Read "the Dravian side", "the government of Dravia" as the country that speaks."""
    naming = scene.naming(index)
    if naming.post not in ("government", "state", "side", "authorities") or not naming.modifiers:
        return None
    countries = frozenset(scene.page.words.countries.values())
    if len(naming.modifiers) > 1 or not naming.modifiers <= countries:
        return None
    return _first(scene, index, lambda a: a.country in naming.modifiers)


def headed(scene: Scene, index: int) -> Actor | None:
    """Read "an independent inquiry" below the headline "Inquiry: memo was genuine"."""
    naming = scene.naming(index)
    if naming.article != "a" or naming.sort not in THINGS:
        return None
    return _first(scene, index, lambda a: _is_headline_noun(scene, a) and holds_post(a, naming))


def _is_headline_noun(scene: Scene, actor: Actor) -> bool:
    """Tell whether the headline alone speaks of an actor, without name and article."""
    namings = [scene.naming(m) for m in actor.mentions]
    end = scene.page.text.find("\n")
    return not actor.names and all(n.end <= end and not n.article for n in namings)


def same_group(scene: Scene, index: int) -> Actor | None:
    """Read "the senators" after two senators spoke together, "residents" after "residents"."""
    naming = scene.naming(index)
    if not naming.plural or naming.pronoun or naming.name:
        return None
    if _counts_nobody(scene, index):
        return None
    joint = [a for a in _recent(scene, index) if a.members]
    for actor in joint[:1]:
        members = [scene.actors[m] for m in actor.members]
        held = [m is not None and naming.post in m.posts for m in members]
        if any(held) or naming.post == "speaker" or fold(naming.title) in ("two", "both", "pair"):
            return actor
    return _first(
        scene,
        index,
        lambda a: a.plural and not a.members and naming.post != "" and holds_post(a, naming),
    )


def same_phrase(scene: Scene, index: int) -> Actor | None:
    """Read "the workers" after "the workers": the same words without a name."""
    naming = scene.naming(index)
    if naming.pronoun or naming.name or naming.article == "a" or _counts_nobody(scene, index):
        return None
    phrase = phrase_of(naming)
    if phrase not in scene.repeated:
        return None
    return _first(
        scene, index, lambda a: any(phrase_of(scene.naming(m)) == phrase for m in a.mentions[:4])
    )


def open_role(scene: Scene, index: int) -> Actor | None:
    """Read "the official" as the person who spoke last, when nobody holds that post."""
    naming = scene.naming(index)
    if naming.post not in scene.page.words.sets["open_roles"] or naming.article != "the":
        return None
    if naming.plural:
        return None
    able = (scene.actors[n] for n in reversed(scene.spoken))
    return next(
        (
            a
            for a in able
            if a is not None
            and a.sort in (EntityKind.PERSON, EntityKind.ANONYMOUS)
            and not a.plural
            and (not naming.gender or a.gender in ("", naming.gender))
        ),
        None,
    )


def open_body(scene: Scene, index: int) -> Actor | None:
    """Read "the company" as the named body before it, when none is called a company."""
    naming = scene.naming(index)
    if naming.post not in scene.page.words.sets["open_bodies"] or naming.article != "the":
        return None
    if naming.modifiers or naming.plural:
        return None
    return next(
        (a for a in _recent(scene, index) if _is_open(scene, a, naming.post)),
        None,
    )


def _is_open(scene: Scene, actor: Actor, post: str) -> bool:
    """Tell whether a named body may be what "the company" means: nothing else is known of it."""
    if actor.sort is not EntityKind.ORGANISATION or not actor.names or actor.country:
        return False
    if actor.posts.keys() - {post}:
        return False
    labels = scene.page.labels
    told = any(
        m in scene.sources or labels.get(scene.naming(m).head) == BODY for m in actor.mentions
    )
    place = all(scene.naming(m).place for m in actor.mentions)
    return (actor.sure or told) and not place


def slip(scene: Scene, index: int) -> Actor | None:
    """Read "the envy" as the envoy: a slip in the noun of a post that somebody holds."""
    naming = scene.naming(index)
    if index not in scene.sources or naming.article != "the" or naming.post or naming.pronoun:
        return None
    word = singular(fold(naming.title.rsplit(" ", 1)[-1]))
    held = {post for actor in scene.living() for post in actor.posts}
    roles = scene.page.words.roles
    near = {post for role, post in roles.items() if post in held and is_slip(word, role)}
    return _first(scene, index, lambda a: bool(near & set(a.posts))) if near else None


def pronoun(scene: Scene, index: int) -> Actor | None:
    """Read he, she, it and they by who spoke, stood as subject and was named last."""
    known = scene.naming(index).pronoun
    if known is None or known.person != "third":
        return None
    return best_antecedent(scene, index)


RULES: tuple[tuple[str, Rule], ...] = (
    ("rules.relative", relative),
    ("rules.style", style),
    ("rules.heading", heading),
    ("rules.guest", guest),
    ("rules.whole_name", whole_name),
    ("rules.held_post", held_post),
    ("rules.state", state),
    ("rules.headed", headed),
    ("rules.same_group", same_group),
    ("rules.same_phrase", same_phrase),
    ("rules.open_role", open_role),
    ("rules.open_body", open_body),
    ("rules.slip", slip),
    ("rules.pronoun", pronoun),
)


def _counts_nobody(scene: Scene, index: int) -> bool:
    """Tell whether a mention names nobody in particular: "some", "critics"."""
    words = scene.naming(index).title.split()
    nobody = scene.page.words.sets["nobody_in_particular"]
    return len(words) == 1 and fold(words[0]) in nobody


def _recent(scene: Scene, index: int) -> Iterable[Actor]:
    """Yield actors already met, the last met first."""
    for number, last in reversed(scene.last.items()):
        actor = scene.actors[number]
        if actor is not None and last < index:
            yield actor


def _first(scene: Scene, index: int, fits: Callable[[Actor], bool]) -> Actor | None:
    """Return the actor met last that fits, else the first to come."""
    for actor in _recent(scene, index):
        if fits(actor):
            return actor
    later = [a for a in scene.living() if a.number not in scene.last and fits(a)]
    return min(later, key=lambda a: min(a.mentions), default=None)
