-- What version 1 held, in the tables of version 2. There were only imports, so every change comes from its own act.

INSERT INTO store_state (schema_version, data_version, published_sha256, ledger_sha256)
SELECT 2, data_version, '', '' FROM store_state_1;

INSERT INTO imports (id, act, imported_at, imported_by, file_name, sha256, evaluation, month, demonstration,
    added, changed, removed, confirmed, unchanged, note, undoes, data_version)
SELECT id, 'import', imported_at, imported_by, file_name, sha256, evaluation, month, demonstration,
    added, changed, 0, confirmed, unchanged, '', NULL, data_version
FROM imports_1 ORDER BY id;

INSERT INTO changes (act_id, evaluation, month, kind, unit, item,
    old_import_id, old_state, old_value, old_grade, old_reason,
    new_import_id, new_state, new_value, new_grade, new_reason, sheet, cell)
SELECT import_id, evaluation, month, kind, unit, item,
    old_import_id, old_state, old_value, old_grade, old_reason,
    import_id, new_state, new_value, new_grade, new_reason, sheet, cell
FROM changes_1;

DROP TABLE store_state_1;
DROP TABLE imports_1;
DROP TABLE changes_1;
