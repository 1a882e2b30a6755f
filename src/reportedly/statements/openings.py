"""Where a quotation begins whose opening mark is lost.

Invariant: only a quotation without an opening mark moves, and only forward inside its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportedly.language import Parse, Token
from reportedly.statements.quotes import Quotation

OWN = frozenset(("i", "we", "my", "our", "me", "us"))  # the quoted person reports: it stays inside


def reopened(
    found: Iterable[Quotation], parse: Parse, verbs: frozenset[str]
) -> Iterator[Quotation]:
    """Put a lost opening mark behind the writer's "He said", not before it.

    'He also talked about the flood, saying Lurland opened the dam.”': the words begin at "Lurland".

    Args:
        found: the outermost quotations.
        verbs: lemmas that a clause of reported words may follow.
    """
    for quote in found:
        start = None if quote.opened else _behind_cue(quote, parse, verbs)
        yield quote if start is None else replace(quote, start=start, inner=(start, quote.inner[1]))


def _behind_cue(quote: Quotation, parse: Parse, verbs: frozenset[str]) -> int | None:
    """Return where the clause begins that the first verb of speech governs."""
    tokens = parse.within(*quote.inner)
    for token in tokens:
        if token.sent != tokens[0].sent or token.text.lower() in OWN:
            return None
        if token.lemma.lower() in verbs and token.pos == "VERB":
            clause = _clause(parse, token, before=quote.inner[1])
            if clause is not None:
                return clause
    return None


def _clause(parse: Parse, verb: Token, *, before: int) -> int | None:
    """Return where a verb's clause begins whose head stands before an offset, else None."""
    told = [c for c in parse.children[verb.i] if parse.tokens[c].dep == "ccomp" and c > verb.i]
    if not told or parse.tokens[told[0]].start >= before:
        return None
    first = told[0]
    while any(verb.i < c < first for c in parse.children[first]):
        first = next(c for c in parse.children[first] if c > verb.i)
    while first < told[0] and parse.tokens[first].text.lower() in ("that", ",", ":"):
        first += 1
    return parse.tokens[first].start
