"""Shapes and words of inline SVG: the only place that writes SVG markup.

Invariant: a picture carries its look in attributes and takes colour (`currentColor`) and font from
the text around it, so that it needs no style sheet, passes a policy without inline styles, and
reads in print and in the dark. Every word goes through `escape`; the same input gives the same
bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from html import escape

SIZE = 12  # CSS pixels of ordinary words
PER_LETTER = 0.61  # em a letter takes on average in DejaVu Sans, the widest of the usual fonts
PER_WIDE = 1.05  # em of an East Asian letter
FAINT = 0.72  # opacity at which words still have a contrast of 6 : 1 on white and on near black


def picture(kind: str, size: tuple[float, float], shapes: Iterable[str], **spoken: str) -> str:
    """Return an SVG element of `size` CSS pixels.

    Args:
        kind: its class, behind "picture-".
        size: width and height.
        shapes: what is drawn, in order.
        spoken: `title` and `desc`, read out by screen readers.
    """
    width, height = map(number, size)
    return (
        f'<svg class="picture picture-{kind}" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" font-size="{SIZE}" fill="currentColor">'
        f"<title>{_spoken(spoken['title'])}</title><desc>{_spoken(spoken['desc'])}</desc>{''.join(shapes)}</svg>"
    )


def number(value: float) -> str:
    """Return a length as short as it can be written: "12", "12.5"."""
    return f"{value:.1f}".removesuffix(".0")


def line(start: tuple[float, float], end: tuple[float, float], **look: float | bool) -> str:
    """Return a line. `look`: `weight` in pixels, `dashed`, `faint` as opacity."""
    (x1, y1), (x2, y2) = start, end
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f"<line {ends}{_stroke(look)}/>"


def curve(path: str, **look: float | bool) -> str:
    """Return a path that is drawn, not filled. `look` as for `line`."""
    return f'<path d="{path}" fill="none"{_stroke(look)}/>'


def disc(x: float, y: float, radius: float, *, hollow: bool = False, note: str = "") -> str:
    """Return a disc, or a ring, with words that show on pointing at it."""
    look = ' fill="none" stroke="currentColor" stroke-width="1.5"' if hollow else ""
    place = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
    return f"<circle {place}{look}{_note(note, 'circle')}"


def box(corner: tuple[float, float], size: tuple[float, float], **look: str | float | bool) -> str:
    """Return a bar. `look`: `round` radius, `dashed` or `hollow` outline, `faint`, `note`."""
    (x, y), (width, height) = corner, size
    place = (
        f'x="{number(x)}" y="{number(y)}" width="{number(max(1.5, width))}" '
        f'height="{number(height)}" rx="{number(float(look.get("round", 2)))}"'
    )
    outline = bool(look.get("dashed") or look.get("hollow"))
    fill = ' fill="none" stroke="currentColor"' if outline else ""
    dashes = ' stroke-dasharray="4 3"' if look.get("dashed") else ""
    faint = f' opacity="{look["faint"]}"' if look.get("faint") else ""
    return f"<rect {place}{fill}{dashes}{faint}{_note(str(look.get('note', '')), 'rect')}"


def lozenge(start: float, end: float, y: float, *, half: float, note: str = "") -> str:
    """Return a stretched diamond from `start` to `end`, `half` high on either side of `y`."""
    tip = min(half, (end - start) / 2)
    points = (
        (start, y),
        (start + tip, y - half),
        (end - tip, y - half),
        (end, y),
        (end - tip, y + half),
        (start + tip, y + half),
    )
    path = " ".join(f"{number(px)},{number(py)}" for px, py in points)
    look = 'fill-opacity="0.3" stroke="currentColor"'
    return f'<polygon points="{path}" {look}{_note(note, "polygon")}'


def label(x: float, y: float, text: str, **look: str | float | bool) -> str:
    """Return words. `look`: `anchor` (start, middle, end), `bold`, `faint`, `size`, `turned`."""
    place = f'x="{number(x)}" y="{number(y)}"'
    if look.get("turned"):  # degrees
        place = f'transform="translate({number(x)} {number(y)}) rotate({look["turned"]})"'
    anchor = f' text-anchor="{look["anchor"]}"' if look.get("anchor", "start") != "start" else ""
    bold = ' font-weight="600"' if look.get("bold") else ""
    faint = f' opacity="{FAINT}"' if look.get("faint") else ""
    size = f' font-size="{look["size"]}"' if look.get("size") else ""
    return f"<text {place}{anchor}{bold}{faint}{size}>{clean(text)}</text>"


def width_of(text: str, size: float = SIZE) -> float:
    """Return how many pixels words take at most, roughly: fonts are not known here."""
    wide = sum(1 for c in text if unicodedata.east_asian_width(c) in "WF")
    return size * (PER_WIDE * wide + PER_LETTER * (len(text) - wide))


def fitted(text: str, room: float, size: float = SIZE) -> str:
    """Return words cut so that they take at most `room` pixels."""
    text = " ".join(text.split())
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[: min(len(text) - 1, int(room / (size * PER_LETTER)))]
    return text.rstrip() + "…"


def clean(text: str) -> str:
    """Return words as markup: escaped, without control characters."""
    return escape("".join(c if c.isprintable() else " " for c in text))


def _spoken(text: str) -> str:
    return clean(text[:2000])  # longer ones are lists, which stand beside the picture as a table


def _note(note: str, tag: str) -> str:
    return f"><title>{clean(note)}</title></{tag}>" if note else "/>"


def _stroke(look: Mapping[str, float | bool]) -> str:
    dashes = ' stroke-dasharray="5 4"' if look.get("dashed") else ""
    opacity = f' opacity="{look["faint"]}"' if look.get("faint") else ""
    weight = f' stroke-width="{number(look["weight"])}"' if look.get("weight", 1) != 1 else ""
    return f' stroke="currentColor"{weight}{dashes}{opacity}'
