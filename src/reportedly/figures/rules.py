"""Numbers that count nothing: each rule says for one number why, RULES lists them in order.

A rule gets the text, the number and the tables and tells whether the number is part of a name, a
date, a link, a place in a list or a score. All look at a bounded piece of text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reportedly.figures.numbers import Number
from reportedly.figures.tables import Tables

Rule = Callable[[str, Number, Tables], bool]

REACH = 60  # code points looked at on each side; names and dates are shorter
LINK = re.compile(r"://|www\.|@\w|\.\w{2,6}/|\w/\w+/")
ORDINAL = re.compile(r"(?:st|nd|rd|th|ST|ND|RD|TH)\b|[’']?s\b")
WORD_BEFORE = re.compile(r"([^\W\d_][\w.'’&-]*|[#№])[ \u00a0]?$")
WORD_AFTER = re.compile(r"[ \u00a0\n-]?([^\W\d_][\w'’]*)")
CLOCK = re.compile(
    r"(?:[:.]\d\d)?[ \u00a0]?(?:[ap]\.?m\b|hrs?\b|h\d|GMT|CET|EST|o['’]clock)", re.IGNORECASE
)
LIST_START = re.compile(r"(?:^|\n)[ \t>*#]*(?:\*\*)?\(?$")
LIST_END = re.compile(r"(?:\.|\)|\.\))[ \t]")
DIGIT_NEAR = re.compile(r"\d[:/]$|\d[:/]")
TALLY = re.compile(r"[-–](\d{1,2})(?![\d.,%\w]|-)")


def in_a_link(text: str, number: Number, tables: Tables) -> bool:
    """Pass over digits of a link or address: "pic.example.org/4u1xV"."""
    if number.kind != "digits":
        return False
    left = re.split(r"\s", text[max(0, number.start - REACH) : number.start])[-1]
    right = re.split(r"\s", text[number.end : number.end + REACH], maxsplit=1)[0]
    return LINK.search(left + text[number.start : number.end] + right) is not None


def glued_to_letters(text: str, number: Number, tables: Tables) -> bool:
    """Pass over digits that touch letters which are no unit: "V-12", "4u1x", "5G", "S23"."""
    if number.kind != "digits":
        return False
    before, after = text[: number.start][-1:], text[number.end : number.end + 1]
    if before.isalpha() or before == "_":
        money = tables.money_behind.search(text, max(0, number.start - 6), number.start)
        start = money.start() if money else 0
        if money is None or (start and text[start - 1].isalnum()):
            return True
    if before in ("-", "‑") and re.search(
        r"\b[A-Z][\w]{0,10}[-‑]$", text[max(0, number.start - 14) : number.start]
    ):
        return True
    if after.isalpha() or after == "_":
        return tables.unit.match(text, number.end) is None
    return False


def an_ordinal(text: str, number: Number, tables: Tables) -> bool:
    """Pass over ordinals and decades: "the 366th regiment", "the 1990s"."""
    if number.kind != "digits":
        return False
    return (
        ORDINAL.match(text, number.end) is not None and tables.unit.match(text, number.end) is None
    ) or (re.match(r"(?:st|nd|rd|th)\b", text[number.end : number.end + 3]) is not None)


def a_clock_time(text: str, number: Number, tables: Tables) -> bool:
    """Pass over times of day and ratios: "9:35 PM", "2 p.m.", "17:22", "1:36.6"."""
    if number.kind != "digits":
        return False
    before, after = text[max(0, number.start - 2) : number.start], text[number.end : number.end + 2]
    if re.search(r"\d[:/]$", before) or re.match(r"[:/]\d", after):
        return True
    small = number.values[0][0] < 25
    return small and CLOCK.match(text, number.end) is not None


def a_day_of_the_month(text: str, number: Number, tables: Tables) -> bool:
    """Pass over days beside a month: "Nov 8", "Sept. 20-24", "14 October"."""
    months = tables.names["months"]
    before = re.search(
        r"([A-Za-z]+)\.?[ \u00a0](?:\d{1,2}(?:st|nd|rd|th)?(?: ?[-–] ?|, | and ))?$",
        text[max(0, number.start - 20) : number.start],
    )
    if (
        before
        and before[1].lower() in months
        and before[1][0].isupper()
        and number.values[0][0] <= 31
    ):
        return True
    after = re.match(
        r"(?:st|nd|rd|th)?(?: of)?[ \u00a0]([A-Z][a-z]+)", text[number.end : number.end + 20]
    )
    return bool(
        after
        and after[1].lower() in months
        and number.values[0][0] <= 31
        and number.kind == "digits"
    )


def a_year(text: str, number: Number, tables: Tables) -> bool:
    """Pass over bare years: "in 1993", "the 2010 final"; "1275 residents" counts."""
    word = text[number.start : number.end]
    if not re.fullmatch(r"[12]\d{3}", word):
        return False
    before = WORD_BEFORE.search(text, max(0, number.start - REACH), number.start)
    lead = before[1].lower().rstrip(".,") if before else ""
    after = WORD_AFTER.match(text, number.end)
    plural = bool(
        after and after[1].islower() and (after[1].endswith("s") or after[1] in tables.irregular)
    )
    if re.search(
        r"[A-Za-z]+\.? \d{1,2}(?:st|nd|rd|th)?,? $", text[max(0, number.start - 20) : number.start]
    ):
        return True
    if lead in tables.names["years_before"] or lead in tables.names["months"]:
        return not plural
    return (
        1900 <= int(word) <= 2099
        and not plural
        and not money_near(text, number, tables)
        and tables.unit.match(text, number.end) is None
        and tables.before_end.search(text, max(0, number.start - 24), number.start) is None
    )


def money_near(text: str, number: Number, tables: Tables) -> bool:
    """Tell whether a currency touches the number."""
    return tables.money_behind.search(text, max(0, number.start - 6), number.start) is not None


def a_named_number(text: str, number: Number, tables: Tables) -> bool:
    """Pass over numbers that are names: "Resolution 822", "Boeing 737", "Article 5", "Shaft 2"."""
    before = WORD_BEFORE.search(text, max(0, number.start - REACH), number.start)
    if before is None or number.kind not in ("digits", "words"):
        return False
    word, after = before[1], text[number.end : number.end + 1]
    if word in ("#", "№") or word.lower() in ("no.", "nos.", "№"):
        return True
    if money_near(text, number, tables) or tables.unit.match(text, number.end):
        return False
    listed = (
        word.lower().rstrip("s") in tables.names["before"] or word.lower() in tables.names["before"]
    )
    if not listed or after == ",":
        return False
    nxt = WORD_AFTER.match(text, number.end)
    plural = bool(nxt and nxt[1].islower() and nxt[1].endswith("s"))
    return (word[0].isupper() or number.kind == "digits") and not plural


def an_item_number(text: str, number: Number, tables: Tables) -> bool:
    """Pass over numbers that open a line: "3. The strike fund", "4) The cost"."""
    if number.kind != "digits" or len(text[number.start : number.end]) > 2:
        return False
    opens = LIST_START.search(text, max(0, number.start - 12), number.start)
    return opens is not None and LIST_END.match(text, number.end) is not None


def a_score(text: str, number: Number, tables: Tables) -> bool:
    """Pass over results of games: "won 3-1", "ended 2-2"."""
    if number.kind != "digits" or number.end - number.start > 2:
        return False
    right = TALLY.match(text, number.end)
    if right and int(right[1]) <= number.values[0][0]:
        return True
    left = re.search(r"(?<![\d.,\w])(\d{1,2})[-–]$", text[max(0, number.start - 4) : number.start])
    return bool(left and int(left[1]) >= number.values[0][0])


def a_phone_number(text: str, number: Number, tables: Tables) -> bool:
    """Pass over telephone numbers: "+44 20 7946 0000", "555-0143"."""
    if number.kind != "digits":
        return False
    left = re.search(r"[+(]?[\d ()-]{0,24}$", text[max(0, number.start - 24) : number.start])
    right = re.match(r"[\d ()-]{0,24}", text[number.start : number.end + 24])
    whole = (left[0] if left else "") + (right[0] if right else "")
    digits = sum(c.isdigit() for c in whole)
    if whole.lstrip().startswith(("+", "(0")) and digits >= 7:
        return True
    return re.search(r"(?<!\d)\d{3,4}-\d{4}(?!\d)", whole) is not None and digits >= 7


def one_that_counts_nothing(text: str, number: Number, tables: Tables) -> bool:
    """Pass over "one" as a pronoun: "one of the greatest", "no one", "the old one", "one such"."""
    if text[number.start : number.end].lower() != "one":
        return False
    before = WORD_BEFORE.search(text, max(0, number.start - REACH), number.start)
    after = WORD_AFTER.match(text, number.end)
    if text[number.start - 1 : number.start] == "-":
        return True
    if before and before[1].lower() in tables.names["one_before"]:
        return True
    if after is None:
        return False
    return after[1].lower() in tables.names["one_behind"]


RULES: tuple[Rule, ...] = (
    in_a_link,
    glued_to_letters,
    an_ordinal,
    a_clock_time,
    a_day_of_the_month,
    a_year,
    an_item_number,
    a_named_number,
    a_score,
    a_phone_number,
    one_that_counts_nothing,
)


def counts_nothing(text: str, number: Number, tables: Tables) -> str | None:
    """Return the name of the first rule that passes over a number; None when it counts."""
    for rule in RULES:
        if rule(text, number, tables):
            return rule.__name__
    return None
