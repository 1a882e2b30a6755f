"""What sort of thing each proper name of a document names, told from the names' company.

Invariant: all runs of a document with the same words bear the same label. A label is a guess for
names that no title, given name or gazetteer settles; the rules of this package may overrule it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from reportedly.entities.spelling import fold
from reportedly.entities.vocabulary import Vocabulary
from reportedly.language import Parse, Token

PERSON, BODY, PLACE, PEOPLE = "person", "body", "place", "people"
LONGEST_ACRONYM = 6  # letters; longer words in capitals are shouting
Run = tuple[int, int]  # tokens [first, last)
Key = tuple[str, ...]


def labels_of(parse: Parse, words: Vocabulary) -> dict[int, str]:
    """Return the label of each token in a proper name; names that nothing tells of are left out."""
    runs = [_bare(parse, run, words) for run in _runs(parse)]
    keys = {run: tuple(fold(t.text) for t in parse.tokens[run[0] : run[1]]) for run in runs}
    votes: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for run in runs:
        if vote := _company(parse, run, words):
            votes[keys[run]][vote] += 1
    known = {key: _decided(key, votes[key], words) for key in sorted(set(keys.values()))}
    people = {key[-1] for key, label in known.items() if label == PERSON and len(key) > 1}
    return {
        i: label
        for run in runs
        for i in range(*run)
        if (label := _of_run(parse, run, (keys[run], known, people)))
    }


def _runs(parse: Parse) -> Iterator[Run]:
    """Yield the runs of capitalised proper nouns inside a sentence."""
    first: int | None = None
    for token in parse.tokens:
        proper = token.pos == "PROPN" and token.text[:1].isupper()
        if first is not None and (not proper or token.sent != parse.tokens[first].sent):
            yield first, token.i
            first = None
        if proper and first is None:
            first = token.i
    if first is not None:
        yield first, len(parse.tokens)


def _bare(parse: Parse, run: Run, words: Vocabulary) -> Run:
    """Return a run without the titles it opens with: "Captain Orvelle"."""
    first, last = run
    while first + 1 < last and _titled(parse.tokens[first], words):
        first += 1
    return first, last


def _of_run(parse: Parse, run: Run, told: tuple[Key, Mapping[Key, str], set[str]]) -> str:
    key, known, people = told
    if len(key) == 1 and key[0] in people and known[key] != PEOPLE:
        return PERSON
    return known[key]


def _decided(key: Key, votes: Counter[str], words: Vocabulary) -> str:
    """Return the label of a name: by its own words, else by what stands around it."""
    whole = " ".join(key)
    if whole in words.countries or whole in words.capitals or whole in words.sets["places"]:
        return PLACE
    if key[-1].removesuffix("s") in words.countries and key[-1] not in words.countries:
        return PEOPLE
    if len(key) > 1 and key[0] in words.given:
        return PERSON
    if shows_body(key, words):
        return BODY
    return max(sorted(votes), key=lambda vote: votes[vote], default="")


def shows_body(name: Iterable[str], words: Vocabulary) -> bool:
    """Tell whether a word of a folded name shows a body: "ministry", "company"."""
    return any(w in words.sets["body_words"] or words.body(w) for w in name)


def _company(parse: Parse, run: Run, words: Vocabulary) -> str:
    """Return what the words beside one name say of it; "" when they say nothing."""
    tokens = parse.tokens
    first, last = tokens[run[0]], tokens[run[1] - 1]
    before = tokens[run[0] - 1] if run[0] and tokens[run[0] - 1].sent == first.sent else None
    after = tokens[run[1]] if run[1] < len(tokens) and tokens[run[1]].sent == first.sent else None
    if before is not None and _titled(before, words):
        return PERSON
    if after is not None and (after.lemma == "who" or _aged(tokens, run[1], first.sent)):
        return PERSON
    if before is not None and before.lemma == "the":
        return BODY
    if last.text.isupper() and 1 < len(last.text) <= LONGEST_ACRONYM:
        return BODY
    if before is not None and before.pos == "ADP" and before.lemma in words.sets["whereabouts"]:
        return PLACE
    return PERSON if _speaks(tokens, last, words) else ""


def _titled(before: Token, words: Vocabulary) -> bool:
    word = fold(before.text)
    return word in words.honorifics or bool(words.role(word) and before.tag in ("NN", "NNP"))


def _aged(tokens: tuple[Token, ...], at: int, sent: int) -> bool:
    """Tell whether a comma and an age follow: "Ana Ruiz, 34, said"."""
    inside = [t for t in tokens[at : at + 3] if t.sent == sent]
    return (
        len(inside) == 3
        and inside[0].text == inside[2].text == ","
        and inside[1].text.isdigit()
        and len(inside[1].text) < 3
    )


def _speaks(tokens: tuple[Token, ...], last: Token, words: Vocabulary) -> bool:
    """Tell whether a name is the subject of a verb that only people do."""
    verb = tokens[last.head]
    return last.dep == "nsubj" and verb.lemma in words.sets["of_people"]
