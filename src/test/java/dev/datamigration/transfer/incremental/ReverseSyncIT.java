package dev.datamigration.transfer.incremental;

import static dev.datamigration.transfer.Direction.Forward;
import static dev.datamigration.transfer.Direction.Reverse;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written on the target after the switch arrives on the source, and nothing goes in circles. */
class ReverseSyncIT {
    private final TwoWayFixture sync = new TwoWayFixture();

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void thereAndBackAndThereAgain() {
        sync.both(
                        "CREATE TABLE t (id int PRIMARY KEY, v text)",
                        "CREATE TABLE nokey (v int)",
                        "ALTER TABLE nokey REPLICA IDENTITY FULL")
                .capture("t", "nokey")
                .start(Forward);
        sync.source.execute(
                "INSERT INTO t SELECT g, 'a' FROM generate_series(1, 10) g", "INSERT INTO nokey VALUES (1), (1)");
        Capture.begin(sync.run(Reverse));
        sync.source.execute("UPDATE t SET v = 'b' WHERE id < 5", "INSERT INTO nokey VALUES (1)");
        sync.finish(Forward).assertSame("t", "nokey");
        var forward = sync.applied(Forward);

        sync.watch(Forward, 1).start(Reverse);
        sync.target.execute(
                "INSERT INTO t VALUES (11, 'c')", "DELETE FROM nokey WHERE ctid IN (SELECT min(ctid) FROM nokey)");
        sync.caughtUp(Reverse).assertSame("t", "nokey");
        assertThat(sync.applied(Reverse))
                .as("nothing of what came forward goes back")
                .isEqualTo(2);

        sync.finishWatch();
        Capture.begin(sync.run(Forward));
        sync.target.execute("UPDATE t SET v = 'd' WHERE id > 8", "INSERT INTO nokey VALUES (5)");
        sync.finish(Reverse).watch(Reverse, 2).start(Forward);
        sync.source.execute("INSERT INTO nokey VALUES (6)", "DELETE FROM t WHERE id = 11");
        sync.caughtUp(Forward).assertSame("t", "nokey");
        assertThat(sync.applied(Forward))
                .as("nothing of what came back goes forward")
                .isEqualTo(forward + 2);
        assertThat(sync.lateWrites).isEmpty();
    }
}
