"""What words tell about who is meant: name, post, gender, number, sort.

Invariant: a `Naming` looks at its own words alone; who else stands in the document is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from reportedly.entities.chunks import HYPHENS, Chunk, is_capital
from reportedly.entities.labels import LONGEST_ACRONYM, PERSON, PLACE, shows_body
from reportedly.entities.page import Page
from reportedly.entities.spelling import fold, is_slip, singular
from reportedly.entities.vocabulary import Pronoun, Vocabulary
from reportedly.language import Parse, Token
from reportedly.records import EntityKind, MentionKind

AND = ("&", "and")  # inside the name of a body
HANDLE_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")
PARTED = re.compile(r"[-‐‑.]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One mention as its own words describe it. Offsets are code points, half-open."""

    start: int
    end: int
    head: int  # token index
    sent: int
    kind: MentionKind
    sort: EntityKind
    name: tuple[str, ...] = ()  # folded words of a proper name; hyphens part words
    spelled: str = ""  # the name as written
    post: str = ""  # class of a role, body or writing
    title: str = ""  # the words of the post as written
    modifiers: frozenset[str] = frozenset()  # what narrows the post: {"foreign", "lethia"}
    gender: str = ""
    plural: bool = False
    article: str = ""  # "the", "a" or ""
    pronoun: Pronoun | None = None
    owns: bool = False  # a possessive 's follows, or the pronoun is one
    shouted: bool = False  # all in capitals, as headlines are
    place: bool = False  # its company shows a place
    sure: bool = False  # a title, given name or body word shows what sort of name it is


@dataclass(frozen=True, slots=True)
class Word:
    """One written word of a chunk: tokens joined by tight hyphens."""

    folded: str
    text: str
    first: int
    last: int
    pos: str
    capital: bool


def words_of(tokens: Sequence[Token], first: int, last: int) -> list[Word]:
    """Return the words of tokens [first, last)."""
    out: list[Word] = []
    i = first
    while i < last:
        end = i + 1
        while end + 1 < last and tokens[end].text in HYPHENS:
            end += 2
        if tokens[i].text in (".", "("):
            i = end if tokens[i].text == "." else i + 3  # an aside is a word in brackets
            continue
        text = "".join(t.text for t in tokens[i:end])
        capital = is_capital(tokens[i]) and not _is_opening_noun(tokens, i)
        out.append(Word(fold(text), text, i, end, tokens[end - 1].pos, capital))
        i = end
    return out


