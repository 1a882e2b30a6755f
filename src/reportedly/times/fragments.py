"""Pieces of patterns that several rules share, and the fields that tokens fill in.

A fragment is pattern text in class names (see `grammar`). `collect` reads the tokens a rule
matched: since the pattern has checked their order, each class fills the field it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.records import TimeKind
from reportedly.times.drafts import Draft, Shift
from reportedly.times.grammar import LETTERS
from reportedly.times.lexer import Tokens

ERA = "(?:ERA)"
YEARX = "(?:YEAR ERA?)"
RELYEAR = "(?:THE?[LAST NEXT THIS THAT]{1,2}YEARWORD)"
OFYEAR = f"(?:COMMA?OF?{YEARX}|COMMA?OF?{RELYEAR}|COMMA?(?:OF THE)YEAR)"
MONTHX = "(?:MONTH)"
DAYX = "(?:THE?[DAY ORD])"
DAYMONTH = f"(?:{DAYX}OF?{MONTHX}|{MONTHX}{DAYX})"
WEEKDAYX = "(?:WEEKDAY)"
_WEEKDAY_COMMA = f"(?:(?:THIS|LAST|NEXT|THE){{0,2}}{WEEKDAYX}COMMA?THE?)"
DATE = f"(?:{_WEEKDAY_COMMA}?{DAYMONTH}{OFYEAR}?|ISODATE|NUMDATE)"
MODIFIER = "(?:THE?EARLY(?:HYPHEN|IN|ON)?THE?|THE?EDGE(?:OF|HYPHEN)|LATER IN?)"
DAYREF = "(?:DEICTIC|(?:THIS|LAST|NEXT|THAT|THE){0,2}WEEKDAY)"
AMPM = "(?:AMPM)"
ZONE = "(?:OPEN?ZONE CLOSE?)"
TIMEOFDAY = (
    f"(?:(?:APPROX?)(?:CLOCK{AMPM}?OCLOCK?|[DAY NUMBER](?:{AMPM}|OCLOCK)|MOMENT)(?:COMMA?{ZONE})?)"
)
PARTX = "(?:(?:EARLY HYPHEN?)?PART)"

_MODIFIERS = {"earlier": "START", "later": "END"}


def collect(tokens: Tokens, i: int, j: int) -> Draft:
    """Return what the tokens [i, j) of one date or time say."""
    said = _Fields(Draft())
    for k in range(i, j):
        reader = _READERS.get(tokens.classes[k])
        if reader is not None:
            reader(said, tokens, k)
    return _finished(said)


@dataclass(slots=True)
class _Fields:
    """A draft being filled in; lives only inside `collect`."""

    draft: Draft
    numbers: tuple[int, ...] = ()  # days of the month, or hours before "p.m."
    afternoon: str | None = None  # "am" or "pm"
    steps: int | None = None  # of last, this, next
    told: bool = False

    def say(self, **fields: int | str | None) -> None:
        """Fill in fields of the draft."""
        self.draft = replace(self.draft, **fields)  # type: ignore[arg-type]  # by field name


def _month(said: _Fields, tokens: Tokens, k: int) -> None:
    said.say(month=int(tokens.values[k]))


def _day(said: _Fields, tokens: Tokens, k: int) -> None:
    if tokens.values[k].isdecimal():
        said.numbers += (int(tokens.values[k]),)


def _year(said: _Fields, tokens: Tokens, k: int) -> None:
    said.say(year=int(tokens.values[k]))


def _era(said: _Fields, tokens: Tokens, k: int) -> None:
    if tokens.values[k] == "BC":
        said.say(year=-(said.draft.year or 0) or None)


def _weekday(said: _Fields, tokens: Tokens, k: int) -> None:
    said.say(weekday=int(tokens.values[k]))


def _season(said: _Fields, tokens: Tokens, k: int) -> None:
    said.say(season=tokens.values[k])


def _part(said: _Fields, tokens: Tokens, k: int) -> None:
    said.say(part=tokens.values[k])


def _clock(said: _Fields, tokens: Tokens, k: int) -> None:
    said.say(clock=tokens.values[k].replace(".", ":"))


def _ampm(said: _Fields, tokens: Tokens, k: int) -> None:
    said.afternoon = tokens.values[k]
    _hour(said, tokens, k)


def _hour(said: _Fields, tokens: Tokens, k: int) -> None:
    hour = tokens.values[k - 1]
    if said.draft.clock is None and hour.isdecimal() and int(hour) <= 24:
        said.say(clock=f"{int(hour):02d}:00")
        said.numbers = said.numbers[:-1]


def _zone(said: _Fields, tokens: Tokens, k: int) -> None:
    said.say(zone=tokens.values[k] or None)


def _steps(said: _Fields, tokens: Tokens, k: int) -> None:
    value = tokens.values[k]
    said.steps = int(value.rstrip("pd")) + (said.steps or 0)
    said.told = said.told or value.endswith("p")


def _yearword(said: _Fields, tokens: Tokens, k: int) -> None:
    if said.steps is not None:
        said.draft = replace(said.draft, shift=Shift(unit="Y", count=said.steps, told=said.told))
        said.steps = None


def _deictic(said: _Fields, tokens: Tokens, k: int) -> None:
    value = tokens.values[k]
    said.draft = replace(said.draft, shift=Shift(unit="D", count=int(value.rstrip("N"))))
    if value.endswith("N"):
        said.say(part="NI")


def _early(said: _Fields, tokens: Tokens, k: int) -> None:
    said.say(modifier=tokens.values[k])


def _later(said: _Fields, tokens: Tokens, k: int) -> None:
    said.say(modifier=_MODIFIERS.get(tokens.words[k]))


def _isodate(said: _Fields, tokens: Tokens, k: int) -> None:
    day, _, clock = tokens.words[k].replace(" ", "T").partition("T")
    year, month, number = map(int, day.split("-"))
    said.say(year=year, month=month)
    said.numbers += (number,)
    if clock:
        said.say(clock=clock[:5])


def _numdate(said: _Fields, tokens: Tokens, k: int) -> None:
    """Read "16.11.2033", "16.11." day first, "11/16/33" as it allows, else month first."""
    dotted = "." in tokens.words[k]
    first, second, *years = map(int, tokens.words[k].replace("/", ".").strip(".").split("."))
    if not years:
        said.say(month=second)
        said.numbers += (first,)
        return
    year = years[0]
    day_first = first > 12 or (dotted and second <= 12)
    # Two digits: 70 to 99 belong to the twentieth century, as POSIX reads them.
    year += (1900 if year >= 69 else 2000) if year < 100 else 0
    said.say(year=year, month=second if day_first else first)
    said.numbers += (first if day_first else second,)


def _holiday(said: _Fields, tokens: Tokens, k: int) -> None:
    said.say(holiday=tokens.values[k])


_READERS = {
    LETTERS[name]: reader
    for name, reader in {
        "MONTH": _month, "DAY": _day, "ORD": _day, "NUMBER": _day, "YEAR": _year, "ERA": _era,
        "WEEKDAY": _weekday, "SEASON": _season, "PART": _part, "CLOCK": _clock, "MOMENT": _clock,
        "AMPM": _ampm, "OCLOCK": _hour, "ZONE": _zone, "LAST": _steps, "NEXT": _steps,
        "THIS": _steps, "THAT": _steps, "YEARWORD": _yearword, "DEICTIC": _deictic,
        "EARLY": _early, "EDGE": _early, "LATER": _later, "ISODATE": _isodate,
        "NUMDATE": _numdate, "HOLIDAY": _holiday,
    }.items()
}  # fmt: skip


def _finished(said: _Fields) -> Draft:
    """Return the draft with day, clock, shift and kind settled."""
    draft = said.draft
    if said.numbers:
        draft = replace(draft, day=said.numbers[0])
    if draft.clock is not None:
        clock = _twelve_hours(draft.clock, said.afternoon or _half_of(draft.part))
        draft = replace(draft, clock=clock, part=None, kind=TimeKind.TIME)
    elif draft.part is not None:
        draft = replace(draft, kind=TimeKind.TIME)
    if said.steps is not None and draft.shift is None:
        draft = replace(draft, shift=Shift(unit=_stepped(draft), count=said.steps, told=said.told))
    return draft


def _stepped(draft: Draft) -> str:
    """Return what "last", "this" or "next" steps over."""
    if draft.weekday is not None:
        return f"weekday:{draft.weekday}"
    if draft.month is not None:
        return f"month:{draft.month}"
    return draft.season or "D"


def _half_of(part: str | None) -> str | None:
    return {"MO": "am", "AF": "pm", "EV": "pm", "NI": "pm"}.get(part or "")


def _twelve_hours(clock: str, half: str | None) -> str:
    """Return a clock time in twenty-four hours."""
    hour, minute = int(clock[:-3].split(":", maxsplit=1)[0]), clock.split(":")[1]
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute}"
