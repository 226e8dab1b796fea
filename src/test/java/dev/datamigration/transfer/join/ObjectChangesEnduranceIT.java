package dev.datamigration.transfer.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.modification.ObjectChangeState;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.RemovedTableHandling;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten times tables are added to a task and removed from it, under some hundred transactions a second, with kills in every stage. */
@Tag("long")
class ObjectChangesEnduranceIT {
    private static final int ROUNDS = 10;
    private static final ObjectSelection FEW = JoinFixture.objects("public.customer", "public.visit");
    private static final ObjectSelection ALL = JoinFixture.objects("public.*");

    private final JoinFixture task = new JoinFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void tenTimesAddedAndRemovedUnderTransactionsAndKills() {
        task.source.execute(
                "CREATE TABLE customer (id int PRIMARY KEY, name text)",
                "CREATE TABLE visit (customer int, at int)",
                "ALTER TABLE visit REPLICA IDENTITY FULL",
                "CREATE TABLE purchase (id serial PRIMARY KEY, customer int REFERENCES customer, amount int)",
                "CREATE INDEX purchase_amount ON purchase (amount)",
                "CREATE TABLE event (customer int, amount int)",
                "ALTER TABLE event REPLICA IDENTITY FULL",
                "INSERT INTO customer SELECT g, 'name ' || g FROM generate_series(-20000, -1) g",
                "INSERT INTO visit SELECT g % 7, g FROM generate_series(1, 20000) g",
                "INSERT INTO purchase (customer, amount) SELECT -g, g FROM generate_series(1, 20000) g",
                "INSERT INTO event SELECT g % 7, g % 3 FROM generate_series(1, 2000) g");
        task.begin(FEW);
        var begun = System.nanoTime();
        try (var writers = new JoinWriters(task.source, 4, """
                BEGIN; INSERT INTO customer VALUES ($n, 'new'); INSERT INTO visit VALUES ($n % 7, 0);
                INSERT INTO purchase (customer, amount) VALUES ($n, $n % 10); INSERT INTO event VALUES ($n % 7, $n % 3);
                UPDATE purchase SET amount = amount + 1 WHERE customer = $n - 20;
                DELETE FROM event WHERE ctid IN (SELECT ctid FROM event WHERE customer = $n % 5 LIMIT 1 FOR UPDATE SKIP LOCKED);
                COMMIT; SELECT pg_sleep(0.011)""")) {
            for (var round = 1; round <= ROUNDS; round++) {
                add(round);
                if (round < ROUNDS) {
                    remove(round);
                }
            }
            var seconds = (System.nanoTime() - begun) / 1e9;
            var written = writers.end();
            System.getLogger(getClass().getName())
                    .log(System.Logger.Level.INFO, "{0} transactions in {1} s", written, seconds);
            assertThat(written).isGreaterThan(1_000);
        }
        task.caughtUp();
        task.assertSame("customer", "visit", "purchase", "event");
        assertThat(task.slots()).hasSize(1);
        assertThat(task.publications()).hasSize(1);
        assertThat(task.target.query("SELECT task_id FROM datamigration.task")).containsExactly(task.taskId);
    }

    private void add(int round) {
        kill(ObjectChangesEnduranceIT::loads, ALL, 2L * round);
        if (round % 2 == 0) {
            kill(ObjectChangesEnduranceIT::catchesUp, ALL, 2L * round);
        }
        kill(state -> state instanceof ObjectChangeState.Integrating, ALL, 2L * round);
        task.change(ALL, 2L * round, RemovedTableHandling.Drop);
    }

    private void remove(int round) {
        kill(state -> state instanceof ObjectChangeState.Integrating, FEW, 2L * round + 1);
        task.change(FEW, 2L * round + 1, RemovedTableHandling.Drop);
        assertThat(task.target.query("SELECT relname FROM pg_class WHERE relname IN ('purchase', 'event')"))
                .isEmpty();
    }

    private void kill(Predicate<ObjectChangeState> when, ObjectSelection wanted, long number) {
        task.killIn(when, wanted, number, RemovedTableHandling.Drop);
        task.goOn(wanted);
    }

    private static boolean loads(ObjectChangeState state) {
        return state instanceof ObjectChangeState.Migrating migrating
                && migrating.full() != null
                && migrating.full().tables() > 0;
    }

    private static boolean catchesUp(ObjectChangeState state) {
        return state instanceof ObjectChangeState.Migrating migrating && migrating.incremental() != null;
    }
}
