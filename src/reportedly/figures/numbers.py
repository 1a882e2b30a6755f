"""Lex every number of a text: digits, words and mixtures of both, with offsets.

Numbers come out in reading order and never overlap. One pass over the text finds the atoms (a
digit string, a number word); a small left-to-right reader joins neighbours into numbers. What a
number counts, and whether it counts anything, is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from reportedly.figures.digits import Value, readings
from reportedly.figures.tables import Tables

PLAIN = re.compile(r"[ \u00a0‑-]|[ \u00a0]\n|\n")
POINT = re.compile(r"[ \u00a0]point[ \u00a0]")
AND = re.compile(r"[ -](?:and|&)[ -]")
AND_A = re.compile(r"[ -](?:and|&)[ -](?:an?[ -])?")
OF_A = re.compile(r"[ -](?:of )?an?[ -]|[ -]")
A_UNIT = re.compile(  # "half a dollar", "a quarter of a mile"
    r" (?:of )?an?(?= (?:mile|kilomet|met[er]{2}\b|dollar|euro|pound|litre|liter|tonne|ton\b"
    r"|hectare|acre|inch|foot|yard|percent|per cent|point|degree|hour|day|year|decade|century))"
)
OF_WHOLE = re.compile(r"(?: [a-z]+ly)? (?:of|less|more|lower|higher|who|are|were|have|had|said)\b")
ARTICLE = re.compile(r"\b(?:an?|one)[ -]$", re.IGNORECASE)
PLURAL = re.compile(r" (?:of\b|people\b|(?:[a-z-]+ ){0,4}[a-z-]{2,}s\b)")
POWER = re.compile(r" ?[×x] ?10\^?([−-]?\d{1,2})(?!\d)")  # "2.5×10−8"
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Number:
    """One number. `values` is best first and never empty; a vague word has low and high."""

    start: int
    end: int
    values: tuple[Value, ...]
    kind: str  # "digits", "words", "share", "vague", "times", "fold"
    scale: Decimal = ONE  # the last multiplier: a million in "2 million"
    vague: str = ""  # the vague word, lower case


@dataclass(frozen=True, slots=True)
class Atom:
    """A digit string or a number word."""

    start: int
    end: int
    kind: str
    values: tuple[Value, ...]
    word: str = ""
    scale: Decimal = ONE  # what its letters multiply by: a billion in "3.2bn"

    @property
    def value(self) -> Decimal:
        return self.values[0][0]


def lex(text: str, tables: Tables) -> list[Number]:
    """Return the numbers of a text in reading order."""
    atoms = list(_atoms(text, tables))
    found: list[Number] = []
    i = 0
    while i < len(atoms):
        number, i = _number(text, atoms, i)
        if number is not None:
            found.append(number)
    return found


def _atoms(text: str, tables: Tables) -> Iterator[Atom]:
    last = 0
    for match in tables.word.finditer(text):
        start, end = match.span()
        if start < last:
            continue
        if match["digits"]:
            values = readings(match["digits"])
            if values:
                atom = _digit_atom(text, (start, end), values, tables=tables)
                last = atom.end
                yield atom
            continue
        word = re.sub(r"\s", " ", match[0].lower())
        if word in tables.vague:
            yield Atom(start, end, "vague", ((Decimal(0), "figures.numbers.vague"),), word)
        else:
            kind, value = tables.words[word]
            yield Atom(start, end, kind, ((value, "figures.numbers.words"),), word)


def _digit_atom(
    text: str, span: tuple[int, int], values: tuple[Value, ...], *, tables: Tables
) -> Atom:
    """Return a digit atom with the letters that multiply it: "3.2bn", "USD 250 m"."""
    start, end = span
    power = POWER.match(text, end)
    if power:
        factor = Decimal(10) ** int(power[1].replace("−", "-"))
        raised = tuple((value * factor, "figures.numbers.power") for value, _ in values)
        return Atom(start, power.end(), "scaled", raised, scale=factor)
    match = tables.letter.match(text, end)
    times = _factor(text, (start, end), match, tables=tables) if match else None
    if match is None or times is None:
        return Atom(start, end, "digits", values)
    rule = "figures.numbers.letters"
    scaled = tuple((value * times, rule) for value, _ in values)
    return Atom(start, match.end(), "scaled", scaled, match[1], times)


def _factor(
    text: str, span: tuple[int, int], match: re.Match[str], *, tables: Tables
) -> Decimal | None:
    """Return what letters multiply by; None where "m" is a metre rather than a million."""
    letters, gap = match[1], match.start(1) - span[1]
    if letters in tables.letters:
        return tables.letters[letters] if gap == 0 or len(letters) > 1 else None
    money = tables.money_behind.search(text, max(0, span[0] - 6), span[0])
    if money:
        return tables.doubtful[letters]
    if letters == "B" and text.startswith(" people", match.end()):
        return tables.doubtful[letters]
    if letters == "m" and gap == 0 and PLURAL.match(text, match.end(), match.end() + 60):
        return tables.doubtful[letters]
    return None


def _number(text: str, atoms: list[Atom], i: int) -> tuple[Number | None, int]:
    """Return the number that begins at atom `i`, or None, and the atom to go on with."""
    atom = atoms[i]
    if atom.kind == "vague":
        return Number(atom.start, atom.end, atom.values, "vague", vague=atom.word), i + 1
    if atom.kind in ("times", "folds"):
        kind = "times" if atom.kind == "times" else "fold"
        return Number(atom.start, atom.end, atom.values, kind), i + 1
    if atom.kind in ("fractions", "signs"):
        return _part(text, atoms, i)
    if atom.kind == "zeros":
        return _zero(text, atoms, i)
    share = _share(text, atoms, i)
    if share is not None:
        return share, i + 2
    return _count(text, atoms, i)


def _zero(text: str, atoms: list[Atom], i: int) -> tuple[Number | None, int]:
    """Read "none", "not one"; "not one hundred twelve" is 112 with a negation before it."""
    atom = atoms[i]
    scaled = i + 1 < len(atoms) and atoms[i + 1].kind in ("scales", "dozens")
    if atom.word == "not one" and scaled and _joined(text, atoms, i, gap=PLAIN):
        one = Atom(atom.end - 3, atom.end, "small", ((ONE, "figures.numbers.words"),), "one")
        return _count(text, [*atoms[:i], one, *atoms[i + 1 : i + 12]], i)
    return Number(atom.start, atom.end, ((Decimal(0), "figures.numbers.zero"),), "zero"), i + 1


def _part(text: str, atoms: list[Atom], i: int) -> tuple[Number | None, int]:
    """Read "half a million", "half a dozen", "half", "a third"."""
    atom, last = atoms[i], len(atoms) - 1
    article = ARTICLE.search(text, max(0, atom.start - 4), atom.start)
    start = article.start() if article else atom.start
    if i < last and atoms[i + 1].kind in ("scales", "dozens") and _joined(text, atoms, i, gap=OF_A):
        value = (atom.value * atoms[i + 1].value).normalize()
        values = ((value, "figures.numbers.half_a_million"),)
        return Number(start, atoms[i + 1].end, values, "words", atoms[i + 1].value), i + 2
    of_unit = A_UNIT.match(text, atom.end)
    if of_unit:
        values = ((atom.value, "figures.numbers.half_a_unit"),)
        return Number(start, of_unit.end(), values, "words"), i + 1
    if atom.word in ("half", "½"):
        return Number(start, atom.end, _percent(atom.value), "share"), i + 1
    if article and not atom.word.endswith("s") and OF_WHOLE.match(text, atom.end):
        return Number(start, atom.end, _percent(atom.value), "share"), i + 1
    return None, i + 1


def _share(text: str, atoms: list[Atom], i: int) -> Number | None:
    """Read "two-thirds", "three quarters"."""
    if i + 1 >= len(atoms) or atoms[i + 1].kind != "fractions" or atoms[i].kind != "small":
        return None
    count, part = atoms[i].value, atoms[i + 1]
    plural = part.word.endswith("s")
    if (
        not _joined(text, atoms, i, gap=PLAIN)
        or count < 1
        or plural != (count > 1)
        or part.word == "half"
    ):
        return None
    if count * part.value >= 1:
        return None
    return Number(atoms[i].start, part.end, _percent(count * part.value), "share")


def _percent(share: Decimal) -> tuple[Value, ...]:
    """Return a share of 1 as a percentage with one decimal: two thirds is 66.7."""
    value = (share * 100).quantize(Decimal("0.1")).normalize()
    return ((Decimal(f"{value:f}"), "figures.numbers.share"),)


def _joined(text: str, atoms: list[Atom], i: int, *, gap: re.Pattern[str]) -> bool:
    """Tell whether atoms i and i+1 are joined by nothing but `gap`."""
    return gap.fullmatch(text, atoms[i].end, atoms[i + 1].start) is not None


@dataclass(slots=True)
class _State:
    """What has been read of one number: finished thousands, the part under way, the last scale."""

    total: Decimal
    current: Decimal
    scale: Decimal  # of the last scale word; 0 before any
    words: int
    large: Decimal  # of the last scale word of a thousand or more; 0 before any
    fresh: bool  # the last atom was a scale or hundred, so "and" may follow

    def copy(self) -> _State:
        return replace(self)


def _count(text: str, atoms: list[Atom], i: int) -> tuple[Number | None, int]:
    """Read "three and a half million", "28 thousand 1 hundred", "four hundred and two"."""
    first = atoms[i]
    start, state = _opening(text, first)
    if state is None:
        return None, i + 1
    j = _spoken(text, atoms, i, state=state)
    back = (j, state.copy())
    while j < len(atoms):
        with_and = _joined(text, atoms, j - 1, gap=AND) and state.fresh
        if not with_and and not _joined(text, atoms, j - 1, gap=PLAIN):
            break
        if with_and:
            back = (j, state.copy())
        if atoms[j].kind == "digits" and not _scale_next(text, atoms, j):
            break
        if not _add(state, atoms[j]):
            if atoms[j].kind in ("scales", "dozens") and back[0] < j and back[0] > i:
                j, state = back
            break
        j += 1
    return _finish(text, atoms, (i, j), built=(start, state))


def _started(value: Decimal, *, scale: Decimal, fresh: bool) -> _State:
    large = scale if scale >= 1000 else Decimal(0)
    return _State(total=Decimal(0), current=value, scale=scale, words=1, large=large, fresh=fresh)


def _spoken(text: str, atoms: list[Atom], i: int, *, state: _State) -> int:
    """Read the decimals of "four point eight billion" into the state; return the next atom."""
    j, size = i + 1, Decimal("0.1")
    if atoms[i].kind not in ("small", "tens"):
        return j
    gap = POINT
    while j < len(atoms) and atoms[j].kind == "small" and _joined(text, atoms, j - 1, gap=gap):
        if atoms[j].value > 9:
            break
        state.current += atoms[j].value * size
        j, size, gap = j + 1, size / 10, PLAIN
    return j


def _scale_next(text: str, atoms: list[Atom], j: int) -> bool:
    """Tell whether a scale word follows atom j: "28 thousand 1 hundred"."""
    following = j + 1 < len(atoms) and atoms[j + 1].kind == "scales"
    return following and _joined(text, atoms, j, gap=PLAIN)


def _opening(text: str, first: Atom) -> tuple[int, _State | None]:
    """Return where a number begins and its first state; None when the atom cannot begin one."""
    if first.kind in ("scales", "dozens"):
        article = ARTICLE.search(text, max(0, first.start - 4), first.start)
        if article is None and first.word != "dozen":
            return first.start, None
        if first.word == "score":
            return first.start, None
        start = article.start() if article else first.start
        return start, _started(first.value, scale=first.value, fresh=True)
    if first.kind in ("digits", "scaled", "small", "tens"):
        fresh = first.kind == "scaled"
        return first.start, _started(first.value, scale=Decimal(0), fresh=fresh)
    return first.start, None


def _add(state: _State, atom: Atom) -> bool:
    """Add one atom to the number under way; False when it does not fit."""
    if atom.kind == "small":
        fits = _room(state, Decimal(10) if atom.value < 10 else Decimal(100)) and atom.value > 0
    elif atom.kind == "tens":
        fits = _room(state, Decimal(100))
    elif atom.kind == "digits":
        fits = state.fresh and 0 < atom.value < 1000 and state.current == 0
    elif atom.kind in ("scales", "dozens"):
        return _multiply(state, atom)
    else:
        return False
    if fits:
        state.current += atom.value
        state.fresh = False
        state.words += 1
    return fits


def _room(state: _State, size: Decimal) -> bool:
    """Tell whether a word below `size` may follow: "forty two", not "forty eleven" or "5 two"."""
    if state.current == 0:
        return state.fresh
    if state.current != state.current.to_integral_value() or state.current % size != 0:
        return False
    return state.fresh or (size == 10 and 20 <= state.current % 100 <= 90)


def _multiply(state: _State, atom: Atom) -> bool:
    """Multiply what stands before: hundreds and dozens the part under way, thousands all of it."""
    if atom.value in (100, 12, 20):
        if not 0 < state.current < 100 or (state.words > 2 and state.current >= 100):
            return False
        if atom.word == "score" and not 2 <= state.current <= 9:
            return False
        state.current *= atom.value
    else:
        if state.current == 0 or (state.total and state.large <= atom.value):
            return False
        state.large = atom.value
        state.total += state.current * atom.value
        state.current = Decimal(0)
    state.scale = atom.value
    state.fresh = True
    state.words += 1
    return True


def _finish(
    text: str, atoms: list[Atom], reach: tuple[int, int], *, built: tuple[int, _State]
) -> tuple[Number, int]:
    """Return the number over atoms [i, j), with a half if one follows."""
    i, j = reach
    start, state = built
    value, end, scale = state.total + state.current, atoms[j - 1].end, state.scale or ONE
    if j < len(atoms) and atoms[j].kind in ("fractions", "signs") and _half(text, atoms, j):
        unit = scale if state.fresh and state.scale else ONE
        value, end, j = value + atoms[j].value * unit, atoms[j].end, j + 1
        if j < len(atoms) and atoms[j].kind == "scales" and _joined(text, atoms, j - 1, gap=PLAIN):
            value, end, scale, j = value * atoms[j].value, atoms[j].end, atoms[j].value, j + 1
    kind = "digits" if atoms[i].kind in ("digits", "scaled") else "words"
    first = atoms[i]
    if first.kind == "digits" and j == i + 1:
        return Number(start, end, first.values, kind, scale), j
    if first.kind == "scaled" and j == i + 1:
        return Number(start, end, first.values, kind, first.scale), j
    values: tuple[Value, ...] = ((_plain(value), "figures.numbers.words"),)
    if first.kind == "digits" and j == i + 2 and atoms[i + 1].kind == "scales":
        values = tuple((_plain(v * atoms[i + 1].value), rule) for v, rule in first.values)
    return Number(start, end, values, kind, scale), j


def _plain(value: Decimal) -> Decimal:
    """Return the value without a superfluous fraction: 3500000.0 is 3500000."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _half(text: str, atoms: list[Atom], j: int) -> bool:
    """Tell whether atom j adds a part: "and a half", "and half", "½"."""
    if atoms[j].kind == "signs":
        return atoms[j].start - atoms[j - 1].end <= 1 and atoms[j - 1].kind == "digits"
    if atoms[j].word not in ("half", "quarter", "third"):
        return False
    gap = AND_A.fullmatch(text, atoms[j - 1].end, atoms[j].start)
    return gap is not None and (atoms[j].word == "half" or " a " in gap[0] or "-a-" in gap[0])
