"""Numbers that count nothing: each rule says for one number why, RULES lists them in order.

A rule looks at a bounded piece of text on both sides and tells whether the number is part of a
name, a date, a link, a place in a list or a score.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.figures.numbers import Number
from reportedly.figures.tables import Tables

SHORT_NAME = 4  # longer words in capitals are headlines: "S&P 500", but "GROUP 12 STRONG"
REACH = 60  # code points looked at on each side; names and dates are shorter
EARLIEST = 1400  # earlier years seldom stand bare in news; smaller numbers are counts
LINK = re.compile(r"://|www\.|@\w|\.\w{2,6}/|\w/\w+/")
ORDINAL = re.compile(r"(?:st|nd|rd|th|ST|ND|RD|TH)\b")
DECADE = re.compile(r"[’']?s\b")
WORD_BEFORE = re.compile(
    r"(?:(?<![\w.'’&-])[\d_.'’&-]*+(?=[^\W\d_])|(?=[#№]))([^\W\d_][\w.'’&-]*+|[#№])[ \u00a0]?$"
)
WORD_AFTER = re.compile(r"[ \u00a0\n-]?([^\W\d_][\w'’]*)")
SENTENCE_START = re.compile(r"(?:^|[.!?:;\n\"“‘|(>])(?:[^\S\n]|\*)*+$")
CLOCK = re.compile(
    r"(?:[:.]\d\d)?[ \u00a0]?(?:[ap]\.?m\b|hrs?\b|h\d|GMT|CET|EST|o['’]clock)", re.IGNORECASE
)
ZONE = re.compile(r" ?(?:GMT|UTC|hrs|hours\b)")
DAY_BEFORE = re.compile(
    r"(?<![A-Za-z])([A-Za-z]++)\.?[ \u00a0](?:\d{1,2}(?:st|nd|rd|th)?(?: ?[-–] ?|, | and ))?$"
)
DAY_AFTER = re.compile(r"(?:st|nd|rd|th)?(?: of)?[ \u00a0]([A-Z][a-z]+)")
MONTH_DAY = re.compile(r"[A-Za-z]\.? \d{1,2}(?:st|nd|rd|th)?,? $")
ERA_YEAR = re.compile(r"\bA\.?D\.? \d{1,4} ?(?:and|to|or|-|–) ?$")
LIST_START = re.compile(r"(?:^|\n)[ \t>*#]*(?:\*\*)?\(?$")
LIST_END = re.compile(r"(?:\.|\)|\.\))[ \t]")
TALLY_AFTER = re.compile(r"[-–](\d{1,2})(?![\d.,%\w]|-)")
TALLY_BEFORE = re.compile(r"(?<![\d.,\w])(\d{1,2})[-–]$")
NAME_BRACKET = re.compile(r"(?<![\w’'-])(?:(?![A-Z])[\w’'-])*+[A-Z][\w’'-]++ [A-Z][\w’'-]++ \($")
STANDARD = re.compile(r"\b[A-Z]{2,6} \d{1,6}[-–]$")
ONE_TO = re.compile(r" (?:in|to|or|out of) (?:every )?(?=\d|[tfseno])")


@dataclass(frozen=True, slots=True)
class Context:
    """A number with what stands around it."""

    number: Number
    tables: Tables
    words: str  # the number as written
    left: str  # at most REACH code points
    right: str
    before: str  # the word right before, "" when there is none
    opens: bool  # the word before opens a sentence or line
    after: str  # the word right behind

    @property
    def digits(self) -> bool:
        return self.number.kind == "digits"

    @property
    def plural(self) -> bool:
        """Tell whether a noun in the plural seems to follow."""
        word = self.after
        return (
            bool(word) and word.islower() and (word.endswith("s") or word in self.tables.irregular)
        )

    @property
    def money(self) -> bool:
        return self.tables.money_behind.search(self.left[-6:]) is not None

    @property
    def unit(self) -> bool:
        return self.tables.unit.match(self.right) is not None


def context(text: str, number: Number, tables: Tables) -> Context:
    """Return a number's surroundings."""
    left = text[max(0, number.start - REACH) : number.start]
    right = text[number.end : number.end + REACH]
    before, after = WORD_BEFORE.search(left), WORD_AFTER.match(right)
    return Context(
        number=number,
        tables=tables,
        words=text[number.start : number.end],
        left=left,
        right=right,
        before=before[1] if before else "",
        opens=before is not None and SENTENCE_START.search(left[: before.start(1)]) is not None,
        after=after[1] if after else "",
    )


