"""From a saved page to its main text, cut into parts, and to what the page says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.documents.paragraphs import Range

HTML_TYPES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text with the parts its markup made; parts None means: cut by lines."""

    text: str
    parts: tuple[Range, ...] | None = None
    headings: frozenset[Range] = frozenset()
    locators: tuple[tuple[Range, str], ...] = ()
    metadata: tuple[tuple[str, str], ...] = field(default=())  # fields as the page names them


def read_page(source: str) -> Page:
    """Return the page."""
    return Page(text=source)
