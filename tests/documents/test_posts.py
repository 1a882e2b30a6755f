"""The posts of a page stand apart, each with who posted it and when."""

from __future__ import annotations

import json

from tests import samples
from tests.documents.readers import at, document, words

from reportedly.records import BlockKind, Post

TWEET = (
    '<blockquote class="twitter-tweet"><p>Nobody of the harbour office was on board, we checked '
    'all lists twice.</p>&mdash; Ana Duarte (@aduarte) <a href="x">April 13, 2031</a></blockquote>'
)
ENTRIES = (
    ("2031-04-13T08:30:00Z", "Ana Duarte", "Police said that 41 people had died in the fire."),
    ("2031-04-13T07:10:00Z", "Kofi Brandt", "The first boats reached the ferry, the owner said."),
    (
        "2031-04-13T06:05:00Z",
        "Ana Duarte",
        "A ferry with 167 people burns off Velmar, police said.",
    ),
)


def page(body: str, head: str = "") -> bytes:
    title = f"<title>{samples.TITLE}</title>"
    return f"<!doctype html><html><head>{title}{head}</head><body>{body}</body></html>".encode()


def test_a_post_of_a_network_is_a_block_with_author_and_date() -> None:
    paragraphs = [f"<p>{w}</p>" for w in (*samples.PARAGRAPHS, samples.THIRD + " It said no more.")]
    body = "".join((*paragraphs[:2], TWEET, *paragraphs[2:]))

    doc = document(page(f"<article><h1>{samples.TITLE}</h1>{body}</article>"), "text/html")

    block = at(doc, "Nobody of the harbour office")
    assert block.kind is BlockKind.EMBED
    assert block.post == Post(author="Ana Duarte (@aduarte)", at="April 13, 2031")
    assert at(doc, "VELMAR").post is None


def test_each_entry_of_a_live_page_has_its_time() -> None:
    entries = "".join(
        f'<article class="live-blog-post"><time datetime="{stamp}">{stamp[11:16]}</time>'
        f'<span class="author">{author}</span><p>{text}</p></article>'
        for stamp, author, text in ENTRIES
    )
    body = f"<main><h1>{samples.TITLE}</h1><p>{samples.THIRD}</p><div>{entries}</div></main>"

    doc = document(page(body), "text/html")

    assert [at(doc, text).post for _, _, text in ENTRIES] == [
        Post(author=author, at=stamp) for stamp, author, _ in ENTRIES
    ]
    assert {at(doc, text).kind for _, _, text in ENTRIES} == {BlockKind.PARAGRAPH}
    assert all(doc.text.count(text) == 1 for _, _, text in ENTRIES)


def listed() -> str:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Post {number}",
            "articleBody": text,
            "datePublished": stamp,
            "author": {"@type": "Person", "name": author},
        }
        for number, (stamp, author, text) in enumerate(ENTRIES)
    ]
    data = {"@type": "LiveBlogPosting", "headline": samples.TITLE, "liveBlogUpdate": updates}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_entries_that_only_the_page_s_data_hold_are_read() -> None:
    doc = document(page(f"<h1>{samples.TITLE}</h1><p>{samples.THIRD}</p>", listed()), "text/html")

    assert [at(doc, text).post for _, _, text in ENTRIES] == [
        Post(author=author, at=stamp) for stamp, author, _ in ENTRIES
    ]
    assert words(doc, BlockKind.HEADING) == ["Post 0", "Post 1", "Post 2"]


def test_entries_that_stand_in_the_page_get_their_time_from_its_data() -> None:
    body = "".join(f"<p>{text}</p>" for _, _, text in ENTRIES)

    doc = document(
        page(f"<article><h1>{samples.TITLE}</h1>{body}</article>", listed()), "text/html"
    )

    assert [at(doc, text).post for _, _, text in ENTRIES] == [
        Post(author=author, at=stamp) for stamp, author, _ in ENTRIES
    ]
    assert all(doc.text.count(text) == 1 for _, _, text in ENTRIES)


def test_cards_that_lead_to_other_pages_are_no_entries() -> None:
    cards = "".join(
        f'<li class="card"><time datetime="{stamp}"></time><a href="x">{text}</a></li>'
        for stamp, _, text in ENTRIES
    )
    body = "".join(f"<p>{w}</p>" for w in samples.PARAGRAPHS)

    doc = document(
        page(f"<article><h1>{samples.TITLE}</h1>{body}</article><ul>{cards}</ul>"), "text/html"
    )

    assert all(block.post is None for block in doc.blocks)
