"""Small real files of every format, made of invented words."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from email.message import EmailMessage
from functools import cache
from xml.sax.saxutils import escape

TITLE = "Ferry fire in Velmar kills 41"
FIRST = (
    "VELMAR, April 13 (Kestrel Wire) - Forty-one people died when the ferry burned, police said."
)
SECOND = "“We counted 41 bodies,” harbour master Ana Duarte told reporters on Saturday."
THIRD = "The owner, Marisol Lines, said that 167 passengers had been rescued by fishing boats."
PARAGRAPHS = (FIRST, SECOND, THIRD)
PAGE = (
    "<!doctype html><html><head><title>{title}</title>"
    '<meta property="article:published_time" content="2031-04-13T08:30:00Z"></head><body><article>'
    "<h1>{title}</h1>{body}</article></body></html>"
)


def html(title: str = TITLE, paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    """Return a page."""
    body = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    return PAGE.format(title=escape(title), body=body).encode()


def pdf(pages: list[list[tuple[float, float, float, str]]], info: str = "") -> bytes:
    """Return a PDF file; a page is a list of left, bottom, size in points and words."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, lines in enumerate(pages):
        stream = "\n".join(
            f"BT /F1 {size} Tf {left} {bottom} Td ({_in_pdf(words)}) Tj ET"
            for left, bottom, size, words in lines
        )
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * index} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _pdf_file(objects, info)


def scanned_pdf() -> bytes:
    """Return a PDF file of one page that shows a picture and holds no text."""
    picture = "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        "/Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>",
        f"<< {picture} /BitsPerComponent 8 /Length 4 >>\nstream\n0AZz\nendstream",
        "<< /Length 26 >>\nstream\n595 0 0 842 0 0 cm /I Do  \nendstream",
    ]
    return _pdf_file(objects, "")


def photographed(data: bytes, dots: int = 150) -> bytes:
    """Return a PDF file whose pages are pictures of another's, `dots` an inch, without text."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data)
    count = len(document)
    kids = " ".join(f"{3 + 3 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
    ]
    for n in range(count):
        bitmap = document[n].render(scale=dots / 72, grayscale=True)
        body = bytes(bitmap.buffer)
        rows = [body[at : at + bitmap.width] for at in range(0, len(body), bitmap.stride)]
        packed = zlib.compress(b"".join(rows)).decode("latin-1")
        size = f"/Width {bitmap.width} /Height {bitmap.height} /ColorSpace /DeviceGray"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /XObject << /I {4 + 3 * n} 0 R >> >> /Contents {5 + 3 * n} 0 R >>",
            f"<< /Type /XObject /Subtype /Image {size} /BitsPerComponent 8 /Filter /FlateDecode "
            f"/Length {len(packed)} >>\nstream\n{packed}\nendstream",
            "<< /Length 26 >>\nstream\n595 0 0 842 0 0 cm /I Do  \nendstream",
        ]
    document.close()
    return _pdf_file(objects, "")


def _in_pdf(words: str) -> str:
    plain = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return plain.encode("cp1252", "replace").decode("latin-1")


def _pdf_file(objects: list[str], info: str) -> bytes:
    if info:
        objects = [*objects, info]
    out = bytearray(b"%PDF-1.4\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
    more = f" /Info {len(objects)} 0 R" if info else ""
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R{more} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def news_pdf() -> bytes:
    """Return a news text over two pages, wrapped, one word divided, with running heads."""
    head = (60.0, 810.0, 9.0, "Kestrel Wire daily digest")
    first = [
        head,
        (60.0, 760.0, 20.0, TITLE),
        (
            60.0,
            720.0,
            11.0,
            "VELMAR, April 13 (Kestrel Wire) - Forty-one people died when the ferry",
        ),
        (
            60.0,
            706.0,
            11.0,
            "burned off the coast, police said, and the rescue of the other passen-",
        ),
        (60.0, 692.0, 11.0, "gers went on until the morning."),
        (60.0, 664.0, 11.0, "“We counted 41 bodies,” harbour master Ana Duarte told reporters on"),
        (
            60.0,
            650.0,
            11.0,
            "Saturday, and she thanked the crews of the fishing boats that had come",
        ),
        (280.0, 30.0, 9.0, "1"),
    ]
    second = [
        head,
        (60.0, 760.0, 11.0, "from three harbours."),
        (60.0, 732.0, 11.0, "The owner, Marisol Lines, said that 167 passengers had been rescued."),
        (280.0, 30.0, 9.0, "2"),
    ]
    return pdf([first, second], "<< /Title (Ferry fire) /CreationDate (D:20310413120000Z) >>")


def docx(title: str = TITLE, paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    """Return a DOCX file with a heading, paragraphs and a table."""
    from docx import Document

    document = Document()
    document.core_properties.title = title
    document.add_heading(title, level=0)
    for words in paragraphs:
        document.add_paragraph(words)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Rescued", "167"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def odt(title: str = TITLE, paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    """Return an ODT file with a heading and paragraphs."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    body = "".join(f"<text:p>{escape(words)}</text:p>" for words in paragraphs)
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{space}office:1.0" '
        f'xmlns:text="{space}text:1.0"><office:body><office:text>'
        f'<text:h text:outline-level="1">{escape(title)}</text:h>{body}'
        "</office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def rtf(title: str = TITLE, paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    """Return an RTF file."""
    lines = "".join(f"{_in_rtf(words)}\\par\n" for words in (title, *paragraphs))
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Helvetica;}}"
    return f"{head}\\f0\\fs24 {lines}}}".encode("ascii")


def _in_rtf(words: str) -> str:
    plain = words.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in plain)


def mail(title: str = TITLE, paragraphs: tuple[str, ...] = PARAGRAPHS) -> EmailMessage:
    """Return a press release sent by mail."""
    message = EmailMessage()
    message["From"] = "Lene Haakonsen <press@asf.example>"
    message["To"] = "desk@kestrel.example"
    message["Date"] = "Sun, 13 Apr 2031 09:15:00 +0200"
    message["Subject"] = title
    message["Message-ID"] = "<1@asf.example>"
    message.set_content("\n\n".join(paragraphs) + "\n")
    return message


def mailbox(mails: list[EmailMessage]) -> bytes:
    """Return a mailbox."""
    line = b"From press@asf.example Sun Apr 13 09:15:00 2031\n"
    return b"".join(line + one.as_bytes() + b"\n\n" for one in mails)


def warc(pages: dict[str, bytes], *, packed: bool = True, kind: str = "text/html") -> bytes:
    """Return a web archive of pages by address."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, body in pages.items():
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2031-04-13T10:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def wacz(pages: dict[str, bytes]) -> bytes:
    """Return a packed web archive with the lists that belong to it."""
    listed = json.dumps({"url": "https://kestrel.example", "text": "Listed words"})
    return zipped(
        {
            "datapackage.json": b"{}",
            "pages/pages.jsonl": listed.encode(),
            "archive/data.warc.gz": warc(pages),
        }
    )


