"""What is shipped may be shipped: no GPL or AGPL at run time, and a bill of materials."""

from __future__ import annotations

import json
import re

import pytest
from benchmarks.licences import allowed, objections, parts, sbom


def test_everything_needed_at_run_time_has_a_licence_that_is_allowed() -> None:
    found = parts()

    assert len(found) > 40
    assert objections(found) == []


def test_the_bill_of_materials_names_every_part_once_with_its_licence() -> None:
    bill = json.loads(json.dumps(sbom(parts())))

    components = bill["components"]
    references = [c["bom-ref"] for c in components]
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["name"] == "reportedly"
    assert len(set(references)) == len(references) == len(parts()) - 1
    assert all(re.fullmatch(r"pkg:pypi/[a-z0-9.-]+@\S+", one) for one in references)
    assert all(c["licenses"][0]["license"]["name"] for c in components)


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("MIT License", True),
        ("MPL-1.1 OR GPL-2.0-only", True),
        ("GPL-3.0-or-later", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("MIT AND AGPL-3.0", False),
        ("", False),
    ],
)
def test_a_licence_is_allowed_by_name(licence: str, expected: bool) -> None:
    assert allowed(licence) is expected
