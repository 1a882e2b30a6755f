"""Whatever the bytes, reading gives a document whose blocks cover it, or says why not."""

import contextlib
import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.codec import decode, encode
from reportedly.documents import read
from reportedly.errors import UnreadableCapture
from reportedly.records import BlockKind, Capture, CaptureId, DocId, Document
from reportedly.settings import Settings

TYPES = ["text/plain", "text/markdown", "text/html", "application/json"]
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)
pieces = st.sampled_from(
    ["\n", "\n\n", "\r\n", " ", "|", "By Ana Duarte", "VELMAR, April 13 (Kestrel Wire) - ", "\0",
     "Read more: x", "# Title", "ENDS", "\u2028", "\u00a0", "— Ana (@a) May 1, 2031", "🇦🇿",
     "\ufeff",
     "Forty people died in the fire, the harbour master said on Saturday.", "COMMENTS", "ISKAR: "]
)  # fmt: skip
texts = st.one_of(st.text(), st.lists(st.one_of(pieces, st.text(max_size=8))).map("".join))


def document(data: bytes, kind: str = "text/plain", **fields: str) -> Document:
    capture = Capture(
        id=CaptureId("0" * 64),
        location="x",
        media_type=kind,
        size=len(data),
        given=tuple(sorted(fields.items())),
    )
    return read(capture, data, doc=DocId("d"), settings=Settings())


def assert_covered(doc: Document) -> None:
    last = 0
    covered: set[int] = set()
    for block in doc.blocks:
        words = block.span.of(doc.text)
        assert block.span.start >= last
        assert words == words.strip()
        last = block.span.end
        covered.update(range(block.span.start, block.span.end))
    assert all(i in covered for i, sign in enumerate(doc.text) if not sign.isspace())


@SLOW
@given(texts)
def test_a_plain_text_stays_as_it_is_and_is_covered_by_blocks(text: str) -> None:
    data = text.encode("utf-8", "replace")
    wanted = data.decode("utf-8").removeprefix("\ufeff")
    if not wanted.strip():
        with pytest.raises(UnreadableCapture):
            document(data)
        return

    doc = document(data)

    assert doc.text == wanted
    assert_covered(doc)
    assert all(e.span is None or e.span.of(doc.text) for e in doc.evidence)
    assert decode(encode(doc), Document) == doc


@SLOW
@given(st.text(min_size=1), st.sampled_from(["utf-16", "utf-8-sig", "utf-32"]))
def test_a_text_with_a_byte_order_mark_is_decoded(text: str, encoding: str) -> None:
    if text.strip() and text[0] != "\0":  # a zero behind a mark makes UTF-16 look like UTF-32
        data = text.encode(encoding, "replace")
        assert document(data).text == data.decode(encoding)


@SLOW
@given(st.binary(), st.sampled_from(TYPES))
def test_any_bytes_are_read_or_refused(data: bytes, kind: str) -> None:
    try:
        doc = document(data, kind)
    except UnreadableCapture:
        return
    assert_covered(doc)
    assert encode(doc)


@SLOW
@given(st.lists(st.sampled_from(["<p>", "</p>", "<div>", "<h2>Word", "<script>", "<!--", "words ",
    "<table><tr><td>a", "&#0;", "&#xD800;", "<br>", "\0", "</html>", "<title>", "<meta ",
    "'>"])))  # fmt: skip
def test_any_markup_is_read_or_refused(tags: list[str]) -> None:
    try:
        doc = document("".join(tags).encode(), "text/html")
    except UnreadableCapture:
        return
    assert_covered(doc)


def test_lone_surrogates_of_json_become_replacement_signs() -> None:
    doc = document(b'{"text": "One \\ud800 two \\ud83d\\ude00"}', "application/json")

    assert doc.text == "One \ufffd two 😀"


def test_the_text_of_a_json_line_is_not_trimmed() -> None:
    data = json.dumps({"text": " One\r\n two \n"}).encode()

    assert document(data, "application/json").text == " One\r\n two \n"


