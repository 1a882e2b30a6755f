"""Come in: by the one-time address, or by name and password when there is a users file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from starlette.exceptions import HTTPException

from reportedly.web.pages import bench_of, render
from reportedly.web.safety import session_of
from reportedly.web.users import admits, read_users

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
    answer = render(request, "entered.html.j2", title="Signed in", entered=True)
    answer.set_cookie(
        config.cookie,
        session,
        httponly=True,
        samesite="strict",
        secure=config.scheme == "https",
        path="/",
    )
    return answer


@router.get("/sign-in", response_class=Response)
def sign_in_page(request: Request) -> Response:
    """Ask for name and password."""
    _only_with_users(request)
    return render(request, "sign-in.html.j2", title="Sign in", failed=False)


@router.post("/sign-in", response_class=Response)
def sign_in(
    request: Request, name: Annotated[str, Form()] = "", password: Annotated[str, Form()] = ""
) -> Response:
    """Open a session for a name and its password; argon2 makes guessing slow."""
    users = read_users(_only_with_users(request))
    bench = bench_of(request)
    with bench.signing:  # one at a time: guesses must not take the machine's memory
        admitted = admits(users, name, password)
    if not admitted:
        return render(request, "sign-in.html.j2", title="Sign in", failed=True, status=403)
    return signed_in(request, bench.sessions.open(name))


@router.post("/sign-out", response_class=Response)
def sign_out(request: Request) -> Response:
    """End this browser's session."""
    bench = bench_of(request)
    bench.sessions.close(session_of(request.headers, bench.config))
    answer = render(request, "entered.html.j2", title="Signed out", entered=False)
    answer.delete_cookie(bench.config.cookie, path="/")
    return answer


def _only_with_users(request: Request) -> Path:
    users = bench_of(request).config.users
    if users is None:
        raise HTTPException(404, "This workbench has no users file.")
    return users
