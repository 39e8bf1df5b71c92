"""A city's database as a program of a certain revision has left it."""

import json
from collections.abc import Callable

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, insert, text

from desktop.cityserver.store.database import database as module
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.tables.records import CounterRow, FeedRow
from desktop.cityserver.store.tables.sessions import SessionCaseRow, SessionSiteRow

OWN_FEED = {
    ("hq", "case", "case-1"),
    ("commune", "case", "case-1"),
    ("strange", "case", "case-2"),
    ("hq", "site", "commune"),
    ("strange", "site", "strange"),
    ("strange", "agency", "hq"),
}
STRANGE_FEED = {
    ("strange", "case", "case-1"),
    ("commune", "case", "case-2"),
    ("strange", "site", "hq"),
    ("hq", "site", "strange"),
}
"""What sites were told that shared a session with it once."""
_ENTITY = text(
    "INSERT INTO entity (kind, entity_id, revision, body)"
    " VALUES (:kind, :entity_id, :revision, :body)"
)


def city_of_revision(url: str, revision: str, fill: Callable[[Connection], None]) -> None:
    """Make the tables of that revision and put rows into them."""
    config = Config()
    config.set_main_option("script_location", str(module.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        fill(connection)
    engine.dispose()


def fill_strange_feed(connection: Connection) -> None:
    """One session of `hq` and `commune` with `case-1`; `strange` had been named in it too."""
    seats = [("s", "hq"), ("s", "commune"), ("t", "strange")]
    cases = [("s", "case-1"), ("t", "case-2")]
    feed = [*OWN_FEED, *STRANGE_FEED]
    for session_id, site_id in seats:
        connection.execute(insert(SessionSiteRow).values(session_id=session_id, site_id=site_id))
    for session_id, case_id in cases:
        connection.execute(insert(SessionCaseRow).values(session_id=session_id, case_id=case_id))
    for revision, (site_id, kind, entity_id) in enumerate(feed):
        row = {"site_id": site_id, "kind": kind, "entity_id": entity_id, "revision": revision}
        connection.execute(insert(FeedRow).values(row))


def fill_two_sites(connection: Connection) -> None:
    """Headquarters and a commune that never met."""
    for revision, kind in enumerate(("headquarters", "xa"), start=1):
        body = json.dumps({"kind": kind})
        row = {"kind": "site", "entity_id": kind, "revision": revision, "body": body}
        connection.execute(_ENTITY, row)
        feed = {"site_id": kind, "kind": "site", "entity_id": kind, "revision": revision}
        connection.execute(insert(FeedRow).values(feed))
    connection.execute(insert(CounterRow).values(name="revision", value=2))


def fill_session_of_others(connection: Connection) -> None:
    """Headquarters has a seat in the first session and none in the second."""
    rows = [
        ("site", "headquarters", {"kind": "headquarters"}, ()),
        ("site", "xa", {"kind": "xa"}, ()),
        ("session", "own", {}, ("headquarters", "xa")),
        ("session", "others", {}, ("xa",)),
    ]
    for revision, (kind, entity_id, body, seats) in enumerate(rows, start=1):
        row = {"kind": kind, "entity_id": entity_id, "revision": revision}
        connection.execute(_ENTITY, row | {"body": json.dumps(body)})
        for site_id in seats:
            feed = {"site_id": site_id, "kind": kind, "entity_id": entity_id}
            connection.execute(insert(FeedRow).values(feed | {"revision": revision}))
    connection.execute(insert(CounterRow).values(name="revision", value=5))


def told_in(database: Database) -> set[tuple[str, str, str]]:
    """(site, kind, record) of the whole feed."""
    with database.read() as session:
        rows = session.execute(text("SELECT site_id, kind, entity_id FROM feed"))
        return {(site_id, kind, entity_id) for site_id, kind, entity_id in rows}


def withdrawn_in(database: Database) -> set[tuple[str, str]]:
    """(site, case) of what was taken back."""
    with database.read() as session:
        rows = session.execute(text("SELECT site_id, case_id FROM withdrawn_case"))
        return {(site_id, case_id) for site_id, case_id in rows}
