"""The users file: who may sign in when the workbench is served to other machines.

One line a user, `name:hash`, the hash by argon2id from argon2-cffi; "#" begins a comment.
Invariant: an unknown name takes as long to refuse as a wrong password.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import BadSetting

if TYPE_CHECKING:
    from argon2 import PasswordHasher

NAME = re.compile(r"[^\s:#\x00-\x1f][^:\x00-\x1f]{0,63}")
SHORTEST = 12  # characters of a password; NIST SP 800-63B asks for 8 or more
LONGEST = 1024  # more would let a request burn time


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _hasher().hash("nobody has this password")


def read_users(file: Path) -> dict[str, str]:
    """Return hashes by name.

    Raises:
        BadSetting: the file cannot be read, or a line is not `name:hash`.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as err:
        raise BadSetting(f"users file {file}: cannot be read: {err}") from err
    users: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, hidden = line.strip().partition(":")
        if not NAME.fullmatch(name) or not hidden.startswith("$argon2id$"):
            raise BadSetting(
                f"users file {file}, line {number}: expected name:hash; "
                "write it with: reportedly user NAME --users FILE"
            )
        users[name] = hidden
    if not users:
        raise BadSetting(f"users file {file} names nobody; add one with: reportedly user NAME")
    return users


def hashed(name: str, password: str) -> str:
    """Return the line of a users file for a name and password.

    Raises:
        BadSetting: the name cannot stand in the file, or the password is too short or too long.
    """
    if not NAME.fullmatch(name):
        raise BadSetting(f"a user's name has no colon and at most 64 characters, found {name!r}")
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadSetting(f"a password has {SHORTEST} to {LONGEST} characters")
    return f"{name}:{_hasher().hash(password)}"


def admits(users: dict[str, str], name: str, password: str) -> bool:
    """Tell whether a password is that of a user."""
    from argon2.exceptions import InvalidHashError, VerificationError

    hidden = users.get(name)
    try:
        _hasher().verify(hidden or _nobody(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return hidden is not None
