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

-- What a file held: demonstration data, then a file of one's own that adds, changes, removes and confirms.
INSERT INTO store_state VALUES (1, 3);
INSERT INTO imports VALUES
    (1, TIMESTAMP '2023-10-05 09:30:00', '김주무관', 'a.xlsx', repeat('0', 64), 'gyeonggi-2023', '2023-09', true, 4, 0, 0, 0, 1),
    (2, TIMESTAMP '2023-10-06 10:00:00', '나주무관', 'b.xlsx', repeat('1', 64), 'gyeonggi-2023', '2023-09', false, 0, 3, 1, 4, 2);
INSERT INTO changes VALUES
    (1, 'gyeonggi-2023', '2023-09', 'score', '41190', 'prior', NULL, NULL, NULL, NULL, NULL, 'submitted', 94.56, NULL, '', '점수', 'C6'),
    (1, 'gyeonggi-2023', '2023-09', 'value', '41190', 'G1', NULL, NULL, NULL, NULL, NULL, 'submitted', 90, NULL, '', '실적', 'C5'),
    (1, 'gyeonggi-2023', '2023-09', 'value', '41190', 'G2', NULL, NULL, NULL, NULL, NULL, 'submitted', NULL, 'A', '', '실적', 'D5'),
    (1, 'gyeonggi-2023', '2023-09', 'value', '41190', 'G3', NULL, NULL, NULL, NULL, NULL, 'not_submitted', NULL, NULL, '', '실적', 'E5'),
    (2, 'gyeonggi-2023', '2023-09', 'score', '41190', 'prior', 1, 'submitted', 94.56, NULL, '', 'submitted', 94.56, NULL, '', '점수', 'C6'),
    (2, 'gyeonggi-2023', '2023-09', 'value', '41190', 'G1', 1, 'submitted', 90, NULL, '', 'submitted', 98.5, NULL, '', '실적', 'C5'),
    (2, 'gyeonggi-2023', '2023-09', 'value', '41190', 'G2', 1, 'submitted', NULL, 'A', '', 'not_submitted', NULL, NULL, '', '실적', 'D5'),
    (2, 'gyeonggi-2023', '2023-09', 'value', '41190', 'G3', 1, 'not_submitted', NULL, NULL, '', 'submitted', 7, NULL, '', '실적', 'E5');
INSERT INTO observations VALUES
    ('gyeonggi-2023', '2023-09', '41190', 'G1', 'submitted', 98.5, NULL, 2, '실적', 'C5'),
    ('gyeonggi-2023', '2023-09', '41190', 'G2', 'not_submitted', NULL, NULL, 2, '실적', 'D5'),
    ('gyeonggi-2023', '2023-09', '41190', 'G3', 'submitted', 7, NULL, 2, '실적', 'E5');
INSERT INTO node_points VALUES
    ('gyeonggi-2023', '2023-09', 'score', '41190', 'prior', 'submitted', 94.56, '', 2, '점수', 'C6');
INSERT INTO published_results VALUES (0, 2023, '3', 3, '우수', '41190', '부천시', NULL, '신문');