def in_a_link(seen: Context) -> bool:
    """Pass over digits of a link or address: "pic.example.org/4u1xV"."""
    if not seen.digits:
        return False
    left = re.split(r"\s", seen.left)[-1]
    right = re.split(r"\s", seen.right, maxsplit=1)[0]
    return LINK.search(left + seen.words + right) is not None


def glued_to_letters(seen: Context) -> bool:
    """Pass over digits that touch letters which are no unit: "V-12", "4u1x", "5G", "S23"."""
    if not seen.digits:
        return False
    last = seen.left[-1:]
    if last.isalpha() or last == "_":
        money = seen.tables.money_behind.search(seen.left[-6:])
        if money is None or (money.start() and seen.left[-6:][money.start() - 1].isalnum()):
            return True
    if last == "." and seen.left[-2:-1].isalpha() and not seen.money:
        return True
    if last in ("-", "‑") and re.search(r"(?<!\w)[A-Z]\w{0,10}[-‑]$", seen.left[-14:]):
        return True
    first = seen.right[:1]
    return (first.isalpha() or first == "_") and not seen.unit


def an_ordinal(seen: Context) -> bool:
    """Pass over ordinals and decades: "the 366th regiment", "the 1990s"."""
    if not seen.digits:
        return False
    if ORDINAL.match(seen.right):
        return True
    return seen.words.endswith("0") and DECADE.match(seen.right) is not None


def a_code(seen: Context) -> bool:
    """Pass over digits with a leading zero or inside a longer code: "0800", "2019-09-01"."""
    if not seen.digits:
        return False
    if re.match(r"0\d", seen.words):
        return True
    return bool(re.search(r"\d-$", seen.left[-2:]) and re.match(r"-\d", seen.right))


def a_clock_time(seen: Context) -> bool:
    """Pass over times of day and ratios: "9:35 PM", "2 p.m.", "17:22", "1:36.6", "0401 GMT"."""
    if not seen.digits:
        return False
    if re.search(r"\d[:/]$", seen.left[-2:]) or re.match(r"[:/]\d", seen.right):
        return True
    if len(seen.words) == 4 and ZONE.match(seen.right):
        return True
    return seen.number.values[0][0] < 25 and CLOCK.match(seen.right) is not None


def a_day_of_the_month(seen: Context) -> bool:
    """Pass over days beside a month: "Nov 8", "Sept. 20-24", "14 October"."""
    months = seen.tables.names["months"]
    if seen.number.values[0][0] > 31:
        return False
    before = DAY_BEFORE.search(seen.left[-20:])
    if before and before[1].lower() in months and before[1][0].isupper():
        return True
    after = DAY_AFTER.match(seen.right)
    return bool(seen.digits and after and after[1].lower() in months)


def a_year(seen: Context) -> bool:
    """Pass over bare years: "in 1993", "the 2010 final"; "1275 residents" counts."""
    if not re.fullmatch(r"[12]\d{3}", seen.words):
        return False
    if MONTH_DAY.search(seen.left[-20:]) or ERA_YEAR.search(seen.left[-20:]):
        return True
    names, lead = seen.tables.names, seen.before.lower().rstrip(".,")
    if lead in names["years_before"] or lead in names["months"]:
        return not seen.plural and int(seen.words) > EARLIEST
    if not 1900 <= int(seen.words) <= 2099 or seen.plural or seen.money or seen.unit:
        return False
    return seen.tables.before_end.search(seen.left[-24:]) is None


def a_named_number(seen: Context) -> bool:
    """Pass over numbers that are names: "Resolution 822", "Boeing 737", "Channel Six"."""
    if seen.number.kind not in ("digits", "words") or not seen.before:
        return False
    low = seen.before.lower()
    if low in ("#", "№", "no.", "nos."):
        return True
    if seen.after in ("FM", "AM"):
        return True
    if seen.money or seen.unit:
        return False
    names, lower = seen.tables.names["before"], seen.tables.names["lower"]
    if low.endswith(".") and low not in names:
        return False
    capital = seen.before != low and not seen.before.isupper()  # also "iPhone"
    plain = seen.digits and "," not in seen.words
    if low in names or low.rstrip("s") in names:
        short = seen.before.isupper() and len(seen.before) <= SHORT_NAME
        if (capital or short) and (plain or seen.words[0].isupper()):
            return True
        return plain and not seen.plural and low in lower
    return capital and not seen.opens and not seen.digits and _title(seen)


