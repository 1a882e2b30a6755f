"""Give every mention with a name to its actor, over the whole document at once.

Invariant: full names come first, so a surname finds its bearer even when the full name stands
further down; two bearers of one surname are told apart by given name, title, gender and place.
"""

from __future__ import annotations

from collections import defaultdict

from reportedly.entities.actors import Actor, holds_post
from reportedly.entities.fits import Fit, body_fit, person_fit
from reportedly.entities.labels import BODY, PERSON
from reportedly.entities.namings import Naming
from reportedly.entities.scene import Scene
from reportedly.records import EntityKind

PLACE_OPENERS = frozenset(("in", "near", "at", "outside", "around", "across", "throughout", "into"))
PEOPLE = (EntityKind.PERSON, EntityKind.ANONYMOUS)


def settle_names(scene: Scene) -> None:
    """Settle all mentions that hold a name."""
    named = [i for i, n in enumerate(scene.found.namings) if n.name]
    scene.places = _places(scene, named)
    people: dict[str, list[Actor]] = defaultdict(list)  # by each word of the name
    order = sorted(named, key=lambda i: _rank(scene.naming(i), i))
    for i in order:
        naming = scene.naming(i)
        if naming.sort in PEOPLE or not naming.sure:
            _settle_person(scene, i, people)
    _settle_initials(scene, order)
    bodies = _Bodies(scene)
    for i in order:
        if scene.of.get(i) is None:
            bodies.settle(i)


def _rank(naming: Naming, index: int) -> tuple[bool, bool, int, bool, int]:
    """Order names: capitals and guessed bodies last, longer names first, titled ones first."""
    guessed = naming.sort not in PEOPLE and not naming.sure
    return (naming.shouted, guessed, -len(naming.name), not naming.sure, index)


def _places(scene: Scene, named: list[int]) -> frozenset[tuple[str, ...]]:
    """Return the names that somewhere stand behind "in" or "near" without a title."""
    tokens = scene.page.parse.tokens
    out = set()
    for i in named:
        naming = scene.naming(i)
        first = scene.page.parse.at(naming.start)
        if naming.sure or naming.owns or first is None or not first.i:
            continue
        if tokens[first.i - 1].text.lower() in PLACE_OPENERS:
            out.add(naming.name)
    return frozenset(out)


def _opens(scene: Scene, index: int) -> bool:
    """Tell whether a name may open an actor: a source may, a bare place or shouted word not."""
    naming = scene.naming(index)
    if index in scene.sources or naming.sure:
        return True
    if naming.name in scene.places:
        return False
    known = len(naming.name) > 1 or scene.page.labels.get(naming.head) in (PERSON, BODY)
    return known and not (naming.place or naming.shouted)


def _settle_person(scene: Scene, index: int, people: dict[str, list[Actor]]) -> None:
    naming = scene.naming(index)
    actor, fit = _bearer(scene, index, people)
    if actor is None and naming.sort not in PEOPLE:
        return
    if actor is None and not (_is_person(scene, naming) and _opens(scene, index)):
        return
    if actor is None:
        actor = scene.begin(index, "named.first_mention")
    else:
        scene.join(index, actor, f"named.{fit.name.lower()}")
    for key in _keys(naming.name):
        if actor not in people[key]:
            people[key].append(actor)


def _settle_initials(scene: Scene, order: list[int]) -> None:
    """Give "D.C." above a turn to Dilip Carmody, when his are the only such initials."""
    for i in order:
        letters = "".join(scene.naming(i).name)
        if i not in scene.headings or scene.of.get(i) is not None or not 1 < len(letters) < 5:
            continue
        able = [a for a in scene.living() if any(_initials(n) == letters for n in a.names)]
        if len(able) == 1:
            scene.join(i, able[0], "named.initials")


def _initials(name: tuple[str, ...]) -> str:
    return "".join(w[0] for w in name) if len(name) > 1 else ""


def _is_person(scene: Scene, naming: Naming) -> bool:
    """Tell whether a name opens a person: a bare single word must be called one by the parser."""
    if naming.sure or len(naming.name) > 1:
        return True
    return scene.page.labels.get(naming.head) == PERSON or naming.name[0] in scene.page.words.given


def _keys(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a name is looked up by: the first two letters of each word."""
    return tuple(dict.fromkeys(word[:2] for word in name))


def _bearer(scene: Scene, index: int, people: dict[str, list[Actor]]) -> tuple[Actor | None, Fit]:
    """Return who bears a name, and how well it fits."""
    naming = scene.naming(index)
    able: dict[int, tuple[Actor, Fit]] = {}
    for key in _keys(naming.name):
        for actor in people.get(key, ()):
            if actor.number in able or scene.actors[actor.number] is None:
                continue
            fit = max(_fit(naming.name, name, scene) for name in actor.names)
            if naming.shouted and len(naming.name) > 1 and fit < Fit.SPELLING:
                continue
            if fit and _agrees(actor, naming):
                able[actor.number] = (actor, fit)
    if not able:
        return None, Fit.NONE
    top = max(fit for _, fit in able.values())
    best = [actor for actor, fit in able.values() if fit == top]
    if len(best) > 1:
        best = _told_apart(scene, index, best)
    return best[0], top


def _fit(name: tuple[str, ...], held: tuple[str, ...], scene: Scene) -> Fit:
    short, full = sorted((name, held), key=len)
    return person_fit(short, full, scene.page.words)


def _agrees(actor: Actor, naming: Naming) -> bool:
    """Tell whether gender and titles let a name be this actor's."""
    if naming.gender and actor.gender and naming.gender != actor.gender:
        return False
    return not (actor.sort not in PEOPLE and actor.sure)


def _told_apart(scene: Scene, index: int, best: list[Actor]) -> list[Actor]:
    """Order bearers of one surname: same post, same gender, met last, met at all."""
    naming = scene.naming(index)

    def place(actor: Actor) -> tuple[bool, bool, int]:
        before = [m for m in actor.mentions if m < index]
        met = max(before) if before else -1 - min(actor.mentions)
        post = bool(naming.post) and holds_post(actor, naming)
        return (post, bool(naming.gender) and actor.gender == naming.gender, met)

    return sorted(best, key=place, reverse=True)


class _Bodies:
    """Actors that are bodies, looked up by how their names begin."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.by_key: dict[str, list[Actor]] = defaultdict(list)

    def settle(self, index: int) -> None:
        """Give a body's name to its actor, or begin one."""
        scene, naming = self.scene, self.scene.naming(index)
        name = " ".join(naming.name)
        country = scene.page.words.countries.get(name) or scene.page.words.capitals.get(name, "")
        keys = {f"={country}"} if country else {f"{w[0]}" for w in naming.name[:2]}
        for key in sorted(keys):
            for actor in self.by_key[key]:
                if scene.actors[actor.number] is None:
                    continue
                fits = (body_fit(naming.name, held, scene.page.words) for held in actor.names)
                if actor.country == country and (country or any(fits)):
                    scene.join(index, actor, "named.body")
                    return
        if not _opens(scene, index):
            return
        actor = scene.begin(index, "named.first_mention")
        actor.country = country
        for key in keys:
            self.by_key[key].append(actor)
