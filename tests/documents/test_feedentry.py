"""An entry of a feed gives its longest text, its own fields and the feed's name."""

from __future__ import annotations

import io

from tests import samples
from tests.documents.readers import at, document, words

from reportedly.captures import Found
from reportedly.captures.expand import Place, expand
from reportedly.captures.media import FEED
from reportedly.settings import Settings


def entries(data: bytes) -> list[Found]:
    place = Place(location="a", media_type=FEED)
    items = expand(io.BytesIO(data), place, size=len(data), settings=Settings())
    return [item for item in items if isinstance(item, Found)]


def test_an_atom_entry_is_read_with_its_feed_s_name() -> None:
    (one,) = entries(samples.atom({samples.TITLE: f"<p>{samples.FIRST}</p><p>{samples.THIRD}</p>"}))

    doc = document(one.data, one.media_type)

    assert words(doc) == [samples.TITLE, samples.FIRST, samples.THIRD]
    assert (doc.outlet, doc.byline, doc.published) == (
        "Kestrel Wire",
        ("Ana Duarte",),
        "2031-04-13",
    )


def test_each_item_of_a_feed_is_a_document() -> None:
    found = entries(samples.rss({"One": samples.FIRST, "Two": samples.THIRD}))

    assert [item.location for item in found] == [
        "a#https://kestrel.example/1",
        "a#https://kestrel.example/2",
    ]
    assert [words(document(i.data, i.media_type)) for i in found] == [
        ["One", samples.FIRST],
        ["Two", samples.THIRD],
    ]


def test_a_file_that_an_entity_names_is_not_opened() -> None:
    data = (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>'
        b"<item><title>A</title><description>Before &x; after the fire.</description></item>"
        b"</channel></rss>"
    )

    (one,) = entries(data)

    assert "root:" not in document(one.data, one.media_type).text


def test_words_of_an_entry_lead_back_to_its_part() -> None:
    (one,) = entries(samples.atom({samples.TITLE: f"<p>{samples.FIRST}</p><p>{samples.THIRD}</p>"}))

    doc = document(one.data, one.media_type)

    assert at(doc, samples.TITLE).locator == "part=title"
    assert at(doc, samples.THIRD).locator == "part=content/p[2]"
