"""Rules for times of day: clock times, parts of the day, and both with their day."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from reportedly.records import TimeKind
from reportedly.times.drafts import Draft
from reportedly.times.fragments import AMPM, DATE, DAYREF, MODIFIER, PARTX, TIMEOFDAY, ZONE, collect
from reportedly.times.grammar import LETTERS, letters
from reportedly.times.lexer import Tokens
from reportedly.times.rule import rule

_DAY = f"(?:{DATE}|{DAYREF}PART?|[THIS LAST NEXT THAT]PART|THE NEXT PART)"
_JOIN = "(?:COMMA|ON|OF|THE|AT|IN){0,2}"
_PAST = "(?:LAST|TO)"
_HOURS = "[DAY NUMBER]"


def time_on_day(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read a clock time and its day: "11 p.m. on Saturday", "23:52 on 7 November"."""
    k = next((p for p in range(i, j) if tokens.classes[p] == LETTERS["CLOCK"]), -1)
    dotted = k >= 0 and "." in tokens.words[k]
    if dotted and tokens.cls(k + 1) == LETTERS["COMMA"]:
        return None  # a price before a comma
    if dotted and tokens.says(i - 1, "before_clock") and not tokens.says(i - 1, "before_dotted"):
        return None  # "rose to 2.46 on Friday"
    return _sound(collect(tokens, i, j))


