-- What is entered for every evaluation, month and unit, and where it came from.
-- Primary keys only: what comes in is checked before it gets here, there is one writer, and the
-- large tables are read by evaluation and month, which stand together because each import writes one month.

CREATE TABLE store_state (
    schema_version INTEGER NOT NULL,
    data_version BIGINT NOT NULL
);

CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    imported_at TIMESTAMP NOT NULL,         -- UTC
    imported_by VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    evaluation VARCHAR NOT NULL,
    month VARCHAR NOT NULL,
    demonstration BOOLEAN NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    confirmed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    data_version BIGINT NOT NULL
);

-- One row per indicator and unit: what stands there now.
CREATE TABLE observations (
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
CREATE TABLE node_points (
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

-- Every change of a cell, first entries included: what stood there, from which import, and what stands there since.
CREATE TABLE changes (
    import_id INTEGER NOT NULL,
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
    new_state VARCHAR NOT NULL,
    new_value DECIMAL(38, 22),
    new_grade VARCHAR,
    new_reason VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL
);

CREATE TABLE published_results (
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
