"""What accounts call the event, and whom they name as acting, as spans of their own words.

One witness for each voice and wording of a document. Words that only frame ("the operation") count
where a text opens; words that judge count anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportedly.alignment.passages import Passages
from reportedly.alignment.vocabulary import EVERYDAY
from reportedly.lexicon import Lexicon, any_of
from reportedly.records import Span

OPENING = 700  # code points of a text in which a framing noun names its main event
ACTING = 40  # code points between the one who acted and the verb
# What ends a clause or makes the one named before the verb its object: "214 people were killed".
STOP = re.compile(r"[.!?;:\n,\"“”]|\b(?:was|were|been|be|are|is)\b")
PLACED = re.compile(r"\b(?:in|of|at|to|near|against|into|from|on|the)\s$")
NUMBERED = r"\d{1,4}(?:st|nd|rd|th) "  # "the 12th Rifle Regiment"
MOST = 15  # wordings kept of one document


@dataclass(frozen=True, slots=True, eq=False)
class Wordings:
    """Compiled word lists."""

    judging: re.Pattern[str]
    framing: re.Pattern[str]
    actor: re.Pattern[str]
    acted: re.Pattern[str]
    agent: re.Pattern[str]
    ruined: re.Pattern[str]
    dull: frozenset[str]  # words that name nobody, though they open a sentence


@lru_cache(maxsize=4)
def wordings(lexicon: Lexicon) -> Wordings:
    """Compile the framing words of a lexicon."""
    judging = any_of(lexicon.words("framing", "judging"))
    framing = any_of(lexicon.words("framing", "framing"))
    named = lexicon.words("framing", "actors")
    actors = any_of((*named, *(actor.capitalize() for actor in named)))  # "Armed men attacked"
    acted = any_of(lexicon.words("framing", "acted"))
    name = r"[A-Z][\w'’-]{2,30}"
    return Wordings(
        judging=re.compile(rf"\b(?:{judging})s?\b", re.IGNORECASE),
        framing=re.compile(rf"\b(?:{framing})s?\b", re.IGNORECASE),
        actor=re.compile(
            rf"\b(?:the )?(?:{NUMBERED}(?:[a-z]{{3,14}} )?|{name} ){{0,3}}"
            rf"(?:[a-z]{{3,14}} )?(?:{actors})"
            rf"(?: of (?:the )?{name}(?: {name})?)?\b|\b{name}(?: {name}){{0,2}}\b"
        ),
        agent=re.compile(
            rf"\b(?:{any_of(lexicon.words('framing', 'agent'))}|(?:{acted}) by)\s(?:the\s)?"
        ),
        acted=re.compile(rf"\b(?:{acted})\b"),
        ruined=re.compile(rf"\b(?:{any_of(lexicon.words('framing', 'ruined'))})\b"),
        dull=_dull(lexicon),
    )


def _dull(lexicon: Lexicon) -> frozenset[str]:
    share = lexicon.groups("background", "share")
    everyday = {word for name in EVERYDAY for word in share[name]}
    return frozenset(everyday | {word.lower() for word in lexicon.words("events", "no_place")})


def called(read: Passages, words: Wordings) -> list[Span]:
    """Return the first place of each wording for the event, by voice, in reading order."""
    text = read.text
    found = [m.span() for m in words.judging.finditer(text)]
    found += [m.span() for m in words.framing.finditer(text, 0, min(OPENING, len(text)))]
    return _first_of_each(sorted(found), read)


def acting(read: Passages, words: Wordings) -> list[Span]:
    """Return the first place of each one named as acting, by voice, in reading order."""
    found = [*_actors(read.text, words), *_agents(read.text, words)]
    return _first_of_each(sorted(found), read, by_sentence=True)


def ruined(read: Passages, words: Wordings) -> list[Span]:
    """Return the first place of each wording for what became of places and things, by voice.

    A number of them is a figure's affair: "22 houses were destroyed".
    """
    text = read.text
    found = [m.span() for m in words.ruined.finditer(text)]
    bare = [p for p in found if not read.figures_in(*read.sentence(p[0]))]
    return _first_of_each(bare, read, by_sentence=True)


def _actors(text: str, words: Wordings) -> Iterator[tuple[int, int]]:
    """Yield the name or group right before a verb of acting, in one clause."""
    for verb in words.acted.finditer(text):
        low = max(0, verb.start() - ACTING - 60)
        before = list(words.actor.finditer(text, low, verb.start()))
        if before and before[-1].end() >= verb.start() - ACTING:
            between = text[before[-1].end() : verb.start()]
            if not STOP.search(between) and len(between.split()) <= 3:
                yield from _agent(text, before[-1], words.dull)


def _agents(text: str, words: Wordings) -> Iterator[tuple[int, int]]:
    """Yield the name or group right behind "at the hands of", "committed by"."""
    for cue in words.agent.finditer(text):
        match = words.actor.match(text, cue.end())
        if match is not None:
            yield match.span()


def _agent(text: str, match: re.Match[str], dull: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the span of what can act: no participle, no "About", no place behind a preposition."""
    lone = " " not in match.group()
    if lone and match.group().lower() in dull:
        return
    behind = PLACED.search(text, max(0, match.start() - 12), match.start())
    if not (lone and (match.group().endswith("ing") or behind)):
        yield match.span()


def _first_of_each(
    found: list[tuple[int, int]], read: Passages, *, by_sentence: bool = False
) -> list[Span]:
    """Return each wording's first place, by voice, or by voice and sentence."""
    seen: set[tuple[str, str | None, int]] = set()
    kept: list[Span] = []
    doc = read.records.document.id
    for start, end in found:
        span = Span(doc, start, end)
        statement = read.innermost(span)
        voice = read.credit.get(statement.id) if statement else None
        place = read.sentence(start)[0] if by_sentence else 0
        key = (read.text[start:end].lower().removesuffix("s"), voice, place)
        if key not in seen and len(kept) < MOST:
            seen.add(key)
            kept.append(span)
    return kept
