package dev.datamigration.transfer.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.modification.ObjectChangeState;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.RemovedTableHandling;
import dev.datamigration.failure.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables are added to a task whose synchronisation runs, and removed from it, while others write to all of them. */
class ObjectChangesIT {
    private static final ObjectSelection FEW = JoinFixture.objects("public.customer", "public.visit");
    private static final ObjectSelection ALL = JoinFixture.objects("public.*");

    private final JoinFixture task = new JoinFixture();

    @AfterEach
    void close() {
        task.close();
    }

    private void makeTables() {
        task.source.execute(
                "CREATE TABLE customer (id int PRIMARY KEY, name text)",
                "CREATE TABLE visit (customer int, at int)",
                "ALTER TABLE visit REPLICA IDENTITY FULL",
                "CREATE TABLE purchase (id serial PRIMARY KEY, customer int REFERENCES customer, amount int)",
                "CREATE INDEX purchase_amount ON purchase (amount)",
                "CREATE TABLE event (customer int, amount int)",
                "ALTER TABLE event REPLICA IDENTITY FULL",
                "INSERT INTO customer SELECT g, 'name ' || g FROM generate_series(-1000, -1) g",
                "INSERT INTO visit SELECT g % 7, g FROM generate_series(1, 1000) g",
                "INSERT INTO purchase (customer, amount) SELECT -g, g FROM generate_series(1, 1000) g",
                "INSERT INTO event SELECT g % 7, g % 3 FROM generate_series(1, 3000) g");
    }

    private JoinWriters writers() {
        return new JoinWriters(task.source, 2, """
                BEGIN; INSERT INTO customer VALUES ($n, 'new'); INSERT INTO visit VALUES ($n % 7, 0);
                INSERT INTO purchase (customer, amount) VALUES ($n, $n % 10); INSERT INTO event VALUES ($n % 7, $n % 3);
                UPDATE purchase SET amount = amount + 1 WHERE customer = $n - 20;
                DELETE FROM event WHERE ctid IN (SELECT ctid FROM event WHERE customer = $n % 5 LIMIT 1 FOR UPDATE SKIP LOCKED);
                COMMIT; SELECT pg_sleep(0.004)""");
    }

    /** A worker is killed while the tables are loaded, and another one while they are integrated. */
    @Test
    void tablesJoinUnderWritersHoweverOftenItIsKilled() {
        makeTables();
        task.begin(FEW);
        try (var writers = writers()) {
            task.killIn(ObjectChangesIT::loads, ALL, 1, RemovedTableHandling.Leave);
            task.goOn(ALL);
            task.killIn(state -> state instanceof ObjectChangeState.Integrating, ALL, 1, RemovedTableHandling.Leave);
            task.goOn(ALL);
            var done = task.change(ALL, 1, RemovedTableHandling.Leave);
            assertThat(done.added()).isSubsetOf("public.event", "public.purchase");
            assertThat(writers.end()).isGreaterThan(100);
        }
        task.caughtUp();
        task.assertSame("customer", "visit", "purchase", "event");
        assertThat(
                        task.target.query(
                                "SELECT conname FROM pg_constraint WHERE contype = 'f' AND convalidated AND conrelid = 'purchase'::regclass"))
                .containsExactly("purchase_customer_fkey");
        assertThat(task.target.query("SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'purchase'::regclass"))
                .contains("purchase_amount", "purchase_pkey");
        assertThat(task.target.queryOne("SELECT pg_get_serial_sequence('purchase', 'id')"))
                .isEqualTo("public.purchase_id_seq");
        assertThat(task.slots()).hasSize(1);
        assertThat(task.publications()).hasSize(1);
        assertThat(task.target.query("SELECT task_id FROM datamigration.task")).containsExactly(task.taskId);
        remove();
    }