def test_an_unknown_encoding_is_found_and_recorded() -> None:
    doc = document("Mayor Pelé said “no” – twice…".encode("cp1252"))

    assert doc.text == "Mayor Pelé said “no” – twice…"
    assert any(e.field == "encoding" and e.value.startswith("cp1252") for e in doc.evidence)


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    doc = document("Größe „zwölf“ ".encode() * 20 + b"\xff")

    assert doc.text.startswith("Größe „zwölf“")


def test_another_language_is_named_and_short_text_is_english() -> None:
    german = "Der Bürgermeister sagte am Montag, die Brücke werde im Herbst wieder geöffnet. " * 3

    assert document(german.encode()).language == "de"
    assert document(b"OK").language == "en"


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><p " + b" ".join(b"a%d='x'" % i for i in range(40_000)) + b">Words here</p>",
        b"<p " + b"a='>' " * 40_000 + b">Words here</p>",
        b"<p class='" + b"x article " * 100_000 + b"'>Words here, and more of them</p>" * 9,
        b"<div>" * 100_000 + b"Words here",
        b"<p>" + b"x" * 1_000_000 + b"</p>Words here",
        b"<table><tr><td>" * 20_000 + b"Words here",
        b"<a href='x'>y</a> " * 40_000 + b"Words here",
        b"<b><i>" * 30_000 + b"Words here",
        b"<p>Words here<p>" + b"<!--" * 100_000,
        b"<p>Words here</p>" + b"<br>" * 100_000,
        b"<p>Words here</p><script type='application/ld+json'>" + b"[" * 100_000 + b"</script>",
    ],
    ids=[
        "attributes", "quoted", "class", "depth", "token", "tables", "links", "inline", "comments",
        "breaks", "json",
    ],
)  # fmt: skip
def test_a_hostile_page_is_read_or_refused_soon(data: bytes) -> None:
    began = time.process_time()
    with contextlib.suppress(UnreadableCapture):
        assert_covered(document(data, "text/html"))

    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "sign", ["x", "A", "A ", "a, ", "(", "@", "- ", "1", "A.", "|", "\n", ">", "A: "]
)
def test_a_hostile_text_is_read_soon(sign: str) -> None:
    began = time.process_time()
    assert_covered(document((sign * 100_000 + " end").encode()))

    assert time.process_time() - began < 5


def test_a_file_above_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableCapture, match="more than 20 MB"):
        document(b"x" * (50 * 1_048_576))


def test_a_type_that_is_not_read_is_refused() -> None:
    with pytest.raises(UnreadableCapture, match="application/x-other"):
        document(b"%PDF", "application/x-other")


def test_a_page_gives_its_text_headline_and_metadata() -> None:
    page = """<html><head><title>Ferry burns | Kestrel Wire</title>
    <meta property="og:site_name" content="Kestrel Wire">
    <meta name="author" content="By Ana Duarte"><script type="application/ld+json">
    {"@type": "NewsArticle", "headline": "Ferry burns off Velmar",
    "datePublished": "2031-04-13T08:00:00Z", "dateModified": "2031-04-14"}</script></head>
    <body><nav>Home News Sport</nav><article><h1>Ferry burns off Velmar</h1>
    <p>VELMAR, April 12 (Kestrel Wire) - A ferry burned off Velmar on Saturday and at least forty
    people died, the harbour master said in a statement read out at the quay.</p>
    <h2>Rescue at sea</h2>
    <p>“We saw the smoke from the shore,” said a fisherman who had brought eleven passengers to land
    in his own boat before the coast guard came.</p></article><script>var x = 1;</script>
    </body></html>"""

    doc = document(page.encode(), "text/html")

    assert doc.title == "Ferry burns off Velmar"
    assert (doc.outlet, doc.byline, doc.place) == ("Kestrel Wire", ("Ana Duarte",), "VELMAR")
    assert (doc.published, doc.published_basis) == ("2031-04-13", "metadata")
    assert [b.kind for b in doc.blocks] == [
        BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH,
    ]  # fmt: skip
    assert "var x" not in doc.text
    assert {(e.value, e.basis) for e in doc.evidence if e.field == "published"} == {
        ("2031-04-13", "metadata"),
        ("XXXX-04-12", "dateline"),
    }
