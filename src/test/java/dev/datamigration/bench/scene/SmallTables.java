package dev.datamigration.bench.scene;

/** The shape of a large application's database that is not old yet: tables of 50 to 250 rows with many indexes. */
public final class SmallTables {
    /** Every table has a key; the other indexes go round. Every third table refers to the one before it. */
    private static final String FILL = """
            DO $$ BEGIN
              FOR i IN 0 .. %1$d - 1 LOOP
                EXECUTE format('CREATE TABLE t_%%s (id bigserial PRIMARY KEY, owner_id bigint, at timestamptz DEFAULT now(),'
                  ' state int NOT NULL DEFAULT 0, name varchar(255), body text)', i);
                EXECUTE format('INSERT INTO t_%%s (owner_id, state, name, body) SELECT n, n %%%% 5, ''name '' || n, repeat(''x'', 60)'
                  ' FROM generate_series(1, 50 + %%s) n', i, i / 3 %% 200);
                IF i %% 3 = 2 THEN
                  EXECUTE format('ALTER TABLE t_%%s ADD FOREIGN KEY (owner_id) REFERENCES t_%%s', i, i - 1);
                END IF;
              END LOOP;
              FOR i IN 0 .. %2$d - %1$d - 1 LOOP
                EXECUTE format('CREATE INDEX ON t_%%s (%%s)', i %% %1$d,
                  (ARRAY['owner_id', 'at', 'state, owner_id', 'name', 'owner_id, at', 'state'])[1 + i / %1$d]);
              END LOOP;
            END $$""";

    private SmallTables() {}

    public static String work(int tables, int indexes) {
        return "%,d tables of 50 to 250 rows with %,d indexes".formatted(tables, indexes);
    }

    /** @param indexes with those of the primary keys; seven times the tables at most */
    public static String fill(int tables, int indexes) {
        return FILL.formatted(tables, indexes);
    }
}