def rss(entries: dict[str, str]) -> bytes:
    """Return a feed of entries: title to description."""
    items = "".join(
        f"<item><title>{escape(title)}</title><link>https://kestrel.example/{n}</link>"
        "<dc:creator>Ana Duarte</dc:creator><pubDate>Sun, 13 Apr 2031 08:00:00 GMT</pubDate>"
        f"<description>{escape(words)}</description></item>"
        for n, (title, words) in enumerate(entries.items(), 1)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Kestrel Wire</title>{items}</channel></rss>"
    ).encode()


def atom(entries: dict[str, str]) -> bytes:
    """Return an Atom feed of entries: title to markup."""
    items = "".join(
        f"<entry><title>{escape(title)}</title><id>tag:{n}</id><author><name>Ana Duarte</name>"
        f'</author><published>2031-04-13T08:00:00Z</published><content type="html">'
        f"{escape(words)}</content></entry>"
        for n, (title, words) in enumerate(entries.items(), 1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Kestrel Wire</title>{items}</feed>"
    ).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return out.getvalue()


def stream(body: bytes) -> io.BytesIO:
    """Return bytes as an open file."""
    return io.BytesIO(body)


def gzipped(body: bytes) -> bytes:
    """Return a gzip file."""
    return gzip.compress(body, mtime=0)


def gunzipped(body: bytes) -> bytes:
    """Return what a gzip file of several parts holds."""
    return gzip.decompress(body)


TABLE = (
    "id;Headline;Body;Date\n"
    f'7;"{TITLE}";"{FIRST}";2031-04-13\n'
    f'8;"A second headline";"{SECOND}";2031-04-14\n'
)


@cache
def every_format() -> dict[str, bytes]:
    """Return one file of each format by a telling name."""
    return {
        "a.txt": "\n\n".join((TITLE, *PARAGRAPHS)).encode(),
        "a.html": html(),
        "a.pdf": news_pdf(),
        "a.docx": docx(),
        "a.odt": odt(),
        "a.rtf": rtf(),
        "a.eml": mail().as_bytes(),
        "a.mbox": mailbox([mail(), mail("A second mail")]),
        "a.warc": warc({"https://kestrel.example/1": html()}, packed=False),
        "a.warc.gz": warc({"https://kestrel.example/2": html()}),
        "a.wacz": wacz({"https://kestrel.example/3": html()}),
        "a.rss": rss({TITLE: " ".join(PARAGRAPHS)}),
        "a.atom": atom({TITLE: "".join(f"<p>{escape(w)}</p>" for w in PARAGRAPHS)}),
        "a.csv": TABLE.encode(),
        "a.zip": zipped({"inner/one.txt": FIRST.encode(), "two.docx": docx()}),
        "a.jsonl": json.dumps({"id": "1", "text": FIRST}).encode(),
    }
