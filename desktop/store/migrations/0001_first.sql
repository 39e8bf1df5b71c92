-- Records as this PC knows them. body: the text that is shown. revision: the city's revision that
-- body stands on (0: the city has not seen it). conflict_body: the text that lost a clash.
-- city_revision, city_body: a newer version that came while our own operation was on its way.
-- former_revision: the revision known in an earlier epoch of the city, 0 outside a recovery.
CREATE TABLE item (
    kind            TEXT NOT NULL,
    entity_id       TEXT NOT NULL,
    session_id      TEXT,
    revision        INTEGER NOT NULL,
    body            TEXT NOT NULL,
    conflict_body   TEXT,
    city_revision   INTEGER NOT NULL DEFAULT 0,
    city_body       TEXT,
    former_revision INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, entity_id)
) WITHOUT ROWID;
CREATE INDEX item_by_session ON item (kind, session_id);

-- Operations of this PC. state: waiting (never sent), taken (frozen, perhaps at the city),
-- kept (accepted; sent again if the city loses it), refused (for a person to judge).
CREATE TABLE outbox (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT,
    id            TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,
    entity_id     TEXT NOT NULL,
    base_revision INTEGER NOT NULL,
    body          TEXT NOT NULL,
    made_at       TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'kept', 'refused')),
    reason        TEXT NOT NULL DEFAULT ''
);
CREATE INDEX outbox_by_state ON outbox (state, seq);
CREATE INDEX outbox_by_entity ON outbox (kind, entity_id);

-- Bytes of papers on their way. direction: up or down. state: waiting, done, refused.
CREATE TABLE transfer (
    document_id TEXT NOT NULL,
    direction   TEXT NOT NULL CHECK (direction IN ('up', 'down')),
    session_id  TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    size_bytes  INTEGER NOT NULL,
    moved_bytes INTEGER NOT NULL DEFAULT 0,
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'refused')),
    reason      TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (document_id, direction)
) WITHOUT ROWID;

-- Small texts that must survive a kill.
CREATE TABLE memory (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- One row: how far the city's changes were read.
CREATE TABLE cursor (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    epoch    TEXT NOT NULL,
    position TEXT NOT NULL
);
INSERT INTO cursor VALUES (1, '', '');
