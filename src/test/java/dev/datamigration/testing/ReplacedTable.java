package dev.datamigration.testing;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;

/**
 * The owner of the table {@code public.t} puts a view in its place while a task is about to read it. The view runs a function that
 * ends a session of a superuser, which the owner may not.
 */
public final class ReplacedTable implements AutoCloseable {
    private final TestDatabase database;
    private final String owner;
    private final Connection victim;
    private final Connection replacing;

    /** Replaces it, which nobody sees until {@link #now} or {@link #whileWaitedFor}, and nobody can read it until then. */
    public ReplacedTable(TestDatabase database) throws SQLException {
        this.database = database;
        this.owner = "owner_of_" + database.name();
        this.victim = database.connect();
        this.replacing = database.connect();
        database.execute(
                "CREATE ROLE " + owner, "GRANT CREATE ON SCHEMA public TO " + owner, "ALTER TABLE t OWNER TO " + owner);
        replacing.setAutoCommit(false);
        try (var statement = replacing.createStatement()) {
            statement.execute("SET ROLE " + owner);
            statement.execute("""
                    CREATE FUNCTION strike() RETURNS boolean LANGUAGE plpgsql AS $$
                      BEGIN
                        RETURN pg_terminate_backend(%d);
                      EXCEPTION WHEN OTHERS THEN
                        RETURN true;
                      END $$""".formatted(victim.unwrap(PGConnection.class).getBackendPID()));
            statement.execute("ALTER TABLE t RENAME TO t_before");
            statement.execute("CREATE VIEW t AS SELECT * FROM t_before WHERE strike()");
        }
    }

    /** Lets everybody see it once a session of a task waits for the table. */
    public void whileWaitedFor(Future<?> reading) throws SQLException {
        await().until(() -> reading.isDone()
                || database.count("pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted"
                                + " AND a.datname = current_database() AND a.application_name LIKE 'dm:%'")
                        > 0);
        replacing.commit();
    }

    /** Lets everybody see it. */
    public void now() throws SQLException {
        replacing.commit();
    }

    public boolean hasStruck() throws SQLException {
        return !victim.isValid((int) Patience.LIMIT.toSeconds());
    }

    @Override
    public void close() throws SQLException {
        replacing.close();
        victim.close();
        database.execute("DROP OWNED BY " + owner + " CASCADE", "DROP ROLE " + owner);
    }
}
