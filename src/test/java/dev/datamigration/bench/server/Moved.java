package dev.datamigration.bench.server;

import dev.datamigration.testing.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses figures of a run that did not move everything: rows of every table, and indexes where they belong to the work. */
public final class Moved {
    private static final String TABLES =
            "SELECT format('%I', relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1";
    private static final String INDEXES = "SELECT count(*)::text FROM pg_indexes WHERE schemaname = 'public'";
    private static final String KEYS = "SELECT count(*)::text FROM pg_constraint WHERE contype IN ('p', 'f')"
            + " AND connamespace = 'public'::regnamespace";

    private final TestDatabase source;
    private final List<String> tables;
    private final List<String> expected;

    /** The source must not change any more. */
    public Moved(TestDatabase source) {
        this.source = source;
        this.tables = source.query(TABLES);
        this.expected = rows(source);
    }

    public void checkRows(TestDatabase target) {
        refuseUnlessEqual(expected, rows(target));
    }

    public void checkAll(TestDatabase target) {
        checkRows(target);
        refuseUnlessEqual(source.query(INDEXES), target.query(INDEXES));
        refuseUnlessEqual(source.query(KEYS), target.query(KEYS));
    }

    private List<String> rows(TestDatabase database) {
        return database.query(tables.stream()
                .map(table -> "SELECT '%1$s ' || count(*) FROM public.%1$s".formatted(table))
                .collect(Collectors.joining(" UNION ALL ", "", " ORDER BY 1")));
    }

    private static void refuseUnlessEqual(List<String> expected, List<String> found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException("the target has " + found + ", the source " + expected);
        }
    }
}
