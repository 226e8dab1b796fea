package dev.datamigration.faults.journal;

import java.sql.SQLException;

/** A transaction of many rows by one statement. */
final class BulkWork {
    static final String TABLE = "public.bulk";
    static final String CREATE = "CREATE TABLE " + TABLE + " (id bigint PRIMARY KEY, value text NOT NULL)";

    private BulkWork() {}

    /** More rows, or all that there are changed. */
    static void step(Draft draft, int rows) throws SQLException {
        var now = draft.bulk();
        if (now.last() < rows || draft.random().nextInt(3) == 0) {
            insert(draft, rows);
        } else {
            var next = now.generation() + 1;
            draft.run(
                    new Effect.Bulk(TABLE, now.last(), next),
                    "UPDATE public.bulk SET value = 'value ' || id || ':' || ?",
                    String.valueOf(next));
        }
    }

    static void insert(Draft draft, int rows) throws SQLException {
        var now = draft.bulk();
        draft.run(
                new Effect.Bulk(TABLE, now.last() + rows, now.generation()),
                "INSERT INTO public.bulk SELECT g, 'value ' || g || ':' || ? FROM generate_series(?, ?) g",
                String.valueOf(now.generation()),
                now.last() + 1,
                now.last() + rows);
    }

    /** What is wrong with the table, in one query: rows, distinct ids, lowest, highest, rows of another value. */
    static String question(Effect.Bulk wanted) {
        return "SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || coalesce(min(id), 0) || ' ' || coalesce(max(id), 0)"
                + " || ' ' || count(*) FILTER (WHERE value <> 'value ' || id || ':" + wanted.generation() + "') FROM "
                + TABLE;
    }

    static String answer(Effect.Bulk wanted) {
        return "%d %d %d %d 0".formatted(wanted.last(), wanted.last(), Math.min(1, wanted.last()), wanted.last());
    }
}
