"""One frozen `Settings`, passed whole: built-in default < ledger file < REPORTEDLY_* < flags.

Nothing else in the package reads the environment or a settings file.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from reportedly.errors import BadSetting

PREFIX = "REPORTEDLY_"


def _help(text: str, *, choices: tuple[str, ...] = ()) -> dict[str, object]:
    return {"help": text, "choices": choices}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may vary. Every field has a default and one line of help in its metadata."""

    language: str = field(default="en", metadata=_help("language of the lexicon (folder name)"))
    workers: int = field(
        default=0, metadata=_help("processes that read and relate; 0 = one for each core")
    )
    merge: str = field(
        default="balanced",
        metadata=_help(
            "how eagerly speakers and rows are joined", choices=("strict", "balanced", "eager")
        ),
    )
    aggregation: str = field(
        default="range",
        metadata=_help(
            "named rule for low and high of a row",
            choices=("range", "most_repeated", "conservative", "latest"),
        ),
    )
    copy_words: int = field(
        default=12, metadata=_help("shortest shared passage that counts as a copy, in words")
    )
    max_file_mb: int = field(
        default=20, metadata=_help("larger files are rejected, in units of 1,048,576 bytes")
    )
    columns: str = field(
        default="",
        metadata=_help("which column of a table holds what: text=body,published=date"),
    )
    ocr: bool = field(
        default=False,
        metadata=_help("read scanned pages by tesseract, which must be installed"),
    )
    use_model: bool = field(
        default=True, metadata=_help("use the shipped attribution model beside the rules")
    )

    def __post_init__(self) -> None:
        for item in fields(self):
            choices = item.metadata["choices"]
            if choices and getattr(self, item.name) not in choices:
                raise BadSetting(
                    f"setting {item.name}: expected one of {', '.join(choices)}, "
                    f"found {getattr(self, item.name)!r}"
                )
        column_map(self.columns)
        if self.workers < 0 or self.copy_words < 4 or self.max_file_mb < 1:
            raise BadSetting(
                "settings: expected workers >= 0, copy_words >= 4 and max_file_mb >= 1, found "
                f"{self.workers}, {self.copy_words}, {self.max_file_mb}"
            )


# Kinds of file that carry pictures or other files beside their text may be this much larger.
HEAVY = 5
HEAVY_TYPES = frozenset(
    (
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text",
        "application/rtf",
        "message/rfc822",
    )
)


def most_bytes(settings: Settings, media_type: str) -> int:
    """Return how many bytes a document of a media type may have."""
    times = HEAVY if media_type in HEAVY_TYPES else 1
    return settings.max_file_mb * times * 1_048_576


def column_map(columns: str) -> tuple[tuple[str, str], ...]:
    """Return the setting `columns` as pairs of field and column: `"text=body,published=date"`.

    Raises:
        BadSetting: a part has no "=".
    """
    pairs = [part.partition("=") for part in columns.split(",") if part.strip()]
    for field_, mark, column in pairs:
        if not mark or not field_.strip() or not column.strip():
            raise BadSetting(
                f"setting columns: expected text=body,published=date, found {columns!r}"
            )
    return tuple((field_.strip().lower(), column.strip()) for field_, _, column in pairs)


def _typed(name: str, value: object) -> object:
    """Return a file's, variable's or flag's value as the type of the field `name`."""
    default: object = {item.name: item.default for item in fields(Settings)}.get(name)
    if default is None:
        known = ", ".join(item.name for item in fields(Settings))
        raise BadSetting(f"no setting is called {name!r}; there are {known}")
    try:
        if isinstance(default, bool):
            return _switch(value)
        return int(str(value)) if isinstance(default, int) else str(value)
    except (TypeError, ValueError) as err:
        raise BadSetting(
            f"setting {name}: expected {type(default).__name__}, found {value!r}"
        ) from err


def _switch(value: object) -> bool:
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    word = str(value).lower()
    if word not in known:
        raise ValueError(word)
    return known[word]


def load_settings(
    file: Path | None, environ: Mapping[str, str] = os.environ, **flags: object
) -> Settings:
    """Return the settings in force; a flag that is None was not given.

    Raises:
        BadSetting: an unknown name or a value of the wrong kind, saying where it stood.
    """
    try:
        text = file.read_text(encoding="utf-8") if file is not None and file.is_file() else ""
    except UnicodeDecodeError as err:
        raise BadSetting(f"{file}: not a settings file in TOML: {err}") from err
    return settings_of(text, environ, where=str(file), **flags)


def settings_of(
    text: str, environ: Mapping[str, str] = os.environ, *, where: str, **flags: object
) -> Settings:
    """Return the settings in force, given the TOML of a ledger and where it stands.

    Raises:
        BadSetting: an unknown name or a value of the wrong kind, saying where it stood.
    """
    try:
        values: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        raise BadSetting(f"{where}: not a settings file in TOML: {err}") from err
    for item in fields(Settings):
        if (name := PREFIX + item.name.upper()) in environ:
            values[item.name] = environ[name]
    values |= {name: value for name, value in flags.items() if value is not None}
    return Settings(**{name: _typed(name, value) for name, value in values.items()})  # type: ignore[arg-type]
