package dev.datamigration.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * An application that keeps books: it knows of every transaction that it committed, so that one lost or doubled is found
 * whichever side it is looked for on. It writes to one database at a time and goes on where it was told to go.
 */
final class Till implements AutoCloseable {
    static final String[] SCHEMA = {
        "CREATE TABLE account (id int PRIMARY KEY, balance bigint NOT NULL, note text)",
        "INSERT INTO account SELECT g, 0, repeat('n', 50) FROM generate_series(1, 500) g",
        // no key: a row that is applied twice stays twice
        "CREATE TABLE ledger (clerk int NOT NULL, number bigint NOT NULL, amount int NOT NULL)",
        "ALTER TABLE ledger REPLICA IDENTITY FULL",
        "CREATE TABLE receipt (id bigserial PRIMARY KEY, clerk int NOT NULL, number bigint NOT NULL, UNIQUE (clerk, number))",
        "CREATE TABLE audit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account int REFERENCES account, at timestamptz)",
        "CREATE FUNCTION log_change() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
                + " INSERT INTO audit (account, at) VALUES (new.id, now()); RETURN new; END$$",
        "CREATE TRIGGER log_change AFTER UPDATE ON account FOR EACH ROW EXECUTE FUNCTION log_change()",
        // rows lie in other partitions on the other server, and move between them
        "CREATE TYPE mood AS ENUM ('m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6')",
        "CREATE TABLE felt (clerk int, number bigint, m mood, PRIMARY KEY (clerk, number, m)) PARTITION BY HASH (m)",
        "CREATE TABLE felt_0 PARTITION OF felt FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
        "CREATE TABLE felt_1 PARTITION OF felt FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
        "CREATE TABLE heard (clerk int, number bigint, m mood) PARTITION BY HASH (m)",
        "CREATE TABLE heard_0 PARTITION OF heard FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
        "CREATE TABLE heard_1 PARTITION OF heard FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
        "ALTER TABLE heard_0 REPLICA IDENTITY FULL",
        "ALTER TABLE heard_1 REPLICA IDENTITY FULL"
    };

    private static final List<String> HASHED = List.of("felt", "heard");

    /** A row of theirs is changed by the transaction so many later, and is deleted by the one {@link #GONE_AFTER} later. */
    private static final int MOVED_AFTER = 3;

    private static final int GONE_AFTER = 20;
    private static final int MOODS = 7;

    private static final int CLERKS = 4;

    private final List<Clerk> clerks = new ArrayList<>();
    private final int perSecond;

    /** @param perSecond transactions, of all clerks together */
    Till(int perSecond) {
        this.perSecond = perSecond;
        for (var id = 0; id < CLERKS; id++) {
            clerks.add(new Clerk(id));
        }
    }

    void open(TestDatabase database) {
        clerks.forEach(clerk -> clerk.open(database));
    }

    /** Everything that was begun is committed when this returns. */
    void shut() {
        clerks.forEach(clerk -> clerk.shut = true);
        clerks.forEach(Clerk::join);
    }

    long committed() {
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
            for (var table : HASHED) {
                assertThat(database.query("SELECT number || ' ' || m FROM %s WHERE clerk = %d ORDER BY number"
                                .formatted(table, clerk.id)))
                        .as("%s: %s of clerk %d", what, table, clerk.id)
                        .isEqualTo(clerk.moods());
            }
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
                for (var table : HASHED) {
                    statement.execute(feel(table, next));
                }
            }
            connection.commit();
        }

        private String feel(String table, long next) {
            return "INSERT INTO %s VALUES (%d, %d, 'm%d');".formatted(table, id, next, next % MOODS)
                    + "UPDATE %s SET m = 'm%d' WHERE clerk = %d AND number = %d;"
                            .formatted(table, moved(next - MOVED_AFTER), id, next - MOVED_AFTER)
                    + "DELETE FROM %s WHERE clerk = %d AND number = %d".formatted(table, id, next - GONE_AFTER);
        }

        private static long moved(long row) {
            return Math.floorMod(row * 2 + 1, MOODS);
        }

        /** What is there after the last transaction. */
        List<String> moods() {
            return LongStream.rangeClosed(Math.max(1, number - GONE_AFTER + 1), number)
                    .mapToObj(row -> row + " m" + (row <= number - MOVED_AFTER ? moved(row) : row % MOODS))
                    .toList();
        }
    }
}
