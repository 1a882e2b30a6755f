"""Read datelines: "VELMAR, April 13 (Kestrel Wire) -", and the headers of pages passed on.

Invariant: a dateline stands at the start of a part, within its first characters; speakers' labels
in capitals are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reportedly.documents.vocabulary import Vocabulary

REACH = 160  # code points from the start of a part; the longest dateline of the corpus has 70
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: (?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*|[a-z]{2,3}(?= [A-Z]{2}))){0,3}"
NAMED = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}"
AGENCY = r"[A-ZÀ-Þ][\w&.,'’/ -]{1,40}"
RUNNING = 90  # code points that follow a place without date or agency; headings are shorter
DASH = r"(?:--|[-–—:])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where, when and by whom a text says it was filed; offsets within the part."""

    end: int
    place: str | None = None
    date: str | None = None  # as written
    agencies: tuple[str, ...] = ()
    header: bool = False  # the whole part is a header of a page passed on


@cache
def _patterns(date: str) -> tuple[re.Pattern[str], ...]:
    weekday = r"(?:(?:[A-Z][a-z]{2,8}day),? )?"
    day = rf"(?:[,/]? ?{weekday}(?P<date>{date}))"
    region = rf"(?:, (?!(?i:{date})){NAMED})?"
    agency = rf"(?:[(/] ?(?P<agency>{AGENCY}?) ?[)/])"
    return tuple(
        re.compile(rf"\A{pattern}")
        for pattern in (
            # VELMAR, April 13 (Kestrel Wire) -      KESH, 21 May. /DNA/.
            rf"(?P<place>{CAPITALS}){region}{day}[.,]? ?{agency}(?: ?{DASH}| ?[.]| |$)",
            # BRENMOOR, Aldermark (AP-A) -
            rf"(?P<place>{CAPITALS}){region} ?{agency} ?{DASH}(?=\s|$)",
            # Zerin Bridge, 8 October (ISN) -
            rf"(?P<place>{NAMED}){region}{day}[.,]? ?{agency}(?: ?{DASH}| ?[.]| |$)",
            # PORT LINDMARK, Norhaven, June 11 -
            rf"(?P<place>{CAPITALS}){region}{day}[.]? ?{DASH}(?=\s|$)",
            # Zerin Bridge, October 8. ISN -
            rf"(?P<place>{NAMED}){region}{day}[.]? (?:(?P<agency>[A-Z][A-Z-]{{1,7}}) )?{DASH} ",
            # GORVANE, Lethia -
            rf"(?P<place>{CAPITALS}){region} ?(?:--|[–—]| -)(?=\s.{{{RUNNING}}})",
            # (AP) -
            rf"{agency} ?{DASH}\s",
        )
    )


def dateline(words: str, vocabulary: Vocabulary) -> Dateline | None:
    """Return the dateline that opens a part: `"KESH, May 21 (Northline) - Observers ..."`."""
    head = words[:REACH]
    for pattern in _patterns(vocabulary.date):
        match = pattern.match(head)
        if match and not _label(match.groupdict().get("place"), vocabulary):
            found = match.groupdict()
            agency = re.split(r" ?[,/] ?", (found.get("agency") or "").strip())
            return Dateline(
                end=match.end(),
                place=found.get("place"),
                date=found.get("date"),
                agencies=tuple(name for name in agency if name),
            )
    return None


def place_label(words: str, vocabulary: Vocabulary) -> Dateline | None:
    """Return a bare place before a colon: `"ISLAMABAD: The minister said ..."`.

    Speakers' labels look the same, so the caller makes sure that no other part begins so.
    """
    match = re.match(rf"\A(?P<place>{CAPITALS}): (?=[\"“'‘A-Z])", words[:REACH])
    if match and not _label(match["place"], vocabulary):
        return Dateline(end=match.end(), place=match["place"])
    return None


def _label(place: str | None, vocabulary: Vocabulary) -> bool:
    if place is None:
        return False
    low = place.lower()
    named = low.strip(".") in vocabulary.not_places or low.startswith(("the ", "mr", "ms ", "dr"))
    return named or vocabulary.labels.match(place) is not None


def header(words: str, vocabulary: Vocabulary) -> Dateline | None:
    """Return a passed-on page's header: `"date 2032-05-17 (NORTHLIGHT- Averin Post)"`."""
    match = re.match(
        rf"\A(?:(?:date|dated|published|posted)\s*+:?\s*+)(?P<date>{vocabulary.date})"
        rf"(?:\s*\((?P<first>{AGENCY}?)\s?-\s(?P<second>{AGENCY})\)|\s*\((?P<only>{AGENCY})\))?\s*$",
        words[:REACH],
        re.I,
    )
    if match is None or len(words) > REACH:
        return None
    names = (match["first"], match["second"], match["only"])
    return Dateline(
        end=match.end(),
        date=match["date"],
        agencies=tuple(n.strip() for n in names if n),
        header=True,
    )


def dated_heading(words: str, vocabulary: Vocabulary) -> Dateline | None:
    """Return a heading's own date: `"Briefing note, 25 July 2034"`, `"BULLETIN 4 / 9 May 2032"`."""
    if len(words) > REACH:
        return None
    weekday = r"(?:[A-Z][a-z]{2,5}day,? )?"
    clock = r"(?:, (?:\d{1,2}[.:]\d\d(?: ?hrs)?|[\w ]{1,30}))?"
    found = re.search(
        rf"(?:^|[,/|–—-] |^Issued ){weekday}(?P<date>{vocabulary.date}){clock}$", words
    )
    if found is None or not re.search(r"\d{4}", found["date"]):
        return None
    return Dateline(end=found.end("date"), date=found["date"])


def dated_line(words: str, vocabulary: Vocabulary) -> Dateline | None:
    """Return a line that holds a date and nothing but a place: `"Halverstad, 26 January 2032"`."""
    match = re.match(
        rf"\A(?:(?P<place>(?![A-Z][a-z]{{2,5}}day,){NAMED}|{CAPITALS}), )?"
        r"(?:[A-Z][a-z]{2,5}day,? )?"
        rf"(?P<date>{vocabulary.date})$",
        words[:REACH],
    )
    if match is None or len(words) > REACH:
        return None
    return Dateline(end=match.end(), place=match["place"], date=match["date"])
