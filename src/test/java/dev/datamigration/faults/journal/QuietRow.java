package dev.datamigration.faults.journal;

import dev.datamigration.testing.TestDatabase;

/** A row that nobody writes to, so that nothing but a comparison finds it missing. */
public final class QuietRow {
    static final String INSERT = "INSERT INTO public.account VALUES (99, 1, 'quiet', 1.00, NULL)";

    private QuietRow() {}

    static Rows rows() {
        var rows = new Rows();
        rows.apply(new Effect.Put(Table.ACCOUNT.sqlName(), "99|1", "99|1|quiet|1.00|~"));
        return rows;
    }

    /** By hand, on the side that the application does not write to. */
    public static void delete(TestDatabase database) {
        database.execute("DELETE FROM public.account WHERE session = 99");
    }

    /** As the correction SQL of a verification does it. */
    public static void putBack(TestDatabase database) {
        database.execute(INSERT);
    }
}
