"""What kind of block a part is: one small rule a kind, asked in order; none fits a paragraph.

Boilerplate is never analysed, so a rule for it fires only on short parts with plain signs.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reportedly.documents.bylines import is_byline
from reportedly.documents.datelines import dateline, header
from reportedly.documents.sheet import HEADING_LENGTH, LETTER, Sheet, key, unfinished
from reportedly.records import BlockKind

DEBRIS = re.compile(r"[\s|*_=~•·#<>/\\+—–-]+")
ENDS = re.compile(r"(?:-0-|-30-|#{3,}|-{0,2} ?(?i:ends|end) ?-{0,2}|\[(?i:ends?)[^\]]{0,12}\])")
RIGHTS = re.compile(r"(?:©|\(c\) (?:19|20)\d\d|copyright (?:©|\(c\)|(?:19|20)\d\d))", re.I)
POST_DATE = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})"
SIGNATURE = re.compile(
    rf"\A(?:—|–|--|&mdash;)\s?[^\n@]{{1,80}}\(@\w{{1,30}}\)\s*+(?:{POST_DATE}\s*+)?$"
)
PICTURE = re.compile(r"pic\.(?:twitter|x)\.com/\w+\s*$")
HANDLE = re.compile(r"(?:> ?)?(?:[^\n@.!?:]{1,50}\s)?\(?@\w{2,30}\)?(?:\s*[·|,-]\s*[^\n]{1,30})?$")
SHORT = 200  # code points: links, contacts and rights lines of the corpus end below 160
CHATTY = 60
SPACES = re.compile(r"\s+")

Rule = Callable[[Sheet, int], BlockKind | None]


def debris(sheet: Sheet, index: int) -> BlockKind | None:
    """Find lone signs left of a table or a rule: `"|"`, `"***"`."""
    words = sheet.words[index]
    return BlockKind.BOILERPLATE if DEBRIS.fullmatch(words[:SHORT]) and len(words) < SHORT else None


def end_mark(sheet: Sheet, index: int) -> BlockKind | None:
    """Find the mark that ends a release: `"ENDS"`, `"-0-"`, `"###"`."""
    words = sheet.words[index]
    return BlockKind.BOILERPLATE if len(words) < 20 and ENDS.fullmatch(words) else None


def front_matter(sheet: Sheet, index: int) -> BlockKind | None:
    """Find the fields above a Markdown text: `"title: Ferry fire"` between two `"---"`."""
    return BlockKind.BOILERPLATE if index < sheet.front_matter else None


def furniture(sheet: Sheet, index: int) -> BlockKind | None:
    """Find what a page's layout repeats: `"Page 3 of 12"` at the foot of a page."""
    return BlockKind.BOILERPLATE if sheet.parts[index] in sheet.furniture else None


def title(sheet: Sheet, index: int) -> BlockKind | None:
    """Find the headline, chosen before: `"Death toll in Velmar ferry fire rises to 41"`."""
    return BlockKind.TITLE if index == sheet.title_at else None


def post(sheet: Sheet, index: int) -> BlockKind | None:
    """Find a post's signature or the words above it: `"— Ana Duarte (@aduarte) May 1, 2031"`."""
    if sheet.parts[index] in sheet.embeds:
        return BlockKind.EMBED
    words = sheet.words[index]
    after = sheet.words[index + 1] if index + 1 < len(sheet.words) else ""
    signs = SIGNATURE.match(words) or SIGNATURE.match(after) or PICTURE.search(words[-60:])
    return BlockKind.EMBED if signs else None


def post_header(sheet: Sheet, index: int) -> BlockKind | None:
    """Find a post's name and handle: `"Kofi Brandstrup @UNEnvoyAzmere · 08:00"`."""
    words = sheet.words[index]
    if len(words) > 120 or sheet.blank_after(index):
        return None  # a writer's own handle stands alone
    return BlockKind.EMBED if HANDLE.fullmatch(words) else None


def post_body(sheet: Sheet, index: int) -> BlockKind | None:
    """Find the lines right below a handle: `"> 167 hands were raised in Brenn today."`."""
    for above in range(index - 1, max(-1, index - 6), -1):
        words = sheet.words[above]
        if sheet.blank_after(above):
            return None
        if len(words) < 120 and HANDLE.fullmatch(words):
            return BlockKind.EMBED
    return None


def passed_on(sheet: Sheet, index: int) -> BlockKind | None:
    """Find the header of a page passed on: `"date 2032-05-17 (NORTHLIGHT- Averin Post)"`."""
    words = sheet.words[index]
    return BlockKind.BOILERPLATE if index < 4 and header(words, sheet.vocabulary) else None


