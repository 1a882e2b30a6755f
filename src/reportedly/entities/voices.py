"""First persons and credits: whose "I" it is, and to whom each statement goes.

Invariant: a credit follows the statement's own source, else the voice it continues, else nothing;
the narrator's claims have none.
"""

from __future__ import annotations

from reportedly.entities.actors import Actor
from reportedly.entities.scene import Scene
from reportedly.entities.spelling import fold
from reportedly.records import Basis, Document, EntityKind, Mode, Statement, StatementId

Credits = dict[StatementId, tuple[int, str]]  # statement -> number of its actor, and the rule
DEEPEST = 20  # links of one voice that goes on


def settle_first_person(scene: Scene, document: Document) -> None:
    """Give "I" and "we" to whoever is quoted, outside quotations to the narrator."""
    by_id = {s.id: s for s in scene.statements}
    for index, naming in enumerate(scene.found.namings):
        if naming.pronoun is None or naming.pronoun.person != "first" or index in scene.of:
            continue
        actor = _voice(scene, index, by_id)
        if actor is not None:
            scene.join(index, actor, "voices.quoted_first_person")
        elif index in scene.sources:
            _narrator(scene, index, document)
    for index in sorted(scene.sources):
        if scene.of.get(index) is None:
            scene.begin(index, "voices.nobody_found")


def _voice(scene: Scene, index: int, by_id: dict[StatementId, Statement]) -> Actor | None:
    """Return the actor of the innermost quotation that holds a first person."""
    head = scene.naming(index).head
    around = scene.quoted.get(head)
    if around is None and index in scene.sources:
        around = scene.told.get(head)
    for _ in range(DEEPEST):
        if around is None:
            return None
        source = scene.found.sources.get(around)
        if source is not None and source != index and scene.of.get(source) is not None:
            return scene.actor(source)
        statement = by_id[around]
        around = statement.antecedent or statement.parent
        around = around if around in by_id else None
    return None


def _narrator(scene: Scene, index: int, document: Document) -> None:
    """Give a first person outside quotations to the outlet, "I" to the author when he is named."""
    plural = scene.naming(index).plural
    names = [document.outlet] if plural else [*document.byline, document.outlet]
    label = next((n for n in names if n), "")
    name = tuple(p for w in label.split() for p in fold(w).split("-") if p)
    for actor in scene.living():
        known = any(rule == "voices.narrator" for rule in actor.rules)
        if known or (name and name in actor.names):
            scene.join(index, actor, "voices.narrator")
            return
    actor = scene.begin(index, "voices.narrator")
    actor.sort = EntityKind.ORGANISATION if plural else EntityKind.PERSON
    if name:
        actor.names[name] = label


def credit(scene: Scene) -> Credits:
    """Return to which actor each statement is credited; statements nobody makes are left out."""
    out: Credits = {}
    by_id = {s.id: s for s in scene.statements}
    before: Statement | None = None
    for statement in sorted(scene.statements, key=lambda s: (s.content[0].start, s.id)):
        found = _credited(scene, statement, by_id)
        if found is None and _goes_on(statement) and before is not None and before.id in out:
            found = (out[before.id][0], "voices.voice_before")
        if found is not None:
            out[statement.id] = found
        if statement.parent is None and statement.mode is not Mode.NARRATOR:
            before = statement
    return out


def _goes_on(statement: Statement) -> bool:
    return statement.basis is Basis.CONTINUATION and statement.antecedent is None


def _credited(
    scene: Scene, statement: Statement, by_id: dict[StatementId, Statement]
) -> tuple[int, str] | None:
    """Follow a statement's source, or the voice it continues, to an actor."""
    if statement.mode is Mode.NARRATOR:
        return None
    current: Statement | None = statement
    for step in range(DEEPEST):
        if current is None:
            return None
        source = scene.found.sources.get(current.id)
        if source is not None and source in scene.of:
            return scene.of[source], "voices.own_source" if step == 0 else "voices.antecedent"
        current = by_id.get(current.antecedent) if current.antecedent else None
    return None
