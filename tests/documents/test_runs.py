"""Words of a page lead back to the element that holds them."""

from __future__ import annotations

from lxml import etree, html
from tests import samples
from tests.documents.readers import at, document

from reportedly.documents.runs import located, pieces_in

PAGE = f"""<html><head><title>{samples.TITLE}</title></head><body>
<nav><a>Home</a><div>Weather</div></nav><script>var a = 1</script>
<article><h1>{samples.TITLE}</h1><script>ad()</script><p>{samples.FIRST}</p>
<div><ul><li>One of two</li><li>Two of two</li></ul></div>
<p>{samples.SECOND}</p><p>{samples.THIRD}</p></article></body></html>"""


def test_a_block_of_a_page_has_the_path_of_its_element() -> None:
    doc = document(PAGE.encode(), "text/html")
    tree = html.document_fromstring(PAGE)

    for start in (samples.TITLE, samples.FIRST, samples.SECOND, samples.THIRD):
        locator = at(doc, start).locator
        assert locator is not None
        (element,) = tree.xpath(locator)
        assert element.text == start
    assert at(doc, samples.THIRD).locator == "/html/body/article/p[3]"


def test_what_the_extractor_is_spared_changes_no_path() -> None:
    page = (
        "<html><body><div><picture><img></picture><input></div>"
        "<aside><div>Also <p>read</p></div></aside><nav><div>Home</div><ul><li>In</li></ul></nav>"
        f"<div><p>{samples.FIRST}</p><aside><p>Also read</p></aside><p>{samples.SECOND}</p></div>"
        f"<footer><div>Imprint</div></footer><div><p>{samples.THIRD}</p></div></body></html>"
    )
    doc = document(page.encode(), "text/html")
    tree = html.document_fromstring(page)

    for start in (samples.FIRST, samples.SECOND, samples.THIRD):
        locator = at(doc, start).locator
        assert locator is not None
        assert [element.text for element in tree.xpath(locator)] == [start]


def test_a_page_in_a_menu_that_was_never_closed_is_read() -> None:
    menu = "<ul><li>Home</li><li>Weather</li></ul>"
    words = "".join(f"<p>{part}</p>" for part in samples.PARAGRAPHS)
    doc = document(f"<html><body><nav>{menu}{words}</body></html>".encode(), "text/html")

    for part in samples.PARAGRAPHS:
        assert at(doc, part).span.of(doc.text) == part


def test_the_innermost_block_around_words_is_named() -> None:
    tree = html.document_fromstring("<body><div>A<div>B <b>C</b><br>D</div>E<form>F</form></div>")

    assert [(p.words, p.locator) for p in pieces_in(tree)] == [
        ("A", "/html/body/div"),
        ("B C", "/html/body/div/div"),
        ("D", "/html/body/div/div"),
        ("E", "/html/body/div"),
    ]


def test_of_equal_words_the_next_place_is_taken() -> None:
    page = html.document_fromstring("<body><p>More</p><p>One</p><p>More</p></body>")
    extract = etree.fromstring("<body><p>One</p><p>More</p><p>Joined of two</p></body>")

    assert [p.locator for p in located(extract, page)] == [
        "/html/body/p[2]",
        "/html/body/p[3]",
        None,
    ]
