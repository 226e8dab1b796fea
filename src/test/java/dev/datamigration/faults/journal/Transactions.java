package dev.datamigration.faults.journal;

import dev.datamigration.faults.journal.WriterSession.Attempt;
import java.sql.Connection;
import java.sql.SQLException;

/** How a session makes its transactions. */
interface Transactions {

    /**
     * One transaction, from its begin to its end.
     *
     * @return whether it was committed; false where it was rolled back on purpose
     */
    boolean perform(Connection connection, WriterSession session, Attempt attempt) throws SQLException;

    /** Brings to its end what a lost connection left open on the server. */
    default void finish(Connection connection, WriterSession session, long number) throws SQLException {}

    /** The row that tells whether this transaction is committed. */
    static void mark(Draft draft, int session, long number) throws SQLException {
        var table = Table.TOKEN.sqlName();
        draft.run(
                new Effect.Put(table, String.valueOf(session), session + "|" + number),
                "INSERT INTO public.token VALUES (?, ?) ON CONFLICT (session) DO UPDATE SET number = excluded.number",
                session,
                number);
    }
}
