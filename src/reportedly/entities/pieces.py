"""Pieces: every chunk and pronoun of a document with what its words tell.

Invariant: pieces are in reading order and do not overlap; a post has the words of its owner and
of its complements ("the ministry of health").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.entities.chunks import OWNERS, Chunk, chunks_of, is_capital
from reportedly.entities.labels import PERSON, shows_body
from reportedly.entities.namings import Naming, Word, describe, narrowed, words_of
from reportedly.entities.page import Page
from reportedly.entities.vocabulary import Vocabulary
from reportedly.language import Token
from reportedly.records import EntityKind, MentionKind, Statement

COMPLEMENTS = frozenset(("of", "for", "to", "at", "in", "on", "from", "with"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A naming and the tokens [first, last) it was read from."""

    first: int
    last: int
    naming: Naming
    owner: int | None = None  # index of the piece that owns it
    narrows: int | None = None  # index of the piece whose post it narrows


def pieces_of(page: Page, statements: Sequence[Statement]) -> list[Piece]:
    """Return the pieces of a document; none crosses the edge of a source."""
    edges = {e for s in statements for span in s.source for e in (span.start, span.end)}
    chunks = chunks_of(page.parse, page.text, edges=edges, words=page.words)
    bare = [Piece(c.first, c.last, describe(page, c)) for c in chunks]
    pieces = _split_names(page, bare, frozenset(edges))
    return _narrowed(page, _with_pronouns(page, pieces))


def _split_names(page: Page, pieces: list[Piece], edges: frozenset[int]) -> list[Piece]:
    """Part "Chad Ilka Duarte" behind "Deputy Foreign Minister of" at the given name."""
    out: list[Piece] = []
    tokens = page.parse.tokens
    for piece in pieces:
        behind = _is_behind_post(tokens, out, piece)
        speaks = piece.naming.end in edges and _is_bare_post(out)
        cut = _cut(page, piece, speaks=speaks) if behind else None
        if cut is None:
            out.append(piece)
            continue
        for first, last in ((piece.first, cut), (cut, piece.last)):
            chunk = Chunk(first, last, None, piece.naming.owns and last == piece.last)
            out.append(Piece(first, last, describe(page, chunk)))
    return out


def _is_behind_post(tokens: Sequence[Token], out: list[Piece], piece: Piece) -> bool:
    """Tell whether a piece narrows a post: "Minister for X", "Minister for X and Y"."""
    if not piece.first or not out or out[-1].last not in (piece.first - 1, piece.first - 2):
        return False
    between = [t.text.lower() for t in tokens[out[-1].last : piece.first]]
    if between[0] in COMPLEMENTS:
        return bool(out[-1].naming.post) or _follows_complement(tokens, out[-1])
    return between == ["and"] and _follows_complement(tokens, out[-1])


def _follows_complement(tokens: Sequence[Token], piece: Piece) -> bool:
    return piece.first > 0 and tokens[piece.first - 1].text.lower() in COMPLEMENTS


def _is_bare_post(out: list[Piece]) -> bool:
    """Tell whether a person's post without article is near: "Minister for Trade and Work X Y"."""
    post = next((p.naming for p in reversed(out[-2:]) if p.naming.post), None)
    return post is not None and post.sort is EntityKind.PERSON and not post.article


def _cut(page: Page, piece: Piece, *, speaks: bool) -> int | None:
    """Return the token at which a person's name begins inside a complement.

    Whoever speaks by a post without article is named behind it.
    """
    tokens, words = page.parse.tokens, page.words
    inside = words_of(tokens, piece.first, piece.last)
    if piece.naming.sure and len(piece.naming.name) < len(inside) and _is_titled(inside, words):
        return None  # "under the leadership of Minister Ana Ruiz"
    for n, word in enumerate(inside[1:], start=1):
        before = " ".join(w.folded for w in inside[:n])
        titled = word.folded in words.honorifics or (word.capital and words.role(word.folded))
        rest = inside[n:]
        if not all(w.capital for w in rest) or len(rest) < 2:
            continue
        if word.folded in words.given or titled or _is_whole(before, words):
            return word.first
    person = page.labels.get(piece.last - 1) == PERSON
    named = person or (speaks and not shows_body([w.folded for w in inside[-2:]], words))
    spoken = named and len(inside) > 2 and all(w.capital for w in inside[-2:])
    return inside[-2].first if spoken else None


def _is_titled(inside: list[Word], words: Vocabulary) -> bool:
    first = inside[0].folded
    return first in words.honorifics or bool(words.role(first))


def _is_whole(before: str, words: Vocabulary) -> bool:
    """Tell whether the words before a name are complete by themselves: a country, "the UN"."""
    return before in words.countries or before in words.abbreviations


