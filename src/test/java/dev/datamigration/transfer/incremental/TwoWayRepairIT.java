package dev.datamigration.transfer.incremental;

import static dev.datamigration.plan.Direction.Forward;
import static dev.datamigration.plan.Direction.Reverse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.RepairStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.RepairMode;
import dev.datamigration.api.task.RepairSettings;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.incremental.stream.Capture;
import dev.datamigration.transfer.verify.FullVerification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A repair in a task with a way back: what it writes is never sent back, and the truth is where the application is. */
class TwoWayRepairIT {
    private final TwoWayFixture sync = new TwoWayFixture();

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void eachDirectionIsRepairedFromItsOwnSource() {
        sync.verification = new FullVerificationSettings(
                false, 1, 5_000, 1_000, 1L, new RepairSettings(RepairMode.Apply, 100), null);
        sync.both(
                        "CREATE TABLE t (id int PRIMARY KEY, v text)",
                        "CREATE TABLE nokey (v int)",
                        "ALTER TABLE nokey REPLICA IDENTITY FULL",
                        "INSERT INTO t SELECT g, 'v' FROM generate_series(1, 20) g",
                        "INSERT INTO nokey SELECT g % 10 FROM generate_series(1, 20) g")
                .capture("t", "nokey")
                .start(Forward);
        sync.target.execute(
                "INSERT INTO datamigration.loaded_table (task_id, source_schema, source_table) VALUES ('" + sync.taskId
                        + "', 'public', 't'), ('" + sync.taskId + "', 'public', 'nokey')",
                "DELETE FROM t WHERE id = 1",
                "UPDATE t SET v = 'wrong' WHERE id = 2",
                "INSERT INTO t VALUES (99, 'extra')",
                "DELETE FROM nokey WHERE v = 5");
        sync.caughtUp(Forward);
        Capture.begin(sync.run(Reverse));
        assertThat(repair(Forward).repair()).isEqualTo(new RepairStatus(3L, 1L, 1L, 0L, null));
        sync.assertSame("t", "nokey");
        sync.finish(Forward).start(Reverse);
        sync.target.execute("INSERT INTO t VALUES (100, 'of the application')");
        sync.caughtUp(Reverse).assertSame("t", "nokey");
        assertThat(sync.applied(Reverse)).isEqualTo(1);

        sync.source.execute("DELETE FROM t WHERE id = 100", "UPDATE t SET v = 'wrong' WHERE id = 3");
        var back = repair(Reverse);
        assertThat(back.consistent()).isTrue();
        assertThat(back.repair()).isEqualTo(new RepairStatus(1L, 1L, 0L, 0L, null));
        sync.assertSame("t", "nokey");
        assertThat(sync.target.count("t")).isEqualTo(21);
    }

    private VerificationStatus repair(Direction direction) {
        return new FullVerification(sync.run(direction), sync.sync(direction), status -> {}).compare();
    }
}