def day_at_time(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read a day and its clock time: "20 November, 19.30", "Thursday at noon"."""
    return _sound(collect(tokens, i, j))


def time_alone(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read a clock time of an unsaid day: "10.40", "around 7:15 p.m.", "five o'clock"."""
    if _is_opening_hour(tokens, i):
        return None
    k = next((p for p in range(i, j) if tokens.classes[p] == LETTERS["CLOCK"]), -1)
    bare = k >= 0 and j == k + 1 and "." in tokens.words[k]
    if j == i + 1 and tokens.classes[i] == LETTERS["MOMENT"] and not _is_moment(tokens, i):
        return None
    said = tokens.says(i - 1, "before_dotted") or _opens_line(tokens, i)
    if bare and not said and not _in_programme(tokens, k):
        return None
    return _sound(collect(tokens, i, j))


def hour_in_part(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read an hour with the part of its day: "eight in the evening", "seven this morning"."""
    draft = collect(tokens, i, j)
    if draft.clock is None and draft.day is not None and draft.day <= 12:
        hour = draft.day + (12 if draft.part in ("AF", "EV", "NI") and draft.day < 12 else 0)
        draft = replace(draft, clock=f"{hour:02d}:00", day=None, part=None, kind=TimeKind.TIME)
    return _sound(draft)


def past_hour(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read minutes past or to an hour: "quarter past three", "ten to midnight on Wednesday"."""
    k = next(p for p in range(i, j) if tokens.says(p, "past_or_to") or p == j - 1)
    minutes = _minutes(tokens, k - 1 - (tokens.classes[k - 1] == LETTERS["UNITS"]))
    if k + 1 >= j or minutes is None or not tokens.says(k, "past_or_to"):
        return None
    hour = tokens.values[k + 1].split(":")[0]
    rest = collect(tokens, k + 2, j)
    if not hour.isdecimal() or int(hour) > 24 or not _on_clock(tokens, k, j):
        return None
    late = rest.part in ("AF", "EV", "NI") or "pm" in tokens.values[k + 2 : j]
    total = (int(hour) + 12 * (late and int(hour) < 12)) * 60
    total += minutes if tokens.words[k] == "past" else -minutes
    return replace(
        rest, clock=f"{total // 60 % 24:02d}:{total % 60:02d}", part=None, kind=TimeKind.TIME
    )


def _minutes(tokens: Tokens, k: int) -> int | None:
    if tokens.classes[k] == LETTERS["QUARTER"] or tokens.words[k] == "quarter":
        return 15
    if tokens.classes[k] == LETTERS["HALF"]:
        return 30
    return int(tokens.values[k]) if tokens.values[k].isdecimal() else None


def _on_clock(tokens: Tokens, k: int, j: int) -> bool:
    """Tell "ten to two this morning" from "ten to twelve men" and "6 to 9 p.m."."""
    bare = tokens.words[k] == "to" and tokens.values[k - 1].isdecimal()
    if bare and (int(tokens.values[k - 1]) not in _FIVES or tokens.cls(k - 2) in _BOUNDS):
        return False
    named = tokens.says(k - 1, "minutes") or tokens.words[k] == "past"
    return named or j > k + 2 or tokens.classes[k + 1] == LETTERS["MOMENT"]


def part_of_day(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read a part of a said day: "Monday morning", "yesterday evening", "last night"."""
    draft = collect(tokens, i, j)
    if draft.part == "NI" and draft.shift is None and draft.weekday is None and draft.month is None:
        return None
    if tokens.words[i : i + 2] == ["the", "next"] and draft.shift is not None:
        return replace(draft, shift=replace(draft.shift, told=True))  # of the day told last
    return draft


def early_hours(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the early hours of Friday", "the small hours of 3 May" as that day's morning."""
    k = next(p for p in range(i, j) if tokens.classes[p] == LETTERS["UNITS"])
    if tokens.words[k] != "hours" or not tokens.says(k - 1, "hours_of_night"):
        return None
    draft = collect(tokens, k + 1, j)
    if draft.month is not None and not (1 <= draft.month <= 12 and 1 <= (draft.day or 1) <= 31):
        return None
    return replace(draft, part="MO", kind=TimeKind.TIME)


def part_of_date(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the night of April 18, 1775", "the night to Wednesday" (which ends on Wednesday)."""
    draft = collect(tokens, i, j)
    if draft.month is not None and not (1 <= draft.month <= 12 and 1 <= (draft.day or 1) <= 31):
        return None
    into = LETTERS["TO"] in tokens.classes[i:j] and draft.part == "NI"
    return replace(draft, part="ON") if into else draft


def bare_part(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read a part of the day last told: "that morning", "in the afternoon", "overnight"."""
    draft = collect(tokens, i, j)
    if tokens.words[j - 1] == "overnight":
        # "overnight rates" are no time
        opens = tokens.cls(i - 1) in _SENTENCE and tokens.cls(j) in _DETERMINERS
        ends = tokens.cls(j) in _ENDS or tokens.says(j, "behind_overnight")
        return draft if ends or opens else None
    single = j == i + 1 and tokens.values[i] in ("MO", "MI") and tokens.words[i] != "morning"
    before = "before_dawn" if single else "before_part"
    return draft if tokens.says(i - 1, before) else None


_ENDS = letters("PERIOD", "COMMA", "BREAK", "AND", "IN", "ON", "AT", "FROM", "TO")


_SENTENCE = letters("PERIOD", "BREAK")
_DETERMINERS = letters("THE", "THIS", "AN", "THAT")
# Dotted numbers that make a programme of the day: "18.00 wreaths, 18.30 address, 19.00 choir".
_PROGRAMME = 3


def _in_programme(tokens: Tokens, k: int) -> bool:
    """Tell whether a dotted time stands in a list of rising ones, each before its item."""
    first, last = k, k
    while k - first < _REACH and tokens.cls(first - 1) != LETTERS["BREAK"]:
        first -= 1
    while last - k < _REACH and tokens.cls(last + 1) != LETTERS["BREAK"]:
        last += 1
    hours = [p for p in range(first, last + 1) if tokens.classes[p] == LETTERS["CLOCK"]]
    said = [tokens.words[p].zfill(5) for p in hours if _heads_item(tokens, p)]
    rising = all(a < b for a, b in pairwise(said))
    return len(said) == len(hours) >= _PROGRAMME and rising


_REACH = 40  # tokens to either side


def _is_opening_hour(tokens: Tokens, i: int) -> bool:
    """Tell whether an hour is one of every day: "working days 9:00-17:00"."""
    if tokens.cls(i - 1) == LETTERS["HYPHEN"] and tokens.cls(i - 2) == LETTERS["CLOCK"]:
        i -= 2
    days = tokens.word(i - 1) in ("days", "weekdays", "daily") or tokens.cls(i - 1) in _EVERY
    return days and tokens.cls(i) == LETTERS["CLOCK"] and tokens.cls(i - 2) not in _COUNTS


def _is_moment(tokens: Tokens, i: int) -> bool:
    """Tell "by noon" from a name: "the midday briefing", "High Noon"."""
    linked = tokens.cls(i - 1) in letters("TO", "AND", "OR", "FROM", "HYPHEN", "BETWEEN", "BREAK")
    return tokens.says(i - 1, "before_dawn") or linked or tokens.cls(i + 1) in _ENDS


_EVERY = letters("WEEKDAYS", "ADVERB")
_COUNTS = letters("NUMBER", "DAY")


def _heads_item(tokens: Tokens, p: int) -> bool:
    behind = tokens.words[p + 1 : p + 2]
    whole = tokens.words[p][-2:] in ("00", "15", "30", "45")
    opens = tokens.cls(p - 1) in letters("COLON", "COMMA", "PERIOD", "BREAK")
    return opens and whole and behind != [] and behind[0].isalpha()


# Minutes that are said to the hour without their unit.
_FIVES = (5, 10, 20, 25)
_BOUNDS = letters("FROM", "BETWEEN")


def first_hour(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read the first hour of "from 6 to 9 p.m.", "between nine and noon on Monday"."""
    last = tokens.values[i + 2]
    half = tokens.values[i + 3] if tokens.cls(i + 3) == LETTERS["AMPM"] else None
    if tokens.cls(i + 3) == LETTERS["IN"]:
        half = "am" if tokens.values[i + 5] == "MO" else "pm"
    first = int(tokens.values[i]) if tokens.values[i].isdecimal() else 0
    hour = int(last.split(":")[0]) if last.split(":")[0].isdecimal() else 0
    if not (0 < first <= 12 and 0 < hour <= 24) or (half is not None and hour > 12):
        return None
    late = half == "pm" if half is not None else hour > 12
    late = late and (first % 12 < hour % 12 or hour == 24)  # "from 10 to 2 p.m." is from 10 a.m.
    return Draft(clock=f"{first % 12 + 12 * late:02d}:00", kind=TimeKind.TIME)


def _opens_line(tokens: Tokens, i: int) -> bool:
    start = tokens.starts[i]
    return tokens.text[start - 1 : start] in ("", "\n")


def _sound(draft: Draft) -> Draft | None:
    """Return the draft when its clock time and date exist."""
    if draft.clock is None or int(draft.clock[:2]) > 24:
        return None
    if draft.month is not None and not (1 <= draft.month <= 12 and 1 <= (draft.day or 1) <= 31):
        return None
    return draft


RULES = (
    rule(
        "(?<=FROM|BETWEEN)[DAY NUMBER]"
        "(?=[TO AND HYPHEN](?:[DAY NUMBER](?:AMPM|OCLOCK|IN THE PART)|MOMENT))",
        first_hour,
    ),
    rule(f"{TIMEOFDAY}{_JOIN}{_DAY}", time_on_day),
    rule(f"{_DAY}(?:COMMA|AT|COLON|APPROX){{0,2}}{TIMEOFDAY}(?!UNITS|UNIT)", day_at_time),
    rule(f"{TIMEOFDAY}", time_alone),
    rule(f"CLOCK(?:COMMA?{ZONE})", time_alone),
    rule(f"APPROX?(?:CLOCK|{_HOURS})(?:IN THE PART|THIS PART|THAT PART)", hour_in_part),
    rule(f"(?:DEICTIC|[THIS THAT LAST]PART)AT{_HOURS}", hour_in_part),
    rule(
        f"APPROX?(?:AN?QUARTER|HALF|{_HOURS}(?:UNITS)?){_PAST}(?:{_HOURS}|MOMENT)"
        f"(?:{AMPM}|IN THE PART|[THIS THAT LAST]PART)?(?:ON?{DAYREF}PART?)?",
        past_hour,
    ),
    rule(f"(?:{MODIFIER})?(?:{DAYREF}|[LAST THIS NEXT THAT]|THE NEXT)COMMA?{PARTX}", part_of_day),
    rule(f"(?:{MODIFIER})?HOLIDAY{PARTX}", part_of_day),
    rule(f"THE?[EARLY OTHER]UNITS(?:OF|ON)(?:{DATE}|{DAYREF})PART?", early_hours),
    rule(f"THE?{PARTX}(?:OF|ON)?{DATE}", part_of_date),
    rule(f"THE?{PARTX}(?:OF|ON|TO)?{DAYREF}", part_of_date),
    rule(f"(?:{DATE}){PARTX}", part_of_date),
    rule("THE?PART", bare_part),
    rule(f"THAT PART|{MODIFIER}PART", bare_part),
)
