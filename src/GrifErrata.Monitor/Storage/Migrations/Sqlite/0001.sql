-- A set of packages is 32 parts; a package belongs to the part that its name gives. Sets that differ in a few packages share the
-- other parts, so a changed machine costs a few small rows, and who has a package is read from one thirty-second of the parts.
CREATE TABLE parts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: readers keep what they decoded by id
    hash BLOB NOT NULL UNIQUE,            -- first 16 bytes of the SHA-256 of the content before compression
    content BLOB NOT NULL                 -- zstd
) STRICT;

CREATE TABLE sets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL UNIQUE,
    packages INTEGER NOT NULL,
    parts BLOB NOT NULL                   -- 32 ids of parts, four bytes each, little-endian
) STRICT;

-- Times are milliseconds since 1970 in UTC.
CREATE TABLE hosts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    site TEXT,
    tag TEXT,
    system TEXT NOT NULL,
    arch TEXT NOT NULL,
    packager TEXT NOT NULL,
    reporter TEXT NOT NULL,
    protocol INTEGER NOT NULL,
    bad_lines INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    last_changed INTEGER NOT NULL,
    kernel TEXT NOT NULL,
    set_id INTEGER NOT NULL REFERENCES sets (id)
) STRICT;

CREATE INDEX hosts_set ON hosts (set_id);

CREATE TABLE history (
    host_id INTEGER NOT NULL REFERENCES hosts (id),
    since INTEGER NOT NULL,
    set_id INTEGER NOT NULL REFERENCES sets (id),
    kernel TEXT NOT NULL,
    PRIMARY KEY (host_id, since)
) STRICT, WITHOUT ROWID;

CREATE INDEX history_set ON history (set_id);
