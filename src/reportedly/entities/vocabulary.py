"""The word tables of this package as one frozen value, compiled once a lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from reportedly.entities.spelling import fold, singular
from reportedly.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Pronoun:
    """Which person, number ("single", "plural", "any") and gender a pronoun shows."""

    person: str  # "first", "second", "third", "relative"
    number: str
    gender: str  # "male", "female", "thing", "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Words are folded. A class is the noun under which several nouns find one another."""

    honorifics: Mapping[str, str]  # word -> gender or ""
    roles: Mapping[str, str]  # noun or two nouns -> class
    bodies: Mapping[str, str]
    writings: Mapping[str, str]
    abbreviations: Mapping[str, str]
    pronouns: Mapping[str, Pronoun]
    given: Mapping[str, str]  # given name -> gender or ""
    variants: Mapping[str, str]  # spelling of a given name -> the name it is a spelling of
    countries: Mapping[str, str]  # any way to name a country -> country
    capitals: Mapping[str, str]  # capital -> country
    endings: tuple[str, ...]  # that make a people of a place, longest first
    sets: Mapping[str, frozenset[str]]  # the plain lists of titles.toml, pronouns.toml, places.toml

    def role(self, word: str) -> str:
        """Return the class of a role noun, singular or plural; "" when it is none."""
        return self.roles.get(word) or self.roles.get(singular(word), "")

    def body(self, word: str) -> str:
        """Return the class of a body's noun; "" when it is none."""
        return self.bodies.get(word) or self.bodies.get(singular(word), "")

    def writing(self, word: str) -> str:
        """Return the class of a document's noun; "" when it is none."""
        return self.writings.get(word) or self.writings.get(singular(word), "")

    def gender(self, word: str) -> str:
        """Return the gender a role noun shows: "spokeswoman" -> "female"."""
        word = singular(word)
        if word in self.sets["female"] or (word.endswith("woman") and word in self.roles):
            return "female"
        male = word in self.sets["male"] or (word.endswith("man") and word in self.roles)
        return "male" if male else ""


@lru_cache(maxsize=4)
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return the tables of a lexicon."""
    tables = {
        "titles": (
            *("nobody_in_particular", "anonymous", "anonymity", "plain", "male", "female"),
            *(
                "deputies",
                "styles",
                "body_words",
                "open_roles",
                "legal_forms",
                "open_bodies",
                "lesser",
                "stand_in",
                "held_by_bodies",
            ),
        ),
        "pronouns": ("of_people", "particles", "linking", "small", "asides", "not_names", "times"),
        "places": ("places", "whereabouts"),
    }
    sets = {
        key: frozenset(map(fold, lexicon.groups(table, "lists")[key]))
        for table, keys in tables.items()
        for key in keys
    }
    given = lexicon.groups("names", "given")
    countries = {
        fold(word): country
        for country, words in lexicon.groups("places", "countries").items()
        for word in (country, *words)
    }
    return Vocabulary(
        honorifics=_folded(lexicon.mapping("titles", "honorifics")),
        roles=_folded(lexicon.mapping("titles", "roles"))
        | _folded(lexicon.mapping("titles", "roles_written")),
        bodies=_folded(lexicon.mapping("titles", "bodies")),
        writings=_folded(lexicon.mapping("titles", "writings")),
        abbreviations=_folded(lexicon.mapping("titles", "abbreviations")),
        pronouns={
            word: Pronoun(*value.split())
            for word, value in lexicon.mapping("pronouns", "pronouns").items()
        },
        given={
            fold(name): "" if gender == "open" else gender
            for gender, names in given.items()
            for name in names
        },
        variants={
            fold(word): name
            for name, spellings in lexicon.groups("names", "variants").items()
            for word in spellings
        },
        countries=countries,
        capitals=_folded(lexicon.mapping("places", "capitals")),
        endings=tuple(
            sorted(lexicon.groups("places", "lists")["endings"], key=lambda e: (-len(e), e))
        ),
        sets=sets,
    )


def _folded(table: Mapping[str, str]) -> dict[str, str]:
    return {fold(word): value for word, value in table.items()}
