"""Find the posts of a page: those of a live page, and those of social networks set into it.

Invariant: a post's words are the page's own; its author and time are what stands beside them, and
None where nothing does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reportedly.documents.page import one_line
from reportedly.documents.sheet import key
from reportedly.records import Post

# What pages call the entries of a live page, in a class or an id.
LIVE = re.compile(r"live[-_ ]?(?:blog|post|feed|update|entry|event|ticker|text)|liveblog", re.I)
EMBEDS = re.compile(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|fb-post|bluesky-embed|"
    r"mastodon-embed|reddit-embed-bq|reddit-card|telegram-post|threads-post|text-post-media)\b"
)
ENTRY_TAGS = ("article", "li", "div", "section")
LEAST_POSTS = 2
LEAST_WORDS = 8  # of a live post; a card that only leads elsewhere has a headline
# "— Ana Duarte (@aduarte) April 13, 2031" behind a post, and only the name in other networks.
SIGNED = re.compile(
    r"(?:[—–]|(?<!-)--)\s?(?P<author>[^\n—–]{1,80}?\(@[\w.]{1,40}\)|[^\n—–(]{1,60}+)\s*+$"
)
NAMED = re.compile(
    r"(?:post|vidéo|video) (?:shared )?by (?P<author>[^\n]{1,80}?\(@[\w.]{1,40}\))", re.I
)
BY = re.compile(r"\b(?:author|byline|reporter)\b", re.I)
LONGEST = 100  # code points of an author or a time


@dataclass(frozen=True, slots=True)
class Embedded:
    """A social network's post: its words as a key, and who posted it when."""

    words: str
    post: Post


def embedded(root: etree._Element) -> tuple[Embedded, ...]:
    """Return the social networks' posts of a page in order."""
    return tuple(
        Embedded(key(" ".join(quote.itertext())), _signed(quote))
        for quote in root.iter("blockquote", "div")
        if EMBEDS.search(str(quote.get("class") or ""))
    )


def _signed(quote: etree._Element) -> Post:
    links = [one_line(" ".join(a.itertext())) for a in quote.iter("a")]
    stamp = next((str(t.get("datetime")) for t in quote.iter("time") if t.get("datetime")), None)
    last = links[-1] if links else ""
    at = stamp or (last if re.search(r"\b(?:19|20)\d\d\b", last) else None)
    whole = one_line(" ".join(quote.itertext())).removesuffix(last).rstrip()
    found = SIGNED.search(whole[-200:]) or NAMED.search(whole[-400:])
    author = one_line(found["author"]) if found else None
    return Post(author=author, at=at[:LONGEST] if at else None)


def live_posts(root: etree._Element) -> tuple[tuple[etree._Element, Post], ...]:
    """Return the entries of a live page with their times, in page order; () on other pages."""
    groups: dict[tuple[int, str], list[etree._Element]] = {}
    for stamp in root.iter("time"):
        entry = _entry(stamp) if stamp.get("datetime") else None
        if entry is not None:
            parent = entry.getparent()
            group = groups.setdefault((id(parent), str(entry.tag)), [])
            if entry not in group:
                group.append(entry)
    best = max(groups.values(), key=len, default=[])
    if len(best) < LEAST_POSTS or any(len(_text(entry).split()) < LEAST_WORDS for entry in best):
        return ()
    return tuple((entry, _entry_post(entry)) for entry in best)


def _text(element: etree._Element) -> str:
    return " ".join(element.itertext())


def _entry(stamp: etree._Element) -> etree._Element | None:
    """Return the outermost element around a time that is marked as one entry of a live page."""
    found = None
    for element in stamp.iterancestors(*ENTRY_TAGS):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        posting = "BlogPosting" in str(element.get("itemtype") or "")
        update = element.get("itemprop") == "liveBlogUpdate"
        if update or (posting and "LiveBlog" not in str(element.get("itemtype"))):
            return element
        if LIVE.search(marks) and _times(element) <= 2:
            found = element
    return found


def _times(element: etree._Element) -> int:
    """Return how many different times stand in an element: an entry has one, or two if updated."""
    return len({str(t.get("datetime")) for t in element.iter("time")})


def _entry_post(entry: etree._Element) -> Post:
    stamp = next((str(t.get("datetime")) for t in entry.iter("time") if t.get("datetime")), None)
    author = next(_authors(entry), None)
    return Post(author=author, at=stamp[:LONGEST] if stamp else None)


def _authors(entry: etree._Element) -> Iterator[str]:
    for element in entry.iter():
        marks = " ".join(str(element.get(name) or "") for name in ("class", "itemprop", "rel"))
        if BY.search(marks) and (words := one_line(_text(element))) and len(words) <= LONGEST:
            yield words
