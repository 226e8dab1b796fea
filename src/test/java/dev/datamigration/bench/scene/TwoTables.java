package dev.datamigration.bench.scene;

/** A large table that refers to a smaller one, with about 150 bytes a row. */
public final class TwoTables {
    /** The large one, without keys. */
    static final String ENTRY = "CREATE TABLE entry (id bigint NOT NULL, account bigint NOT NULL,"
            + " at timestamptz NOT NULL, amount numeric(12,2) NOT NULL, kind int, note text)";

    private static final String ENTRIES =
            "INSERT INTO entry SELECT i, 1 + i %% %d, timestamptz '2026-01-01' + i * interval '1 s',"
                    + " i / 100.0, i %% 1000, repeat(md5(i::text), 3) FROM generate_series(1, %d) i";
    private static final String KEY = "ALTER TABLE entry ADD PRIMARY KEY (id)";
    private static final int ENTRIES_AN_ACCOUNT = 15;

    private TwoTables() {}

    public static String work(long rows) {
        return "Two tables with together %,d rows of about 150 bytes, their primary keys, two more indexes and a foreign key"
                .formatted(rows);
    }

    /** @param rows of both together */
    public static String[] withKeys(long rows) {
        var accounts = accounts(rows);
        return new String[] {
            "CREATE TABLE account (id bigint NOT NULL, name text NOT NULL)",
            "INSERT INTO account SELECT i, 'account ' || md5(i::text) FROM generate_series(1, " + accounts + ") i",
            ENTRY,
            ENTRIES.formatted(accounts, rows - accounts),
            "ALTER TABLE account ADD PRIMARY KEY (id), ADD UNIQUE (name)",
            KEY,
            "CREATE INDEX ON entry (account, at)",
            "ALTER TABLE entry ADD FOREIGN KEY (account) REFERENCES account"
        };
    }

    /** The large one alone, with its primary key. */
    static String[] entryAlone(long rows) {
        return new String[] {ENTRY, ENTRIES.formatted(accounts(rows), rows), KEY};
    }

    private static long accounts(long rows) {
        return Math.max(1, rows / (ENTRIES_AN_ACCOUNT + 1));
    }
}
