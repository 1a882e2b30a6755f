"""Come in: by the one-time address, or by name and password when there is a users file."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from reportedly.web.pages import bench_of, render

router = APIRouter()


@router.get("/enter", response_class=Response)
def enter(request: Request, token: str = "") -> Response:
    """Spend a one-time token for a session.

    Answers with a page that goes on to Home by itself, not with a redirect: a redirect would
    still count as coming from elsewhere, and the strict cookie would not be sent.
    """
    bench = bench_of(request)
    session = bench.sessions.enter(token)
    if session is None:
        return render(
            request,
            "problem.html.j2",
            title="This address was used before",
            message="It signs in once. `reportedly serve` prints a new one when it starts.",
            status=403,
        )
    return signed_in(request, session)


def signed_in(request: Request, session: str) -> Response:
    """Return the page that hands a browser its session and goes on to Home."""
    config = bench_of(request).config
    answer = render(request, "entered.html.j2", title="Signed in")
    answer.set_cookie(
        config.cookie,
        session,
        httponly=True,
        samesite="strict",
        secure=config.scheme == "https",
        path="/",
    )
    return answer
