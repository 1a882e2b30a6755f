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
LEAST_AGAIN = 12  # letters and digits of a headline's quotation
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
    rule = "voices.narrator_we" if plural else "voices.narrator_i"
    for actor in scene.living():
        known = any(r == rule for r in actor.rules)
        if known or (name and name in actor.names):
            scene.join(index, actor, rule)
            return
    actor = scene.begin(index, rule)
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
    for statement in scene.statements:
        if statement.id not in out and statement.mode in (Mode.DIRECT, Mode.MIXED, Mode.INDIRECT):
            found = _quoted_again(scene, statement, out) or _introduced(scene, statement)
            if found is not None:
                out[statement.id] = found
    return out


def _quoted_again(scene: Scene, statement: Statement, out: Credits) -> tuple[int, str] | None:
    """Credit "'Their dead are counted': House votes" by the body that quotes these words again."""
    if statement.source or statement.basis is not Basis.HEADLINE:
        return None
    own = _letters(scene, statement)
    if len(own) < LEAST_AGAIN:
        return None
    for other in scene.statements:
        if other.id in out and own in _letters(scene, other):
            return out[other.id][0], "voices.quoted_again"
    return None


def _letters(scene: Scene, statement: Statement) -> str:
    text = scene.page.text
    return "".join(c for s in statement.content for c in s.of(text) if c.isalnum()).lower()


def _introduced(scene: Scene, statement: Statement) -> tuple[int, str] | None:
    """Credit a quotation without source to the subject of the sentence before it.

    "Ngaio Quist voiced concern: "Nobody has cancelled one container.""
    """
    bare = not statement.source and not statement.cue and statement.parent is None
    if not bare or statement.mode is not Mode.DIRECT or statement.basis is not Basis.VERB:
        return None
    tokens = scene.page.parse.tokens
    opening = scene.page.parse.within(statement.content[0].start, statement.content[0].end)
    if not opening:
        return None
    sent = opening[0].sent
    able = [
        i
        for i, n in enumerate(scene.found.namings)
        if n.start < statement.content[0].start and sent - 2 <= n.sent <= sent and i in scene.of
    ]
    subjects = [i for i in able if tokens[scene.naming(i).head].dep in ("nsubj", "nsubjpass")]
    people = [
        i for i in subjects if _is_person(scene, i) and scene.naming(i).head not in scene.told
    ]
    return (scene.of[people[-1]], "voices.introduced") if people else None


def _is_person(scene: Scene, index: int) -> bool:
    actor = scene.actor(index)
    return actor is not None and actor.sort is EntityKind.PERSON and not actor.plural


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
