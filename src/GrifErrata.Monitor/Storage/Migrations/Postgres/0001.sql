-- The same tables as SQLite's, for PostgreSQL 13 or later. Numbers are bigint where programs count, times are milliseconds since 1970 in UTC,
-- days are days since 1970. Sorting is the program's, so no collation matters.
CREATE TABLE numbers (
    name text PRIMARY KEY,
    value bigint NOT NULL
);

-- Each pruning of sets counts "prunings" up, so that collectors forget which sets there are. It starts anywhere, so that another
-- database in the place of this one is noticed.
INSERT INTO numbers (name, value) VALUES ('prunings', floor(random() * 1000000000)::bigint), ('revisions of the forgotten', 0);

-- A set of packages is 32 parts; a package belongs to the part that its name gives.
CREATE TABLE parts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash bytea NOT NULL UNIQUE,           -- first 16 bytes of the SHA-256 of the content before compression
    content bytea NOT NULL                -- zstd
);

ALTER TABLE parts ALTER COLUMN content SET STORAGE EXTERNAL; -- compressing it again is in vain

CREATE TABLE sets (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash text NOT NULL UNIQUE,
    packages bigint NOT NULL,
    parts bytea NOT NULL                  -- 32 ids of parts, four bytes each, little-endian
);

-- Each report updates a row: pages keep room for that.
CREATE TABLE hosts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    site text,
    tag text,
    system text NOT NULL,
    arch text NOT NULL,
    packager text NOT NULL,
    reporter text NOT NULL,
    protocol bigint NOT NULL,
    bad_lines bigint NOT NULL,
    first_seen bigint NOT NULL,
    last_seen bigint NOT NULL,
    last_changed bigint NOT NULL,
    kernel text NOT NULL,
    set_id bigint NOT NULL REFERENCES sets (id),
    revision bigint NOT NULL              -- id of the last transaction that changed the row
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

CREATE INDEX hosts_set ON hosts (set_id);
CREATE INDEX hosts_revision ON hosts (revision);

CREATE TABLE history (
    host_id bigint NOT NULL REFERENCES hosts (id),
    since bigint NOT NULL,
    set_id bigint NOT NULL REFERENCES sets (id),
    kernel text NOT NULL,
    PRIMARY KEY (host_id, since)
);

CREATE INDEX history_set ON history (set_id);

-- Hosts that are gone, for those who keep a copy of the hosts; a host that came back may still be here.
CREATE TABLE forgotten (
    name text PRIMARY KEY,
    revision bigint NOT NULL,
    time bigint NOT NULL
);

CREATE INDEX forgotten_revision ON forgotten (revision);

-- Reports for upstream servers, as they were received.
CREATE TABLE relay_bodies (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    content_type text,
    query text NOT NULL,
    body bytea NOT NULL                   -- zstd
);

ALTER TABLE relay_bodies ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE TABLE relays (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    upstream text NOT NULL,
    host text NOT NULL,
    body_id bigint NOT NULL REFERENCES relay_bodies (id),
    queued bigint NOT NULL,
    next_try bigint NOT NULL,
    leased_until bigint NOT NULL,         -- a collector sends it; 0: none does
    attempts bigint NOT NULL              -- that failed
);

CREATE INDEX relays_upstream ON relays (upstream, id);
CREATE INDEX relays_host ON relays (upstream, host, id);
CREATE INDEX relays_body ON relays (body_id);

CREATE TABLE upstreams (
    name text PRIMARY KEY,
    dropped bigint NOT NULL,              -- reports that were given up
    error text                            -- the last one
);

CREATE TABLE trend_days (
    day bigint PRIMARY KEY
);

CREATE TABLE trend (
    day bigint NOT NULL REFERENCES trend_days (day) ON DELETE CASCADE,
    site text NOT NULL,
    os text NOT NULL,
    hosts bigint NOT NULL,
    up_to_date bigint NOT NULL,
    behind bigint NOT NULL,
    different bigint NOT NULL,
    silent bigint NOT NULL,
    never_reported bigint NOT NULL,
    reboot_pending bigint NOT NULL,
    frozen bigint NOT NULL,
    PRIMARY KEY (day, site, os)
);

CREATE TABLE state (
    key text PRIMARY KEY,
    value text NOT NULL
);

CREATE TABLE refused (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    time bigint NOT NULL,
    reporter text NOT NULL,
    status bigint NOT NULL,
    text text NOT NULL,
    site text,
    host text
);

CREATE TABLE refused_counts (
    status bigint PRIMARY KEY,
    count bigint NOT NULL
);
