"""Write what was fetched as a web archive (WARC 1.1): requests, answers, address and time.

Invariant: the archive says what was asked and answered; a page's bytes are the answer's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from reportedly.captures.fetch import AGENT, Exchange

# The body is kept without the transfer's chunks, so these fields would contradict it.
TRANSFER = ("transfer-encoding", "content-length", "connection", "trailer")


def archive(exchanges: Iterable[Exchange], at: datetime) -> bytes:
    """Return a gzipped web archive of exchanges that ended at a moment."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    info = {"software": AGENT, "format": "WARC File Format 1.1", "robots": "obeyed"}
    record = writer.create_warcinfo_record(None, info)
    record.rec_headers.replace_header("WARC-Date", stamp)
    writer.write_record(record)
    for one in exchanges:
        path = urlsplit(one.url)
        line = f"GET {path.path}{'?' + path.query if path.query else ''} HTTP/1.1"
        fields = {"WARC-Date": stamp, "WARC-IP-Address": one.address}
        kept = [(name, value) for name, value in one.headers if name not in TRANSFER]
        kept.append(("content-length", str(len(one.body))))
        response = writer.create_warc_record(
            one.url,
            "response",
            payload=io.BytesIO(one.body),
            http_headers=StatusAndHeaders(f"{one.status} {one.reason}", kept, protocol="HTTP/1.1"),
            warc_headers_dict=dict(fields),
        )
        request = writer.create_warc_record(
            one.url,
            "request",
            http_headers=StatusAndHeaders(line, list(one.request), is_http_request=True),
            warc_headers_dict=dict(fields),
        )
        writer.write_request_response_pair(request, response)
    return out.getvalue()


def file_name(exchange: Exchange, at: datetime) -> str:
    """Return the name of an archive's file: `"20310413T081500Z-kestrel.example.warc.gz"`."""
    host = re.sub(r"[^a-z0-9.-]", "-", (urlsplit(exchange.url).hostname or "page").lower())[:100]
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{host}.warc.gz"