def _is_opening_noun(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a capital only opens a sentence: "Thousands of miners"."""
    opening = i == 0 or tokens[i - 1].sent != tokens[i].sent
    named = i + 1 < len(tokens) and (is_capital(tokens[i + 1]) or tokens[i + 1].text == "&")
    return opening and not named and tokens[i].pos in ("NOUN", "NUM", "ADJ", "DET")


def describe(page: Page, chunk: Chunk) -> Naming:
    """Return what a chunk's words tell."""
    tokens, words = page.parse.tokens, page.words
    given = [
        replace(w, capital=True) if _is_proper(w, tokens[w.first], page) else w
        for w in words_of(tokens, chunk.first, chunk.last)
    ]
    article = _article(given[0].folded)
    inner = [w for n, w in enumerate(given) if not _is_plain(w, n, words)] or given[-1:]
    bare = Naming(
        start=tokens[chunk.first].start,
        end=tokens[chunk.last - 1].end,
        head=chunk.last - 1,
        sent=tokens[chunk.first].sent,
        kind=MentionKind.TITLE,
        sort=EntityKind.ANONYMOUS,
        article=article,
        owns=chunk.owns,
    )
    for read in (_titled_name, _style, _post, _proper):
        if (found := read(bare, inner, page)) is not None:
            return _lessened(found, given, words)
    return _thing(bare, inner, page)


def _is_proper(word: Word, first: Token, page: Page) -> bool:
    """Tell whether a capital that may only open a sentence stands elsewhere in it, too."""
    return not word.capital and word.folded in page.proper and is_capital(first)


def _lessened(naming: Naming, given: Sequence[Word], words: Vocabulary) -> Naming:
    """Keep the word that shows another holder of the post: "Acting mayor", "the then mayor"."""
    first = given[1 if naming.article and len(given) > 1 else 0]
    if (
        first.folded not in words.sets["stand_in"]
        or not naming.title
        or naming.sort is not EntityKind.PERSON
    ):
        return naming
    return replace(naming, title=f"{first.text} {naming.title}")


def _article(first: str) -> str:
    if first in ("the", "this", "that", "these", "those"):
        return "the"
    return "a" if first in ("a", "an", "one", "another", "some", "two", "three", "several") else ""


def _is_plain(word: Word, n: int, words: Vocabulary) -> bool:
    return word.folded in words.sets["plain"] and (n == 0 or not word.capital or word.pos == "ADJ")


def _titled_name(bare: Naming, inner: list[Word], page: Page) -> Naming | None:
    """Read "Lethian Ambassador Tomas Eriksen", "Mr. Tomas", "spokeswoman Selin Karvat"."""
    words = page.words
    cut = 0
    for n, word in enumerate(inner[:-1], start=1):
        if _is_title(word.folded, words) and _is_written_as_name(inner[n:], words):
            cut = n
    if not cut or any(words.body(w.folded) for w in inner[cut:]):
        return None
    if words.role(inner[-1].folded) and inner[cut - 1].folded not in words.honorifics:
        return None
    if not inner[cut - 1].capital and not all(w.pos == "PROPN" for w in inner[cut:]):
        return None
    titles = inner[:cut]
    named = _with_name(bare, inner[cut:], page)
    post, modifiers = _post_of(titles, words)
    shown = [words.honorifics.get(w.folded, "") or words.gender(w.folded) for w in titles]
    gender = next((g for g in reversed(shown) if g), named.gender)
    return replace(
        named,
        sort=EntityKind.PERSON,
        post=post,
        title=" ".join(w.text for w in titles) if post else "",
        modifiers=modifiers,
        gender=gender,
        sure=True,
    )


def _is_written_as_name(named: list[Word], words: Vocabulary) -> bool:
    """Tell whether words are capitals but for particles inside: "Hiroshi van der Meer"."""
    particles = words.sets["particles"]
    return named[-1].capital and all(w.capital or w.folded in particles for w in named)


def _is_title(word: str, words: Vocabulary) -> bool:
    return word in words.honorifics or bool(words.role(word)) or word in words.abbreviations


def _with_name(bare: Naming, named: list[Word], page: Page) -> Naming:
    parse, text, words = page.parse, page.text, page.words
    parts = name_parts(w.text for w in named)
    gender = words.given.get(named[0].folded, words.given.get(parts[0] if parts else "", ""))
    spelled = text[parse.tokens[named[0].first].start : parse.tokens[named[-1].last - 1].end]
    return replace(bare, kind=MentionKind.NAME, name=parts, spelled=spelled, gender=gender)


def name_parts(written: Iterable[str]) -> tuple[str, ...]:
    """Return a name's folded words; hyphens and inner full stops part words: "Y.Taghar".

    Capitals part the words of a handle: "@BlueCandleSAR".
    """
    flat = (
        p
        for w in written
        for p in (HANDLE_WORD.findall(w) if w.startswith("@") else PARTED.split(w))
    )
    return tuple(f for f in map(fold, flat) if f)


def _style(bare: Naming, inner: list[Word], page: Page) -> Naming | None:
    """Read "Her Worship", whose pronoun stands before the chunk."""
    parse, words = page.parse, page.words
    if inner[-1].folded not in words.sets["styles"] or not inner[-1].capital:
        return None
    before = parse.tokens[inner[0].first - 1].lemma.lower() if inner[0].first else ""
    shown = {"his": "male", "he": "male", "her": "female", "she": "female"}.get(before, "")
    return replace(bare, sort=EntityKind.PERSON, post="style", gender=shown, article="the")


def _post(bare: Naming, inner: list[Word], page: Page) -> Naming | None:
    """Read a noun of a role, body or writing: "the foreign minister", "a leaked memo"."""
    words = page.words
    head = inner[-1]
    word = _mended(head, bare.article, words)
    tables = ((words.role, EntityKind.PERSON), (words.body, EntityKind.ORGANISATION))
    for read, sort in (*tables, (words.writing, EntityKind.DOCUMENT)):
        if not read(word):
            continue
        named = head.capital and sort is not EntityKind.PERSON
        plural = _is_plural(page.parse, head) and not named
        post, modifiers = _post_of([*inner[:-1], replace(head, folded=word)], words)
        shown = EntityKind.GROUP if plural and post != "police" else sort
        if sort is EntityKind.PERSON and not plural:
            shown = _person_sort(bare.article, word, words)
        return replace(
            bare,
            kind=MentionKind.NAME if _is_proper_body(inner, sort) else MentionKind.TITLE,
            sort=shown,
            post=post,
            title=" ".join(w.text for w in inner),
            modifiers=modifiers,
            gender=words.gender(word),
            plural=plural,
            sure=True,
        )
    return None


def _is_proper_body(inner: list[Word], sort: EntityKind) -> bool:
    bodies = (EntityKind.ORGANISATION, EntityKind.DOCUMENT)
    capital = all(w.capital or w.text in AND for w in inner)
    return sort in bodies and len(inner) > 1 and capital


def _mended(head: Word, article: str, words: Vocabulary) -> str:
    """Return the head noun, its slip mended: "the ambassdor" -> "ambassador"."""
    word = words.abbreviations.get(head.folded, head.folded)
    if " " in word:
        word = word.rsplit(" ", 1)[1]
    if article != "the" or head.capital or words.role(word) or words.body(word):
        return word
    if words.writing(word) or len(word) < 8:
        return word
    return next((r for r in words.roles if is_slip(word, r)), word)


def _person_sort(article: str, word: str, words: Vocabulary) -> EntityKind:
    if singular(word) in words.sets["anonymous"]:
        return EntityKind.ANONYMOUS
    return EntityKind.ANONYMOUS if article == "a" else EntityKind.PERSON


def _is_plural(parse: Parse, head: Word) -> bool:
    tag = parse.tokens[head.last - 1].tag
    return tag in ("NNS", "NNPS") or (singular(head.folded) != head.folded and tag != "NN")


def _post_of(inner: Sequence[Word], words: Vocabulary) -> tuple[str, frozenset[str]]:
    """Return the class of the last noun of a post and what narrows it."""
    return post_of_words([w.folded for w in inner], words)


def post_of_words(folded: Sequence[str], words: Vocabulary) -> tuple[str, frozenset[str]]:
    """Return the class of the last noun of a post among folded words and what narrows it."""
    flat = [p for w in folded for p in words.abbreviations.get(w, w).split()]
    known = [n for n, w in enumerate(flat) if words.role(w) or words.body(w) or words.writing(w)]
    if not known:
        return "", frozenset()
    cut = next((n for n, w in enumerate(flat) if w in words.sets["small"] and n > known[0]), None)
    if cut is not None:  # "spokesman for the eastern command" is no command
        known = [n for n in known if n < cut]
    at = known[-1]
    two = " ".join(flat[at - 1 : at + 1]) if at else ""
    post = words.roles.get(two) or words.bodies.get(two) or ""
    rest = [*(flat[: at - 1] if post else flat[:at]), *flat[cut or len(flat) :]]
    post = post or words.role(flat[at]) or words.body(flat[at]) or words.writing(flat[at])
    return post, narrowed(rest, words)


def narrowed(rest: Sequence[str], words: Vocabulary) -> frozenset[str]:
    """Return the words that narrow a post, countries under one name, plain words left out."""
    dropped = words.sets["plain"] | words.sets["small"]
    kept = (w for w in rest if w not in dropped and w not in words.honorifics)
    return frozenset(words.countries.get(w) or singular(w) for w in kept if w not in HYPHENS)


def _proper(bare: Naming, inner: list[Word], page: Page) -> Naming | None:
    """Read a name without a title; its sort is a guess unless a word shows it."""
    words = page.words
    if (kind := _kind_before_name(inner, words)) is not None:
        made = _proper(bare, inner[kind + 1 :], page)
        if made is not None:
            post, sort = words.body(inner[kind].folded), EntityKind.ORGANISATION
            return replace(made, post=post, sort=sort, sure=True, gender="")
    if inner and not inner[0].capital:  # "the shepherd Emre Koltan": the article is the noun's
        inner, bare = list(dropwhile(lambda w: not w.capital, inner)), replace(bare, article="")
    if not inner or not all(
        w.capital or w.folded in words.sets["particles"] or w.text in AND for w in inner
    ):
        return None
    named = _with_name(bare, inner, page)
    sort, sure = _sort_of(named, inner, page)
    return replace(
        named,
        sort=sort,
        sure=sure,
        gender=named.gender if sort is EntityKind.PERSON else "",
        shouted=all(w.text.isupper() and len(w.text) > 3 for w in inner),
        place=_label(page, inner) == PLACE,
    )


def _kind_before_name(inner: list[Word], words: Vocabulary) -> int | None:
    """Return the place of a body's noun that a name follows: "the rescue charity Blue Lantern"."""
    if len(inner) > 1 and words.body(inner[0].folded) == "company":
        return 0
    last = next((n for n, w in enumerate(inner) if w.capital), 0) - 1
    return last if last >= 0 and words.body(inner[last].folded) else None


def _sort_of(named: Naming, inner: list[Word], page: Page) -> tuple[EntityKind, bool]:
    words = page.words
    if named.article == "the" or shows_body(named.name, words) or "&" in named.name:
        return EntityKind.ORGANISATION, True
    if " ".join(named.name) in words.countries or " ".join(named.name) in words.capitals:
        return EntityKind.ORGANISATION, True
    if len(named.name) > 1 and inner[0].folded in words.given:
        return EntityKind.PERSON, True
    label = _label(page, inner)
    if len(named.name) > 1:
        person = label in (PERSON, "") and not any(
            w.text.isupper() for w in inner if len(w.text) > 2
        )
        return (EntityKind.PERSON if person else EntityKind.ORGANISATION), False
    if inner[0].text.isupper() and 1 < len(inner[0].text) <= LONGEST_ACRONYM:
        return EntityKind.ORGANISATION, False
    person = label in (PERSON, "")
    return (EntityKind.PERSON if person else EntityKind.ORGANISATION), False


def _label(page: Page, inner: list[Word]) -> str:
    """Return the label inside these words; "" when they have none."""
    inside = range(inner[0].first, inner[-1].last)
    return next((page.labels[i] for i in inside if i in page.labels), "")


def _thing(bare: Naming, inner: list[Word], page: Page) -> Naming:
    """Read any other noun phrase: it names a speaker only where a source stands."""
    plural = _is_plural(page.parse, inner[-1])
    sort = EntityKind.GROUP if plural else EntityKind.ANONYMOUS
    return replace(bare, sort=sort, plural=plural, title=" ".join(w.text for w in inner))


def phrase_of(naming: Naming) -> tuple[str, bool]:
    """Return the words of a naming without a name, the same for all that repeat them."""
    return fold(naming.title), naming.plural