def comments(sheet: Sheet, index: int) -> BlockKind | None:
    """Find the readers' comments, from their heading to the end: `"COMMENTS"`."""
    start = sheet.comments_from
    return BlockKind.BOILERPLATE if start is not None and index >= start else None


def page_words(sheet: Sheet, index: int) -> BlockKind | None:
    """Find a button or a label of the page: `"Share this article"`, `"ADVERTISEMENT"`."""
    words = sheet.words[index]
    if len(words) > CHATTY:
        return None
    plain = SPACES.sub(" ", re.sub(r"[\W\d_]+", " ", words)).strip().lower()
    return BlockKind.BOILERPLATE if plain in sheet.vocabulary.whole else None


def link(sheet: Sheet, index: int) -> BlockKind | None:
    """Find a line that leads elsewhere: `"Read more: What the tariff means for your bill"`."""
    words = sheet.words[index]
    found = len(words) < SHORT and sheet.vocabulary.links.match(words)
    return BlockKind.BOILERPLATE if found else None


def invitation(sheet: Sheet, index: int) -> BlockKind | None:
    """Find a line that invites readers: `"Follow us on every platform"`."""
    words = sheet.words[index]
    found = len(words) < SHORT and sheet.vocabulary.starts.match(words)
    return BlockKind.BOILERPLATE if found else None


def contact(sheet: Sheet, index: int) -> BlockKind | None:
    """Find a line that says whom to call: `"Media contact: Lene Haakonsen, press@asf.example"`."""
    words = sheet.words[index]
    if len(words) > SHORT or index < len(sheet.words) // 2:
        return None
    return BlockKind.BOILERPLATE if sheet.vocabulary.contacts.match(words) else None


def rights(sheet: Sheet, index: int) -> BlockKind | None:
    """Find a rights line: `"© Correo de Punta Clara. All rights reserved"`."""
    words = sheet.words[index]
    if len(words) > SHORT:
        return None
    found = RIGHTS.match(words) or sheet.vocabulary.rights.search(words)
    return BlockKind.BOILERPLATE if found else None


def credit_line(sheet: Sheet, index: int) -> BlockKind | None:
    """Find a line of the makers' names: `"(Reporting by Lena Obuya; editing by P. Marchetti)"`."""
    words = sheet.words[index]
    found = len(words) < SHORT and sheet.vocabulary.credit_starts.match(words)
    return BlockKind.BOILERPLATE if found else None


def byline(sheet: Sheet, index: int) -> BlockKind | None:
    """Find the writer's line: `"By Ana Duarte"`."""
    return BlockKind.BOILERPLATE if is_byline(sheet, index) else None


def marked_heading(sheet: Sheet, index: int) -> BlockKind | None:
    """Find what the markup calls a heading: `"## What we ask"`, `<h2>`."""
    if sheet.parts[index] in sheet.headings:
        return BlockKind.HEADING
    if sheet.markdown and re.match(r"#{1,6}\s", sheet.words[index]):
        return BlockKind.HEADING
    return None


def heading(sheet: Sheet, index: int) -> BlockKind | None:
    """Find a short line that heads what follows: `"Liberation of the valley"`, `"07:02"`."""
    words = sheet.words[index]
    if not _heads(words) or "|" in words or dateline(words, sheet.vocabulary):
        return None
    after = sheet.next_body(index)
    second = sheet.next_body(index + 1) if after and _heads(after) else after
    return BlockKind.HEADING if second and not _heads(second) else None


def _heads(words: str) -> bool:
    if len(words) > HEADING_LENGTH or not unfinished(words) or "\n" in words:
        return False
    start = words.lstrip("\"'“‘«([*_")[:1]
    if not (start.isupper() or start.isdigit()) or re.search(r"\w: \w", words):
        return False
    return bool(LETTER.search(words)) or bool(re.fullmatch(r"\d{1,2}[:.]\d\d", words))


RULES: tuple[Rule, ...] = (
    front_matter,
    furniture,
    debris,
    title,
    end_mark,
    post,
    post_header,
    post_body,
    passed_on,
    comments,
    page_words,
    link,
    invitation,
    contact,
    rights,
    credit_line,
    byline,
    marked_heading,
    heading,
)


def kind_of(sheet: Sheet, index: int) -> BlockKind:
    """Return the kind that the first fitting rule names."""
    for rule in RULES:
        if kind := rule(sheet, index):
            return kind
    return BlockKind.PARAGRAPH


__all__ = ["RULES", "Rule", "key", "kind_of"]
