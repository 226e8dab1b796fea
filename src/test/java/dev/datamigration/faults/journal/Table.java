package dev.datamigration.faults.journal;

import java.util.List;
import java.util.Locale;

/** A table of the books: its definition, and how its rows are read as text. */
enum Table {
    TOKEN("session int PRIMARY KEY, number bigint NOT NULL", List.of("session", "number"), 1),
    ACCOUNT(
            "session int, id int, owner text NOT NULL, balance numeric(14,2), note text, PRIMARY KEY (session, id)",
            List.of("session", "id", "owner", "balance", "note"),
            2),
    /** Without a key: a row that is applied twice stays twice. */
    LEDGER(
            "session int NOT NULL, number bigint NOT NULL, amount numeric, data jsonb",
            List.of("session", "number", "amount", "data"),
            2),
    DOCUMENT(
            "id bigint PRIMARY KEY, session int NOT NULL, title text, body text, meta json, content bytea, at timestamp",
            List.of("id", "session", "title", "body", "meta", "content", "at"),
            1),
    /** Emptied now and then by the one session that writes to it. */
    SCRATCH("session int, id int, value text, PRIMARY KEY (session, id)", List.of("session", "id", "value"), 2);

    private final String columns;
    private final List<String> names;
    private final int keyColumns;

    Table(String columns, List<String> names, int keyColumns) {
        this.columns = columns;
        this.names = names;
        this.keyColumns = keyColumns;
    }

    String sqlName() {
        return "public." + name().toLowerCase(Locale.ROOT);
    }

    String create() {
        return "CREATE TABLE " + sqlName() + " (" + columns + ")";
    }

    /** A query of two columns: the key and the whole row, both as text. */
    String read() {
        return "SELECT " + joined(names.subList(0, keyColumns)) + ", " + joined(names) + " FROM " + sqlName();
    }

    private static String joined(List<String> columns) {
        return columns.stream()
                .map(column -> "coalesce(" + column + "::text, '~')")
                .reduce((left, right) -> left + " || '|' || " + right)
                .orElseThrow();
    }
}
