-- What is entered for every evaluation, month and unit, and where it came from.
-- Primary keys only: what comes in is checked before it gets here, there is one writer, and the
-- large tables are read by evaluation and month, which stand together because each import writes one month.

CREATE TABLE IF NOT EXISTS store_state (
    schema_version INTEGER NOT NULL,
    data_version BIGINT NOT NULL,
    published_sha256 VARCHAR NOT NULL,      -- of the published results, which have no trail of their own
    ledger_sha256 VARCHAR NOT NULL          -- of the last entry of the ledger, so that none is missed at its end
);

-- Every act that wrote into a month: an import, an edit, or an undo of one of these.
CREATE TABLE IF NOT EXISTS imports (
    id INTEGER PRIMARY KEY,
    act VARCHAR NOT NULL CHECK (act IN ('import', 'edit', 'undo')),
    imported_at TIMESTAMP NOT NULL,         -- UTC
    imported_by VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    evaluation VARCHAR NOT NULL,
    month VARCHAR NOT NULL,
    demonstration BOOLEAN NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    confirmed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    note VARCHAR NOT NULL,
    undoes INTEGER,
    data_version BIGINT NOT NULL
);

-- One row per indicator and unit: what stands there now, and the import or edit (never an undo) that it comes from.
CREATE TABLE IF NOT EXISTS observations (
    evaluation VARCHAR NOT NULL,
    month VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('submitted', 'not_submitted', 'not_applicable')),
    value DECIMAL(38, 22),
    grade VARCHAR,
    import_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    PRIMARY KEY (evaluation, month, unit, indicator)
);

-- Imported scores, bonuses and deductions of a node; each stands until a later month says otherwise.
CREATE TABLE IF NOT EXISTS node_points (
    evaluation VARCHAR NOT NULL,
    month VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('score', 'bonus', 'deduction')),
    unit VARCHAR NOT NULL,
    node VARCHAR NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('submitted', 'not_submitted')),
    value DECIMAL(38, 22),
    reason VARCHAR NOT NULL,
    import_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    PRIMARY KEY (evaluation, month, kind, unit, node)
);

-- Every change of a cell, first entries included, by act and in its order: what stood there and from which import or
-- edit, what stands there since and from which. An undo brings back an older origin with its sheet and cell.
CREATE TABLE IF NOT EXISTS changes (
    act_id INTEGER NOT NULL,
    evaluation VARCHAR NOT NULL,
    month VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('value', 'score', 'bonus', 'deduction')),
    unit VARCHAR NOT NULL,
    item VARCHAR NOT NULL,
    old_import_id INTEGER,
    old_state VARCHAR,
    old_value DECIMAL(38, 22),
    old_grade VARCHAR,
    old_reason VARCHAR,
    new_import_id INTEGER,                  -- NULL with new_state where an undo took the cell away
    new_state VARCHAR,
    new_value DECIMAL(38, 22),
    new_grade VARCHAR,
    new_reason VARCHAR,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL
);

-- A closed month whole: values, definition and results as text, with a checksum over all that is frozen.
CREATE TABLE IF NOT EXISTS closings (
    id INTEGER PRIMARY KEY,
    evaluation VARCHAR NOT NULL,
    month VARCHAR NOT NULL,
    closed_at TIMESTAMP NOT NULL,           -- UTC
    closed_by VARCHAR NOT NULL,
    data_version BIGINT NOT NULL,
    definition_checksum VARCHAR NOT NULL,
    definition_text VARCHAR NOT NULL,
    data_text VARCHAR NOT NULL,
    results VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    reopened_at TIMESTAMP,
    reopened_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

-- What happened besides the acts: months closed and reopened, backups, restores.
CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    happened_at TIMESTAMP NOT NULL,         -- UTC
    who VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    evaluation VARCHAR NOT NULL,
    month VARCHAR NOT NULL,
    detail VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS published_results (
    position INTEGER PRIMARY KEY,
    year INTEGER NOT NULL,
    population_group VARCHAR NOT NULL,
    place INTEGER,
    award VARCHAR NOT NULL,
    unit_code VARCHAR,
    unit_name VARCHAR NOT NULL,
    score DECIMAL(38, 22),
    source VARCHAR NOT NULL
);

-- What-ifs that somebody has kept; no value, score or version of the data depends on them. One that is deleted stays.
CREATE TABLE IF NOT EXISTS scenarios (
    id INTEGER PRIMARY KEY,
    evaluation VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    saved_at TIMESTAMP NOT NULL,            -- UTC
    saved_by VARCHAR NOT NULL,
    deleted_at TIMESTAMP,
    deleted_by VARCHAR NOT NULL
);

-- What people write beside the values: judgements, short lists, what a dong office entered. Nothing is ever changed or
-- deleted; the latest entry of a key counts, and one without content takes the key out.
CREATE TABLE IF NOT EXISTS ledger (
    id INTEGER PRIMARY KEY,
    evaluation VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    content VARCHAR,                        -- JSON
    written_at TIMESTAMP NOT NULL,          -- UTC
    written_by VARCHAR NOT NULL,
    replaces INTEGER,
    sha256 VARCHAR NOT NULL                 -- of this entry and all before it
);