    private void remove() {
        assertThatThrownBy(() -> task.change(
                        JoinFixture.objects("public.purchase", "public.event", "public.visit"),
                        2,
                        RemovedTableHandling.Leave))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("purchase_customer_fkey of public.purchase to public.customer");
        var done = task.change(FEW, 2, RemovedTableHandling.Drop);
        assertThat(done.removed()).containsExactly("public.event", "public.purchase");
        task.source.execute("INSERT INTO event VALUES (1, 1)", "INSERT INTO customer VALUES (-5000, 'last')");
        task.caughtUp();
        task.assertSame("customer", "visit");
        assertThat(task.target.query(
                        "SELECT relname FROM pg_class WHERE relname LIKE 'purchase%' OR relname = 'event'"))
                .isEmpty();
        // once more, though what left may be in the log
        assertThat(task.change(ALL, 3, RemovedTableHandling.Leave).added())
                .containsExactly("public.event", "public.purchase");
        task.source.execute("INSERT INTO event VALUES (1, 1)", "DELETE FROM purchase WHERE customer = -7");
        task.caughtUp();
        task.assertSame("customer", "visit", "purchase", "event");
    }

    /** A table whose rows the log would not tell apart must not be published: the application could not change it any more. */
    @Test
    void aFailedAdditionLeavesTheTaskAtWorkAndIsWithdrawnOrTriedAgain() {
        task.source.execute(
                "CREATE TABLE customer (id int PRIMARY KEY, name text)",
                "CREATE TABLE unclear (v int)",
                "INSERT INTO unclear SELECT generate_series(1, 100)",
                "CREATE TABLE further (id int PRIMARY KEY)",
                "INSERT INTO further VALUES (1)");
        var customers = JoinFixture.objects("public.customer");
        var both = JoinFixture.objects("public.customer", "public.unclear");
        task.begin(customers);
        assertThatThrownBy(() -> task.change(both, 1, RemovedTableHandling.Leave))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("PrecheckFailed")
                .hasMessageContaining("TablesWithoutKey");
        task.source.execute("INSERT INTO customer VALUES (1, 'one')", "UPDATE unclear SET v = -v WHERE v < 10");
        task.caughtUp();
        task.assertSame("customer");
        task.withdraw(customers, 1);
        assertThat(task.target.query("SELECT task_id FROM datamigration.task")).containsExactly(task.taskId);
        assertThatThrownBy(() -> task.change(both, 2, RemovedTableHandling.Leave))
                .isInstanceOf(FailureException.class);
        task.source.execute("ALTER TABLE unclear REPLICA IDENTITY FULL");
        assertThat(task.change(both, 2, RemovedTableHandling.Leave).added()).containsExactly("public.unclear");
        task.source.execute("DELETE FROM unclear WHERE v % 2 = 0");
        task.caughtUp();
        task.assertSame("customer", "unclear");
        nothingIsLeftOfTablesThatWereBeingAdded(both);
    }

    private void nothingIsLeftOfTablesThatWereBeingAdded(ObjectSelection few) {
        task.killIn(ObjectChangesIT::loads, ALL, 3, RemovedTableHandling.Leave);
        task.goOn(few);
        assertThat(task.slots()).hasSize(2);
        task.withdraw(few, 3);
        assertThat(task.slots()).hasSize(1);
        assertThat(task.publications()).hasSize(1);
        assertThat(task.target.query("SELECT to_regclass('public.further')")).containsOnlyNulls();
        task.killIn(ObjectChangesIT::loads, ALL, 4, RemovedTableHandling.Leave);
        assertThat(task.slots()).hasSize(2);
        assertThat(task.release().complete()).isTrue();
        assertThat(task.slots()).isEmpty();
        assertThat(task.publications()).isEmpty();
        assertThat(task.target.query("SELECT to_regnamespace('datamigration')")).containsOnlyNulls();
    }

    private static boolean loads(ObjectChangeState state) {
        return state instanceof ObjectChangeState.Migrating migrating
                && migrating.full() != null
                && migrating.full().tables() > 0;
    }
}
