CREATE TABLE numbers (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The revision is counted up by each transaction that changes hosts.
INSERT INTO numbers (name, value) VALUES ('revision', 1), ('revisions of the forgotten', 0);

ALTER TABLE hosts ADD COLUMN revision INTEGER NOT NULL DEFAULT 1; -- of the last transaction that changed the row

CREATE INDEX hosts_revision ON hosts (revision);

-- Hosts that are gone, for those who keep a copy of the hosts; a host that came back may still be here.
CREATE TABLE forgotten (
    name TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    time INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX forgotten_revision ON forgotten (revision);

-- Reports for upstream servers, as they were received.
CREATE TABLE relay_bodies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    content_type TEXT,
    query TEXT NOT NULL,
    body BLOB NOT NULL                    -- zstd
) STRICT;

CREATE TABLE relays (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: a late sender must not remove another's report
    upstream TEXT NOT NULL,
    host TEXT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES relay_bodies (id),
    queued INTEGER NOT NULL,
    next_try INTEGER NOT NULL,
    leased_until INTEGER NOT NULL,        -- a collector sends it; 0: none does
    attempts INTEGER NOT NULL             -- that failed
) STRICT;

CREATE INDEX relays_upstream ON relays (upstream, id);
CREATE INDEX relays_host ON relays (upstream, host, id);
CREATE INDEX relays_body ON relays (body_id);

CREATE TABLE upstreams (
    name TEXT PRIMARY KEY,
    dropped INTEGER NOT NULL,             -- reports that were given up
    error TEXT                            -- the last one
) STRICT, WITHOUT ROWID;

-- Days are days since 1970.
CREATE TABLE trend_days (
    day INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE trend (
    day INTEGER NOT NULL REFERENCES trend_days (day) ON DELETE CASCADE,
    site TEXT NOT NULL,
    os TEXT NOT NULL,
    hosts INTEGER NOT NULL,
    up_to_date INTEGER NOT NULL,
    behind INTEGER NOT NULL,
    different INTEGER NOT NULL,
    silent INTEGER NOT NULL,
    never_reported INTEGER NOT NULL,
    reboot_pending INTEGER NOT NULL,
    frozen INTEGER NOT NULL,
    PRIMARY KEY (day, site, os)
) STRICT, WITHOUT ROWID;

CREATE TABLE state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE refused (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    reporter TEXT NOT NULL,
    status INTEGER NOT NULL,
    text TEXT NOT NULL,
    site TEXT,
    host TEXT
) STRICT;

CREATE TABLE refused_counts (
    status INTEGER PRIMARY KEY,
    count INTEGER NOT NULL
) STRICT;
