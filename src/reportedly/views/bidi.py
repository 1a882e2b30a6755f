"""Names in any script beside dates: what keeps right-to-left names from turning the date round."""

from __future__ import annotations

import re

DATED = re.compile(r"^(?P<name>.*)(?P<tail>, [0-9X][0-9X.~%?/-]{3,40})$", re.DOTALL)


def apart(label: str) -> tuple[str, str]:
    """Return a label such as "Harbour Post, 2031-04-13" as its name and what follows it.

    Behind Arabic letters a date reads backwards unless the name is isolated: each part is put into
    its own element. `tail` is "" for a label without a date.
    """
    found = DATED.match(label)
    return (found["name"], found["tail"]) if found else (label, "")
