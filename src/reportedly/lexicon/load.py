"""Read a language's TOML tables once; after that a `Lexicon` never changes.

A table is a file (`cues.toml`); its keys hold word lists, or sub-tables from word to value.
Stages ask for typed views and compile their own patterns from them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

from reportedly.codec import digest
from reportedly.errors import BadLexicon


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The tables of one language. Compared and hashed by identity; `digest` names the content."""

    language: str
    digest: str
    tables: Mapping[str, Mapping[str, object]]

    def words(self, table: str, key: str) -> tuple[str, ...]:
        """Return the word list `key` of file `table`, in file order.

        Raises:
            BadLexicon: no such list.
        """
        value = self._value(table, key)
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise BadLexicon(f"lexicon {self.language}/{table}.toml: {key} must be a list of words")
        return tuple(value)

    def mapping(self, table: str, key: str) -> Mapping[str, str]:
        """Return the sub-table `key` of file `table`, each value as a string.

        Raises:
            BadLexicon: no such sub-table.
        """
        value = self._value(table, key)
        if not isinstance(value, dict):
            raise BadLexicon(f"lexicon {self.language}/{table}.toml: [{key}] must be a table")
        return {word: str(item) for word, item in value.items()}

    def groups(self, table: str, key: str) -> Mapping[str, tuple[str, ...]]:
        """Return the sub-table `key` of file `table`, each value a word list.

        Raises:
            BadLexicon: no such sub-table, or one of its values is no list.
        """
        value = self._value(table, key)
        if not isinstance(value, dict) or not all(isinstance(v, list) for v in value.values()):
            raise BadLexicon(f"lexicon {self.language}/{table}.toml: [{key}] must hold word lists")
        return {name: tuple(map(str, items)) for name, items in value.items()}

    def _value(self, table: str, key: str) -> object:
        try:
            return self.tables[table][key]
        except KeyError as err:
            raise BadLexicon(f"lexicon {self.language}: {table}.toml has no {key}") from err


def load_lexicon(language: str = "en") -> Lexicon:
    """Return the lexicon of a language.

    Raises:
        BadLexicon: there is no such language, or a file is not TOML.
    """
    folder = resources.files("reportedly.lexicon") / language
    if not folder.is_dir():
        raise BadLexicon(f"no lexicon for language {language!r}; the package ships 'en'")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    bodies = [(f.name.removesuffix(".toml"), f.read_bytes()) for f in files]
    tables: dict[str, Mapping[str, object]] = {}
    for name, body in bodies:
        try:
            tables[name] = MappingProxyType(tomllib.loads(body.decode("utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as err:
            raise BadLexicon(f"lexicon {language}/{name}.toml: {err}") from err
    total = digest(*(part for name, body in bodies for part in (name.encode(), body)))
    return Lexicon(language, total, MappingProxyType(tables))


def any_of(words: Iterable[str]) -> str:
    """Return the body of a pattern that matches any of some words, the longest where several do."""
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))
