"""Rules for dates of the calendar: days, months, years, seasons, quarters, decades, centuries."""

from __future__ import annotations

from dataclasses import replace

from reportedly.times.calendar import month_length
from reportedly.times.drafts import Draft, Shift
from reportedly.times.fragments import (
    DATE,
    DAYX,
    MODIFIER,
    MONTHX,
    OFYEAR,
    RELYEAR,
    WEEKDAYX,
    YEARX,
    collect,
)
from reportedly.times.grammar import LETTERS, OTHER, letters
from reportedly.times.lexer import Tokens
from reportedly.times.numbers import is_year
from reportedly.times.rule import rule

_POSSESSIVE = "(?:APOSTROPHE OTHER)"
_WHICH = "(?:THE?[THIS LAST NEXT THAT LATEST]{0,2})"
_STEPPED = "(?:THE?[LAST NEXT THIS THAT]{1,2})?"


def calendar_date(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read a day: "Friday, 14 March 2031", "Sept 27 last year", "the eleventh of February"."""
    draft = collect(tokens, i, j)
    if draft.month is None or not 1 <= draft.month <= 12:
        return None
    if draft.day is not None and not 1 <= draft.day <= 31:
        return None
    if draft.day and draft.year is None and draft.shift is None and _made_a_feast(tokens, j):
        return Draft(value=f"XXXX-{draft.month:02d}-{draft.day:02d}")
    return draft


# Tokens within which "12 May was declared Orchard Day" is complete.
_CLAUSE = 8


def _made_a_feast(tokens: Tokens, j: int) -> bool:
    """Tell whether a day is set apart for every year: "12 May was declared Orchard Day"."""
    clause = tokens.words[j : j + _CLAUSE]
    return (
        tokens.says(j, "copulas")
        and "day" in clause
        and not tokens.lists["feast_verbs"].isdisjoint(clause[: clause.index("day")])
    )


def month(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read a month: "in early March", "last April", "October of that year"."""
    return collect(tokens, i, j)


def year(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read a year that is no count: "in 1994", "the year 2024", "late in 1985"."""
    k = max(p for p in range(i, j) if tokens.classes[p] == LETTERS["YEAR"])
    if tokens.classes[i] == LETTERS["APPROX"] and not tokens.says(i, "about_year"):
        return None
    return collect(tokens, i, j) if j > k + 1 or _names_year(tokens, i, k) else None


def spelled_year(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the year two thousand"."""
    return Draft(year=int(tokens.values[j - 1])) if is_year(tokens.values[j - 1]) else None


def short_year(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read two digits behind an apostrophe: "in '99"."""
    digits = tokens.text[tokens.starts[i] : tokens.ends[j - 1]]
    before = tokens.text[tokens.starts[i] - 1 : tokens.starts[i]] or " "
    if len(digits) != 3 or not before.isspace():
        return None
    return Draft(year=int(digits[1:]) + 10000)  # the century is looked up by the resolver


def fiscal_year(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "fiscal 1989" as the year it is called by."""
    return collect(tokens, i, j) if tokens.says(j - 2, "fiscal") else None


def era_year(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "218 BC", "241 B.C.", "AD 79"."""
    number = next((int(v) for v in tokens.values[i:j] if v.isdecimal() and len(v) < 5), 0)
    era = next(tokens.values[k] for k in range(i, j) if tokens.classes[k] == LETTERS["ERA"])
    if not 0 < number < 10000:
        return None
    return replace(collect(tokens, i, i + 2), year=-number if era == "BC" else number, day=None)


def decade(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the early 1990s", "the '80s", "the nineties"."""
    word = tokens.words[j - 1]
    digits = "".join(c for c in word if c.isdecimal())
    modifier = collect(tokens, i, j - 1).modifier
    if len(digits) == 4 and digits.endswith("0"):
        return Draft(decade=int(digits[:3]), modifier=modifier)
    tens = digits[:1] if len(digits) == 2 and digits.endswith("0") else tokens.values[j - 1]
    introduced = tokens.says(j - 2, "articles") or modifier is not None
    if not introduced or not tens.isdecimal() or "his" in tokens.words[i:j] or tens == "1":
        return None
    return Draft(decade=190 + int(tens), modifier=modifier)


def century(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the 20th century", "the middle of the 9th century BC", "eighteenth-century"."""
    k = next(p for p in range(i, j) if tokens.classes[p] == LETTERS["ORD"])
    names = [p for p in range(k, j) if tokens.values[p] == "CE"]
    if not names or int(tokens.values[k]) > 30:
        return None
    before = any(tokens.values[p] == "BC" for p in range(k, j))
    number = int(tokens.values[k]) - 1
    return Draft(century=-number if before else number, modifier=collect(tokens, i, k).modifier)


def week_of_month(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the last week of April" as its last seven days, the second as the 8th to 14th."""
    k = next(p for p in range(i, j) if tokens.classes[p] == LETTERS["UNIT"])
    number = 5 if tokens.words[k - 1] == "last" else int(tokens.values[k - 1].rstrip("pd"))
    if tokens.values[k] != "W" or not 1 <= number <= _WEEKS:
        return None
    said = collect(tokens, k + 1, j)
    length = month_length(said.year or _COMMON_YEAR, said.month or 1)
    first = length - 6 if number == _WEEKS else 7 * number - 6
    return replace(said, day=first, until=replace(said, day=first + 6))


# The fifth week stands for the last one.
_WEEKS = 5
_COMMON_YEAR = 2001


def season(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the winter of 1791", "last fall", "this summer"; "winter tents" are a kind of tents."""
    return None if j == i + 1 and _describes(tokens, i) else collect(tokens, i, j)


def _describes(tokens: Tokens, i: int) -> bool:
    """Tell whether a bare season belongs to the noun behind it: "for 5,000 winter tents"."""
    if tokens.cls(i - 1) not in _BEFORE_KIND or tokens.says(i - 1, "season_before"):
        return False
    behind = tokens.word(i + 1)
    noun = behind.isalpha() and not tokens.says(i + 1, "clause_words")
    return noun and tokens.cls(i + 1) == OTHER and not _capital(tokens, i + 1)


_BEFORE_KIND = letters("OTHER", "NUMBER", "DAY", "YEAR")


def quarter(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the third quarter", "last year's fourth quarter", "the 1988 second quarter"."""
    k = next(p for p in range(i, j) if tokens.classes[p] == LETTERS["ORD"])
    number = int(tokens.values[k])
    draft = replace(collect(tokens, i, k), day=None)
    behind = collect(tokens, k + 1, j)
    year_said, shift = draft.year or behind.year, draft.shift or behind.shift
    if not 1 <= number <= 4 or not any(tokens.values[p] == "Q" for p in range(k + 1, j)):
        return None
    if shift is not None and shift.unit != "Y":
        shift = None
    return Draft(quarter=number, year=year_said, shift=shift, modifier=draft.modifier)


def year_quarter(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the 1988 period" as the quarter being spoken of, in that year."""
    return Draft(year=int(tokens.values[i + 1]), quarter=0)  # 0: looked up by the resolver


def short_quarter(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "Q3 2019" and "H1"."""
    word = tokens.words[i]
    field = "quarter" if word[0] in "Qq" else "half"
    if field == "half" and int(word[1]) > 2:
        return None
    stated = collect(tokens, i + 1, j).year
    return (
        Draft(quarter=int(word[1]), year=stated)
        if field == "quarter"
        else Draft(half=int(word[1]), year=stated)
    )


def half_year(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "the first half of 2019", "the last half of the year"."""
    k = next(p for p in range(i, j) if tokens.classes[p] == LETTERS["HALF"])
    first = tokens.words[k - 1] == "first"
    if j == k + 1 and tokens.cls(j) == LETTERS["OF"]:
        return None  # "the second half of the machines"
    if not first and not tokens.says(k - 1, "last_half"):
        return None
    behind = collect(tokens, k + 1, j)
    shift = behind.shift if behind.year is None else None
    if behind.year is None and shift is None and j > k + 1:
        shift = Shift(unit="Y", count=0)
    return Draft(half=1 if first else 2, year=behind.year, shift=shift)


def weekday(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read "Thursday", "last Friday", "this coming Sunday"; "a Tuesday" is any."""
    if tokens.cls(i - 1) == LETTERS["AN"]:
        return None
    return collect(tokens, i, j)


def weekday_number(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read a weekday with the day of an unsaid month: "Thursday the fifteenth"."""
    draft = collect(tokens, i, j)
    if tokens.words[j - 1].isalpha() and (draft.day or 0) < 10:
        return None  # "on Sunday, the first ..."
    return draft if draft.day is not None and draft.day <= 31 else None


def ordinal_day(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read the day of an unsaid month: "on the 17th", "by the thirtieth"."""
    if tokens.words[i] != "the" or int(tokens.values[j - 1]) > 31:
        return None
    if not tokens.says(i - 1, "before_day"):
        return None
    written = tokens.words[j - 1][0].isdecimal() or int(tokens.values[j - 1]) > 9
    ends = tokens.cls(j) in letters("PERIOD", "COMMA", "BREAK", "CLOSE", "AND", "TO") or (
        tokens.cls(j) == OTHER and tokens.says(j, "behind_day")
    )
    return Draft(day=int(tokens.values[j - 1])) if written and ends else None


def holiday(tokens: Tokens, i: int, j: int) -> Draft | None:
    """Read a feast: "last Thanksgiving", "Christmas Eve 1989"."""
    draft = collect(tokens, i, j)
    return draft if draft.shift is None or draft.shift.unit in ("D", "Y") else None


def _names_year(tokens: Tokens, i: int, k: int) -> bool:
    """Tell whether four digits at token `k` are no count, number of a thing or price."""
    start, end = tokens.starts[k], tokens.ends[k]
    touching = tokens.text[start - 1 : start] if start else " "
    if touching in "$£€¥#№/_@" or touching.isalpha():
        return False
    if touching in "-–" and tokens.cls(k - 2) == OTHER and not tokens.says(k - 2, "year_prefixes"):
        return False
    if tokens.text[end : end + 1] in "%°/" and tokens.text[end : end + 1]:
        return False
    return (i < k and tokens.classes[i] != LETTERS["APPROX"]) or _spoken_as_year(tokens, i, k)


_UNIT_CLASSES = letters("UNITS", "UNIT")


def _spoken_as_year(tokens: Tokens, i: int, k: int) -> bool:
    """Tell a year by what stands before it, or by its size when nothing is counted behind it."""
    if tokens.cls(k + 1) in _UNIT_CLASSES or tokens.cls(k + 1) == LETTERS["NUMWORD"]:
        return False
    if tokens.word(i - 1) == "of" and tokens.says(i - 2, "amounts"):
        return False  # "by an average of 1500"
    if tokens.says(i - 1, "before_year") or tokens.cls(i - 1) in _OPENS:
        return True
    usual = _USUAL_YEARS[0] <= int(tokens.values[k]) <= _USUAL_YEARS[1]
    named = tokens.cls(i - 1) == LETTERS["THE"] or _capital(tokens, k + 1)
    return usual and (named or not (_plural(tokens.word(k + 1)) or tokens.says(k + 1, "counted")))


# Years outside need a word that speaks of time before them; counts of this size are as common.
_USUAL_YEARS = (1600, 2099)
_OPENS = letters("OPEN", "MONTH", "EDGE", "EARLY")


def _capital(tokens: Tokens, k: int) -> bool:
    """Tell whether a name follows: "the 1975 Algiers Agreement"."""
    return k < len(tokens.words) and tokens.text[tokens.starts[k]].isupper()


def _plural(word: str) -> bool:
    """Tell whether a word is likely a plural that the digits count: "1,998 homes"."""
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3


RULES = (
    rule(f"(?:{MODIFIER}|APPROX)?{DATE}", calendar_date),
    rule(f"(?:{MODIFIER}|APPROX)?{_STEPPED}{MONTHX}(?:{OFYEAR})?", month),
    rule(f"(?:{MODIFIER}|APPROX)?(?:THE? YEARWORD)?{YEARX}", year),
    rule("THE?YEARWORD NUMBER", spelled_year),
    rule("APOSTROPHE[DAY NUMBER]", short_year),
    rule("THE?BETWEENWORD YEAR", fiscal_year),
    rule("APPROX?[DAY NUMBER YEAR]ERA", era_year),
    rule("ERA[DAY NUMBER YEAR]", era_year),
    rule(f"(?:{MODIFIER})?(?:THE?(?:EARLY HYPHEN?)?)APOSTROPHE?(?:YEARS|DECADE)", decade),
    rule(f"(?:{MODIFIER})?THE?(?:EARLY HYPHEN?)?ORD HYPHEN?UNIT ERA?", century),
    rule(f"THE?[LAST ORD]UNIT OF{MONTHX}(?:{OFYEAR})?", week_of_month),
    rule(f"(?:{MODIFIER})?{_WHICH}SEASON(?:{OFYEAR})?", season),
    rule(
        f"(?:{MODIFIER})?{_WHICH}(?:YEARWORD{_POSSESSIVE})?YEAR?(?:BETWEENWORD HYPHEN?)?"
        f"ORD HYPHEN?QUARTER(?:{OFYEAR})?",
        quarter,
    ),
    rule("THE YEAR QUARTER", year_quarter),
    rule(f"QNUM(?:{OFYEAR})?", short_quarter),
    rule(f"THE?(?:ORD|LAST)HALF(?:OF(?:{YEARX}|{RELYEAR}|THE YEARWORD))?", half_year),
    rule(f"(?:{MODIFIER})?{_WHICH}{WEEKDAYX}", weekday),
    rule(f"{WEEKDAYX}COMMA?{DAYX}", weekday_number),
    rule("THE ORD", ordinal_day),
    rule("(?:LAST|NEXT|THIS|THAT)?HOLIDAY YEAR?", holiday),
    rule(f"(?:LAST|NEXT|THIS|THAT)?HOLIDAY{RELYEAR}", holiday),
)
