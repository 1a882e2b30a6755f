"""Part of speech and lemma of each token, by the model's own rules, looked up instead of matched.

The model's attribute ruler tries 179 patterns on every token and its lemmatizer follows; both took
a quarter of the parser's time. What they say depends on little: the tag, the dependency, the word
if a pattern names it, and the next or last token for a few patterns of two. So each kind of token
is shown to spaCy once. Invariant: the result is what the two components give (see the tests).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.language.remembered import Remembered

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

Key = tuple[str, str, str, bool]  # tag, word or "" when no pattern names it, dependency, is space
Hit = tuple[int, int]  # number of a rule, number of one of its patterns
LOOKED_UP = RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"  # loaded, but not run
LONGEST = 2  # tokens of a pattern


@dataclass(frozen=True, slots=True)
class Form:
    """What the rules say of one token."""

    tag: str
    pos: str
    dep: str
    lemma: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """What one kind of token matches: patterns of one token, and either place of those of two."""

    alone: tuple[Hit, ...]
    first: frozenset[Hit]
    second: frozenset[Hit]


class Forms:
    """The rules of one model with what they have said so far."""

    def __init__(self, nlp: Language) -> None:
        """Take the rules of a loaded model.

        Raises:
            ValueError: a pattern is longer than two tokens.
        """
        from spacy.matcher import Matcher

        self._vocab = nlp.vocab
        self._lemmatizer: Any = nlp.get_pipe(LEMMATIZER)
        lookups = self._lemmatizer.lookups  # type: ignore[attr-defined]  # not of any component
        known: dict[str, Collection[str]] = lookups.get_table("lemma_index")
        for part_of_speech, words in known.items():  # lists of up to 57,528
            known[part_of_speech] = frozenset(words)
        self._rules: list[dict[str, Any]] = nlp.get_pipe(RULER).patterns  # type: ignore[attr-defined]
        self._named = _Named(t for r in self._rules for p in r["patterns"] for t in p)
        self._matcher = Matcher(nlp.vocab, validate=False)
        for n, rule in enumerate(self._rules):
            for m, pattern in enumerate(rule["patterns"]):
                if len(pattern) > LONGEST:
                    raise ValueError(f"a pattern of {len(pattern)} tokens: {pattern}")
                for place, token in enumerate(pattern):
                    self._matcher.add(f"{n} {m} {place + len(pattern) - 1}", [[token]])
        # By word, tag and dependency.
        self._sorts: Remembered[tuple[int, ...], tuple[Key, _Kind, Form]] = Remembered()
        self._kinds: dict[Key, _Kind] = {}
        self._said: dict[tuple[Key, tuple[int, ...]], dict[str, str]] = {}
        self._lemmas: Remembered[tuple[str, str, str], str] = Remembered()

    def of(self, doc: Doc) -> list[Form]:
        """Return the form of each token of a tagged and parsed text."""
        values = list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
        sorts = [
            self._sorts.get(value) or self._sort(value, token)
            for value, token in zip(values, doc, strict=True)
        ]
        forms = [form for _, _, form in sorts]
        for n, rules in self._pairs([kind for _, kind, _ in sorts]).items():
            key, kind, _ = sorts[n]
            forms[n] = self._form(doc[n], key, self._all(key, kind, rules))
        return forms

    def _sort(self, value: tuple[int, ...], token: Token) -> tuple[Key, _Kind, Form]:
        """Return what is known of a token's word, tag and dependency, and its form alone."""
        key = self._key(token)
        kind = self._kind(key, token)
        found = key, kind, self._form(token, key, self._all(key, kind, ()))
        self._sorts[value] = found
        return found

    def _form(self, token: Token, key: Key, said: dict[str, str]) -> Form:
        pos, morph = said.get("POS", ""), said.get("MORPH", "")
        return Form(
            tag=said.get("TAG", key[0]),
            pos=pos,
            dep=said.get("DEP", key[2]),
            lemma=said.get("LEMMA") or self._lemma(token, pos, morph),
        )

    def _key(self, token: Token) -> Key:
        return token.tag_, self._named.or_blank(token.lower_), token.dep_, token.is_space

    def _kind(self, key: Key, token: Token) -> _Kind:
        found = self._kinds.get(key)
        if found is None:
            found = self._kinds[key] = self._shown(key, token)
        return found

    def _shown(self, key: Key, token: Token) -> _Kind:
        """Return what a token matches when it stands alone."""
        from spacy.tokens import Doc

        tag, _, dep, _ = key
        doc = Doc(self._vocab, words=[token.text], tags=[tag], deps=[dep], heads=[0])
        places: tuple[list[Hit], ...] = ([], [], [])  # alone, first of two, second of two
        for name, _, _ in self._matcher(doc, allow_missing=True):
            rule, pattern, place = map(int, self._vocab.strings[name].split())
            places[place].append((rule, pattern))
        alone, first, second = places
        return _Kind(tuple(sorted(alone)), frozenset(first), frozenset(second))

    def _pairs(self, kinds: Sequence[_Kind]) -> dict[int, tuple[int, ...]]:
        """Return the rules whose patterns of two tokens speak of a token, by its number."""
        found: dict[int, list[int]] = {}
        for n in range(len(kinds) - 1):
            if kinds[n].first and kinds[n + 1].second:
                for rule, _ in kinds[n].first & kinds[n + 1].second:
                    found.setdefault(n + self._rules[rule]["index"] % LONGEST, []).append(rule)
        return {n: tuple(sorted(rules)) for n, rules in found.items()}

    def _all(self, key: Key, kind: _Kind, pairs: tuple[int, ...]) -> dict[str, str]:
        """Return what all rules say together; a later rule goes first."""
        said = self._said.get((key, pairs))
        if said is None:
            said = {}
            for rule in sorted([*(n for n, _ in kind.alone), *pairs]):
                said |= self._rules[rule]["attrs"]
            self._said[key, pairs] = said
        return said

    def _lemma(self, token: Token, pos: str, morph: str) -> str:
        key = (token.text, pos, morph)
        found = self._lemmas.get(key)
        if found is None:
            token.pos_ = pos
            token.set_morph(morph)  # type: ignore[attr-defined]  # its types lack it
            found = self._lemmas[key] = self._lemmatizer.lemmatize(token)[0]
        return found


class _Named:
    """The words that patterns name."""

    def __init__(self, tokens: Iterator[dict[str, Any]]) -> None:
        words: set[str] = set()
        forms: list[str] = []
        for token in tokens:
            for name, value in token.items():
                if name not in {"TAG", "DEP", "IS_SPACE"}:
                    _add(value if name == "LOWER" else None, words, forms)
        self._words = frozenset(words)
        self._forms = re.compile("|".join(f"(?:{form})" for form in forms) or r"(?!)")
        self._known: Remembered[str, str] = Remembered()

    def or_blank(self, word: str) -> str:
        """Return the word if a pattern names it, else an empty string."""
        found = self._known.get(word)
        if found is None:
            named = word in self._words or self._forms.search(word)
            found = self._known[word] = word if named else ""
        return found


def _add(value: object, words: set[str], forms: list[str]) -> None:
    """Add the words a condition names; every word, when it is of a kind not known here."""
    if isinstance(value, str):
        words.add(value)
    elif isinstance(value, dict) and value.keys() <= {"IN", "NOT_IN"}:
        words.update(word for some in value.values() for word in some)
    elif isinstance(value, dict) and value.keys() == {"REGEX"}:
        forms.append(value["REGEX"])
    else:
        forms.append("")
