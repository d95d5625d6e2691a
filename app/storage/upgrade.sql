-- From version 1, which kept eighteen decimals, to version 2.
ALTER TABLE observations ALTER COLUMN value TYPE DECIMAL(38, 22);
ALTER TABLE node_points ALTER COLUMN value TYPE DECIMAL(38, 22);
ALTER TABLE changes ALTER COLUMN old_value TYPE DECIMAL(38, 22);
ALTER TABLE changes ALTER COLUMN new_value TYPE DECIMAL(38, 22);
ALTER TABLE published_results ALTER COLUMN score TYPE DECIMAL(38, 22);
UPDATE store_state SET schema_version = 2;
