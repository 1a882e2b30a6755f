"""The gate in front of every route: host, session, same origin; and what every answer carries.

Invariant: a request that fails one check reaches no route. Hosts are listed, never matched by
pattern (DNS rebinding); a write needs a session, `Sec-Fetch-Site: same-origin` and an `Origin`
of ours. A path under `OPEN` needs no session, but the other checks hold.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.web.config import Config
from reportedly.web.sessions import Sessions

OPEN = ("/enter", "/sign-in", "/static/")
READS = frozenset({"GET", "HEAD"})
FORM_BYTES = 1_048_576  # of a write that carries no files
UPLOAD_BYTES = 2_147_483_648
UPLOADS = "/documents"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
CARRIED = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a form would send a null Origin
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
NO_SESSION = "Open the address that `reportedly serve` printed; it signs this browser in once."


def session_of(headers: Headers, config: Config) -> str:
    """Return the session token in the request's cookie; "" without one."""
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(config.cookie)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def refusal(scope: Scope, *, config: Config, sessions: Sessions) -> Response | None:
    """Return why a request is refused; None when it may go on. Sets scope["reviewer"]."""
    headers = Headers(scope=scope)
    if len(headers.getlist("host")) != 1 or headers["host"].lower() not in config.hosts:
        return PlainTextResponse("This address is not served here.", 421)
    reviewer = sessions.reviewer(session_of(headers, config))
    scope["reviewer"] = reviewer
    if _foreign(headers, reading=scope["method"] in READS, config=config):
        return PlainTextResponse("Only pages of this workbench may ask for this.", 403)
    if reviewer is None and not scope["path"].startswith(OPEN):
        return _signed_out(config, headers)
    limit = UPLOAD_BYTES if scope["path"] == UPLOADS else FORM_BYTES
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or int(length[:20]) > limit:
        return PlainTextResponse(f"A request may carry {limit:,} bytes.", 413)
    return None


def _foreign(headers: Headers, *, reading: bool, config: Config) -> bool:
    """Tell whether a request comes from a page that is not ours.

    A browser says so in `Sec-Fetch-Site`. Reading by a top-level navigation from elsewhere is
    allowed: its cookie is `SameSite=Strict`, so it shows nothing.
    """
    site = headers.get("sec-fetch-site")
    if not reading:
        return site != "same-origin" or headers.get("origin") not in config.origins
    inside = site in (None, "none", "same-origin")
    return not inside and headers.get("sec-fetch-mode") != "navigate"


def _signed_out(config: Config, headers: Headers) -> Response:
    if config.users is not None and "text/html" in headers.get("accept", ""):
        return Response(status_code=303, headers={"Location": "/sign-in"})
    return PlainTextResponse(NO_SESSION, 401)


class Gate:
    """ASGI middleware that refuses or lets through, and adds the headers."""

    def __init__(self, app: ASGIApp, *, config: Config, sessions: Sessions) -> None:
        self.app = app
        self.config = config
        self.sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no web sockets here
        carrying = _carrying(send)
        refused = refusal(scope, config=self.config, sessions=self.sessions)
        await (refused or self.app)(scope, receive, carrying)


def _carrying(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in CARRIED.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
