"""The settings of a ledger: a file of its folder, or a row of a shared database."""

from __future__ import annotations

import os
from collections.abc import Mapping

from sqlalchemy import select

from reportedly.settings import Settings, load_settings, settings_of
from reportedly.store.folder import SETTINGS_FILE, Store
from reportedly.store.tables import inserting, settings


def settings_in_force(
    store: Store, environ: Mapping[str, str] = os.environ, **flags: object
) -> Settings:
    """Return the settings in force for a ledger; a flag that is None was not given.

    Raises:
        BadSetting: an unknown name or a value of the wrong kind, saying where it stood.
    """
    if store.address is None:
        return load_settings(store.root / SETTINGS_FILE, environ, **flags)
    return settings_of(text_of(store), environ, where=store.name, **flags)


def text_of(store: Store) -> str:
    """Return the settings of a shared ledger as they were kept, TOML; empty when there are none."""
    query = select(settings.c.body).where(settings.c.name == SETTINGS_FILE)
    with store.engine.connect() as connection:
        return connection.execute(query).scalar() or ""


def keep(store: Store, text: str) -> None:
    """Put settings in the place of a ledger's own, for all who work with it.

    Raises:
        BadSetting: an unknown name or a value of the wrong kind; the old ones stay.
    """
    settings_of(text, {}, where="the new settings")
    if store.address is None:
        (store.root / SETTINGS_FILE).write_text(text, encoding="utf-8")
        return
    statement = inserting(store.engine, settings)
    statement = statement.on_conflict_do_update(
        index_elements=["name"], set_={"body": statement.excluded.body}
    )
    with store.engine.begin() as connection:
        connection.execute(statement, [{"name": SETTINGS_FILE, "body": text}])
