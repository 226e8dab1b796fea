package dev.datamigration.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that keeps books: it knows of every transaction that it committed, so that one lost or doubled is found
 * whichever side it is looked for on. It writes to one database at a time and goes on where it was told to go.
 */
public final class Till implements AutoCloseable {
    /** Makes its books on a database. */
    public static final String[] SCHEMA = {
        "CREATE TABLE account (id int PRIMARY KEY, balance bigint NOT NULL, note text)",
        "INSERT INTO account SELECT g, 0, repeat('n', 50) FROM generate_series(1, 500) g",
        // no key: a row that is applied twice stays twice
        "CREATE TABLE ledger (clerk int NOT NULL, number bigint NOT NULL, amount int NOT NULL)",
        "ALTER TABLE ledger REPLICA IDENTITY FULL",
        "CREATE TABLE receipt (id bigserial PRIMARY KEY, clerk int NOT NULL, number bigint NOT NULL, UNIQUE (clerk, number))",
        "CREATE TABLE audit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account int REFERENCES account, at timestamptz)",
        "CREATE FUNCTION log_change() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
                + " INSERT INTO audit (account, at) VALUES (new.id, now()); RETURN new; END$$",
        "CREATE TRIGGER log_change AFTER UPDATE ON account FOR EACH ROW EXECUTE FUNCTION log_change()"
    };

    private static final int CLERKS = 4;

    private final List<Clerk> clerks = new ArrayList<>();
    private final int perSecond;

    /** @param perSecond transactions, of all clerks together */
    public Till(int perSecond) {
        this.perSecond = perSecond;
        for (var id = 0; id < CLERKS; id++) {
            clerks.add(new Clerk(id));
        }
    }

    /** Goes on there. */
    public void open(TestDatabase database) {
        clerks.forEach(clerk -> clerk.open(database));
    }

    /** Everything that was begun is committed when this returns. */
    public void shut() {
        clerks.forEach(clerk -> clerk.shut = true);
        clerks.forEach(Clerk::join);
    }

    /** Transactions so far, on whichever side. */
    public long committed() {
        return clerks.stream().mapToLong(clerk -> clerk.number).sum();
    }

    /** Every transaction is there, and once; the till must be shut. */
    void assertBooks(TestDatabase database, String what) {
        for (var clerk : clerks) {
            assertThat(database.queryOne(
                            "SELECT count(*) || ' ' || count(DISTINCT number) || ' ' || coalesce(max(number), 0) FROM ledger WHERE clerk = "
                                    + clerk.id))
                    .as("%s: ledger of clerk %d", what, clerk.id)
                    .isEqualTo("%d %d %d".formatted(clerk.number, clerk.number, clerk.number));
        }
        assertThat(database.count("receipt")).as("%s: receipts", what).isEqualTo(committed());
        assertThat(database.queryOne("SELECT sum(balance) FROM account"))
                .as("%s: balance", what)
                .isEqualTo(database.queryOne("SELECT coalesce(sum(amount), 0) FROM ledger"));
        assertThat(database.count("audit")).as("%s: triggers fired once", what).isEqualTo(committed());
    }

    @Override
    public void close() {
        shut();
    }

    private final class Clerk {
        final int id;
        volatile long number;
        volatile boolean shut = true;
        private volatile Exception failure;
        private Thread thread;

        Clerk(int id) {
            this.id = id;
        }

        void open(TestDatabase database) {
            shut = false;
            thread = new Thread(() -> work(database), "clerk-" + id);
            thread.start();
        }

        void join() {
            if (thread != null) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                assertThat(failure).as("clerk %d", id).isNull();
            }
        }

        private void work(TestDatabase database) {
            var pause = 1_000_000_000L * CLERKS / perSecond;
            var due = System.nanoTime();
            try (var connection = database.connect()) {
                connection.setAutoCommit(false);
                while (!shut) {
                    trade(connection, number + 1);
                    number++;
                    due += pause;
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            } catch (SQLException e) {
                failure = e;
            }
        }

        private void trade(Connection connection, long next) throws SQLException {
            var amount = (int) (next % 97) - 40;
            try (var statement = connection.createStatement()) {
                statement.execute("INSERT INTO ledger VALUES (%d, %d, %d);".formatted(id, next, amount)
                        + "UPDATE account SET balance = balance + %d WHERE id = %d;"
                                .formatted(amount, 1 + (next * CLERKS + id) % 500)
                        + "INSERT INTO receipt (clerk, number) VALUES (%d, %d)".formatted(id, next));
            }
            connection.commit();
        }
    }
}
