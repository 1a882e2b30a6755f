"""Every endpoint, asked whatever its description allows and more, answers without breaking."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Err

from reportedly.web import Config, create_app
from tests.web.addresses import values
from tests.web.conftest import HOME, PORT, SAME_ORIGIN, signed_in

FEW, MANY = 2, 150  # cases an endpoint and mode


@pytest.fixture
def open_app(ledger: Path, tmp_path: Path) -> Iterator[FastAPI]:
    """A workbench that may be written to, with all that it was given cleared at the end."""
    root = tmp_path / "copy.reportedly"
    shutil.copytree(ledger, root)
    made = create_app(Config(root=root, port=PORT))
    yield made
    made.state.bench.clerk.close()


def broken(app: FastAPI, count: int) -> list[str]:
    """Return what the server failed on."""
    client = signed_in(app)
    bench = app.state.bench
    known = values(app)
    cookie = {bench.config.cookie: client.cookies[bench.config.cookie]}
    schema = schemathesis.openapi.from_dict(app.openapi())
    schema.app = app
    failed: list[str] = []
    for number, found in enumerate(schema.get_all_operations()):
        assert not isinstance(found, Err), found
        operation = found.ok()
        mode = GenerationMode.NEGATIVE if number % 2 else GenerationMode.POSITIVE
        for chosen in (mode,) if count == FEW else GenerationMode:

            @settings(
                max_examples=count,
                deadline=None,
                database=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            )
            @given(operation.as_strategy(chosen), st.booleans())
            def ask(case: Case[Any], real: bool) -> None:
                if real:
                    given_ones = case.path_parameters or {}
                    case.path_parameters = {k: known.get(k, v) for k, v in given_ones.items()}
                answer = case.call(base_url=HOME, headers=SAME_ORIGIN, cookies=cookie)
                if answer.status_code >= 500:
                    failed.append(f"{answer.status_code} {case.as_curl_command()}")

            try:
                ask()
            except Unsatisfiable:
                continue  # an endpoint without parameters has nothing that could be wrong
    return failed


def test_no_endpoint_breaks(open_app: FastAPI) -> None:
    assert broken(open_app, FEW) == []


@pytest.mark.nightly
def test_no_endpoint_breaks_on_thousands_of_cases(open_app: FastAPI) -> None:
    assert broken(open_app, MANY) == []