def a_shirt_number(seen: Context) -> bool:
    """Pass over a single digit in brackets behind a name: "Dan Orlo (4) ran"."""
    if not seen.digits or len(seen.words) > 1 or not seen.right.startswith(")"):
        return False
    return NAME_BRACKET.search(seen.left) is not None


def several_times(seen: Context) -> bool:
    """Pass over "several times", "a few times", which only say often."""
    return seen.number.kind == "vague" and seen.after == "times"


def _title(seen: Context) -> bool:
    """Tell whether a number word is a word of a name: "Kick Six", "Nine Valleys"."""
    return seen.words[0].isupper() and not seen.words.isupper() and not seen.plural


def a_name_that_begins_with_a_number(seen: Context) -> bool:
    """Pass over number words that open a name: "the Nine Valleys", "of Seven Sisters"."""
    if seen.number.kind != "words" or not _title(seen) or not seen.before.islower():
        return False
    return seen.after[:1].isupper() and not SENTENCE_START.search(seen.left)


def an_item_number(seen: Context) -> bool:
    """Pass over numbers that open a line: "3. The strike fund", "4) The cost", "One. The gates"."""
    if len(seen.words) > (2 if seen.digits else 5):
        return False
    return bool(LIST_START.search(seen.left[-12:]) and LIST_END.match(seen.right))


def a_score(seen: Context) -> bool:
    """Pass over results of games: "won 3-1", "ended 2-2"."""
    if not seen.digits or len(seen.words) > 2:
        return False
    right = TALLY_AFTER.match(seen.right)
    if right and int(right[1]) <= seen.number.values[0][0]:
        return True
    left = TALLY_BEFORE.search(seen.left[-4:])
    return bool(left and int(left[1]) >= seen.number.values[0][0])


def a_phone_number(seen: Context) -> bool:
    """Pass over telephone numbers: "+44 20 7946 0000", "555-0143"."""
    if not seen.digits:
        return False
    left = re.search(r"[+(]?[\d ()-]{0,24}$", seen.left[-24:])
    right = re.match(r"[\d ()-]{0,24}", seen.words + seen.right)
    whole = (left[0] if left else "") + (right[0] if right else "")
    if sum(c.isdigit() for c in whole) < 7:
        return False
    return whole.lstrip().startswith(("+", "(0")) or bool(
        re.search(r"(?<!\d)\d{3,4}-\d{4}(?!\d)", whole)
    )


def one_that_counts_nothing(seen: Context) -> bool:
    """Pass over "one" as a pronoun: "one of the greatest", "no one", "the old one", "one such"."""
    if seen.words.lower() != "one":
        return False
    if seen.left[-1:] == "-" or seen.before.lower() in seen.tables.names["one_before"]:
        return True
    to = ONE_TO.match(seen.right)
    if to and seen.tables.word.match(seen.right, to.end()):
        return False
    return seen.after.lower() in seen.tables.names["one_behind"]


def a_half_of_two(seen: Context) -> bool:
    """Pass over "the second half of a game" and "at half-staff": no share of anything."""
    if seen.words.lower() != "half":
        return False
    joined = seen.right[:1] in ("-", "‑") and seen.after.islower()
    return joined or seen.before.lower() in seen.tables.names["halves"]


def an_index(seen: Context) -> bool:
    """Pass over the number of an index by whatever spelling: "the S P 500", "the sp 500"."""
    left = seen.left.rstrip(" \u00a0").lower()
    return seen.digits and any(left.endswith(f" {name}") for name in seen.tables.names["indices"])


def a_part_of_a_standard(seen: Context) -> bool:
    """Pass over the second number of a name: "the ISO 3888-2 test"."""
    return seen.digits and STANDARD.search(seen.left) is not None


RULES: tuple[Callable[[Context], bool], ...] = (
    in_a_link,
    an_ordinal,
    glued_to_letters,
    a_code,
    a_clock_time,
    a_day_of_the_month,
    a_year,
    an_item_number,
    a_named_number,
    a_name_that_begins_with_a_number,
    a_shirt_number,
    several_times,
    a_score,
    a_half_of_two,
    an_index,
    a_part_of_a_standard,
    a_phone_number,
    one_that_counts_nothing,
)


def counts_nothing(text: str, number: Number, tables: Tables) -> str | None:
    """Return the name of the first rule that passes over a number; None when it counts."""
    seen = context(text, number, tables)
    for rule in RULES:
        if rule(seen):
            return rule.__name__
    return None
