from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from reportedly.errors import BadSetting
from reportedly.settings import Settings, load_settings


def test_flags_win_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "reportedly.toml"
    file.write_text('merge = "strict"\ncopy_words = 9\nworkers = 3\n', encoding="utf-8")
    environ = {"REPORTEDLY_COPY_WORDS": "10", "REPORTEDLY_WORKERS": "4"}

    found = load_settings(file, environ, workers=5, aggregation=None)

    assert (found.merge, found.copy_words, found.workers) == ("strict", 10, 5)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('merge = "hasty"', "expected one of strict, balanced, eager, found 'hasty'"),
        ('colour = "red"', "no setting is called 'colour'; there are language"),
        ('workers = "many"', "setting workers: expected int, found 'many'"),
        ("workers = -1", "expected workers >= 0"),
        ('use_model = "perhaps"', "setting use_model: expected bool"),
        ("merge =", "not a settings file in TOML"),
    ],
)
def test_a_bad_setting_is_named_with_what_would_do(tmp_path: Path, body: str, message: str) -> None:
    file = tmp_path / "reportedly.toml"
    file.write_text(body, encoding="utf-8")

    with pytest.raises(BadSetting, match=message):
        load_settings(file, {})


def test_switches_are_read_as_words() -> None:
    assert load_settings(None, {"REPORTEDLY_USE_MODEL": "no"}).use_model is False


def test_every_setting_says_what_it_does_and_there_are_few() -> None:
    assert all(item.metadata["help"] for item in fields(Settings))
    assert len(fields(Settings)) <= 15
