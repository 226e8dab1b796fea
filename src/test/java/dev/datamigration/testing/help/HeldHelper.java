package dev.datamigration.testing.help;

import static org.awaitility.Awaitility.await;

import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** Holds a helper in the middle of what it writes, by a trigger of the target that waits for the test. */
public final class HeldHelper implements AutoCloseable {
    private final TestDatabase target;
    private final int number;
    private final Connection holder;

    /**
     * @param write such as {@code INSERT ON account}
     * @param when which rows it is held at
     */
    public HeldHelper(TestDatabase target, int number, String write, String when) throws SQLException {
        this.target = target;
        this.number = number;
        this.holder = target.connect();
        target.execute(
                """
                CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
                  IF current_setting('application_name') LIKE '%%:%s%%' THEN PERFORM pg_advisory_xact_lock_shared(1); END IF;
                  RETURN NEW;
                END$$
                """.formatted(PostgresServer.ofHelper(number)),
                "CREATE TRIGGER wait BEFORE " + write + " FOR EACH ROW WHEN (" + when + ") EXECUTE FUNCTION wait()",
                "ALTER TABLE " + write.substring(write.indexOf(" ON ") + 4) + " ENABLE ALWAYS TRIGGER wait");
        holder.createStatement().execute("SELECT pg_advisory_lock(1)");
    }

    /** Until it is in the middle of a write. */
    public void awaitHeld() {
        await("helper " + number + " is held").until(this::isHeld);
    }

    public boolean isHeld() {
        return target.count("pg_stat_activity a JOIN pg_locks l USING (pid)"
                        + " WHERE a.datname = current_database() AND a.application_name LIKE '%:"
                        + PostgresServer.ofHelper(number) + "%' AND l.locktype = 'advisory' AND NOT l.granted")
                > 0;
    }

    /** It goes on, if it still can. */
    public void letGo() {
        try (var statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock_all()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        holder.close();
    }
}