def _with_pronouns(page: Page, pieces: list[Piece]) -> list[Piece]:
    pronouns = [
        Piece(t.i, t.i + 1, _pronoun(page, t)) for t in page.parse.tokens if _is_pronoun(page, t)
    ]
    return sorted([*pieces, *pronouns], key=lambda p: p.first)


def _is_pronoun(page: Page, token: Token) -> bool:
    lower = token.text.lower()
    if lower not in page.words.pronouns or token.pos in ("PROPN", "NOUN", "ADJ"):
        return False
    return lower == "i" or not (token.text.isupper() and len(token.text) > 1)


def _pronoun(page: Page, token: Token) -> Naming:
    known = page.words.pronouns[token.text.lower()]
    return Naming(
        start=token.start,
        end=token.end,
        head=token.i,
        sent=token.sent,
        kind=MentionKind.PRONOUN,
        sort=EntityKind.GROUP if known.number == "plural" else EntityKind.PERSON,
        gender=known.gender if known.gender in ("male", "female") else "",
        plural=known.number == "plural",
        pronoun=known,
        owns=token.tag in ("PRP$", "WP$"),
    )


def _narrowed(page: Page, pieces: list[Piece]) -> list[Piece]:
    """Give each post the words of its owner and its complements: "the ministry of health"."""
    out: list[Piece] = []
    post: int | None = None  # the piece a complement would narrow
    for n, bare in enumerate(pieces):
        owner = _owner(out, bare)
        piece = bare if owner is None else replace(bare, owner=owner)
        if owner is not None and not out[owner].naming.pronoun:
            piece = replace(piece, naming=_adding(page, piece, out[owner]))
        target = post if post is not None and _continues(page, out, bare) else None
        if target is not None and not piece.naming.pronoun:
            out[target] = replace(out[target], naming=_adding(page, out[target], piece))
            out[target] = replace(out[target], naming=_titled(page, out[target], piece))
        post = target if target is not None else (n if piece.naming.post else None)
        narrows = target if not piece.naming.pronoun else None
        out.append(piece if narrows is None else replace(piece, narrows=narrows))
    return out


def _owner(before: list[Piece], piece: Piece) -> int | None:
    """Return the index of the piece whose possessive stands right before this one."""
    if not before or not before[-1].naming.owns:
        return None
    gap = piece.first - before[-1].last
    return len(before) - 1 if gap == (0 if before[-1].naming.pronoun else 1) else None


def _continues(page: Page, out: list[Piece], piece: Piece) -> bool:
    """Tell whether a piece hangs on the piece before it by "of", "for", "to", or a narrowing 's."""
    before = out[-1]
    between = page.parse.tokens[before.last : piece.first]
    words = [t.text.lower() for t in between]
    if before.naming.owns and len(words) == 1 and words[0] in OWNERS:
        return before.narrows is not None
    if words == ["and"] and _follows_complement(page.parse.tokens, before):
        return is_capital(page.parse.tokens[piece.first])
    if not words or len(words) > 2 or words[0] not in COMPLEMENTS:
        return False
    return (
        words[0] in ("of", "for")
        or not _is_short_name(page, before)
        or is_capital(page.parse.tokens[piece.first])
    )


def _is_short_name(page: Page, piece: Piece) -> bool:
    """Tell whether a capital noun with its article stands for a whole name: "the Front"."""
    body = piece.naming.sort is EntityKind.ORGANISATION
    return body and is_capital(page.parse.tokens[piece.last - 1])


def _titled(page: Page, piece: Piece, other: Piece) -> Naming:
    """Lengthen a post's words by a complement: "Ambassador" + "of Lethia to Dravia"."""
    naming = piece.naming
    if naming.name or not naming.title or not naming.post:
        return naming
    head = page.parse.tokens[piece.last - 1].end
    base = naming.title.split("\n")[0]
    own = page.text[page.parse.tokens[piece.first].start : head]
    whole = page.text[page.parse.tokens[piece.first].start : other.naming.end]
    known = own.rfind(base.split(" of ")[0].split(" to ")[0])
    return replace(naming, title=" ".join(whole[max(0, known) :].split()))


def _adding(page: Page, piece: Piece, other: Piece) -> Naming:
    words = [w.folded for w in words_of(page.parse.tokens, other.first, other.last)]
    more = narrowed(words, page.words) | other.naming.modifiers
    if not piece.naming.post:
        return piece.naming
    written = f"{piece.naming.post} of {words[-1]}"
    post = page.words.roles.get(written, piece.naming.post)
    return replace(piece.naming, post=post, modifiers=piece.naming.modifiers | more)
