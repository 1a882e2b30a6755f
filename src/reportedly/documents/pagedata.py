"""What a page says about itself: JSON-LD, OpenGraph, meta and time elements.

Invariant: fields come best place first, so that the first of a name is the one to use, and what
contradicts it is still there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape

from lxml import etree

from reportedly.records import Post

Field = tuple[str, str]
Linked = dict[str, object]  # an object of a page's JSON-LD
Update = tuple[tuple[str, ...], Post]  # a live page's post: headline and body, author and time

MAX_SCRIPTS = 20
MAX_SCRIPT = 500_000  # code points; the longest on 90 saved pages has 180,000
MAX_ITEMS = 2_000  # JSON objects looked at
MAX_VALUE = 400  # code points of one field
ARTICLE = re.compile(r"(?:Article|Posting|Report|Review)$")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
SITE_NAME = re.compile(r"(?<!\s)\s+(?:[|–—»·]|-)\s+[^|–—»·]{2,60}$")
META = {
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "og:site_name": "outlet",
    "application-name": "outlet",
    "dc.publisher": "outlet",
    "article:published_time": "published",
    "og:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "pubdate": "published",
    "publishdate": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.created": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "lastmod": "modified",
    "author": "byline",
    "article:author": "byline",
    "parsely-author": "byline",
    "dc.creator": "byline",
    "byl": "byline",
}


def page_fields(root: etree._Element, linked: Iterable[Linked]) -> tuple[Field, ...]:
    """Return the fields of a page, best place first: JSON-LD, meta, time, headline."""
    told = (field for item in linked for field in _article(item))
    found = (*told, *_meta(root), *_elements(root), *_language(root))
    clean = ((name, _clean(value)) for name, value in found)
    return tuple(dict.fromkeys((n, v) for n, v in clean if v and not _is_link(n, v)))


def _language(root: etree._Element) -> Iterator[Field]:
    """Yield the language that a page says it is in: `<html lang="en-GB">`."""
    said = str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    if LANGUAGE.fullmatch(said):
        yield "language", said


def _clean(value: str) -> str:
    return " ".join(unescape(value[: 2 * MAX_VALUE]).split())[:MAX_VALUE]


def _is_link(name: str, value: str) -> bool:
    return name in ("byline", "outlet") and value.startswith(("http:", "https:", "/", "@"))


def _meta(root: etree._Element) -> Iterator[Field]:
    ranked: list[tuple[int, Field]] = []
    order = list(META)
    for element in root.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = str(element.get(attribute) or "").lower()
            if name in META and (content := element.get("content")):
                ranked.append((order.index(name), (META[name], str(content))))
    yield from (item for _, item in sorted(ranked, key=lambda pair: pair[0]))


def _elements(root: etree._Element) -> Iterator[Field]:
    for element in root.iter("time"):
        if stamp := element.get("datetime"):
            yield "published", str(stamp)
            break
    headlines = [h for h in root.iter("h1") if "".join(h.itertext()).strip()]
    if len(headlines) == 1:
        yield "title", "".join(headlines[0].itertext())
    for element in root.iter("title"):
        yield "title", SITE_NAME.sub("", _clean(str(element.text or "")))
        break


def live_updates(linked: Iterable[Linked]) -> tuple[Update, ...]:
    """Return the posts of a live page that its JSON-LD lists, newest or oldest first as there."""
    return tuple(
        update
        for item in linked
        if "LiveBlogPosting" in _kinds(item)
        for update in _updates(item.get("liveBlogUpdate"))
    )


def _updates(value: object) -> Iterator[Update]:
    for item in value[:MAX_ITEMS] if isinstance(value, list) else [value]:
        if not isinstance(item, dict):
            continue
        body, headline = item.get("articleBody"), item.get("headline")
        stamp = next(_words(item.get("datePublished")), None)
        author = next(_words(item.get("author")), None)
        post = Post(author=author and _clean(author), at=stamp and _clean(stamp))
        words = tuple(unescape(text) for text in (headline, body) if isinstance(text, str))
        if isinstance(body, str) and body.strip():
            yield words, post


def linked_data(root: etree._Element) -> Iterator[Linked]:
    """Yield the objects of all JSON-LD scripts of a page."""
    scripts = 0
    for element in root.iter("script"):
        if "ld+json" not in str(element.get("type") or "").lower():
            continue
        scripts += 1
        body = str(element.text or "")
        if scripts > MAX_SCRIPTS or len(body) > MAX_SCRIPT:
            continue
        yield from _items(body)


def _items(body: str) -> Iterator[Linked]:
    """Yield the objects of a JSON-LD script, outer ones first."""
    try:
        waiting: list[object] = [json.loads(body, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(MAX_ITEMS):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value[:MAX_ITEMS])
        elif isinstance(value, dict):
            yield value
            waiting.append(value.get("@graph"))
            waiting.append(value.get("mainEntity"))


def _article(item: Linked) -> Iterator[Field]:
    if not any(ARTICLE.search(kind) for kind in _kinds(item)):
        return
    for name, field in (
        ("headline", "title"),
        ("datePublished", "published"),
        ("dateModified", "modified"),
        ("author", "byline"),
        ("publisher", "outlet"),
    ):
        yield from ((field, word) for word in _words(item.get(name)))


def _kinds(item: Linked) -> list[str]:
    kinds = item.get("@type")
    return [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]


def _words(value: object) -> Iterator[str]:
    """Yield a field's strings: its own, its `name`, or those of a list."""
    for item in value[:10] if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str):
            yield name
